import { randomUUID } from 'node:crypto';
import { chmod, copyFile, mkdtemp, readdir, readFile, readlink, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCrypto } from '#kernel/crypto/crypto.ts';
import { masterKeyFrom } from '#kernel/crypto/master-key.ts';
import { Problem } from '#kernel/http/problem.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import { type TestRunner, testRunner } from '../commands/testing.ts';
import { localBlobs } from './blobs.ts';
import type { FilePurpose } from './file-types.ts';
import { scrub } from './scrub.ts';
import { filesOfCase, type StoredFile } from './storage.ts';
import { createFileStore, type FileStore, type FileStoreParts } from './store.ts';
import { sampleFile } from './testing.ts';

let t: TestRunner;
let folder: string;
let parts: FileStoreParts;
let store: FileStore;
let actor: Actor;
const papers: FilePurpose = {
  id: 'trial.papers',
  label: { zh: '材料', en: 'Papers' },
  types: ['csv', 'pdf'],
  sensitivity: 'internal',
};
const passports: FilePurpose = { ...papers, id: 'trial.passports', sensitivity: 'sensitive' };

beforeAll(async () => {
  t = await testRunner({ poolSize: 8 });
  folder = await mkdtemp(join(tmpdir(), 'honglu-files-'));
  const crypto = createCrypto({ database: t.database, master: masterKeyFrom(Buffer.alloc(32, 1)) });
  parts = { database: t.database, clock: t.clock, crypto, blobs: localBlobs(folder) };
  store = createFileStore(parts);
  actor = t.actor();
});
afterAll(async () => {
  await t.close();
  await rm(folder, { recursive: true });
});

const receive = (text: string, purpose = papers) =>
  store.receive(t.officeId, purpose, {
    name: '名单.csv',
    declaredType: 'text/csv',
    content: Readable.from([Buffer.from(text)]),
  });
const attach = (received: Awaited<ReturnType<typeof receive>>, caseId?: string, by = store): Promise<StoredFile> =>
  t.runner
    .run(actor, {
      name: 'trial.attach',
      key: randomUUID(),
      input: { digest: received.digest },
      run: (work) => by.attach(work, received, { ...(caseId === undefined ? {} : { caseId }) }),
    })
    .then((file) => file);
const keep = async (text: string, purpose = papers) => attach(await receive(text, purpose));
const textOf = async (file: StoredFile, reader = actor) => {
  const parts: Buffer[] = [];
  for await (const part of (await store.read(reader, file.id)).content) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
};
const pathOf = (file: { digest: string }) => join(folder, t.officeId, file.digest.slice(0, 2), file.digest);
const problemOf = async (promise: Promise<unknown>): Promise<string> => {
  const cause: unknown = await promise.then(
    () => new Error('was not refused'),
    (error: unknown) => error,
  );
  if (!(cause instanceof Problem)) throw cause;
  return cause.code;
};
const readings = (file: StoredFile) =>
  t.asOwner(`select result from kernel.audit_entries where event = 'files.read' and object = $1`, [`file:${file.id}`]);

describe('a stored file', () => {
  it('comes back as it was, lies encrypted under its digest, and is listed with its case', async () => {
    const caseId = randomUUID();
    const text = `姓名\n${'张三\n'.repeat(40_000)}`;
    const file = await attach(await receive(text), caseId);
    expect(file).toMatchObject({
      name: '名单.csv',
      type: 'csv',
      size: Buffer.byteLength(text),
      uploadedBy: actor.personId,
    });
    expect(await textOf(file)).toBe(text);
    expect((await readFile(pathOf(file))).includes(Buffer.from('张三'))).toBe(false);
    const listed = await t.database.read(t.officeId, (queries) => filesOfCase(queries, t.officeId, caseId));
    expect(listed.map((each) => each.id)).toEqual([file.id]);
  });

  it('of one content lies there once, however often it is stored', async () => {
    const [first, second] = await Promise.all([keep('same,same\n'), keep('same,same\n')]);
    expect(first.id).not.toBe(second.id);
    expect(await readdir(join(folder, t.officeId, first.digest.slice(0, 2)))).toEqual([first.digest]);
    expect([await textOf(first), await textOf(second)]).toEqual(['same,same\n', 'same,same\n']);
  });

  it('of sensitive kind leaves an entry each time it is read; an internal one does not', async () => {
    const sensitive = await keep('E1,护照\n', passports);
    const internal = await keep('a,b\n');
    await textOf(sensitive);
    await textOf(sensitive);
    await textOf(internal);
    expect(await readings(sensitive)).toHaveLength(2);
    expect(await readings(internal)).toHaveLength(0);
  });

  it('is not known to another office', async () => {
    const file = await keep('own\n');
    const other = t.actor({ officeId: await t.office('elsewhere') });
    expect(await problemOf(store.read(other, file.id))).toBe('file-unknown');
  });
});

it('a stream that is dropped unread lets the stored content go', async () => {
  const file = await keep(`dropped\n${'x'.repeat(600_000)}\n`);
  const { content } = await store.read(actor, file.id);
  const open = async () => {
    const links = (await readdir('/proc/self/fd')).map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => ''));
    return (await Promise.all(links)).some((link) => link.includes(file.digest));
  };
  expect(await open()).toBe(true);
  content.destroy();
  await expect.poll(open).toBe(false);
});

describe('an upload', () => {
  it('that is refused leaves nothing behind', async () => {
    expect(await problemOf(receive('<html>'))).toBe('file-type-disagrees');
    expect(await readdir(join(folder, t.officeId, 'incoming'))).toEqual([]);
  });

  it('is read no further than the limit', async () => {
    let given = 0;
    async function* endless() {
      for (;;) {
        given += 1;
        yield Buffer.alloc(1024 * 1024, 'a');
      }
    }
    const upload = { name: 'a.csv', declaredType: 'text/csv', content: endless() };
    expect(await problemOf(store.receive(t.officeId, papers, upload))).toBe('file-too-large');
    expect(given).toBe(51);
  });

  it('whose command is rolled back is no row, and is swept away after a day, not before (DU-07)', async () => {
    const received = await receive('orphan\n');
    const failing = t.runner.run(actor, {
      name: 'trial.attach',
      key: randomUUID(),
      input: {},
      run: async (work) => {
        await store.attach(work, received);
        throw new Error('broken');
      },
    });
    await expect(failing).rejects.toThrow('broken');
    expect((await scrub(parts, t.officeId, 'all')).unnamed).toEqual([received.digest]);
    expect(await store.sweep(t.officeId)).toEqual([]);
    const old = new Date(Date.now() - 25 * 3_600_000);
    await utimes(pathOf(received), old, old);
    expect(await store.sweep(t.officeId)).toEqual([received.digest]);
    expect(await problemOf(attach(received))).toBe('file-gone');
  });

  it('of a content that is about to be swept saves it', async () => {
    const received = await receive('saved\n');
    const old = new Date(Date.now() - 25 * 3_600_000);
    await utimes(pathOf(received), old, old);
    const file = await attach(await receive('saved\n'));
    expect(await store.sweep(t.officeId)).toEqual([]);
    expect(await textOf(file)).toBe('saved\n');
  });

  it('beyond the quota of a person or case is refused (IN-04)', async () => {
    const small = createFileStore({ ...parts, quota: { personDay: 1e9, case: 20 } });
    const caseId = randomUUID();
    await attach(await receive('0123456789\n'), caseId, small);
    expect(await problemOf(attach(await receive('abcdefghij\n'), caseId, small))).toBe('file-quota');
    await attach(await receive('abcdefghij\n'), randomUUID(), small);
    const tiny = createFileStore({ ...parts, quota: { personDay: 1, case: 1e9 } });
    expect(await problemOf(attach(await receive('x,y\n'), undefined, tiny))).toBe('file-quota');
    t.clock.advance({ days: 2 });
    await attach(await receive('z\n'), undefined, createFileStore({ ...parts, quota: { personDay: 2, case: 1e9 } }));
  });
});

describe('damage is found (DU-07)', () => {
  it('a flipped byte: reading is refused, the scrub names the file, other files stay sound', async () => {
    const file = await keep(`flip\n${'x'.repeat(100_000)}\n`);
    const bytes = await readFile(pathOf(file));
    bytes[bytes.length - 40]! ^= 1;
    await writeFile(pathOf(file), bytes);
    const { content } = await store.read(actor, file.id);
    await expect(content.toArray()).rejects.toThrow('cannot be opened');
    const report = await scrub(parts, t.officeId, 'all');
    expect(report.damaged).toEqual([{ digest: file.digest, fileIds: [file.id] }]);
    expect(report.missing).toEqual([]);
    await rm(pathOf(file));
    expect(await problemOf(store.read(actor, file.id))).toBe('file-damaged');
    const later = await scrub(parts, t.officeId, 'all');
    expect(later.missing).toEqual([{ digest: file.digest, fileIds: [file.id] }]);
    expect(later.damaged).toEqual([]);
  });

  it('one content put in the place of another', async () => {
    const [a, b] = [await keep('one\n'), await keep('two\n')];
    await copyFile(pathOf(a), pathOf(b));
    expect(await problemOf(store.read(actor, b.id))).toBe('file-damaged');
    expect((await scrub(parts, t.officeId, 'all')).damaged.map((each) => each.digest)).toEqual([b.digest]);
    await rm(pathOf(b));
  });

  it('within ten nights: every content is read in exactly one tenth', async () => {
    const nights = await Promise.all(Array.from({ length: 10 }, (_, night) => scrub(parts, t.officeId, night)));
    const all = await scrub(parts, t.officeId, 'all');
    expect(nights.reduce((sum, night) => sum + night.checked, 0)).toBe(all.checked);
    expect(all.checked).toBeGreaterThan(5);
  });
});

it('a removed file is gone with its row, its content stays while another row names it', async () => {
  const [first, second] = [await keep('shared\n'), await keep('shared\n')];
  const remove = (file: StoredFile) =>
    t.runner.run(actor, {
      name: 'trial.remove',
      key: randomUUID(),
      input: {},
      run: (work) => store.detach(work, file.id),
    });
  await remove(first);
  expect(await problemOf(store.read(actor, first.id))).toBe('file-unknown');
  const old = new Date(Date.now() - 25 * 3_600_000);
  await utimes(pathOf(second), old, old);
  await store.sweep(t.officeId);
  expect(await textOf(second)).toBe('shared\n');
  await remove(second);
  await utimes(pathOf(second), old, old);
  expect(await store.sweep(t.officeId)).toContain(second.digest);
});

it('a write that fails half way leaves no content under a digest', async () => {
  const blobs = localBlobs(folder);
  async function* breaking() {
    yield Buffer.from('half');
    throw new Error('cable pulled');
  }
  const digest = 'ab'.repeat(32);
  await expect(blobs.put(t.officeId, digest, breaking())).rejects.toThrow('cable pulled');
  expect(await blobs.has(t.officeId, digest)).toBe(false);
  expect(await readdir(join(folder, t.officeId, 'incoming'))).toEqual([]);
});

it('no address of a user becomes a path (IN-05)', async () => {
  const first = (content: AsyncIterable<Uint8Array>) => content[Symbol.asyncIterator]().next();
  const blobs = localBlobs(folder);
  await expect(first(blobs.read(t.officeId, '../../etc/passwd'))).rejects.toThrow(TypeError);
  await expect(first(blobs.read('../..', 'ab'.repeat(32)))).rejects.toThrow(TypeError);
  await expect(first(blobs.read(t.officeId, 'ab'.repeat(32)))).rejects.toThrow('no stored content');
});

it('a PDF passes through the store', async () => {
  const bytes = await sampleFile('pdf');
  const upload = { name: '请示.pdf', declaredType: 'application/pdf', content: Readable.from([bytes]) };
  const file = await attach(await store.receive(t.officeId, papers, upload));
  const { content, mediaType } = await store.read(actor, file.id);
  expect(Buffer.concat((await content.toArray()) as Buffer[]).equals(bytes)).toBe(true);
  expect(mediaType).toBe('application/pdf');
  await chmod(pathOf(file), 0o600);
});
