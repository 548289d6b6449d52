import { describe, expect, test } from 'vitest';
import { day } from '#kernel/calendar/day.ts';
import type { Draft } from '../mission-file/fixtures.ts';
import type { Invitation, MissionFile, MissionMember } from '../mission-file/model.ts';
import { staysIn } from './hong-kong-macao.ts';
import {
  academic,
  addLine,
  all,
  at,
  type Change,
  check,
  findingOf,
  lasting,
  member,
  standing,
  submittedOn,
  thenTo,
  toHongKong,
  training,
  visiting,
} from './testing.ts';

const category =
  (value: MissionFile['category']): Change =>
  (m) => {
    m.category = value;
  };
const document =
  (name: MissionFile['documents'][number]): Change =>
  (m) => {
    m.documents.push(name);
  };

describe('academic missions', () => {
  const outside: Change = (m) => {
    m.plan.status = 'out-of-plan';
  };
  test('ACAD-02: an academic task by academic staff is free of days, size and number', () => {
    const free = check(all(academic, lasting(12)));
    expect(free.verdict).toBe('clear');
    expect(free.findings.map(({ rule }) => rule)).toEqual(['ACAD-02']);
    for (const rule of ['DAY-01', 'DAY-02', 'DAY-03', 'TEAM-01', 'FREQ-01', 'FREQ-02', 'FREQ-04']) {
      expect(free.notApplicable).toContainEqual({ rule, reason: 'academic' });
    }
  });
  test.each([
    ['one member is administrative', member(2, { staffKind: 'administrative' })],
    [
      'the purpose is a visit between schools',
      ((m) => {
        m.purpose.type = 'inter-school-visit';
      }) as Change,
    ],
  ])('ACAD-02: not if %s', (_, change) => {
    const bound = all(academic, change, lasting(12));
    expect([standing('ACAD-02', bound), standing('DAY-01', bound)]).toEqual(['condition', ['/route/return']]);
  });
  test('ACAD-02: an expert with a leading post counts as academic staff', () => {
    expect(standing('ACAD-02', all(academic, member(0, { staffKind: 'academic-leader' })))).toEqual(['/category']);
  });
  test('ACAD-02: before 2016 there is no such freedom', () => {
    const before = all(academic, submittedOn('2015-06-08'), (m) => {
      m.budget = null;
      m.route.return = day('2015-06-20');
    });
    expect([standing('ACAD-02', before), standing('DAY-01', before)]).toEqual(['not-in-force', ['/route/return']]);
  });
  test('ACAD-03: the plan, the posting and the passport stay', () => {
    expect(standing('ACAD-03', academic)).toBe('passed');
    expect(findingOf('ACAD-03', all(academic, outside))).toMatchObject({
      at: '',
      params: { missing: ['PLAN-01'] },
      message_zh: '学术团组仍缺：年度计划。',
    });
    const three = all(academic, outside, (m) => {
      m.publicity.from = null;
      m.publicity.to = null;
      Object.assign(at(m.members, 0).passport ?? {}, { type: 'ordinary' });
    });
    expect(findingOf('ACAD-03', three).params.missing).toEqual(['PLAN-01', 'PUB-01', 'PASS-01']);
  });
  test('ACAD-04: the papers say that the task is academic', () => {
    const stated = (value: boolean | null) =>
      standing(
        'ACAD-04',
        all(academic, (m) => {
          m.statements.academicTaskStated = value;
        }),
      );
    expect([stated(true), stated(false), stated(null)]).toEqual([
      'passed',
      ['/statements/academicTaskStated'],
      'not-supplied',
    ]);
  });
  test('ACAD-05: paid from projects or by the host', () => {
    const paidBy = (kind: MissionFile['funding']['sources'][number]['kind']) =>
      standing(
        'ACAD-05',
        all(academic, (m) => {
          m.funding.sources = [{ kind, percent: 100 }];
        }),
      );
    expect([paidBy('research-project'), paidBy('foreign-host'), paidBy('fiscal')]).toEqual([
      'passed',
      'passed',
      ['/funding/sources/0'],
    ]);
  });
  test('a general mission knows none of these rules', () => {
    for (const rule of ['ACAD-01', 'ACAD-02', 'ACAD-03', 'ACAD-04', 'ACAD-05'] as const) {
      expect(standing(rule)).toBe('category');
    }
  });
});

describe('Hong Kong and Macao', () => {
  const pass = (facts: Partial<NonNullable<MissionMember['passport']>>, index = 1): Change =>
    all(toHongKong, (m) => {
      Object.assign(at(m.members, index).passport ?? {}, facts);
    });
  test('a lawful mission there is clear', () => {
    expect(check(toHongKong).findings).toEqual([]);
  });
  test('the rules for abroad do not apply there, nor those for there abroad', () => {
    for (const rule of [
      'DAY-01',
      'DAY-02',
      'DAY-03',
      'DAY-07',
      'RTE-01',
      'RTE-02',
      'INV-01',
      'INV-06',
      'PASS-01',
    ] as const) {
      expect(standing(rule, toHongKong)).toBe(rule === 'DAY-07' ? 'not-in-force' : 'kind');
    }
    for (const rule of ['HKMO-01', 'HKMO-02', 'HKMO-04', 'HKMO-05'] as const) expect(standing(rule)).toBe('kind');
  });
  test.each(['hkmo-private', 'ordinary'] as const)('HKMO-01: a %s is not the official pass', (type) => {
    expect(standing('HKMO-01', pass({ type }))).toEqual(['/members/1/passport/type']);
    expect(standing('HKMO-01', all(pass({ type }), member(1, { staffKind: 'student' })))).toBe('passed');
    const teacher = all(pass({ type }), member(1, { staffKind: 'teaching' }));
    expect(standing('HKMO-01', teacher)).toEqual(['/members/1/passport/type']);
    expect(
      standing(
        'HKMO-01',
        all(teacher, (m) => at(m.members, 1).documents.push('private-passport-approval')),
      ),
    ).toBe('passed');
  });
  test('HKMO-01: a pass still to be applied for is unchecked', () => {
    expect(standing('HKMO-01', all(toHongKong, member(1, { passport: null })))).toBe('not-supplied');
  });
  test('HKMO-02, -04: thirty days are allowed; thirty-one are not', () => {
    const [thirty, more] = [all(toHongKong, lasting(30)), all(toHongKong, lasting(31))];
    expect([standing('HKMO-02', thirty), standing('HKMO-04', thirty)]).toEqual(['passed', 'condition']);
    expect([standing('HKMO-02', more), standing('HKMO-04', more)]).toEqual([['/route/stops/0'], ['/documents']]);
    expect(findingOf('HKMO-02', more).message_zh).toBe('在港（澳）停留31天，超过30天。');
    expect(standing('HKMO-04', all(more, document('hkmo-over-30-days-approval')))).toBe('passed');
  });
  test('HKMO-02: work or study endorsements of every member allow more', () => {
    const endorsed = (...endorsements: ('work' | 'study' | 'visit')[]): Change =>
      all(toHongKong, lasting(31), (m) => {
        for (const [i, one] of m.members.entries()) if (one.passport) one.passport.endorsement = at(endorsements, i);
      });
    expect(standing('HKMO-02', endorsed('work', 'study', 'work'))).toBe('passed');
    expect(standing('HKMO-02', endorsed('work', 'study', 'visit'))).toEqual(['/route/stops/0']);
  });
  test('a stay runs over consecutive stops of one region, and ends where the region changes', () => {
    const stop = (region: string, arrive: string, leave: string): MissionFile['route']['stops'][number] => ({
      ...{ region, city: '', use: 'visit', airsideOnly: false },
      arrive: day(arrive),
      leave: day(leave),
    });
    expect(
      staysIn([
        stop('HK', '2026-06-01', '2026-06-03'),
        stop('HK', '2026-06-03', '2026-06-05'),
        stop('MO', '2026-06-05', '2026-06-05'),
        stop('HK', '2026-06-05', '2026-06-06'),
      ]),
    ).toEqual([
      { index: 0, region: 'HK', days: 5 },
      { index: 2, region: 'MO', days: 1 },
      { index: 3, region: 'HK', days: 2 },
    ]);
  });
  test.each([
    ['no letter', { region: 'SG' }, ['/invitations']],
    ['an inviter who matches in nothing', { match: 'neither' }, ['/invitations/0']],
    ['no signature', { elements: ['letterhead'] }, ['/invitations/0']],
    ['no translation', { translation: false }, ['/invitations/0']],
    ['a letter in Chinese', { language: 'zh', translation: false }, 'passed'],
    ['a match not judged', { match: null }, 'not-supplied'],
  ] satisfies [string, Partial<Draft<Invitation>>, unknown][])('HKMO-05: %s', (_, facts, expected) => {
    const change = all(toHongKong, (m) => {
      Object.assign(at(m.invitations, 0), facts);
    });
    expect(standing('HKMO-05', change)).toEqual(expected);
  });
});

describe('Taiwan (TW-01)', () => {
  const toTaiwan: Change = (m) => {
    visiting('TW', '台北')(m);
    m.kind = 'taiwan';
  };
  test('is for the Taiwan affairs office, and no other rule speaks', () => {
    const answer = check(toTaiwan);
    expect(answer.findings.map(({ rule, at: place }) => [rule, place])).toEqual([['TW-01', '/kind']]);
    expect([answer.exit, answer.passed, answer.unchecked]).toEqual([4, [], []]);
  });
  test('a visit there on a mission abroad is found too', () => {
    expect(standing('TW-01', thenTo('TW', '台北'))).toEqual(['/kind']);
    expect(standing('TW-01')).toBe('kind');
  });
});

describe('long-term missions (LONG-01)', () => {
  test('ninety days are temporary, ninety-one are not', () => {
    expect(standing('LONG-01', lasting(90))).toBe('passed');
    expect(standing('LONG-01', lasting(91))).toEqual(['/route/return']);
  });
  test('a long-term mission of ninety days is no long-term mission, and the other rules speak', () => {
    const ninety = all(category('long-term'), lasting(90));
    expect([standing('LONG-01', ninety), standing('DAY-01', ninety)]).toEqual([['/route/return'], ['/route/return']]);
  });
  test('one of ninety-one is left alone', () => {
    const answer = check(all(category('long-term'), lasting(91)));
    expect([answer.exit, answer.findings, answer.passed, answer.unchecked]).toEqual([0, [], ['LONG-01'], []]);
  });
});

describe('training', () => {
  test('TRAIN-01: the mission is in the training plan', () => {
    expect(standing('TRAIN-01', training)).toBe('passed');
    expect(
      standing(
        'TRAIN-01',
        all(training, (m) => {
          m.plan.list = 'general';
        }),
      ),
    ).toEqual(['/plan']);
    expect(standing('TRAIN-01')).toBe('category');
  });
  const fee = (region: string, unit: number, currency: string) =>
    all(training, addLine({ item: 'training-fee', unit, quantity: 5, currency, region }));
  test.each([
    ['US', 87, 'USD'],
    ['DE', 66, 'EUR'],
    ['JP', 8400, 'JPY'],
  ] as const)('TRAIN-02: in %s %i %s per person and day', (region, figure, currency) => {
    expect(standing('TRAIN-02', fee(region, figure, currency))).toBe('passed');
    expect(standing('TRAIN-02', fee(region, figure + 1, currency))).toEqual(['/budget/lines/4']);
  });
  test('TRAIN-02: in CNY the figure is converted; elsewhere there is none', () => {
    expect(standing('TRAIN-02', fee('DE', 514.8, 'CNY'))).toBe('passed');
    expect(standing('TRAIN-02', fee('DE', 514.81, 'CNY'))).toEqual(['/budget/lines/4']);
    expect(standing('TRAIN-02', fee('US', 600, 'CNY'))).toBe('not-supplied');
    expect(standing('TRAIN-02', fee('AT', 999, 'EUR'))).toBe('condition');
    expect(findingOf('TRAIN-02', fee('DE', 70, 'EUR')).message_zh).toBe('培训费高于德国标准66EUR/人天。');
  });
  test('TRAIN-03: ninety days are long training, and told', () => {
    expect(standing('TRAIN-03', all(training, lasting(90)))).toEqual(['/route/return']);
    expect(standing('TRAIN-03', all(training, lasting(89)))).toBe('condition');
  });
  test('TRAIN-04: its size is a setting of the office', () => {
    expect([standing('TRAIN-04', training), standing('TRAIN-04')]).toEqual(['setting', 'category']);
  });
});

test('an enterprise is checked like a general mission (ENT-01)', () => {
  const enterprise = all(category('enterprise'), lasting(6));
  expect([standing('DAY-01', enterprise), standing('ENT-01', enterprise)]).toEqual([
    ['/route/return'],
    'information-only',
  ]);
});
