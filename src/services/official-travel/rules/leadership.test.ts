import { describe, expect, test } from 'vitest';
import { day } from '#kernel/calendar/day.ts';
import type { OtherMission } from '../mission-file/model.ts';
import { all, beside, type Change, findingOf, member, standing } from './testing.ts';

const team = '宿迁市商务局';
const sitsOnIt = (index: number, role: 'head' | 'deputy' = 'deputy') =>
  member(index, { leadershipTeamOf: team, leadershipRole: role });
const leader = (name: string, facts: Partial<OtherMission['leaders'][number]> = {}) => ({
  name,
  leadershipTeamOf: team,
  leadershipRole: 'deputy' as const,
  groupLeader: true,
  ...facts,
});
const unknown: Change = (m) => {
  m.otherMissions = null;
};

describe('two of one leadership team in one mission (LEAD-01)', () => {
  test('one is allowed; two are not, however the unit is written', () => {
    expect(standing('LEAD-01')).toBe('passed');
    expect(standing('LEAD-01', sitsOnIt(1))).toEqual(['/members']);
    expect(standing('LEAD-01', member(1, { leadershipTeamOf: ` ${team} `, leadershipRole: 'deputy' }))).toEqual([
      '/members',
    ]);
  });
  test('two of different teams are', () => {
    expect(standing('LEAD-01', member(1, { leadershipTeamOf: '宿迁市贸促会', leadershipRole: 'head' }))).toBe('passed');
  });
});

describe('same country within six months (LEAD-02)', () => {
  const led = (departure: string, back: string, facts: Partial<OtherMission> = {}) =>
    beside({
      departure: day(departure),
      return: day(back),
      leaders: [leader('周知远')],
      status: 'completed',
      ...facts,
    });
  test('departing a day before six months after the return of the other is too early', () => {
    expect(standing('LEAD-02', led('2025-12-05', '2025-12-09'))).toEqual(['/otherMissions/0']);
  });
  test('departing exactly six months after it is not', () => {
    expect(standing('LEAD-02', led('2025-12-04', '2025-12-08'))).toBe('passed');
  });
  test('a mission that departs later counts the same', () => {
    expect(standing('LEAD-02', led('2026-12-11', '2026-12-15'))).toEqual(['/otherMissions/0']);
    expect(standing('LEAD-02', led('2026-12-12', '2026-12-16'))).toBe('passed');
  });
  test.each([
    ['the same leader led it', { leaders: [leader('沈若水')] }],
    ['he did not lead it', { leaders: [leader('周知远', { groupLeader: false })] }],
    ['he sits on another team', { leaders: [leader('周知远', { leadershipTeamOf: '宿迁市贸促会' })] }],
    ['it went elsewhere', { regions: ['DE'] }],
    ['it was cancelled', { status: 'cancelled' as const }],
  ])('not if %s', (_, facts) => {
    expect(standing('LEAD-02', led('2026-03-01', '2026-03-05', facts))).toBe('passed');
  });
  test('the message names the unit, the day and the country', () => {
    expect(findingOf('LEAD-02', led('2026-03-01', '2026-03-05'))).toMatchObject({
      message_zh: '宿迁市商务局负责人2026-03-01已率团去过奥地利，间隔不足6个月。',
      params: { regions: ['AT'] },
    });
  });
  test('a leader without a team has no occasion; without the other missions it is unchecked', () => {
    expect(standing('LEAD-02', member(0, { leadershipTeamOf: null, leadershipRole: null }))).toBe('condition');
    expect(standing('LEAD-02', unknown)).toBe('not-supplied');
  });
});

describe('both heads away (LEAD-03)', () => {
  const otherHead = beside({ leaders: [leader('周知远', { leadershipRole: 'head' })] });
  test('a head here and another head on a mission with a common day', () => {
    expect(standing('LEAD-03', all(sitsOnIt(0, 'head'), otherHead))).toEqual(['/otherMissions/0']);
  });
  test('a deputy here is no fault, nor the same head, nor a day apart', () => {
    expect(standing('LEAD-03', otherHead)).toBe('condition');
    const same = beside({ leaders: [leader('沈若水', { leadershipRole: 'head' })] });
    expect(standing('LEAD-03', all(sitsOnIt(0, 'head'), same))).toBe('passed');
    const apart = beside({ departure: day('2026-06-13'), leaders: [leader('周知远', { leadershipRole: 'head' })] });
    expect(standing('LEAD-03', all(sitsOnIt(0, 'head'), apart))).toBe('passed');
  });
  test('two heads on this mission are a fault even if the others are not known', () => {
    expect(standing('LEAD-03', all(sitsOnIt(0, 'head'), sitsOnIt(1, 'head'), unknown))).toEqual(['/members']);
    expect(standing('LEAD-03', all(sitsOnIt(0, 'head'), unknown))).toBe('not-supplied');
  });
});

describe('leaders away at once (LEAD-04)', () => {
  const two = beside({ leaders: [leader('周知远'), leader('顾行之', { groupLeader: false })] });
  test('one here and two abroad on the same day are three', () => {
    expect(standing('LEAD-04', two)).toEqual(['/otherMissions']);
    expect(findingOf('LEAD-04', two).message_zh).toBe('宿迁市商务局班子同期在外3人，超过2人。');
  });
  test('one here and one abroad are two', () => {
    expect(standing('LEAD-04', beside({ leaders: [leader('周知远')] }))).toBe('passed');
  });
  test('a person who is named twice is one', () => {
    const twice = all(
      beside({ leaders: [leader('周知远')] }),
      beside({ leaders: [leader('周知远'), leader('沈若水')] }),
    );
    expect(standing('LEAD-04', twice)).toBe('passed');
  });
  test('two abroad one after the other are never three on one day', () => {
    const inTurn = all(
      beside({ departure: day('2026-06-01'), return: day('2026-06-08'), leaders: [leader('周知远')] }),
      beside({ departure: day('2026-06-09'), return: day('2026-06-12'), leaders: [leader('顾行之')] }),
    );
    expect(standing('LEAD-04', inTurn)).toBe('passed');
    const oneDay = all(
      beside({ departure: day('2026-06-01'), return: day('2026-06-09'), leaders: [leader('周知远')] }),
      beside({ departure: day('2026-06-09'), return: day('2026-06-12'), leaders: [leader('顾行之')] }),
    );
    expect(standing('LEAD-04', oneDay)).toEqual(['/otherMissions']);
  });
  test('three on this mission are its own fault, even if the others are not known', () => {
    const three = all(sitsOnIt(1), sitsOnIt(2));
    expect(standing('LEAD-04', three)).toEqual(['/members']);
    expect(standing('LEAD-04', all(three, unknown))).toEqual(['/members']);
    expect(standing('LEAD-04', unknown)).toBe('not-supplied');
  });
});
