import { execFileSync } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, expect, test } from 'vitest';
import { type TestRunner, testRunner } from '../commands/testing.ts';
import { createCrypto } from '../crypto/crypto.ts';
import { masterKeyFrom } from '../crypto/master-key.ts';
import { problemOf } from '../http/answers.ts';
import { localBlobs } from './blobs.ts';
import { createFileStore } from './store.ts';

const disk = mkdtempSync(join(tmpdir(), 'honglu-files-disk-'));

/** A disk of our own to fill needs the right to mount one, which a machine of a developer or a container may not give. */
const mounted = (() => {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', disk], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

let t: TestRunner | undefined;
afterAll(async () => {
  await t?.close();
  if (mounted) execFileSync('umount', ['--lazy', disk]);
  rmdirSync(disk);
});

const purpose = {
  id: 'trial.papers',
  label: { zh: '材料', en: 'Papers' },
  types: ['csv'],
  sensitivity: 'internal',
} as const;

test.runIf(mounted)(
  'DU-06 a full disk of the file store is told as such, leaves nothing half, and takes the file once there is room',
  async () => {
    t = await testRunner();
    const { database, clock, runner, officeId } = t;
    const crypto = createCrypto({ database, master: masterKeyFrom(randomBytes(32)) });
    await crypto.prepareOffice(officeId);
    const folder = join(disk, 'files');
    const store = createFileStore({ database, clock, crypto, blobs: localBlobs(folder) });
    const text = `姓名,事由\n${'李四,访问首尔\n'.repeat(120_000)}`;
    const upload = () => ({ name: '名单.csv', declaredType: 'text/csv', content: Readable.from([Buffer.from(text)]) });
    const room = statfsSync(disk);
    const filler = join(disk, 'filler');
    writeFileSync(filler, Buffer.alloc(Math.max(0, room.bavail * room.bsize - 600_000)));
    const left = () =>
      readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length;

    const cause: unknown = await store.receive(officeId, purpose, upload()).catch((error: unknown) => error);
    const problem = problemOf(cause);
    expect([problem?.status, problem?.code]).toEqual([507, 'storage-full']);
    expect(left()).toBe(0);

    rmSync(filler);
    const received = await store.receive(officeId, purpose, upload());
    const kept = await runner.run(t.actor(), {
      name: 'trial.attach',
      key: randomUUID(),
      input: {},
      run: (work) => store.attach(work, received),
    });
    expect([kept.size, left()]).toEqual([Buffer.byteLength(text), 1]);
  },
  60_000,
);
