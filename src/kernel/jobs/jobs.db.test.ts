import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type OpenedDatabase, openDatabase } from '../database/open.ts';
import { type TestDatabase, testDatabase } from '../database/testing.ts';
import { Jobs, type JobsOptions } from './jobs.ts';

const numbered = z.object({ number: z.int() });
const due = z.object({ due: z.iso.datetime() });

let here: TestDatabase;
const opened: { jobs: Jobs; database: OpenedDatabase | undefined }[] = [];

beforeEach(async () => {
  here = await testDatabase();
  await here.asOwner(`
    create table kernel.trial_effects (office_id uuid not null, key text not null, note text, primary key (office_id, key));
    select kernel.protect_append_only('kernel.trial_effects');`);
});
afterEach(async () => {
  for (const { jobs, database } of opened.splice(0)) {
    await jobs.stop(1000);
    await database?.close();
  }
  await here.close();
});

function newJobs(options: Partial<JobsOptions> = {}): Jobs {
  const jobs = new Jobs({
    database: here.database,
    ownerUrl: here.url,
    pollMilliseconds: 25,
    scheduleMilliseconds: 60_000,
    ...options,
  });
  opened.push({ jobs, database: undefined });
  return jobs;
}

/** As another program would: with connections of its own. */
async function otherProgram(): Promise<Jobs> {
  const database = await openDatabase({ url: here.url, poolSize: 4 });
  const jobs = new Jobs({ database, ownerUrl: here.url, pollMilliseconds: 25, scheduleMilliseconds: 60_000 });
  opened.push({ jobs, database });
  return jobs;
}

const putIn = (jobs: Jobs, name: string, ...data: object[]) =>
  here.database.transaction(here.officeId, async (transaction) => {
    const ids: (string | null)[] = [];
    for (const item of data) ids.push(await jobs.enqueue(transaction, name, item));
    return ids;
  });

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let waited = 0; !(await condition()); waited += 20) {
    if (waited > 20_000) throw new Error('waited in vain');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const states = async (name: string) =>
  (
    await here.asOwner(
      `select state::text as state, count(*)::int as jobs from jobs.job where name = $1 group by 1 order by 1`,
      [name],
    )
  ).map((row) => `${row.state} ${row.jobs}`);

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('putting in', () => {
  test('a job of a transaction that commits is done; one of a transaction that is undone never was', async () => {
    const done: number[] = [];
    const jobs = newJobs();
    jobs.define('trial.count', { data: numbered, handler: async ({ data }) => void done.push(data.number) });
    await jobs.start();
    await putIn(jobs, 'trial.count', { number: 1 });
    const undone = here.database.transaction(here.officeId, async (transaction) => {
      await jobs.enqueue(transaction, 'trial.count', { number: 2 });
      throw new Error('second thoughts');
    });
    await expect(undone).rejects.toThrow('second thoughts');
    await putIn(jobs, 'trial.count', { number: 3 });
    await until(() => done.length >= 2);
    await until(async () => (await states('trial.count')).join() === 'completed 2');
    expect(done).toEqual([1, 3]);
  });

  test('data that does not fit, or a name that nobody defined, is refused at once', async () => {
    const jobs = newJobs();
    jobs.define('trial.count', { data: numbered, handler: async () => {} });
    await jobs.start({ work: false });
    await expect(putIn(jobs, 'trial.count', { number: 'one' })).rejects.toThrow();
    await expect(putIn(jobs, 'trial.other', { number: 1 })).rejects.toThrow(/no job is called/);
  });

  test('while a job with a key waits another one is not added; other keys and no key are', async () => {
    const jobs = newJobs();
    jobs.define('trial.count', { data: numbered, handler: async () => {} });
    await jobs.start({ work: false });
    const put = (singletonKey?: string) =>
      here.database.transaction(here.officeId, (transaction) =>
        jobs.enqueue(transaction, 'trial.count', { number: 1 }, singletonKey ? { singletonKey } : {}),
      );
    expect(await put('case 1')).not.toBeNull();
    expect(await put('case 1')).toBeNull();
    expect(await put('case 2')).not.toBeNull();
    expect(await put()).not.toBeNull();
    expect(await put()).not.toBeNull();
    expect(await states('trial.count')).toEqual(['created 4']);
  });

  test('a job for later waits until then', async () => {
    const done: number[] = [];
    const jobs = newJobs();
    jobs.define('trial.count', { data: numbered, handler: async ({ data }) => void done.push(data.number) });
    await jobs.start();
    await here.database.transaction(here.officeId, async (transaction) => {
      await jobs.enqueue(transaction, 'trial.count', { number: 1 }, { startAfter: new Date(Date.now() + 3_600_000) });
      await jobs.enqueue(transaction, 'trial.count', { number: 2 });
    });
    await until(async () => (await states('trial.count')).includes('completed 1'));
    expect(done).toEqual([2]);
    expect(await states('trial.count')).toEqual(['completed 1', 'created 1']);
  });
});

describe('several workers', () => {
  test('three programs do two hundred jobs once each (DU-10)', async () => {
    const doneBy = new Map<string, string[]>();
    const programs = [newJobs(), await otherProgram(), await otherProgram()];
    for (const [index, jobs] of programs.entries()) {
      jobs.define('trial.effect', {
        data: numbered,
        concurrency: 4,
        handler: async ({ data }) => {
          doneBy.set(String(data.number), [...(doneBy.get(String(data.number)) ?? []), `program ${index}`]);
          await pause(5);
        },
      });
    }
    await Promise.all(programs.map((jobs) => jobs.start()));
    const [first] = programs;
    if (!first) throw new Error('no program');
    await putIn(first, 'trial.effect', ...Array.from({ length: 200 }, (_, number) => ({ number })));
    await until(async () => (await states('trial.effect')).join() === 'completed 200');
    expect(doneBy.size).toBe(200);
    expect([...doneBy.values()].filter((by) => by.length !== 1)).toEqual([]);
    expect(new Set([...doneBy.values()].flat()).size).toBeGreaterThan(1);
  });

  test('a job given out again while its first worker still writes has one effect, by its id as key (CC-08)', async () => {
    let runs = 0;
    const programs = [newJobs(), await otherProgram()];
    for (const jobs of programs) {
      jobs.define('trial.effect', {
        data: numbered,
        handler: async ({ id }) => {
          runs += 1;
          await here.database.transaction(here.officeId, async (transaction) => {
            await sql`insert into kernel.trial_effects values (${here.officeId}, ${id}, 'done') on conflict do nothing`.execute(
              transaction,
            );
          });
          // The first worker is cut off here: its lease ends before it has said that it is done.
          if (runs === 1) {
            await here.asOwner(`update jobs.job set state = 'retry' where id = $1`, [id]);
            await until(() => runs === 2);
          }
        },
      });
    }
    await Promise.all(programs.map((jobs) => jobs.start()));
    await putIn(programs[0] as Jobs, 'trial.effect', { number: 1 });
    await until(async () => runs === 2 && (await states('trial.effect')).join() === 'completed 1');
    expect(await here.asOwner('select note from kernel.trial_effects')).toEqual([{ note: 'done' }]);
  });
});

describe('a failure', () => {
  test('is tried again, and what is kept of it holds no message', async () => {
    const attempts: number[] = [];
    const jobs = newJobs();
    jobs.define('trial.flaky', {
      data: numbered,
      retryDelaySeconds: 0,
      handler: async ({ attempt }) => {
        attempts.push(attempt);
        if (attempt === 1) throw new Error('passport E12345678 is unknown');
      },
    });
    await jobs.start();
    await putIn(jobs, 'trial.flaky', { number: 1 });
    await until(() => attempts.length === 1);
    await until(
      async () =>
        (await here.asOwner(`select from jobs.job where state = 'retry' and output is not null`)).length === 1,
    );
    const [kept] = await here.asOwner(`select output::text as output from jobs.job where name = 'trial.flaky'`);
    expect(kept?.output).toContain('"kind": "Error"');
    expect(kept?.output).not.toContain('E12345678');
    await here.asOwner(`update jobs.job set start_after = now() where state = 'retry'`);
    await until(async () => (await states('trial.flaky')).join() === 'completed 1');
    expect(attempts).toEqual([1, 2]);
  });

  test('for good is handed to the handler of failures with the same data', async () => {
    const failed: number[] = [];
    const last: boolean[] = [];
    const jobs = newJobs();
    jobs.define('trial.hopeless', {
      data: numbered,
      retryLimit: 1,
      retryDelaySeconds: 0,
      handler: async ({ lastAttempt }) => {
        last.push(lastAttempt);
        throw new Error('no');
      },
      failed: async ({ data }) => void failed.push(data.number),
    });
    await jobs.start();
    await putIn(jobs, 'trial.hopeless', { number: 7 });
    await until(() => last.length === 1);
    await until(async () => {
      await here.asOwner(`update jobs.job set start_after = now() - interval '1 second' where state = 'retry'`);
      return failed.length === 1;
    });
    expect(failed).toEqual([7]);
    expect(last).toEqual([false, true]);
    expect(await states('trial.hopeless')).toEqual(['failed 1']);
  });

  test('to end in time is told to the handler and counts as a failure', async () => {
    let told = false;
    const jobs = newJobs();
    jobs.define('trial.slow', {
      data: numbered,
      limitSeconds: 0.1,
      handler: ({ signal }) =>
        new Promise((resolve) =>
          signal.addEventListener('abort', () => {
            told = true;
            resolve();
          }),
        ),
    });
    await jobs.start();
    await putIn(jobs, 'trial.slow', { number: 1 });
    await until(async () => (await states('trial.slow')).join() === 'retry 1');
    expect(told).toBe(true);
  });
});

describe('stopping', () => {
  test('waits for what runs and takes nothing new', async () => {
    const done: number[] = [];
    const jobs = newJobs();
    jobs.define('trial.count', {
      data: numbered,
      handler: async ({ data }) => {
        await pause(200);
        done.push(data.number);
      },
    });
    await jobs.start();
    await putIn(jobs, 'trial.count', { number: 1 }, { number: 2 });
    await until(async () => (await states('trial.count')).includes('active 1'));
    await jobs.stop();
    expect(done).toEqual([1]);
    expect(await states('trial.count')).toEqual(['completed 1', 'created 1']);
  });

  test('puts back what does not end in time, and the next program does it (DU-05)', async () => {
    const jobs = newJobs();
    jobs.define('trial.count', { data: numbered, handler: () => pause(60_000).then(() => {}) });
    await jobs.start();
    await putIn(jobs, 'trial.count', { number: 1 });
    await until(async () => (await states('trial.count')).includes('active 1'));
    await jobs.stop(50);
    expect(await states('trial.count')).toEqual(['created 1']);
    const done: number[] = [];
    const next = await otherProgram();
    next.define('trial.count', { data: numbered, handler: async ({ data }) => void done.push(data.number) });
    await next.start();
    await until(() => done.length === 1);
  });
});

describe('a schedule', () => {
  const at = (text: string) => ({ time: new Date(text) });
  const scheduled = (clock: { time: Date }, missed: 'latest' | 'all' = 'latest') => {
    const jobs = newJobs({ clock: { now: () => clock.time } });
    jobs.define('trial.daily', { data: due, handler: async () => {} });
    jobs.schedule('trial.daily', '30 8 * * *', { missed });
    return jobs;
  };
  const dues = async () =>
    (await here.asOwner(`select data->>'due' as due from jobs.job where name = 'trial.daily' order by 1`)).map(
      (row) => row.due,
    );

  test('fires once for each time over all programs, in Beijing time', async () => {
    const clock = at('2020-03-01T00:00:00Z');
    const programs = [scheduled(clock), scheduled(clock)];
    for (const jobs of programs) await jobs.start({ work: false });
    for (const jobs of programs) await jobs.fireSchedules();
    expect(await dues()).toEqual([]);
    clock.time = new Date('2020-03-01T00:30:05Z');
    await Promise.all(programs.map((jobs) => jobs.fireSchedules()));
    clock.time = new Date('2020-03-01T00:40:00Z');
    await Promise.all(programs.map((jobs) => jobs.fireSchedules()));
    expect(await dues()).toEqual(['2020-03-01T00:30:00.000Z']);
  });

  test('does not fire again when the clock is put back', async () => {
    const clock = at('2020-03-01T00:00:00Z');
    const jobs = scheduled(clock);
    await jobs.start({ work: false });
    await jobs.fireSchedules();
    for (const time of [
      '2020-03-01T01:00:00Z',
      '2020-02-28T23:00:00Z',
      '2020-03-01T00:31:00Z',
      '2020-03-01T02:00:00Z',
    ]) {
      clock.time = new Date(time);
      await jobs.fireSchedules();
    }
    expect(await dues()).toEqual(['2020-03-01T00:30:00.000Z']);
  });

  test('after days of standing still runs once, or each missed time in order, as it was asked', async () => {
    for (const [missed, expected] of [
      ['latest', 1],
      ['all', 3],
    ] as const) {
      await here.asOwner(`drop schema if exists jobs cascade; delete from kernel.schedules`);
      const clock = at('2020-03-01T00:00:00Z');
      const before = scheduled(clock, missed);
      await before.start({ work: false });
      await before.fireSchedules();
      await before.stop();
      clock.time = new Date('2020-03-03T12:00:00Z');
      const after = scheduled(clock, missed);
      await after.start({ work: false });
      await after.fireSchedules();
      expect(await dues()).toEqual(
        ['2020-03-01T00:30:00.000Z', '2020-03-02T00:30:00.000Z', '2020-03-03T00:30:00.000Z'].slice(-expected),
      );
      await after.stop();
    }
  });

  test('of a job that nobody defined, or with a line that is none, stops the start', () => {
    const jobs = newJobs();
    expect(() => jobs.schedule('trial.daily', '* * * * *')).toThrow(/not defined/);
    jobs.define('trial.daily', { data: due, handler: async () => {} });
    expect(() => jobs.schedule('trial.daily', 'daily')).toThrow();
  });
});
