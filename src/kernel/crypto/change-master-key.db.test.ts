import { randomUUID } from 'node:crypto';
import { copyFile, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type TestRunner, testRunner } from '../commands/testing.ts';
import type { Database } from '../database/database.ts';
import { programActor } from '../identity/program-actor.ts';
import { type ChangeParts, changeMasterKey, refuseForeignMasterKey } from './change-master-key.ts';
import { type Crypto, createCrypto } from './crypto.ts';
import { makeMasterKey, masterKeyIn } from './master-key.ts';
import { masterKeysAt } from './master-keys.ts';
import { destroyPersonKey } from './stored-keys.ts';

let t: TestRunner;
let folder: string;
let path: string;
/** A program that was started before the change and goes on meanwhile. */
let running: Crypto;
let persons: string[];
let sealed: Map<string, string>;
const place = { table: 'kernel.persons', column: 'sealed', row: 'r1' };

beforeEach(async () => {
  t = await testRunner({ poolSize: 8 });
  folder = await mkdtemp(join(tmpdir(), 'honglu-keys-'));
  path = join(folder, 'master.key');
  await makeMasterKey(path);
  running = createCrypto({ database: t.database, master: masterKeysAt(path) });
  await running.prepareOffice(t.officeId);
  persons = Array.from({ length: 450 }, () => randomUUID());
  sealed = await seal(running, persons);
});
afterEach(async () => {
  await t.close();
  await rm(folder, { recursive: true });
});

const seal = (by: Crypto, ids: readonly string[]) =>
  t.database.transaction(t.officeId, async (queries) => {
    const ciphers = await by.persons(queries, t.officeId, ids, 'make');
    return new Map(ids.map((id) => [id, ciphers.get(id)!.seal(place, `number of ${id}`)]));
  });
const read = (by: Crypto, values: ReadonlyMap<string, string>) =>
  t.database.read(t.officeId, async (queries) => {
    const ciphers = await by.persons(queries, t.officeId, [...values.keys()], 'read');
    return [...values].filter(([id, value]) => ciphers.get(id)!.open(place, value) === `number of ${id}`).length;
  });
const change = (database: Database = t.database) => changeMasterKey({ ...parts(), database });
const parts = (): ChangeParts => ({
  database: t.database,
  url: t.url,
  path,
  clock: t.clock,
  actor: (officeId) => ({ ...programActor(officeId, 'system-administrator'), address: 'console' }),
  log: () => {},
});
const idsInUse = async () =>
  (
    await t.asOwner(`select master_key_id as id from kernel.data_keys where wrapped is not null
      union select master_key_id from kernel.person_keys where wrapped is not null order by 1`)
  ).map(({ id }) => id);

/** A database that stops working after so many transactions, as for a program that is killed there. */
function dyingAfter(transactions: number): Database {
  let left = transactions;
  return {
    ...t.database,
    unscoped: t.database.unscoped,
    read: (officeId, work) => t.database.read(officeId, work),
    transaction: (officeId, work) => {
      if (left === 0) throw new Error('killed');
      left -= 1;
      return t.database.transaction(officeId, work);
    },
  };
}

describe('changing the master key (CR-05)', () => {
  it('wraps every key anew, while what runs goes on reading and writing, and stands in the trail', async () => {
    const before = masterKeyIn(path);
    const made = await change();
    expect(made).toMatchObject({ from: before.id, to: masterKeyIn(path).id, resumed: false });
    expect(made.wrapped).toBe(3 + 450);
    expect(await idsInUse()).toEqual([made.to]);
    // The program that was running, and one started afterwards.
    expect(await read(running, sealed)).toBe(450);
    const later = await seal(running, [randomUUID()]);
    const fresh = createCrypto({ database: t.database, master: masterKeysAt(path) });
    expect([await read(fresh, sealed), await read(fresh, later)]).toEqual([450, 1]);
    expect(await idsInUse()).toEqual([made.to]);
    const entries = await t.asOwner(
      `select address, details from kernel.audit_entries where event = 'crypto.master-key-changed'`,
    );
    expect(entries).toEqual([{ address: 'console', details: { from: made.from, to: made.to } }]);
  });

  it('afterwards the old key is refused: it opens nothing, and a start with it alone ends with both ids', async () => {
    const made = await change();
    const old = createCrypto({ database: t.database, master: masterKeyIn(made.replacedFile) });
    await expect(read(old, sealed)).rejects.toMatchObject({ why: 'key-missing' });
    await refuseForeignMasterKey(t.database, path);
    await rename(path, join(folder, 'elsewhere'));
    await copyFile(made.replacedFile, path);
    await expect(refuseForeignMasterKey(t.database, path)).rejects.toThrow(
      new RegExp(`holds ${made.from}, but the database is sealed under ${made.to}`),
    );
  });

  it.each([0, 1, 4, 6, 7])(
    'killed after %i batches, nothing is unreadable, and the next run ends it',
    async (batches) => {
      const before = masterKeyIn(path).id;
      await expect(change(dyingAfter(batches))).rejects.toThrow('killed');
      expect(await read(running, sealed)).toBe(450);
      const anew = createCrypto({ database: t.database, master: masterKeysAt(path) });
      await refuseForeignMasterKey(t.database, path);
      expect(await read(anew, sealed)).toBe(450);
      const made = await change();
      expect(made).toMatchObject({ from: before, resumed: true });
      expect(await idsInUse()).toEqual([masterKeyIn(path).id]);
      expect(await read(running, sealed)).toBe(450);
      expect((await readdir(folder)).sort()).toEqual(['master.key', `master.key.replaced-${before}`]);
    },
  );

  it('a key that was wrapped by a transaction still open is wrapped anew before the end', async () => {
    const late = randomUUID();
    let wrapped = () => {};
    let end = () => {};
    const made = new Promise<void>((resolve) => {
      wrapped = resolve;
    });
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    const open = t.database.transaction(t.officeId, async (queries) => {
      const ciphers = await running.persons(queries, t.officeId, [late], 'make');
      sealed.set(late, ciphers.get(late)!.seal(place, `number of ${late}`));
      wrapped();
      await ended;
    });
    await made;
    const changing = change();
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    end();
    await open;
    const { to } = await changing;
    expect(await idsInUse()).toEqual([to]);
    expect(await read(running, sealed)).toBe(451);
  });

  it('a destroyed key stays destroyed', async () => {
    const [gone] = persons;
    await t.database.transaction(t.officeId, (queries) => destroyPersonKey(queries, t.officeId, gone!));
    await change();
    const [row] = await t.asOwner('select wrapped from kernel.person_keys where person_id = $1', [gone]);
    expect(row).toEqual({ wrapped: null });
  });

  it('two runs at once: one does it, the other is told', async () => {
    const results = await Promise.allSettled([change(), change()]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await read(running, sealed)).toBe(450);
  });
});
