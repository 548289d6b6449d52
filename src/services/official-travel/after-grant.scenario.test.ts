import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { missionStage } from '#apps/server/testing-missions.ts';
import { programActor } from '#kernel/identity/program-actor.ts';
import { code, type TestMission } from './testing-walk.ts';
import { recordTrip } from './trips/storage.ts';

/*
 * After the grant: a change that is refused, the return, the close-out.
 */

const { app, office, walk } = await missionStage();

let id: string;
let mission: TestMission;

it('a granted mission stays open for changes and for its return', async () => {
  mission = office.mission();
  id = await walk.draft(mission);
  await walk.toGrant(id, mission);
  expect(await walk.stands(id)).toMatchObject({ state: 'granted', nodes: ['journey'] });
});

it('what the rules said at the grant stands, though another journey comes to light; a change is checked against it', async () => {
  const before = (await walk.page(id)).check.findings.map(({ rule }) => rule);
  await app.runner.run(programActor(app.officeId), {
    name: 'test.trip',
    key: randomUUID(),
    input: {},
    run: async (work) => {
      const { units } = office;
      const person = { leadershipTeamOf: null, leadershipRole: null, groupLeader: true };
      await recordTrip(work, {
        caseId: null,
        reference: '补录-1',
        status: 'approved',
        kind: 'abroad',
        category: 'general',
        unitId: units.centre,
        unitPath: [units.office, units.bureau, units.centre],
        unitNames: ['市农业技术推广中心'],
        departure: '2026-06-09',
        return: '2026-06-11',
        regions: ['KR'],
        inviters: mission.invitations.letters.map(({ inviter }) => inviter),
        purposeTitle: mission.basics.task,
        budgetCny: null,
        grantedOn: null,
        people: [{ personId: office.id('leader'), ...person }],
      });
      return {};
    },
  });
  expect((await walk.page(id)).check.findings.map(({ rule }) => rule)).toEqual(before);
  const drafting = (await walk.page(id, 'liaison')).check.findings.map(({ rule }) => rule);
  expect(drafting.length).toBeGreaterThan(before.length);
  await app.asOwner(`update official_travel.trips set status = 'cancelled' where reference = '补录-1'`);
});

it('a change is drafted beside the grant; refused, the granted content holds', async () => {
  const longer = office.mission((one) => {
    one.basics.outcome = `${one.basics.outcome}（变更）`;
  });
  expect(await code(walk.save(id, 'liaison', 'basics', longer.basics))).toBe('done');
  expect((await walk.page(id, 'reviewer')).content.basics).toEqual(mission.basics);
  expect(await code(walk.act(id, 'liaison', 'amend', { changes: ['unheard-of'] }))).toBe('422 unknown-code');
  expect(await code(walk.act(id, 'liaison', 'amend', { changes: ['task'] }))).toBe('done');
  expect(await walk.stands(id)).toMatchObject({ state: 'amending', plan: 'granted', trip: { status: 'approved' } });
  expect((await walk.page(id, 'reviewer')).content.basics).toEqual(longer.basics);
  expect(await code(walk.save(id, 'liaison', 'basics', longer.basics))).toBe('403 section-not-writable');
  expect(await code(walk.decide(id, 'unitHead', 'refuse', { words: '不同意变更' }))).toBe('done');
  expect(await walk.stands(id)).toMatchObject({ state: 'granted', plan: 'granted', trip: { status: 'approved' } });
  expect((await walk.page(id, 'reviewer')).content.basics).toEqual(mission.basics);
});

it('the return is registered with its facts, and the office closes the case', async () => {
  await office.on('2026-06-15');
  expect(await code(walk.act(id, 'liaison', 'complete-wait', { node: 'journey' }))).toBe('422 opinion-incomplete');
  const home = {
    departedOn: '2026-06-08',
    returnedOn: '2026-06-11',
    ports: '上海浦东',
    places: '韩国首尔',
    absent: [office.id('interpreter')],
    asApproved: false,
    differences: '翻译因病未成行；提前一天返回。',
  };
  expect(await code(walk.save(id, 'reviewer', 'return', home))).toBe('403 section-not-writable');
  expect(await code(walk.save(id, 'liaison', 'return', home))).toBe('done');
  expect(await code(walk.act(id, 'liaison', 'complete-wait', { node: 'journey' }))).toBe('done');
  expect(await walk.stands(id)).toMatchObject({ state: 'closing', trip: { status: 'completed', people: 3 } });
  expect(await code(walk.act(id, 'liaison', 'complete-wait', { node: 'close-out' }))).toBe('403 not-signer');
  expect(await code(walk.act(id, 'supervisor', 'complete-wait', { node: 'close-out' }))).toBe('done');
  expect(await walk.stands(id)).toMatchObject({
    state: 'closed',
    nodes: [],
    tasks: [],
    plan: 'granted',
    trip: { status: 'completed' },
  });
});
