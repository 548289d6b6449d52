import { describe, expect, test } from 'vitest';
import { day } from '#kernel/calendar/day.ts';
import { lawfulMember } from '../mission-file/fixtures.ts';
import { academic, all, at, beside, type Change, check, findingOf, member, standing, training } from './testing.ts';

const people =
  (n: number): Change =>
  (m) => {
    for (let i = m.members.length + 1; i <= n; i += 1) m.members.push(lawfulMember({ id: `m${i}`, name: `成员${i}` }));
    m.budget = null;
    at(m.invitations, 0).invitees = m.members.map(({ id }) => id);
  };

describe('size of the team (TEAM-01)', () => {
  test('six with the interpreter are allowed; seven are not', () => {
    expect(standing('TEAM-01', people(6))).toBe('passed');
    expect(standing('TEAM-01', people(7))).toEqual(['/members']);
    expect(findingOf('TEAM-01', people(7)).params).toEqual({ n: 7, max: 6 });
  });
  test('training has a size of its own', () => {
    expect(standing('TEAM-01', all(training, people(7)))).toBe('category');
  });
});

describe('one team split in two, or a team beside the team (TEAM-02)', () => {
  const sameInviter = { inviters: ['ＷＩＲＴＳＣＨＡＦＴＳＫＡＭＭＥＲ  Musterland '] };
  test('same place, a common day and the same inviter, whatever its width and case', () => {
    expect(standing('TEAM-02', beside(sameInviter))).toEqual(['/otherMissions/0']);
  });
  test('or the same purpose', () => {
    expect(standing('TEAM-02', beside({ purposeTitle: '绿色家居产业合作洽谈' }))).toEqual(['/otherMissions/0']);
  });
  test.each([
    ['another inviter and purpose', {}],
    ['another place', { ...sameInviter, regions: ['DE'] }],
    ['not a common day', { ...sameInviter, departure: day('2026-06-13') }],
    ['cancelled', { ...sameInviter, status: 'cancelled' as const }],
  ])('not if %s', (_, facts) => {
    expect(standing('TEAM-02', beside(facts))).toBe('passed');
  });
  test('the statement not made is a fault; not known, it is unchecked', () => {
    const stated = (value: boolean | null) =>
      standing('TEAM-02', (m) => {
        m.statements.noTeamBeside = value;
      });
    expect(stated(false)).toEqual(['/statements/noTeamBeside']);
    expect(stated(null)).toBe('not-supplied');
  });
  test('without the other missions it is unchecked, unless the statement shows the fault', () => {
    const unknown: Change = (m) => {
      m.otherMissions = null;
    };
    expect(standing('TEAM-02', unknown)).toBe('not-supplied');
    expect(
      standing(
        'TEAM-02',
        all(unknown, (m) => {
          m.statements.noTeamBeside = false;
        }),
      ),
    ).toEqual(['/statements/noTeamBeside']);
  });
});

describe('family (TEAM-03)', () => {
  test.each(['spouse', 'child', 'parent'] as const)('a %s of a member is not sent', (as) => {
    expect(standing('TEAM-03', member(2, { relations: [{ with: 'm1', as }] }))).toEqual(['/members/2/relations/0']);
  });
  test.each(['sibling', 'other'] as const)('a relation “%s” is no fault of this rule', (as) => {
    expect(standing('TEAM-03', member(2, { relations: [{ with: 'm1', as }] }))).toBe('passed');
  });
  test('the statement not made is a fault; not known, it is unchecked', () => {
    const stated = (value: boolean | null) =>
      standing('TEAM-03', (m) => {
        m.statements.noSpouseOrChild = value;
      });
    expect(stated(false)).toEqual(['/statements/noSpouseOrChild']);
    expect(stated(null)).toBe('not-supplied');
  });
});

describe('retired staff (TEAM-05)', () => {
  const rehired = member(1, { employment: 'rehired', documents: ['personnel-filing-form', 'rehire-paper'] });
  test('a retired member is not sent', () => {
    expect(standing('TEAM-05', member(1, { employment: 'retired' }))).toEqual(['/members/1/employment']);
  });
  test('a re-hired teacher on an academic mission is, with the paper', () => {
    expect(standing('TEAM-05', all(academic, rehired))).toBe('passed');
    expect(standing('TEAM-05', all(academic, member(1, { employment: 'rehired' })))).toEqual(['/members/1/employment']);
  });
  test('a re-hired official is not, nor a re-hired teacher on a general mission', () => {
    expect(standing('TEAM-05', rehired)).toEqual(['/members/1/employment']);
    expect(standing('TEAM-05', all(rehired, member(1, { staffKind: 'teaching' })))).toEqual(['/members/1/employment']);
    expect(standing('TEAM-05', all(academic, rehired, member(1, { staffKind: 'administrative' })))).toEqual([
      '/members/1/employment',
    ]);
  });
  test('seconded and in post, nothing is found', () => {
    expect(standing('TEAM-05', member(1, { employment: 'seconded' }))).toBe('passed');
  });
});

test('a former head of the sending unit needs a reason (TEAM-06)', () => {
  expect(standing('TEAM-06', member(1, { employment: 'former-head' }))).toEqual(['/members/1/employment']);
  expect(standing('TEAM-06')).toBe('passed');
});

describe('Party members (TEAM-07)', () => {
  const party =
    (...known: (boolean | null)[]): Change =>
    (m) => {
      for (const [i, partyMember] of known.entries()) at(m.members, i).partyMember = partyMember;
    };
  test('three are told, and the verdict stays clear', () => {
    const three = check(party(true, true, true));
    expect(standing('TEAM-07', party(true, true, true))).toEqual(['/members']);
    expect([three.verdict, three.exit]).toEqual(['clear', 0]);
  });
  test('two are not, and two with one unknown are unchecked', () => {
    expect(standing('TEAM-07', party(true, true, false))).toBe('condition');
    expect(standing('TEAM-07', party(true, true, null))).toBe('not-supplied');
  });
});
