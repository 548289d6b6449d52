import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Problem } from '#kernel/http/problem.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import type { Command, Work } from './command.ts';
import { createRunner } from './runner.ts';
import { purgeCommandKeys } from './storage.ts';
import { type TestRunner, testRunner } from './testing.ts';

let t: TestRunner;
let actor: Actor;

beforeAll(async () => {
  t = await testRunner({ poolSize: 20, lockTimeout: 1_500 });
  await t.asOwner(`create table kernel.trial_notes (office_id uuid not null, id uuid not null default gen_random_uuid(),
    text text not null unique, primary key (office_id, id))`);
  await t.asOwner(`select kernel.protect('kernel.trial_notes')`);
});
afterAll(() => t.close());
beforeEach(async () => {
  await t.asOwner('delete from kernel.trial_notes');
  actor = t.actor();
});

const write = (work: Work, text: string) =>
  sql`insert into kernel.trial_notes (office_id, text) values (${work.actor.officeId}, ${text})`.execute(work.queries);

function note(text: string, change: Partial<Command<{ text: string }>> = {}): Command<{ text: string }> {
  return {
    name: 'trial.note',
    key: randomUUID(),
    input: { text },
    async run(work) {
      await write(work, text);
      work.audit({ event: 'trial.note', object: 'note:1', result: 'done', details: { length: text.length } });
      work.send({ topic: 'trial.noted', about: 'note:1', body: { length: text.length } });
      return { text };
    },
    ...change,
  };
}

const notes = async () => (await t.asOwner('select text from kernel.trial_notes order by text')).map((row) => row.text);
const entries = (who: Actor) =>
  t.asOwner(
    `select e.* from kernel.audit_entries e join kernel.audit_subjects s using (office_id, subject)
     where s.person_id = $1 order by e.id`,
    [who.personId],
  );
const problemOf = async (promise: Promise<unknown>): Promise<Problem> => {
  const cause: unknown = await promise.then(
    () => new Error('was not refused'),
    (error: unknown) => error,
  );
  if (!(cause instanceof Problem)) throw cause;
  return cause;
};

describe('one command', () => {
  it('writes effect, answer, entry and message together (AU-01)', async () => {
    expect(await t.runner.run(actor, note('一'))).toEqual({ text: '一' });
    expect(await notes()).toEqual(['一']);
    const [entry, ...others] = await entries(actor);
    expect(others).toEqual([]);
    expect(entry).toMatchObject({
      event: 'trial.note',
      object: 'note:1',
      result: 'done',
      post: actor.posts[0]!.id,
      session_digest: actor.sessionDigest,
      address: '127.0.0.1',
      details: { length: 1 },
      at_business: t.clock.now(),
    });
    expect(JSON.stringify(entry)).not.toContain(actor.personId);
    const outbox = await t.asOwner('select topic, about, body from kernel.outbox');
    expect(outbox).toContainEqual({ topic: 'trial.noted', about: 'note:1', body: { length: 1 } });
  });

  it('without an entry of its own is recorded under its name', async () => {
    await t.runner.run(
      actor,
      note('二', { object: 'note:2', run: (work) => write(work, '二').then(() => ({ text: '' })) }),
    );
    expect(await entries(actor)).toMatchObject([{ event: 'trial.note', object: 'note:2', result: 'done' }]);
  });

  it('names the person acted for beside the actor (AU-02)', async () => {
    const absent = t.actor();
    await t.runner.run(
      actor,
      note('代', {
        async run(work) {
          work.audit({ event: 'trial.note', object: 'note:3', result: 'done', onBehalfOf: absent.personId });
          return { text: '' };
        },
      }),
    );
    const [row] = await t.asOwner(
      `select s.person_id from kernel.audit_entries e join kernel.audit_subjects s
       on s.office_id = e.office_id and s.subject = e.on_behalf where e.object = 'note:3'`,
    );
    expect(row).toEqual({ person_id: absent.personId });
  });

  it('refuses an entry that holds a personal value, and nothing remains', async () => {
    const careless = note('三', {
      async run(work) {
        await write(work, '三');
        work.audit({ event: 'trial.note', object: 'note:1', result: 'done', details: { id: '320124197001014015' } });
        return { text: '' };
      },
    });
    await expect(t.runner.run(actor, careless)).rejects.toThrow('personal value');
    expect(await notes()).toEqual([]);
  });

  it('whose entry cannot be written has no effect (AU-03)', async () => {
    await t.asOwner(`alter table kernel.audit_entries add constraint trial_stop check (event <> 'trial.stopped')`);
    const command = note('四', { name: 'trial.stopped', run: (work) => write(work, '四').then(() => ({ text: '' })) });
    await expect(t.runner.run(actor, command)).rejects.toThrow('trial_stop');
    await t.asOwner('alter table kernel.audit_entries drop constraint trial_stop');
    expect(await notes()).toEqual([]);
  });
});

describe('the same key', () => {
  it('and the same input: the same answer, one effect, one entry', async () => {
    const command = note('五');
    const first = await t.runner.run(actor, command);
    expect(await t.runner.run(actor, command)).toEqual(first);
    expect(await t.runner.run(actor, { ...command, input: { ...(command.input as object) } })).toEqual(first);
    expect(await notes()).toEqual(['五']);
    expect(await entries(actor)).toHaveLength(1);
  });

  it('and other input: refused, and recorded (CC-02)', async () => {
    const command = note('六');
    await t.runner.run(actor, command);
    const refusal = await problemOf(t.runner.run(actor, note('七', { key: command.key })));
    expect([refusal.status, refusal.code]).toEqual([422, 'key-reused']);
    expect(await notes()).toEqual(['六']);
    expect((await entries(actor)).at(-1)).toMatchObject({ result: 'refused', reason: 'key-reused' });
  });

  it('from another person or for another command is another command (CC-02)', async () => {
    const key = randomUUID();
    await t.runner.run(actor, note('八', { key }));
    await t.runner.run(t.actor(), note('九', { key }));
    await t.runner.run(actor, note('十', { key, name: 'trial.other' }));
    expect(await notes()).toHaveLength(3);
  });

  it('a hundred times at once: one effect, a hundred equal answers (CC-01)', async () => {
    const command = note('百');
    const answers = await Promise.all(Array.from({ length: 100 }, () => t.runner.run(actor, command)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(new Set(['{"text":"百"}']));
    expect(await notes()).toEqual(['百']);
    expect(await entries(actor)).toHaveLength(1);
  });

  it('while the first attempt runs: 409 with a time to come back, and afterwards the answer', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let begun = () => {};
    const running = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const command = note('慢', {
      async run(work) {
        await write(work, '慢');
        begun();
        await held;
        return { text: '慢' };
      },
    });
    const first = t.runner.run(actor, command);
    await running;
    const refusal = await problemOf(t.runner.run(actor, command));
    expect([refusal.status, refusal.code, refusal.details.retryAfter]).toEqual([409, 'still-running', 2]);
    release();
    expect(await first).toEqual({ text: '慢' });
    expect(await t.runner.run(actor, command)).toEqual({ text: '慢' });
    expect(await notes()).toEqual(['慢']);
  });

  it('after an attempt that failed is free again', async () => {
    const command = note('再');
    const failing = {
      ...command,
      run: (work: Work) => write(work, '再').then(() => Promise.reject<{ text: string }>(new Error('broken'))),
    };
    await expect(t.runner.run(actor, failing)).rejects.toThrow('broken');
    expect(await notes()).toEqual([]);
    expect(await t.runner.run(actor, command)).toEqual({ text: '再' });
    expect((await entries(actor)).map((entry) => entry.result)).toEqual(['failed', 'done']);
  });

  it('must be long enough to be a client-made key', async () => {
    expect((await problemOf(t.runner.run(actor, note('短', { key: '1' })))).code).toBe('key-malformed');
  });

  it('is forgotten after thirty days, not before', async () => {
    const [old, young] = [note('老'), note('新')];
    await t.runner.run(actor, old);
    await t.runner.run(actor, young);
    const age = (key: string, days: number) =>
      t.asOwner(`update kernel.command_keys set written_at = now() - make_interval(days => $2) where key = $1`, [
        key,
        days,
      ]);
    await age(old.key, 31);
    await age(young.key, 29);
    expect(await t.database.transaction(t.officeId, (queries) => purgeCommandKeys(queries, t.officeId))).toBe(1);
    await t.runner.run(actor, young);
    await expect(t.runner.run(actor, old)).rejects.toThrow('trial_notes_text_key');
  });
});

describe('a refused command', () => {
  const refused = note('拒', {
    object: 'note:9',
    async run(work) {
      await write(work, '拒');
      work.audit({ event: 'trial.note', object: 'note:9', result: 'done' });
      work.send({ topic: 'trial.refused', body: {} });
      throw new Problem(403, 'own-case', { zh: '不得审批本人办件。', en: 'Nobody approves their own case.' });
    },
  });

  it('leaves one entry that it was refused, and nothing else', async () => {
    expect((await problemOf(t.runner.run(actor, refused))).code).toBe('own-case');
    expect(await notes()).toEqual([]);
    expect(await entries(actor)).toMatchObject([
      { event: 'trial.note', object: 'note:9', result: 'refused', reason: 'own-case' },
    ]);
    expect(await t.asOwner(`select from kernel.outbox where topic = 'trial.refused'`)).toEqual([]);
    expect(await t.asOwner('select from kernel.command_keys where key = $1', [refused.key])).toEqual([]);
  });
});

it('a command whose transaction is run again for a deadlock records its effect once', async () => {
  let attempts = 0;
  await t.runner.run(
    actor,
    note('锁', {
      async run(work) {
        attempts += 1;
        await write(work, '锁');
        work.audit({ event: 'trial.note', object: 'note:4', result: 'done' });
        work.send({ topic: 'trial.locked', body: {} });
        if (attempts === 1)
          await sql`do $$ begin raise exception 'again' using errcode = '40P01'; end $$`.execute(work.queries);
        return { text: '' };
      },
    }),
  );
  expect(attempts).toBe(2);
  expect(await notes()).toEqual(['锁']);
  expect(await entries(actor)).toHaveLength(1);
  expect(await t.asOwner(`select from kernel.outbox where topic = 'trial.locked'`)).toHaveLength(1);
});

it('messages keep the order in which the command sent them', async () => {
  await t.runner.run(
    actor,
    note('序', {
      async run(work) {
        for (let n = 0; n < 50; n += 1) work.send({ topic: 'trial.ordered', about: 'note:5', body: { n } });
        return { text: '' };
      },
    }),
  );
  const rows = await t.asOwner(`select body from kernel.outbox where topic = 'trial.ordered' order by position`);
  expect(rows.map((row) => (row.body as { n: number }).n)).toEqual(Array.from({ length: 50 }, (_, n) => n));
});

it('a stored answer can be sealed: the table shows nothing, the repeat shows the answer', async () => {
  const mirror = (text: string) => [...text].reverse().join('');
  const sealing = createRunner({
    database: t.database,
    clock: t.clock,
    answers: {
      seal: async (_queries, officeId, key, json) => mirror(`${officeId}${key}${json}`),
      open: async (_queries, officeId, key, stored) => mirror(stored).slice(officeId.length + key.length),
    },
  });
  const command = note('密文');
  const first = await sealing.run(actor, command);
  const [row] = await t.asOwner('select answer from kernel.command_keys where key = $1', [command.key]);
  expect(row?.answer).not.toContain('密文');
  expect(await sealing.run(actor, command)).toEqual(first);
});
