import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { BackupKeySource } from '#kernel/backup/backup-key.ts';
import type { MasterKey } from '#kernel/crypto/master-key.ts';
import type { Configuration } from '../server/configuration.ts';
import { type Input, type Option, Refused, type Surroundings } from './command.ts';

export const keyOptions: readonly Option[] = [
  {
    name: 'key-file',
    value: 'FILE',
    help: {
      zh: '主密钥文件；默认为数据目录里的 keys/master.key',
      en: 'the master key; keys/master.key of the data folder by default',
    },
  },
  {
    name: 'passphrase-file',
    value: 'FILE',
    help: {
      zh: '用文件里的口令（至少 16 个字符）加密或解密备份，代替主密钥',
      en: 'seal or open the backup with the passphrase in the file (16 characters or more) instead of the master key',
    },
  },
];

export function keyFileOf(input: Input, { folder }: Surroundings, configuration: Configuration): string {
  const given = input.text('key-file');
  return given === undefined ? join(configuration.dataFolder, 'keys', 'master.key') : resolve(folder, given);
}

/** @throws Refused `no-master-key`, MasterKeyUnusable */
export async function readKeyFile(path: string): Promise<MasterKey> {
  if (!existsSync(path)) {
    throw new Refused('no-master-key', 4, {
      zh: `没有主密钥文件 ${path}。请从保管处取出，用 --key-file 指明，或者放到这个位置。`,
      en: `There is no master key at ${path}. Fetch it from its safe place and name it with --key-file, or put it there.`,
    });
  }
  const { readMasterKey } = await import('#kernel/crypto/master-key.ts');
  return readMasterKey(path);
}

/** @throws Refused, MasterKeyUnusable, BackupRefused `passphrase-too-short` */
export async function backupKeyOf(
  input: Input,
  surroundings: Surroundings,
  master: () => Promise<MasterKey>,
): Promise<BackupKeySource> {
  const { byMasterKey, byPassphrase } = await import('#kernel/backup/backup-key.ts');
  const file = input.text('passphrase-file');
  if (file === undefined) return byMasterKey(await master());
  const path = resolve(surroundings.folder, file);
  const text = await readFile(path, 'utf8').catch(() => {
    throw new Refused('passphrase-file', 2, {
      zh: `读不到口令文件 ${path}。`,
      en: `The passphrase file ${path} cannot be read.`,
    });
  });
  return byPassphrase(text);
}
