import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { subscribersOf } from '#apps/server/desk-side.ts';
import { day } from '#kernel/calendar/day.ts';
import { createRunner } from '#kernel/commands/runner.ts';
import { type TestRunner, testRunner } from '#kernel/commands/testing.ts';
import { createCrypto } from '#kernel/crypto/crypto.ts';
import { masterKeyFrom } from '#kernel/crypto/master-key.ts';
import { openDatabase } from '#kernel/database/open.ts';
import { loanKind, type Town, town } from '#kernel/desk/testing.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import { Jobs } from '#kernel/jobs/jobs.ts';
import { defineObligationJobs } from '#kernel/obligations/jobs.ts';
import { obligationKind } from '#kernel/obligations/kind.ts';
import { startObligation } from '#kernel/obligations/obligations.ts';
import { defineDeliveryJobs, startLookOut } from './jobs.ts';
import { nothingLeaves } from './outgoing.ts';

let t: TestRunner;
let place: Town;
let applicant: Actor;
let head: Actor;
const programs: { jobs: Jobs; stop(): Promise<void> }[] = [];

/** One program as it runs in service, with connections of its own. */
async function program() {
  const database = await openDatabase({ url: t.url, poolSize: 4 });
  const runner = createRunner({ database, clock: t.clock });
  const crypto = createCrypto({ database, master: masterKeyFrom(randomBytes(32)) });
  const jobs = new Jobs({
    database,
    ownerUrl: t.url,
    clock: t.clock,
    pollMilliseconds: 50,
    scheduleMilliseconds: 60_000,
  });
  defineDeliveryJobs(
    { jobs, runner, crypto },
    { subscribers: subscribersOf([{ name: 'banner-loans', cases: [loanKind] }]), outgoing: nothingLeaves },
  );
  defineObligationJobs({ jobs, runner, database });
  await jobs.start();
  const lookOut = startLookOut({ database, jobs }, () => {}, 100);
  programs.push({
    jobs,
    stop: async () => {
      await lookOut.stop();
      await jobs.stop(5000);
      await database.close();
    },
  });
}

beforeAll(async () => {
  t = await testRunner({ start: '2026-03-02T09:00:00+08:00' });
  place = await town(t);
  applicant = await place.person('李静', place.club, 'liaison-officer');
  head = await place.person('王强', place.club, 'unit-head');
  await program();
  await program();
});
afterAll(async () => {
  for (const one of programs) await one.stop();
  await t.close();
});

const shown = (actor: Actor) =>
  t.asOwner('select text_zh from kernel.inbox where person_id = $1 order by id', [actor.personId]);
const until = async (condition: () => Promise<boolean>) => {
  for (let waited = 0; !(await condition()); waited += 50) {
    if (waited > 15_000) throw new Error('waited in vain');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

test('two programs look out together: everybody is told once, and nothing waits afterwards', async () => {
  for (let n = 0; n < 10; n += 1) await place.submitted(applicant, `第 ${n} 次借旗`);
  const waiting = () => t.asOwner('select from kernel.outbox where delivered_at is null');
  await until(async () => (await waiting()).length === 0);
  expect(await shown(head)).toHaveLength(10);
  const rounds = async () =>
    (await t.asOwner(`select count(*)::int as n from jobs.job where name = 'notifications.deliver'`))[0]?.n;
  const before = await rounds();
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(await rounds()).toBe(before);
});

test('the ladder is climbed by schedule, once over two programs, and whoever owes the duty hears of it', async () => {
  const kind = obligationKind({
    key: 'test.look-out',
    label: { zh: '还旗', en: 'Flag back' },
    clock: 'calendar-days',
    amount: 3,
    startedBy: { zh: '借出', en: 'Lent' },
    source: { zh: '借旗办法', en: 'Rules of loan' },
    ladder: [{ afterDays: 0, act: 'remind' }],
  });
  const { personId } = applicant;
  await place.run(applicant, (work) =>
    startObligation(work, {
      kind,
      subject: 'loan:1',
      unit: { id: place.club, path: place.path(place.club) },
      personId,
      startedBy: 'loan:1',
      start: { on: day('2026-03-02') },
    }),
  );
  await Promise.all(programs.map((one) => one.jobs.fireSchedules()));
  t.clock.setDay('2026-03-06');
  await Promise.all(programs.map((one) => one.jobs.fireSchedules()));
  await until(async () => (await shown(applicant)).length > 0);
  expect((await shown(applicant)).map((one) => one.text_zh)).toEqual(['还旗应于2026年3月5日办结，已逾期，请尽快办理']);
});
