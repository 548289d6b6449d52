import { describe, expect, test } from 'vitest';
import { addDays, day } from '#kernel/calendar/day.ts';
import { all, at, check, findingOf, lasting, standing, submittedOn, thenTo, training, visiting } from './testing.ts';

describe('days abroad (DAY-01)', () => {
  test('five days in one country are allowed; six are not', () => {
    expect(standing('DAY-01', lasting(5))).toBe('passed');
    expect(standing('DAY-01', lasting(6))).toEqual(['/route/return']);
  });
  test('eight in two countries, ten in three, and no more in four', () => {
    const two = thenTo('CZ', '布拉格');
    const three = all(two, (m) => {
      at(m.route.stops, 1).leave = day('2026-06-11');
      m.route.stops.push({ ...at(m.route.stops, 1), region: 'HU', city: '布达佩斯', arrive: day('2026-06-11') });
    });
    const four = all(three, (m) => {
      m.route.stops.push({
        ...at(m.route.stops, 2),
        region: 'SK',
        city: '布拉迪斯拉发',
        arrive: at(m.route.stops, 2).leave,
      });
    });
    expect([standing('DAY-01', all(two, lasting(8))), standing('DAY-01', all(two, lasting(9)))]).toEqual([
      'passed',
      ['/route/return'],
    ]);
    expect([standing('DAY-01', all(three, lasting(10))), standing('DAY-01', all(three, lasting(11)))]).toEqual([
      'passed',
      ['/route/return'],
    ]);
    expect(findingOf('DAY-01', all(four, lasting(11))).params).toEqual({ n: 4, days: 11, max: 10 });
  });
  test('a transit earns no days', () => {
    expect(standing('DAY-01', all(thenTo('CZ', '布拉格', { use: 'transit', letter: false }), lasting(6)))).toEqual([
      '/route/return',
    ]);
  });
  test('the message says the countries, the days and the limit', () => {
    expect(findingOf('DAY-01', lasting(6)).message_zh).toBe('本团访问1国、在外6天（两端日期均计），上限5天。');
  });
  test('training has days of its own', () => {
    expect(standing('DAY-01', all(training, lasting(6)))).toBe('category');
  });
});

describe('Latin America and Africa (DAY-02)', () => {
  test.each([
    ['BR', '巴西利亚'],
    ['MX', '墨西哥城'],
    ['KE', '内罗毕'],
  ])('six days in %s need a reason, and no more than that', (region, city) => {
    const six = all(visiting(region, city), lasting(6));
    expect(standing('DAY-01', six)).toBe('passed');
    expect(standing('DAY-02', six)).toEqual(['/route/return']);
    expect(findingOf('DAY-02', six).params).toMatchObject({ max: 6 });
  });
  test('five days there need no reason', () => {
    expect(standing('DAY-02', all(visiting('BR', '巴西利亚'), lasting(5)))).toBe('passed');
  });
  test('seven are over the limit of six', () => {
    const seven = all(visiting('BR', '巴西利亚'), lasting(7));
    expect(findingOf('DAY-01', seven).params).toEqual({ n: 1, days: 7, max: 6 });
    expect(standing('DAY-02', seven)).toBe('passed');
  });
  test('one visit elsewhere and the extra day is gone', () => {
    const both = all(visiting('BR', '巴西利亚'), thenTo('PT', '里斯本'), lasting(9));
    expect(standing('DAY-01', both)).toEqual(['/route/return']);
    expect(standing('DAY-02', both)).toBe('condition');
  });
});

describe('more days than the limit (DAY-03)', () => {
  test('without a written request a second fault is raised', () => {
    expect(standing('DAY-03', lasting(6))).toEqual(['/documents']);
  });
  test('with it only the days themselves stay, for the approving body', () => {
    const asked = all(lasting(6), (m) => m.documents.push('over-days-request'));
    expect([standing('DAY-01', asked), standing('DAY-03', asked)]).toEqual([['/route/return'], 'passed']);
  });
  test('within the limit nothing is asked', () => {
    expect(standing('DAY-03')).toBe('condition');
  });
});

describe('share of official work (DAY-06)', () => {
  /** Two half-days of travel out of ten leave eight; of nine days' share two thirds are six of nine. */
  const official = (count: number) =>
    all((m) => {
      for (const [i, half] of (m.itinerary ?? []).entries()) half.activity = i < count ? 'official' : 'rest';
    });
  test('exactly two thirds are enough; less is not', () => {
    const nine = (count: number) =>
      all(official(count), (m) => {
        at(m.itinerary, 9).activity = 'travel';
      });
    expect(standing('DAY-06', nine(6))).toBe('passed');
    expect(check(nine(6)).facts.officialShare).toBe(0.667);
    expect(standing('DAY-06', nine(5))).toEqual(['/itinerary']);
    expect(check(nine(5)).facts.officialShare).toBe(0.556);
  });
  test('a half-day that is not listed is not official', () => {
    expect(
      standing('DAY-06', (m) => {
        m.itinerary = m.itinerary?.slice(0, 6) ?? null;
      }),
    ).toEqual(['/itinerary']);
  });
  test('one sightseeing half-day is named, whatever the share', () => {
    const tour = findingOf('DAY-06', (m) => {
      at(m.itinerary, 4).activity = 'sightseeing';
    });
    expect(tour).toMatchObject({ at: '/itinerary/4', message_en: 'The programme of 2026-06-10 holds sightseeing.' });
  });
  test('without an itinerary it is not checked', () => {
    const none = (m: { itinerary: unknown }) => {
      m.itinerary = null;
    };
    expect(standing('DAY-06', none)).toBe('not-supplied');
    expect(check(none).facts.officialShare).toBeNull();
  });
  test('when all the time is travel there is no share and no fault', () => {
    const travel = check((m) => {
      for (const half of m.itinerary ?? []) half.activity = 'travel';
    });
    expect([travel.facts.officialShare, travel.passed.includes('DAY-06')]).toEqual([null, true]);
  });
});

describe('days before 2013 (DAY-07)', () => {
  const seven = (date: string) =>
    all(submittedOn(date), (m) => {
      m.route.return = addDays(day(date), 6);
      m.budget = null;
    });
  test('seven days at the end of 2012 are told, and DAY-01 does not speak', () => {
    const old = seven('2012-12-24');
    expect([standing('DAY-07', old), standing('DAY-01', old)]).toEqual([['/route/return'], 'not-in-force']);
  });
  test('from 2013 the new limit holds and the old one ends', () => {
    const later = seven('2013-01-01');
    expect([standing('DAY-07', later), standing('DAY-01', later)]).toEqual(['not-in-force', ['/route/return']]);
  });
});
