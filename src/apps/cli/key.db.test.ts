import { copyFile, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LivingOffice, livingOffice } from '#kernel/backup/testing.ts';
import { masterKeyIn } from '#kernel/crypto/master-key.ts';
import { honglu } from './testing.ts';

let office: LivingOffice;

beforeAll(async () => {
  office = await livingOffice();
  for (let n = 0; n < 5; n += 1) await office.addPerson(`人员${n}`);
}, 120_000);
afterAll(() => office.close());

const run = (...argv: string[]) =>
  honglu(argv, { environment: { DATABASE_URL: office.url, HONGLU_DATA: office.dataFolder } });

describe('honglu key rotate (CR-05)', { timeout: 300_000 }, () => {
  it('says in both languages what it does and what is to be done afterwards', async () => {
    for (const [language, words] of [
      ['zh', '将新的 keys/master.key 存入保管处'],
      ['en', 'put the new keys/master.key into its safe place'],
    ] as const) {
      const help = await run('key', 'rotate', '--help', '--language', language);
      expect(help.status).toBe(0);
      expect(help.out.replace(/\s+/g, ' ')).toContain(words);
    }
  });

  it('changes the key, and what was made before opens under the new one; twice is twice', async () => {
    const before = masterKeyIn(office.masterKeyFile).id;
    const first = await run('key', 'rotate', '--json');
    expect(first.status).toBe(0);
    const after = masterKeyIn(office.masterKeyFile).id;
    expect(first.json()).toMatchObject({ format: 'honglu-key-rotate/1', from: before, to: after, resumed: false });
    expect(first.json<{ wrapped: number }>().wrapped).toBeGreaterThanOrEqual(5 + 3);
    expect(await readdir(join(office.dataFolder, 'keys'))).toContain(`master.key.replaced-${before}`);
    // A backup names the key that everything is sealed under, and refuses another.
    expect((await run('backup', '--json')).status).toBe(0);
    const second = await run('key', 'rotate', '--language', 'zh');
    expect(second.out).toContain(`主密钥已从 ${after} 更换为 ${masterKeyIn(office.masterKeyFile).id}`);
  });

  it('the key that was replaced is refused, and without any key the command says where to fetch it', async () => {
    const { masterKeyFile } = office;
    const replaced = (await readdir(join(office.dataFolder, 'keys'))).find((file) => file.includes('.replaced-'))!;
    const kept = join(office.dataFolder, 'kept.key');
    await rename(masterKeyFile, kept);
    await copyFile(join(office.dataFolder, 'keys', replaced), masterKeyFile);
    const refused = await run('backup', '--json');
    expect(refused.status).toBe(4);
    expect(refused.json()).toMatchObject({ type: expect.stringContaining('other-master-key') });
    await rename(masterKeyFile, join(office.dataFolder, 'old.key'));
    const missing = await run('key', 'rotate', '--json');
    expect(missing.status).toBe(4);
    await rename(kept, masterKeyFile);
    expect((await run('backup', '--json')).status).toBe(0);
  });
});
