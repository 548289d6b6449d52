import type { Runner } from '#kernel/commands/command.ts';
import { uuidv7 } from '#kernel/database/uuid.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import type { Stage, StagePerson } from '../testing.ts';
import type { PlanLineRow } from './endpoints.ts';
import { settlePlan } from './settle.ts';

export const need =
  '该市农产品对外销售近年持续增长，采购商多次提出当面验看样品、商定检疫和物流安排，须由农技和检疫人员同往说明标准。力争签订供货意向书两份，并形成检疫与冷链要求清单，回国后一个月内供企业使用，全年再跟踪落实一次。';
export const line = (facts: object = {}) => ({
  title: '赴韩国农产品推介',
  list: 'general',
  purposeType: 'economic-trade',
  arrangement: 'own',
  leader: '陈守一 副主任',
  leaderRank: 'county-deputy',
  regions: ['KR'],
  transitNote: null,
  month: '2021-06',
  headcount: 4,
  days: 5,
  need,
  inviter: null,
  funding: 'fiscal',
  amountCny: 60000,
  priority: 'must',
  ...facts,
});
export const header = { kind: 'abroad', batch: 'start', opinion: '同意上报', documentNumber: null, fileId: null };
export const at = '/api/official-travel/plan';

/** An office with a county, a unit below it and a unit of its own, everybody at a post, and ways to ask. */
export async function planStage(app: Stage & { readonly runner: Runner; actor(): Actor }) {
  const units = { county: '', countyUnit: '', own: '' };
  const who: Record<string, StagePerson> = {};
  const unit = async (key: keyof typeof units, name: string, kind: string, ...above: string[]) => {
    const id = uuidv7();
    units[key] = id;
    await app.asOwner(
      `insert into kernel.units (office_id, id, parent_id, name, name_en, kind, path, valid_from) values ($1, $2, $3, $4, $4, $5, $6, '2020-01-01')`,
      [app.officeId, id, above.at(-1), name, kind, [...above, id]],
    );
  };
  await unit('county', '宿豫区外办', 'county', app.rootUnitId);
  await unit('countyUnit', '宿豫区文旅局', 'unit', app.rootUnitId, units.county);
  await unit('own', '市第一中学', 'unit', app.rootUnitId);
  who.liaison = await app.person({ roles: ['liaison-officer'], unitId: units.countyUnit });
  who.head = await app.person({ roles: ['unit-head'], unitId: units.countyUnit });
  who.county = await app.person({ roles: ['first-reviewer'], unitId: units.county, subtree: true });
  who.ownLiaison = await app.person({ roles: ['liaison-officer'], unitId: units.own });
  who.ownHead = await app.person({ roles: ['unit-head'], unitId: units.own });
  who.reviewer = await app.person({ roles: ['reviewer'], subtree: true });
  who.officeHead = await app.person({ roles: ['office-head'], subtree: true });
  who.traveller = await app.person({ roles: ['traveller'], unitId: units.own });

  const ask = (
    name: string,
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    body?: unknown,
    version?: number,
  ) =>
    app.ask(method, `${at}/${path}`, {
      as: who[name],
      ...(body === undefined ? {} : { body }),
      ...(version ? { version } : {}),
    });
  const done = async <Answer>(...asked: Parameters<typeof ask>): Promise<Answer> => {
    const reply = await ask(...asked);
    if (reply.statusCode >= 300) throw new Error(`${asked.slice(0, 3).join(' ')}: ${reply.statusCode} ${reply.body}`);
    return (reply.body === '' ? undefined : reply.json()) as Answer;
  };
  const add = async (name: string, unitId: string, facts: object = {}) =>
    (await done<{ id: string }>(name, 'POST', 'lines', { unitId, year: 2021, line: line(facts) })).id;
  const lines = async (name: string, more = '') =>
    (await done<{ rows: PlanLineRow[] }>(name, 'GET', `lines?year=2021${more}`)).rows;
  const given = async (facts: object) => {
    const id = await add('ownLiaison', units.own, facts);
    await done('ownHead', 'POST', 'submit', { unitId: units.own, year: 2021, header, lines: [id] });
    await done('reviewer', 'POST', 'give', { lines: [id], authorityNumber: null });
    return id;
  };
  const use = (
    caseId: string,
    lineId: string | null,
    state: 'held' | 'granted' | 'released',
    { amountCny = 1000, swap }: { amountCny?: number; swap?: { people: number; days: number } } = {},
  ) =>
    app.runner.run(app.actor(), {
      name: 'test.use',
      key: uuidv7(),
      input: {},
      run: async (work) => {
        await settlePlan(work, { caseId, lineId, state, amountCny, ...(swap ? { swap } : {}) });
        return {};
      },
    });
  return { units, who, ask, done, add, lines, given, use };
}
