import fc from 'fast-check';
import { expect, it } from 'vitest';
import { byMatch, type MissionToMatch, matchLine } from './match-line.ts';
import type { ShownLine } from './plan-lines.ts';

const line = (facts: Partial<ShownLine> = {}): ShownLine => ({
  title: '赴韩国农产品推介',
  list: 'general',
  purposeType: 'economic-trade',
  regions: ['KR'],
  month: '2026-06',
  headcount: 4,
  days: 5,
  amountCny: 60_000,
  ...facts,
});
const mission: MissionToMatch = {
  title: '赴韩国农产品推介团',
  purposeType: 'economic-trade',
  regions: ['KR'],
  month: '2026-06',
  people: 4,
  days: 5,
  budgetCny: 49_758,
};
const words = (facts: Partial<ShownLine>) => matchLine(line(facts), mission).differs.map(({ zh }) => zh);

it('the line that was made for the mission fits in everything and comes first', () => {
  const own = matchLine(line(), mission);
  expect(own.differs).toEqual([]);
  const rows = [line({ regions: ['JP'] }), line({ month: '2026-11' }), line(), line({ headcount: 3 })].map((one) => ({
    one,
    match: matchLine(one, mission),
  }));
  expect(byMatch(rows)[0]!.one).toEqual(line());
});

it('says in which respect a line does not fit', () => {
  expect(words({ regions: ['JP'] })).toEqual(['国家（地区）不同']);
  expect(words({ month: '2026-11' })).toEqual(['相差 5 个月']);
  expect(words({ month: '2025-12' })).toEqual(['相差 6 个月']);
  expect(words({ headcount: 3 })).toEqual(['人数超过计划（4＞3）']);
  expect(words({ days: 4 })).toEqual(['天数超过计划（5＞4）']);
  expect(words({ amountCny: 40_000 })).toEqual(['经费超过计划（49758＞40000）']);
});

it('what is still open in the mission speaks against no line', () => {
  const nothing = matchLine(line(), { regions: [], people: 0 });
  expect(nothing).toEqual({ score: 0, fits: [], differs: [] });
});

it('a larger line never fits worse', () => {
  fc.assert(
    fc.property(fc.nat(10), fc.nat(10), fc.nat(100_000), (people, days, amountCny) => {
      const small = line({ headcount: 2, days: 3, amountCny: 10_000 });
      const large = line({ headcount: 2 + people, days: 3 + days, amountCny: 10_000 + amountCny });
      expect(matchLine(large, mission).score).toBeGreaterThanOrEqual(matchLine(small, mission).score);
    }),
  );
});
