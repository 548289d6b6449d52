import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestApp, type TestPerson, testApp } from '#apps/server/testing.ts';
import { day } from '../calendar/day.ts';
import type { Process, Route } from './definition.ts';
import { type RouteForm, type RouteTrialAnswer, routeEndpoints, type StoredRouteRow } from './route-endpoints.ts';
import { formOf, routeHandlers } from './route-handlers.ts';

const label = (zh: string) => ({ zh, en: zh });
const process: Process = {
  service: 'lending',
  kind: 'loan',
  title: label('借用'),
  states: {
    draft: { label: label('草稿'), tone: 'grey', public: 'draft' },
    open: { label: label('审核中'), tone: 'blue', public: 'processing' },
    done: { label: label('已批准'), tone: 'green', public: 'closed' },
  },
  outcomes: {
    draft: 'draft',
    returned: 'draft',
    withdrawn: 'draft',
    suspended: 'open',
    refused: 'done',
    terminated: 'done',
    annulled: 'done',
    completed: 'done',
  },
  steps: {
    check: { label: label('审核'), kind: 'decide', state: 'open' },
    sign: { label: label('签批'), kind: 'decide', state: 'open' },
  },
  sections: {},
  returnReasons: {},
  exceptionReasons: {},
  suspendReasons: {},
  endReasons: {},
  papers: {},
  changes: {},
  facts: { days: { type: 'int', label: label('天数') } },
  writable: [],
  powers: {},
  fallback: 'intake',
  correctionDays: 5,
};
const standard: Route = {
  id: 'standard',
  title: label('标准路线'),
  validFrom: day('2020-01-01'),
  when: 'true',
  order: 100,
  nodes: [
    { key: 'check', step: 'check', signers: [{ role: 'reviewer', at: 'office' }], threshold: 'one' },
    { key: 'sign', step: 'sign', when: 'days > 5', signers: [{ role: 'office-head', at: 'office' }], threshold: 'one' },
  ],
  grantedAfter: 'sign',
};
const endpoints = routeEndpoints('lending', '/api/lending/routes');

let stage: TestApp;
let head: TestPerson;
let reviewer: TestPerson;
beforeAll(async () => {
  stage = await testApp({ handlers: () => routeHandlers(endpoints, { process, standardRoutes: [standard] }) });
  head = await stage.person({ roles: ['office-head'], name: '刘主任' });
  reviewer = await stage.person({ roles: ['reviewer'] });
});
afterAll(() => stage?.close());

const list = async (as = head) =>
  (await stage.ask('GET', '/api/lending/routes', { as })).json() as { routes: StoredRouteRow[]; mayChange: boolean };
const save = (route: RouteForm, version: number, as = head) =>
  stage.ask('PUT', `/api/lending/routes/${route.id}`, { as, body: route, version });
const tryOut = async (body: Record<string, unknown>, as = reviewer) => {
  const reply = await stage.ask('POST', '/api/lending/routes/trial', {
    as,
    body: { day: '2020-06-01', amendment: false, changes: [], facts: { days: 3 }, ...body },
  });
  expect(reply.statusCode).toBe(200);
  return reply.json() as RouteTrialAnswer;
};

test('before the office lays down its own, the routes of the program hold and are tried out', async () => {
  const { routes, mayChange } = await list();
  expect(routes).toEqual([{ route: formOf(standard), version: 0, changedBy: null, changedAt: null }]);
  expect(mayChange).toBe(true);
  const short = await tryOut({});
  expect(short.chosen?.id).toBe('standard');
  expect(short.nodes.map(({ key, runs, why }) => [key, runs, why])).toEqual([
    ['check', true, null],
    ['sign', false, 'condition-false'],
  ]);
  expect((await tryOut({ facts: { days: 9 } })).nodes.every(({ runs }) => runs)).toBe(true);
});

test('a draft is tried out with its faults and without being saved', async () => {
  const draft = {
    ...formOf(standard),
    order: 1,
    id: 'draft',
    nodes: [{ ...formOf(standard).nodes[0]!, step: 'gone' }],
  };
  const tried = await tryOut({ route: draft });
  expect(tried.chosen?.id).toBe('draft');
  expect(tried.faults.map(({ at, code }) => [at, code])).toContainEqual(['/nodes/0/step', 'unknown-step']);
  expect((await list()).routes.map(({ route }) => route.id)).toEqual(['standard']);
});

test('the head of the office puts a route in force; a stale version and a faulty route are refused', async () => {
  const own = { ...formOf(standard), title: label('本办路线') };
  expect((await save(own, 0)).json()).toEqual({ version: 1 });
  const [row] = (await list()).routes;
  expect(row).toMatchObject({ version: 1, changedBy: '刘主任', route: { title: { zh: '本办路线' } } });
  expect((await save(own, 0)).statusCode).toBe(409);
  const faulty = await save({ ...own, grantedAfter: 'nowhere' }, 1);
  expect(faulty.statusCode).toBe(422);
  expect(faulty.json().faults[0]).toMatchObject({ at: '/grantedAfter', code: 'granted-after-unknown' });
});

test('a reviewer reads and tries but does not change; a liaison officer does not even read', async () => {
  expect((await list(reviewer)).mayChange).toBe(false);
  expect((await save(formOf(standard), 1, reviewer)).statusCode).toBe(403);
  const liaison = await stage.person({ roles: ['liaison-officer'] });
  expect((await stage.ask('GET', '/api/lending/routes', { as: liaison })).statusCode).toBe(403);
});

test('an id in the address that is not that of the route saves nothing', async () => {
  const reply = await stage.ask('PUT', '/api/lending/routes/other', { as: head, body: formOf(standard), version: 0 });
  expect(reply.statusCode).toBe(422);
  expect((await list()).routes).toHaveLength(1);
});
