import { describe, expect, test } from 'vitest';
import { forecast } from './forecast.ts';
import { broughtTo } from './lived-case.ts';
import {
  bannerCase,
  bannerLoan,
  clubHead,
  everyDayWorked,
  intake,
  moneyOpinion,
  plainFacts,
  review,
  routeOf,
} from './testing.ts';

const on = new Date('2026-03-02T09:00:00+08:00');
const of = (definition = bannerCase, facts = plainFacts) => forecast(definition, { facts, dueDay: everyDayWorked }, on);
const keys = (steps: ReturnType<typeof of>) => steps.filter((one) => one.runs).map((one) => one.node);

describe('what a draft would go through if it were submitted now', () => {
  test('every step up to the grant in its order, each from the last day of the one before', () => {
    expect(of().map(({ node, from, due }) => [node, from, due])).toEqual([
      ['club', '2026-03-02', '2026-03-05'],
      ['money', '2026-03-05', null],
      ['intake', '2026-03-05', '2026-03-10'],
      ['review', '2026-03-10', '2026-03-15'],
      ['notice', '2026-03-15', '2026-03-20'],
      ['mayor', '2026-03-20', null],
    ]);
  });

  test('who would decide stands beside each, found by the rule of the route', () => {
    expect(of()[0]?.holders).toMatchObject([{ role: 'unit-head', unitId: 'u-club' }]);
    expect(of()[3]?.holders).toMatchObject([{ role: 'reviewer', unitId: 'u-office' }]);
  });

  test('a step that the facts do not ask for is named as left out', () => {
    const facts = { ...plainFacts, values: { banners: 2, leader: false, purpose: 'match' } };
    const mayor = of(bannerCase, facts).find(({ node }) => node === 'mayor');
    expect(mayor).toMatchObject({ runs: false, why: 'condition' });
  });

  test('steps of one group run at the same time, and the next waits for the later of them', () => {
    const together = routeOf(
      [clubHead, { ...moneyOpinion, group: 'g', workingDays: 9 }, { ...intake, group: 'g' }, review],
      'review',
    );
    const steps = of({ process: bannerLoan, route: together });
    expect(steps.map(({ node, stage }) => [node, stage])).toEqual([
      ['club', 1],
      ['money', 2],
      ['intake', 2],
      ['review', 3],
    ]);
    expect(steps.find(({ node }) => node === 'review')?.from).toBe('2026-03-14');
  });

  test('a signer who is concerned is replaced in the forecast as on the day itself', () => {
    const route = routeOf([{ ...clubHead, signers: [{ person: 'member' }] }, review], 'review');
    expect(of({ process: bannerLoan, route })[0]).toMatchObject({
      fallback: true,
      holders: [{ role: 'office-head', unitId: 'u-office' }],
    });
  });

  test('it says what the engine then does: the same steps open in the same order', () => {
    const opened = broughtTo('mayor')
      .told('node-opened')
      .map(({ node }) => node);
    expect(keys(of())).toEqual(opened);
  });

  test('without a route there is nothing to tell', () => {
    expect(of({ process: bannerLoan, route: { ...bannerCase.route, nodes: [] } })).toEqual([]);
  });
});
