import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { day } from '#kernel/calendar/day.ts';
import { createRunner } from '#kernel/commands/runner.ts';
import { createCrypto } from '#kernel/crypto/crypto.ts';
import { masterKeyFrom } from '#kernel/crypto/master-key.ts';
import type { Queries } from '#kernel/database/database.ts';
import { type TestDatabase, testDatabase } from '#kernel/database/testing.ts';
import { marksOf } from '#kernel/desk/task-marks.ts';
import { tasksOf } from '#kernel/desk/to-do.ts';
import { defineRenderJob } from '#kernel/documents/render-job.ts';
import { readDelegations } from '#kernel/identity/delegations.ts';
import { missionDocumentKinds } from '#services/official-travel/documents/kinds.ts';
import { searchPeople } from '#services/official-travel/people/read-people.ts';
import { readCounters } from '#services/official-travel/plan/counters.ts';
import { listUnits, readUnit } from '#services/official-travel/units/read-unit.ts';
import { testKernel } from '../server/testing-kernel.ts';
import { keepFiles, standInAndPutOff } from './files.ts';
import { foundDemonstration } from './office.ts';
import { endOfPlans, fixFirstVersion, givePlans, moveOn } from './plan.ts';
import { now, special, yearBehind } from './programme.ts';
import { setStage } from './set-stage.ts';
import { liveThrough } from './stories.ts';
import type { StoryPlan } from './story-plan.ts';
import { type Stage, StoryClock } from './walk.ts';

let base: TestDatabase;
let stage: Stage;
const today = day('2026-11-24');

beforeAll(async () => {
  base = await testDatabase();
  const clock = new StoryClock(new Date('2026-01-05T01:00:00Z'));
  const crypto = createCrypto({ database: base.database, master: masterKeyFrom(randomBytes(32)) });
  const runner = createRunner({ database: base.database, clock, answers: crypto.answers });
  const kernel = testKernel({ runner, database: base.database, clock, crypto, url: base.url }, missionDocumentKinds);
  defineRenderJob(kernel, kernel.documents);
  await kernel.jobs.start({ work: false });
  const office = await foundDemonstration(kernel, runner, clock);
  stage = await setStage(kernel, runner, clock, office);
});
afterAll(async () => {
  await stage.kernel.jobs.stop();
  await stage.kernel.documents.renderer.close();
  await base.close();
});

const plan: StoryPlan = {
  unit: 'agri-centre',
  title: '赴日本农产品推介团',
  task: '推介本市优质农产品',
  region: 'JP',
  city: '东京',
  host: 'Tokyo Sample Trade Association',
  hostZh: '东京样例贸易协会',
  purposeType: 'economic-trade',
  departsIn: 60,
  days: 5,
  travellers: ['陈守一', '李望舒', '秦月明'],
  rank: 'county-deputy',
  reached: 'city-leader',
  appliedDaysAgo: 40,
};

it('every account has its person, post and a password of its own', () => {
  expect(new Set(stage.office.accounts.map(({ password }) => password)).size).toBe(stage.office.accounts.length);
  expect(stage.office.accounts.length).toBeGreaterThan(25);
});

it('a demonstration mission goes through the same rules and steps as real work', async () => {
  const story = await liveThrough(stage, plan, today);
  const page = await story.page('li.jing');
  expect(page.state).toBe('awaiting-leader');
  expect(page.number).toMatch(/^321300-2026-\d{4}$/);
  expect(page.check.findings.filter(({ blocks }) => blocks !== 'nothing')).toEqual([]);
});

it('granted missions have a numbered paper, typeset, marked as a sample and not sealed', async () => {
  const story = await liveThrough(
    stage,
    {
      ...plan,
      title: '赴日本农产品回访团',
      reached: 'granted',
      travellers: ['方知远', '杜若'],
      region: 'DE',
      city: '柏林',
      task: '洽谈苗木引种',
      departsIn: 100,
      rank: 'section',
    },
    today,
  );
  const page = await story.page('li.jing');
  expect(page.state).toBe('granted');
  expect(page.documents).toMatchObject([{ kind: 'mission-approval', state: 'distributed', pdf: true, docx: true }]);
  expect(page.documents[0]?.number).toMatch(/^宿外批〔2026〕\d+号$/);
});

it('the plan of three years is given by the same commands, and missions stand on its lines', async () => {
  const { kernel, office } = stage;
  await givePlans(stage, [...now, ...special, ...yearBehind], today);
  await fixFirstVersion(stage, today);
  const swapped = special.find(({ swapsFor }) => swapsFor)!;
  for (const one of [swapped, special.find(({ sender }) => sender)!, special.find(({ exception }) => exception)!]) {
    await liveThrough(stage, one, today);
  }
  const granted = await liveThrough(stage, special.find(({ reached }) => reached === 'granted-by-province')!, today);
  expect((await granted.page('li.jing')).state).toBe('granted');
  await moveOn(stage, today);
  const counted = (year: number) =>
    kernel.database.read(office.officeId, (queries) =>
      readCounters(queries, office.actors['li.jing']!, { year }, new Date('2026-11-24T01:00:00Z')),
    );
  const [before, present, next] = [await counted(2025), await counted(2026), await counted(2027)];
  expect(before.total.given).toBe(12);
  expect(present.total.given).toBeGreaterThan(20);
  expect(present.total.held).toBe(1);
  expect(present.adjustments).toBe(1);
  expect(next.total).toMatchObject({ granted: 2, held: 1 });
  expect([next.draft, next.submitted, next.consolidated]).toEqual([4, 2, 2]);
  await endOfPlans(stage, today);
  const after = await counted(2025);
  expect(after.closed?.reason).toContain('年度结束');
  expect(after.total.given).toBe(0);
}, 120_000);

it('units have files with signatories and officers, one term about to end; their people have files; one stands in, one task waits', async () => {
  const { kernel, office } = stage;
  await keepFiles(stage, today);
  await liveThrough(stage, now.find(({ reached }) => reached === 'posted')!, today);
  const login = (await standInAndPutOff(stage, today))!;
  const read = <Answer>(run: (queries: Queries) => Promise<Answer>) => kernel.database.read(office.officeId, run);
  const at = new Date('2026-11-24T01:00:00Z');
  const liaison = office.actors['zhou.kexin']!;
  const files = await read((queries) => listUnits(queries, office.actors['li.jing']!, {}, at));
  expect(files.map(({ state }) => state).toSorted()).toEqual(['awaiting', 'normal', 'normal', 'normal']);
  const unit = office.units['agri-centre']!;
  const file = await read((queries) => readUnit(queries, liaison, unit, office.paths['agri-centre']!, at));
  expect(file.signatories).toHaveLength(1);
  expect(file.officers).toMatchObject([{ state: 'on-duty', termTo: '2026-12-14' }]);
  const people = await read((queries) => searchPeople(queries, kernel, liaison, {}, at));
  expect(people.rows.length).toBe(10);
  const delegations = await read((queries) => readDelegations(queries, office.actors['zhou.ning']!, today, 'own'));
  expect(delegations).toMatchObject([{ to: { name: '陈岚' } }]);
  const put = await read((queries) => tasksOf(queries, office.actors[login]!));
  const marks = await read((queries) =>
    marksOf(
      queries,
      office.actors[login]!,
      put.tasks.map(({ taskId }) => taskId),
    ),
  );
  expect([...marks.values()].filter(({ snoozedUntil }) => snoozedUntil !== null)).toHaveLength(1);
}, 120_000);

it('an unlawful seed fails', async () => {
  await expect(liveThrough(stage, { ...plan, title: '赴日本七日团', days: 7 }, today)).rejects.toMatchObject({
    code: 'findings-stand',
  });
});
