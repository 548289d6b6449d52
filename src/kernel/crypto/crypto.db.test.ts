import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Queries } from '#kernel/database/database.ts';
import { createRunner } from '../commands/runner.ts';
import { type TestRunner, testRunner } from '../commands/testing.ts';
import { type Crypto, createCrypto } from './crypto.ts';
import { masterKeyFrom } from './master-key.ts';
import { destroyDataKey, destroyPersonKey } from './stored-keys.ts';
import { SealBroken, type SuiteName } from './suite.ts';

let t: TestRunner;
const master = masterKeyFrom(Buffer.alloc(32, 3));
const profiles: readonly SuiteName[] = ['aes-256-gcm', 'sm4-ctr-hmac-sm3'];
const place = { table: 'kernel.persons', column: 'identity_number', row: 'r1' };

beforeAll(async () => {
  t = await testRunner({ poolSize: 8 });
});
afterAll(() => t.close());

const open = (profile: SuiteName) => createCrypto({ database: t.database, master, profile });
const inOffice = <T>(work: (queries: Queries) => Promise<T>) => t.database.transaction(t.officeId, work);
async function bytesOf(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of source) parts.push(part);
  return Buffer.concat(parts);
}

describe.each(profiles)('%s', (profile) => {
  let crypto: Crypto;
  beforeAll(() => {
    crypto = open(profile);
  });
  const other = () => open(profiles.find((each) => each !== profile)!);

  it('what it seals, the other profile opens (CR-03)', async () => {
    const sealed = await inOffice(async (queries) => (await crypto.office(queries, t.officeId)).seal(place, '张三'));
    expect(sealed).not.toContain('张三');
    expect(await inOffice(async (queries) => (await other().office(queries, t.officeId)).open(place, sealed))).toBe(
      '张三',
    );
  });

  it('a value is refused in another office, though the row has the same id', async () => {
    const second = await t.office(`other-${profile.slice(0, 3)}`);
    const sealed = await inOffice(async (queries) => (await crypto.office(queries, t.officeId)).seal(place, '张三'));
    const foreign = t.database.transaction(second, async (queries) =>
      (await crypto.office(queries, second)).open(place, sealed),
    );
    await expect(foreign).rejects.toThrow(SealBroken);
  });

  it('a number is found again under either profile', async () => {
    const field = { table: 'kernel.persons', column: 'identity_number' };
    const written = await inOffice(async (queries) =>
      (await crypto.office(queries, t.officeId)).index(field, 'phone', '13812345678'),
    );
    const searched = await inOffice(async (queries) =>
      (await other().office(queries, t.officeId)).indexes(field, 'phone', '+86 13812345678'),
    );
    expect(searched).toContain(written);
  });

  it('a person’s values are readable until the person’s key is destroyed, and others stay readable (PR-06)', async () => {
    const [gone, stays] = [randomUUID(), randomUUID()];
    const sealed = await inOffice(async (queries) => {
      const ciphers = await crypto.persons(queries, t.officeId, [gone, stays], 'make');
      return [gone, stays].map((person) => ciphers.get(person)!.seal(place, person));
    });
    const read = (person: string, value: string) =>
      inOffice(async (queries) =>
        (await other().persons(queries, t.officeId, [person], 'read')).get(person)!.open(place, value),
      );
    expect(await read(gone, sealed[0]!)).toBe(gone);
    expect(await inOffice((queries) => destroyPersonKey(queries, t.officeId, gone))).toBe(true);
    await expect(read(gone, sealed[0]!)).rejects.toMatchObject({ why: 'key-destroyed' });
    expect(await read(stays, sealed[1]!)).toBe(stays);
    // Nor does writing bring the key back.
    const again = await inOffice((queries) => crypto.persons(queries, t.officeId, [gone], 'make'));
    expect(again.get(gone)?.destroyed).toBe(true);
    expect(() => again.get(gone)!.seal(place, 'x')).toThrow(SealBroken);
  });

  it('one person’s value does not open as another’s', async () => {
    const [a, b] = [randomUUID(), randomUUID()];
    const ciphers = await inOffice((queries) => crypto.persons(queries, t.officeId, [a, b], 'make'));
    const sealed = ciphers.get(a)!.seal(place, '1');
    expect(() => ciphers.get(b)!.open(place, sealed)).toThrow(SealBroken);
  });

  it('a stream comes back under its name and is refused under another', async () => {
    const plain = Buffer.alloc(150_000, '鸿');
    const sealed = await inOffice(async (queries) =>
      bytesOf(await crypto.sealStream(queries, t.officeId, 'f1', Readable.from([plain]))),
    );
    expect(sealed.includes(plain.subarray(0, 32))).toBe(false);
    const back = (name: string, from: Buffer) =>
      inOffice(async (queries) =>
        bytesOf(
          await other().openStream(queries, t.officeId, name, Readable.from([from.subarray(0, 3), from.subarray(3)])),
        ),
      );
    expect((await back('f1', sealed)).equals(plain)).toBe(true);
    await expect(back('f2', sealed)).rejects.toThrow(SealBroken);
    await expect(back('f1', sealed.subarray(0, 40))).rejects.toThrow(SealBroken);
    await expect(back('f1', Buffer.concat([Buffer.from('XXXX'), sealed.subarray(4)]))).rejects.toThrow(SealBroken);
  });
});

describe('keys', () => {
  it('are made once, by however many nodes at the same moment', async () => {
    const officeId = await t.office('fresh');
    const sealed = await Promise.all(
      Array.from({ length: 6 }, () =>
        t.database.read(officeId, async (queries) =>
          (await open('aes-256-gcm').office(queries, officeId)).seal(place, 'x'),
        ),
      ),
    );
    const cipher = await t.database.read(officeId, (queries) => open('aes-256-gcm').office(queries, officeId));
    expect(sealed.map((each) => cipher.open(place, each))).toEqual(Array(6).fill('x'));
    const rows = await t.asOwner('select purpose, version from kernel.data_keys where office_id = $1 order by 1', [
      officeId,
    ]);
    expect(rows).toEqual([
      { purpose: 'field', version: 1 },
      { purpose: 'index', version: 1 },
    ]);
  });

  it('are replaced while running: old values stay readable, new ones use the new key after two minutes (CR-05)', async () => {
    const officeId = await t.office('rotating');
    const crypto = open('aes-256-gcm');
    await crypto.prepareOffice(officeId);
    const seal = (by: Crypto) =>
      t.database.read(officeId, async (queries) => (await by.office(queries, officeId)).seal(place, 'x'));
    const read = (by: Crypto, value: string) =>
      t.database.read(officeId, async (queries) => (await by.office(queries, officeId)).open(place, value));
    const versionOf = (value: string) => Buffer.from(value.slice(4), 'base64url').readUInt32BE(2);
    const old = await seal(crypto);
    expect(await crypto.rotate(officeId, 'field')).toBe(2);
    expect(versionOf(await seal(open('aes-256-gcm')))).toBe(1);
    await t.asOwner(`update kernel.data_keys set made_at = made_at - interval '3 minutes' where office_id = $1`, [
      officeId,
    ]);
    const later = open('aes-256-gcm');
    const fresh = await seal(later);
    expect([versionOf(old), versionOf(fresh)]).toEqual([1, 2]);
    expect([await read(later, old), await read(later, fresh)]).toEqual(['x', 'x']);
    expect(await t.database.transaction(officeId, (queries) => destroyDataKey(queries, officeId, 'field', 1))).toBe(
      true,
    );
    const last = open('aes-256-gcm');
    await expect(read(last, old)).rejects.toMatchObject({ why: 'key-destroyed' });
    expect(await read(last, fresh)).toBe('x');
  });

  it('wrapped by another master key are named as missing', async () => {
    const stranger = createCrypto({ database: t.database, master: masterKeyFrom(Buffer.alloc(32, 4)) });
    await expect(inOffice((queries) => stranger.office(queries, t.officeId))).rejects.toMatchObject({
      why: 'key-missing',
    });
  });

  it('and the master key are nowhere in the database in plain (CR-05)', async () => {
    const rows = await t.asOwner(
      'select wrapped from kernel.data_keys union all select wrapped from kernel.person_keys',
    );
    for (const row of rows) {
      if (row.wrapped !== null) expect((row.wrapped as Buffer).includes(Buffer.alloc(32, 3))).toBe(false);
    }
    expect(rows.length).toBeGreaterThan(4);
  });
});

it('answers of commands rest sealed and are given back on repeat', async () => {
  const runner = createRunner({ database: t.database, clock: t.clock, answers: open('aes-256-gcm').answers });
  const actor = t.actor();
  const command = { name: 'trial.answer', key: randomUUID(), input: {}, run: async () => ({ name: '张三' }) };
  const first = await runner.run(actor, command);
  const [row] = await t.asOwner('select answer from kernel.command_keys where key = $1', [command.key]);
  expect(String(row?.answer).startsWith('hl1.')).toBe(true);
  expect(await runner.run(actor, command)).toEqual(first);
});
