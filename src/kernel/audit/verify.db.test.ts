import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '#kernel/database/testing.ts';
import { TestClock, testActor } from '../commands/testing.ts';
import { type AnchorKey, anchorChain, anchorKeyAt, readAnchors } from './anchors.ts';
import { type ChainedEntry, linkDigest, startOfChain } from './chain.ts';
import { createLinker } from './link.ts';
import { type AuditVerdict, verifyAudit } from './verify.ts';
import { recordAudit } from './write.ts';

let t: TestDatabase;
let folder: string;
let key: AnchorKey;
let office: string;
let offices = 0;
const clock = new TestClock();

beforeAll(async () => {
  t = await testDatabase({ poolSize: 10 });
  folder = await mkdtemp(join(tmpdir(), 'honglu-anchors-'));
  key = await anchorKeyAt(join(folder, 'keys', 'anchor.key'));
});
afterAll(async () => {
  await t.close();
  await rm(folder, { recursive: true });
});
beforeEach(async () => {
  offices += 1;
  office = await t.office(`chain-${offices}`);
  await write(60);
  await linkAll();
});

const store = () => join(folder, `${office}.jsonl`);
const anchor = () => anchorChain(t.database, clock, office, key, [store()]);
const check = async (withAnchors = false): Promise<AuditVerdict> => {
  const { anchors } = withAnchors ? await readAnchors(store(), key.publicKey) : { anchors: [] };
  return t.database.transaction(office, (queries) => verifyAudit(queries, office, anchors));
};

async function write(count: number, from = 0): Promise<void> {
  const actor = testActor({ officeId: office });
  const entries = Array.from({ length: count }, (_, n) => ({
    event: 'trial.written',
    object: `note:${from + n}`,
    result: 'done' as const,
    details: { n: from + n, 甲: '乙', none: null },
  }));
  await recordAudit(t.database, clock, office, actor, ...entries);
}

/** Other files of this run write on the same server; a linker waits until their older transactions are over. */
async function linkAll(): Promise<void> {
  const linker = createLinker(t.database);
  for (;;) {
    await linker.link(office);
    const [row] = await t.asOwner(
      `select (select count(*) from kernel.audit_entries where office_id = $1)
        - (select count(*) from kernel.audit_links where office_id = $1) as open`,
      [office],
    );
    if (Number(row?.open) === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** What an owner of the database can do: switch the triggers off, change rows, switch them on again. */
async function tamper(statement: string, ...values: unknown[]): Promise<void> {
  const tables = ['audit_entries', 'audit_links'];
  for (const table of tables) await t.asOwner(`alter table kernel.${table} disable trigger user`);
  await t.asOwner(statement, [office, ...values]);
  for (const table of tables) await t.asOwner(`alter table kernel.${table} enable trigger user`);
}
const entryAt = '(select entry_id from kernel.audit_links where office_id = $1 and sequence = $2)';

describe('an untouched trail', () => {
  it('is whole, also with anchors, and its sequence has no gap', async () => {
    await anchor();
    await write(5, 60);
    await linkAll();
    const verdict = await check(true);
    expect(verdict).toMatchObject({ whole: true, entries: 65, firstBreak: null, anchorsChecked: 1 });
    expect(verdict.head.sequence).toBe(65);
  });

  it('of an office without entries is whole and empty', async () => {
    office = await t.office(`empty-${offices}`);
    expect(await check()).toMatchObject({ whole: true, entries: 0 });
    expect(await anchor()).toBeNull();
  });

  it('stays whole when a person is erased: the entry counts, the name is gone (AU-09)', async () => {
    await t.asOwner('delete from kernel.audit_subjects where office_id = $1', [office]);
    expect(await check()).toMatchObject({ whole: true, entries: 60 });
  });
});

describe('found at the right place', () => {
  const cases: readonly (readonly [string, string, number, string])[] = [
    [
      'a changed object',
      `update kernel.audit_entries set object = 'note:x' where office_id = $1 and id = ${entryAt}`,
      17,
      'digest-differs',
    ],
    [
      'a changed detail',
      `update kernel.audit_entries set details = details || '{"n":-1}' where office_id = $1 and id = ${entryAt}`,
      18,
      'digest-differs',
    ],
    [
      'a time moved by a microsecond',
      `update kernel.audit_entries set at_real = at_real + interval '1 microsecond' where office_id = $1 and id = ${entryAt}`,
      60,
      'digest-differs',
    ],
    [
      'another person',
      `update kernel.audit_entries set subject = gen_random_uuid() where office_id = $1 and id = ${entryAt}`,
      1,
      'digest-differs',
    ],
    [
      'a deleted entry',
      `delete from kernel.audit_entries where office_id = $1 and id = ${entryAt}`,
      30,
      'entry-missing',
    ],
    ['a deleted link', 'delete from kernel.audit_links where office_id = $1 and sequence = $2', 31, 'link-missing'],
    [
      'a link with another digest',
      `update kernel.audit_links set digest = decode(repeat('ab', 32), 'hex') where office_id = $1 and sequence = $2`,
      5,
      'digest-differs',
    ],
  ];
  it.each(cases)('%s', async (_name, statement, sequence, kind) => {
    await tamper(statement, sequence);
    expect((await check()).firstBreak).toMatchObject({ kind, sequence });
  });

  it('a deletion closed up by renumbering', async () => {
    await tamper(`with gone as (delete from kernel.audit_links where office_id = $1 and sequence = 20 returning entry_id)
      delete from kernel.audit_entries e using gone where e.office_id = $1 and e.id = gone.entry_id`);
    for (let sequence = 21; sequence <= 60; sequence += 1) {
      await tamper(
        'update kernel.audit_links set sequence = sequence - 1 where office_id = $1 and sequence = $2',
        sequence,
      );
    }
    expect((await check()).firstBreak).toMatchObject({ kind: 'digest-differs', sequence: 20 });
  });

  it('an entry added in the middle', async () => {
    await tamper('update kernel.audit_links set sequence = sequence + 1000 where office_id = $1 and sequence > 40');
    await tamper('update kernel.audit_links set sequence = sequence - 999 where office_id = $1 and sequence > 1000');
    await tamper(`with added as (insert into kernel.audit_entries (office_id, id, at_business, event, object, result)
        values ($1, gen_random_uuid(), now(), 'trial.written', 'note:added', 'done') returning id)
      insert into kernel.audit_links (office_id, sequence, entry_id, digest)
        select $1, 41, id, decode(repeat('00', 32), 'hex') from added`);
    expect((await check()).firstBreak).toMatchObject({ kind: 'digest-differs', sequence: 41 });
  });

  it('two entries that changed places', async () => {
    const [a, b] = await t.asOwner(
      'select entry_id from kernel.audit_links where office_id = $1 and sequence in (50, 52) order by sequence',
      [office],
    );
    await tamper('update kernel.audit_links set entry_id = gen_random_uuid() where office_id = $1 and sequence = 50');
    await tamper('update kernel.audit_links set entry_id = $2 where office_id = $1 and sequence = 52', a!.entry_id);
    await tamper('update kernel.audit_links set entry_id = $2 where office_id = $1 and sequence = 50', b!.entry_id);
    expect((await check()).firstBreak).toMatchObject({ kind: 'digest-differs', sequence: 50 });
  });
});

describe('what the chain alone cannot show, the signed heads do (AU-06)', () => {
  it('a tail cut off', async () => {
    await anchor();
    await tamper(`with gone as (delete from kernel.audit_links where office_id = $1 and sequence > 55 returning entry_id)
      delete from kernel.audit_entries e using gone where e.office_id = $1 and e.id = gone.entry_id`);
    expect((await check()).whole).toBe(true);
    expect((await check(true)).firstBreak).toMatchObject({ kind: 'cut', sequence: 56 });
  });

  it('a chain changed and computed anew from its tenth entry', async () => {
    clock.advance({ hours: 1 });
    await anchor();
    await tamper(`update kernel.audit_entries set object = 'note:x' where office_id = $1 and id = ${entryAt}`, 10);
    const rows = await t.asOwner(
      `select l.sequence, e.id, (extract(epoch from e.at_real) * 1000000)::bigint::text as at_real,
        (extract(epoch from e.at_business) * 1000000)::bigint::text as at_business, e.subject, e.on_behalf, e.post,
        e.session_digest, e.address, e.event, e.object, e.result, e.reason, e.request_id, e.details::text as details
       from kernel.audit_links l join kernel.audit_entries e on e.office_id = l.office_id and e.id = l.entry_id
       where l.office_id = $1 order by l.sequence`,
      [office],
    );
    let previous = startOfChain(office);
    for (const row of rows) {
      const sequence = Number(row.sequence);
      previous = linkDigest(previous, office, sequence, row as unknown as ChainedEntry);
      if (sequence < 10) continue;
      await tamper(
        'update kernel.audit_links set digest = $3 where office_id = $1 and sequence = $2',
        sequence,
        previous,
      );
    }
    expect((await check()).whole).toBe(true);
    expect((await check(true)).firstBreak).toMatchObject({ kind: 'anchor-differs', sequence: 60 });
  });

  it('a store whose line was changed names the line, and the other store still works', async () => {
    const other = join(folder, `${office}-second.jsonl`);
    await anchorChain(t.database, clock, office, key, [store(), other]);
    await writeFile(store(), (await readFile(store(), 'utf8')).replace('"sequence":60', '"sequence":59'));
    expect((await readAnchors(store(), key.publicKey)).badLines).toEqual([1]);
    const second = await readAnchors(other, key.publicKey);
    expect(second.badLines).toEqual([]);
    expect(second.anchors).toHaveLength(1);
  });

  it('a signature of another key is none', async () => {
    await anchor();
    const stranger = await anchorKeyAt(join(folder, 'keys', `stranger-${offices}.key`));
    expect(await readAnchors(store(), stranger.publicKey)).toEqual({ anchors: [], badLines: [1] });
  });
});

it('entries that nobody linked for ten seconds are reported, younger ones are not', async () => {
  await write(3, 60);
  expect((await check()).unlinked.count).toBe(0);
  await tamper(`update kernel.audit_entries set at_real = at_real - interval '11 seconds'
    where office_id = $1 and object in ('note:61', 'note:62')`);
  expect((await check()).unlinked.count).toBe(2);
});

it('several writers and linkers at once make one sequence without gap, and nothing waits for the chain', async () => {
  const linker = createLinker(t.database);
  const second = createLinker(t.database);
  await Promise.all([
    ...Array.from({ length: 20 }, (_, n) => write(5, 100 + n * 5)),
    ...Array.from({ length: 6 }, (_, n) => (n % 2 ? linker : second).link(office)),
  ]);
  await linkAll();
  const sequences = await t.asOwner('select sequence from kernel.audit_links where office_id = $1 order by 1', [
    office,
  ]);
  expect(sequences.map((row) => Number(row.sequence))).toEqual(Array.from({ length: 160 }, (_, n) => n + 1));
  expect((await check()).whole).toBe(true);
});

it('an entry whose transaction still runs is linked after it, and a later one is not linked before', async () => {
  const linker = createLinker(t.database);
  let during = -1;
  await t.database.transaction(office, async (queries) => {
    await queries.insertInto('kernel.audit_subjects').values({ office_id: office, person_id: office }).execute();
    await write(2, 60);
    during = await linker.link(office);
  });
  expect(during).toBe(0);
  await linkAll();
  expect(await check()).toMatchObject({ whole: true, entries: 62 });
});

describe('the trail cannot be changed (AU-04)', () => {
  it.each([
    'update kernel.audit_entries set reason = null',
    'delete from kernel.audit_links',
    'truncate kernel.audit_entries',
  ])('by its owner: %s', async (statement) => {
    await expect(t.asOwner(statement)).rejects.toThrow('append-only');
  });

  it('by the program', async () => {
    const attempt = t.database.transaction(office, (queries) => queries.deleteFrom('kernel.audit_entries').execute());
    await expect(attempt).rejects.toThrow('permission denied');
  });

  it('and the program cannot choose the real time of an entry', async () => {
    await t.database.transaction(office, (queries) =>
      queries
        .insertInto('kernel.audit_entries')
        .values({
          office_id: office,
          id: '0197a3c0-2222-7aaa-8bbb-000000000002',
          at_real: new Date('2001-01-01'),
          at_business: new Date(),
          event: 'trial.forged',
          object: 'note:1',
          result: 'done',
        })
        .execute(),
    );
    const [row] = await t.asOwner(
      `select at_real > now() - interval '1 minute' as real from kernel.audit_entries where office_id = $1 and event = 'trial.forged'`,
      [office],
    );
    expect(row).toEqual({ real: true });
  });
});
