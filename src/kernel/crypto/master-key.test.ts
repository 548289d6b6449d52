import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MasterKeyUnusable, makeMasterKey, readMasterKey } from './master-key.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'honglu-keys-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('the master key file (CR-05)', () => {
  it('is made once, for its owner only, and read back as the same key', async () => {
    const path = join(folder, 'keys', 'master.key');
    const made = await makeMasterKey(path);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await readMasterKey(path)).id).toBe(made.id);
    expect(await readFile(path, 'utf8')).not.toContain(made.id);
  });

  it('is never overwritten', async () => {
    const path = join(folder, 'once.key');
    const first = await makeMasterKey(path);
    await expect(makeMasterKey(path)).rejects.toMatchObject({ code: 'EEXIST' });
    expect((await readMasterKey(path)).id).toBe(first.id);
  });

  it('readable by others is refused', async () => {
    const path = join(folder, 'open.key');
    await makeMasterKey(path);
    for (const mode of [0o640, 0o604, 0o620]) {
      await chmod(path, mode);
      await expect(readMasterKey(path)).rejects.toThrow(MasterKeyUnusable);
    }
    await chmod(path, 0o400);
    await expect(readMasterKey(path)).resolves.toBeDefined();
  });

  it('missing, short or of another kind is refused', async () => {
    await expect(readMasterKey(join(folder, 'none.key'))).rejects.toThrow('no file');
    const path = join(folder, 'short.key');
    for (const content of ['', 'honglu-master-key-v1 abc\n', 'secret', `honglu-master-key-v1 ${'='.repeat(43)}\n`]) {
      await writeFile(path, content, { mode: 0o600 });
      await expect(readMasterKey(path)).rejects.toThrow(MasterKeyUnusable);
    }
  });
});
