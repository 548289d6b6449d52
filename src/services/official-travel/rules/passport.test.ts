import { describe, expect, test } from 'vitest';
import { day } from '#kernel/calendar/day.ts';
import type { MissionMember, PreviousMission } from '../mission-file/model.ts';
import { all, at, type Change, findingOf, member, previously, standing } from './testing.ts';

const passport =
  (facts: Partial<NonNullable<MissionMember['passport']>>, index = 1): Change =>
  (m) => {
    Object.assign(at(m.members, index).passport ?? {}, facts);
  };

describe('only the official passport (PASS-01) and who may carry a private one (PASS-02)', () => {
  const ordinary = passport({ type: 'ordinary' });
  const approved = member(1, { documents: ['personnel-filing-form', 'private-passport-approval'] });
  test('a private passport is not used', () => {
    expect([standing('PASS-01', ordinary), standing('PASS-02', ordinary)]).toEqual([
      ['/members/1/passport/type'],
      'condition',
    ]);
  });
  test.each(['teaching', 'research', 'student'] as const)('%s: allowed with approval, and told', (staffKind) => {
    const kind = all(ordinary, member(1, { staffKind }));
    expect(standing('PASS-01', kind)).toEqual(['/members/1/passport/type']);
    expect([standing('PASS-01', all(kind, approved)), standing('PASS-02', all(kind, approved))]).toEqual([
      'passed',
      ['/members/1/passport/type'],
    ]);
  });
  test('an approval is no help to a civil servant', () => {
    expect(standing('PASS-01', all(ordinary, approved))).toEqual(['/members/1/passport/type']);
  });
  test('a passport still to be applied for is unchecked, but a fault of another is found', () => {
    expect(standing('PASS-01', member(2, { passport: null }))).toBe('not-supplied');
    expect(standing('PASS-01', all(ordinary, member(2, { passport: null })))).toEqual(['/members/1/passport/type']);
  });
});

describe('validity left (PASS-06)', () => {
  test('six months after the return are enough, a day less is not', () => {
    expect(standing('PASS-06', passport({ expiresOn: day('2026-12-12') }))).toBe('passed');
    expect(standing('PASS-06', passport({ expiresOn: day('2026-12-11') }))).toEqual(['/members/1/passport/expiresOn']);
  });
  test('a passport still to be applied for is unchecked', () => {
    expect(standing('PASS-06', member(1, { passport: null }))).toBe('not-supplied');
  });
});

describe('handing back within seven days (PASS-03, HKMO-07) and thirty days later (PASS-05)', () => {
  const back = (returned: string, facts: Partial<PreviousMission> = {}) =>
    previously(1, { departure: day('2026-01-02'), return: day(returned), passportReturnedOn: null, ...facts });
  const place = ['/members/1/previous/0'];
  test('on the seventh day it is not yet due, on the eighth it is', () => {
    expect(standing('PASS-03', back('2026-04-06'))).toBe('passed');
    expect(standing('PASS-03', back('2026-04-05'))).toEqual(place);
    expect(findingOf('PASS-03', back('2026-04-05')).message_zh).toBe('赵𠅤行的证照应于2026-04-12前交回，现未登记。');
  });
  test('thirty days after that the unit gets no new papers', () => {
    expect(standing('PASS-05', back('2026-03-07'))).toBe('passed');
    expect(standing('PASS-05', back('2026-03-06'))).toEqual(place);
  });
  test('a pass to Hong Kong is another rule’s, and counts for the thirty days too', () => {
    const pass = back('2026-03-06', { kind: 'hong-kong-macao', regions: ['HK'] });
    expect([standing('PASS-03', pass), standing('HKMO-07', pass), standing('PASS-05', pass)]).toEqual([
      'condition',
      place,
      place,
    ]);
  });
  test('handed in late is handed in', () => {
    expect(standing('PASS-03', back('2026-03-06', { passportReturnedOn: day('2026-04-12') }))).toBe('passed');
  });
  test('not known is unchecked once it is due, and no matter before', () => {
    const unknown = (returned: string): Change =>
      all(back(returned), (m) => {
        delete at(at(m.members, 1).previous, 0).passportReturnedOn;
      });
    expect(standing('PASS-03', unknown('2026-03-30'))).toBe('not-supplied');
    expect(standing('PASS-05', unknown('2026-03-30'))).toBe('passed');
    expect(standing('PASS-03', unknown('2026-04-06'))).toBe('passed');
  });
  test('previous missions not supplied are unchecked', () => {
    expect(standing('PASS-03', member(0, { previous: null }))).toBe('not-supplied');
  });
});
