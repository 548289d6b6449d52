import { describe, expect, test } from 'vitest';
import { day } from '#kernel/calendar/day.ts';
import type { Draft } from '../mission-file/fixtures.ts';
import type { Invitation } from '../mission-file/model.ts';
import { all, at, type Change, findingOf, member, standing, thenTo, toHongKong } from './testing.ts';

const letter =
  (facts: Partial<Draft<Invitation>>, index = 0): Change =>
  (m) => {
    Object.assign(at(m.invitations, index), facts);
  };
const none: Change = (m) => {
  m.invitations = [];
};

describe('a counterpart must invite (INV-01)', () => {
  test('without a letter from a place visited it is a fault', () => {
    expect(standing('INV-01', none)).toEqual(['/invitations']);
    expect(standing('INV-01', letter({ region: 'DE' }))).toEqual(['/invitations']);
    expect(standing('INV-01')).toBe('passed');
  });
  test('an inviter who matches in nothing is one', () => {
    expect(standing('INV-01', letter({ match: 'neither' }))).toEqual(['/invitations/0/match']);
    expect(standing('INV-01', letter({ match: 'same-level' }))).toBe('passed');
  });
  test('not judged, it is unchecked, unless another letter is at fault', () => {
    const notJudged = letter({ match: null });
    expect(standing('INV-01', notJudged)).toBe('not-supplied');
    expect(standing('INV-01', all(thenTo('CZ', '布拉格'), notJudged, letter({ match: 'neither' }, 1)))).toEqual([
      '/invitations/1/match',
    ]);
  });
});

describe('who may not invite', () => {
  test.each([
    ['INV-02', 'overseas-chinese-person'],
    ['INV-02', 'foreign-mission-in-china'],
    ['INV-03', 'chinese-funded-company-abroad'],
    ['INV-04', 'intermediary'],
  ] as const)('%s: %s', (rule, inviterType) => {
    expect(standing(rule, letter({ inviterType }))).toEqual(['/invitations/0/inviterType']);
    expect(standing(rule, letter({ inviterType: 'association' }))).toBe('passed');
  });
  test('the head of an enterprise may be invited by its own branch on serious matters (ENT-02 tells)', () => {
    const own = all(
      letter({ inviterType: 'chinese-funded-company-abroad' }),
      member(0, { office: 'enterprise-head' }),
      (m) => {
        m.purpose.type = 'own-branch-affairs';
      },
    );
    expect([standing('INV-03', own), standing('ENT-02', own)]).toEqual(['passed', ['/invitations/0/inviterType']]);
  });
  test('but not on ordinary business, nor a deputy', () => {
    const company = letter({ inviterType: 'chinese-funded-company-abroad' });
    const business = all(company, member(0, { office: 'enterprise-head' }));
    const deputy = all(company, (m) => {
      m.purpose.type = 'own-branch-affairs';
    });
    for (const change of [business, deputy]) {
      expect([standing('INV-03', change), standing('ENT-02', change)]).toEqual([
        ['/invitations/0/inviterType'],
        'condition',
      ]);
    }
  });
  test('an intermediary shows in four places, told in the order of the places', () => {
    const everywhere = all(letter({ inviterType: 'intermediary', viaIntermediary: true }), (m) => {
      m.organiser.kind = 'intermediary';
      m.statements.noIntermediary = false;
    });
    expect(standing('INV-04', everywhere)).toEqual([
      '/invitations/0/inviterType',
      '/invitations/0/viaIntermediary',
      '/organiser/kind',
      '/statements/noIntermediary',
    ]);
  });
  test('the statement not known leaves it unchecked', () => {
    expect(
      standing('INV-04', (m) => {
        m.statements.noIntermediary = null;
      }),
    ).toBe('not-supplied');
  });
});

describe('what the letter says (INV-05)', () => {
  test('each element that is missing is named', () => {
    const short = letter({
      elements: ['letterhead', 'invitees', 'unit', 'post', 'purpose', 'dates', 'stay', 'contact'],
    });
    expect(findingOf('INV-05', short)).toMatchObject({
      at: '/invitations/0',
      params: { missing: ['costs', 'signature'] },
      message_zh: '邀请函缺少：费用承担、邀请人签字。',
    });
  });
  test('a letter that leaves out a member does not name the invitees', () => {
    expect(findingOf('INV-05', letter({ invitees: ['m1', 'm2'] })).params.missing).toEqual(['invitees']);
  });
  test('dates that leave out a day of the visit in that region are no dates', () => {
    const short = letter({ covers: { from: day('2026-06-08'), to: day('2026-06-11') } });
    expect(findingOf('INV-05', short).params.missing).toEqual(['dates']);
    expect(
      standing(
        'INV-05',
        all(thenTo('CZ', '布拉格'), letter({ covers: { from: day('2026-06-08'), to: day('2026-06-10') } })),
      ),
    ).toBe('passed');
  });
  test('without a letter there is nothing to read', () => {
    expect(standing('INV-05', none)).toBe('condition');
  });
});

describe('translation (INV-06)', () => {
  test('a letter in another language needs one, a letter in Chinese does not', () => {
    expect(standing('INV-06', letter({ translation: false }))).toEqual(['/invitations/0/translation']);
    expect(standing('INV-06')).toBe('passed');
    expect(standing('INV-06', letter({ language: 'zh', translation: false }))).toBe('condition');
  });
  test('to Hong Kong another rule stands in', () => {
    expect(standing('INV-06', all(toHongKong, letter({ translation: false })))).toBe('kind');
  });
});

describe('each place visited (INV-07)', () => {
  test('a second place without a letter of its own is a fault at its stop', () => {
    const second = thenTo('CZ', '布拉格', { letter: false });
    expect(standing('INV-07', second)).toEqual(['/route/stops/1']);
    expect(findingOf('INV-07', second).message_zh).toBe('捷克没有单独的邀请函。');
    expect(standing('INV-07', thenTo('CZ', '布拉格'))).toBe('passed');
  });
  test('with one place, or no letter at all, it is not this rule that speaks', () => {
    expect(standing('INV-07')).toBe('condition');
    expect(standing('INV-07', all(thenTo('CZ', '布拉格'), none))).toBe('condition');
  });
  test('a transit needs none', () => {
    expect(standing('INV-07', thenTo('CZ', '布拉格', { letter: false, use: 'transit' }))).toBe('condition');
  });
});
