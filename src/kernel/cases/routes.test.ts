import { describe, expect, test } from 'vitest';
import type { Day } from '../calendar/day.ts';
import { conditionFault, holds, noAmendment } from './conditions.ts';
import type { Route, RouteNode } from './definition.ts';
import { definitionDigest } from './digest.ts';
import { chooseRoute, tryRoute, validateRoute } from './routes.ts';
import { bannerLoan, ordinaryRoute, review } from './testing.ts';

const sample = { banners: 4, leader: true, purpose: 'match' };
const day = '2026-03-02' as Day;

const withNode = (key: string, change: Partial<RouteNode>): Route => ({
  ...ordinaryRoute,
  nodes: ordinaryRoute.nodes.map((node) => (node.key === key ? { ...node, ...change } : node)),
});
const codes = (route: Route) => validateRoute(bannerLoan, route).map((fault) => `${fault.at} ${fault.code}`);

describe('a route against its process', () => {
  test('the ordinary route has no fault', () => {
    expect(validateRoute(bannerLoan, ordinaryRoute)).toEqual([]);
  });

  test.each<[string, Route, string]>([
    ['a route without nodes', { ...ordinaryRoute, nodes: [] }, '/nodes no-nodes'],
    ['a step that the process does not have', withNode('review', { step: 'dance' }), '/nodes/3/step unknown-step'],
    ['a key used twice', withNode('review', { key: 'intake' }), '/nodes/3/key key-repeated'],
    ['a key with a space', withNode('review', { key: 'a b' }), '/nodes/3/key key-malformed'],
    ['a deciding step without signer', withNode('review', { signers: [] }), '/nodes/3/signers no-signers'],
    [
      'one with two signers',
      withNode('review', { signers: [{ person: 'a' }, { person: 'b' }] }),
      '/nodes/3/threshold one-needs-one',
    ],
    [
      'three of two',
      withNode('review', { signers: [{ person: 'a' }, { person: 'b' }], threshold: { atLeast: 3 } }),
      '/nodes/3/threshold share-out-of-range',
    ],
    [
      'a signer listed twice',
      withNode('review', { signers: [{ person: 'a' }, { person: 'a' }], threshold: 'all' }),
      '/nodes/3/signers signer-repeated',
    ],
    ['a condition that does not parse', withNode('review', { when: 'banners >' }), '/nodes/3/when condition'],
    ['a condition on an unknown fact', withNode('review', { when: 'flags > 1' }), '/nodes/3/when condition'],
    ['a condition that is no yes or no', withNode('review', { when: 'banners + 1' }), '/nodes/3/when condition'],
    ['a condition of the wrong type', { ...ordinaryRoute, when: 'purpose > 3' }, '/when condition'],
    [
      'a group that is torn apart',
      {
        ...withNode('club', { group: 'g' }),
        nodes: withNode('club', { group: 'g' }).nodes.map((node) =>
          node.key === 'intake' ? { ...node, group: 'g' } : node,
        ),
      },
      '/nodes/2/group group-split',
    ],
    [
      'a grant after a node that is not there',
      { ...ordinaryRoute, grantedAfter: 'x' },
      '/grantedAfter granted-after-unknown',
    ],
    [
      'a grant before anybody decides',
      {
        ...ordinaryRoute,
        nodes: ordinaryRoute.nodes.filter((node) => node.key === 'money' || node.key === 'issue'),
        grantedAfter: 'money',
      },
      '/grantedAfter granted-without-decision',
    ],
    ['a refusable step after the grant', { ...ordinaryRoute, grantedAfter: 'review' }, '/nodes/5 decision-after-grant'],
    ['a term of half a day', withNode('review', { workingDays: 0.5 }), '/nodes/3/workingDays working-days'],
    ['a route that ends before it begins', { ...ordinaryRoute, validTo: '2025-01-01' as Day }, '/validTo period'],
  ])('%s is a fault at its place', (_, route, fault) => {
    expect(codes(route)).toContain(fault);
  });

  test('the fault of a condition names the expression', () => {
    const [fault] = validateRoute(bannerLoan, withNode('review', { when: 'flags > 1' }));
    expect(fault?.message.zh).toContain('flags > 1');
    expect(fault?.message.en).toContain('flags');
  });
});

describe('conditions', () => {
  const at = (expression: string | undefined, values = {}) =>
    holds(bannerLoan.facts, expression, { ...sample, ...values }, noAmendment);

  test('no condition is true; facts, lists and the round can be asked for', () => {
    expect(at(undefined)).toEqual({ value: true });
    expect(at('banners > 3 && leader')).toEqual({ value: true });
    expect(at('banners in [1, 2]')).toEqual({ value: false });
    const round = { amendment: true, changes: ['dates'] };
    expect(holds(bannerLoan.facts, 'amendment && "dates" in changes', sample, round)).toEqual({ value: true });
  });

  test.each(['banners / 0 > 1', 'nope', 'banners >', 'purpose', 'banners'])(
    '%s fails with a sentence and does not throw',
    (expression) => {
      expect(at(expression)).toEqual({ failed: expect.any(String) });
    },
  );

  test('a fact that is missing, or of another type, makes the condition fail and not lie', () => {
    expect(holds(bannerLoan.facts, 'banners > 3', {}, noAmendment)).toEqual({
      failed: expect.stringContaining('banners'),
    });
    expect(at('banners > 3', { banners: 3.5 })).toHaveProperty('failed');
    expect(at('banners > 3', { banners: 'many' })).toHaveProperty('failed');
  });

  test('an endless expression is refused by its size', () => {
    const long = Array.from({ length: 600 }, () => 'leader').join(' && ');
    expect(conditionFault(bannerLoan.facts, long)).not.toBeNull();
    expect(conditionFault(bannerLoan.facts, 'leader && banners > 2')).toBeNull();
  });
});

describe('the choice of a route', () => {
  const big: Route = { ...ordinaryRoute, id: 'big', when: 'banners > 10', order: 0 };
  const routes = [ordinaryRoute, big];

  test('the first by order whose condition is true', () => {
    expect(chooseRoute(bannerLoan, routes, { ...sample, banners: 20 }, day).route?.id).toBe('big');
    const small = chooseRoute(bannerLoan, routes, sample, day);
    expect(small).toMatchObject({ route: { id: 'ordinary' }, rejected: [{ route: 'big', why: 'condition-false' }] });
  });

  test('of two with the same order the later in force; not one that is not yet, or no longer', () => {
    const newer = { ...ordinaryRoute, id: 'newer', validFrom: '2026-03-01' as Day };
    expect(chooseRoute(bannerLoan, [ordinaryRoute, newer], sample, day).route?.id).toBe('newer');
    expect(chooseRoute(bannerLoan, [ordinaryRoute, newer], sample, '2026-02-28' as Day).route?.id).toBe('ordinary');
    const ended = { ...ordinaryRoute, validTo: '2026-03-01' as Day };
    expect(chooseRoute(bannerLoan, [ended], sample, day)).toEqual({
      route: null,
      rejected: [{ route: 'ordinary', why: 'not-in-force' }],
    });
    expect(chooseRoute(bannerLoan, [ended], sample, '2026-03-01' as Day).route?.id).toBe('ordinary');
  });

  test('a condition that cannot be computed rejects its route by name and the choice goes on', () => {
    const broken = { ...ordinaryRoute, id: 'broken', when: '1 / (banners - 4) > 0', order: 0 };
    expect(chooseRoute(bannerLoan, [broken, ordinaryRoute], sample, day)).toMatchObject({
      route: { id: 'ordinary' },
      rejected: [{ route: 'broken', why: 'condition-failed', message: expect.stringContaining('division') }],
    });
  });
});

test('a trial shows which nodes run, which are skipped, and why', () => {
  const trial = tryRoute(
    bannerLoan,
    [withNode('money', { when: '1 / (banners - 4) > 0' })],
    { ...sample, leader: false },
    day,
  );
  expect(trial.nodes.find((node) => node.key === 'mayor')).toMatchObject({ runs: false, why: 'condition-false' });
  expect(trial.nodes.find((node) => node.key === 'money')).toMatchObject({ runs: true, why: 'condition-failed' });
  expect(trial.nodes.find((node) => node.key === 'club')).toMatchObject({ runs: true, stage: 1 });
});

test('the digest of a definition does not depend on the order of keys, and changes with any content', () => {
  const definition = { process: bannerLoan, route: ordinaryRoute };
  const turned = {
    route: { ...Object.fromEntries(Object.entries(ordinaryRoute).reverse()) } as unknown as Route,
    process: bannerLoan,
  };
  expect(definitionDigest(turned)).toBe(definitionDigest(definition));
  const other = { ...definition, route: withNode('review', { signers: [...review.signers, { person: 'x' }] }) };
  expect(definitionDigest(other)).not.toBe(definitionDigest(definition));
});
