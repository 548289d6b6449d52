import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { chmod, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { bindingBytes } from './binding.ts';
import { keyBytes, SealBroken, type Suite } from './suite.ts';
import { suiteById } from './suites.ts';

/**
 * The key that wraps all others. A certified hardware module takes this interface's place (CR-05): it then wraps and
 * unwraps without ever giving the key out.
 */
export interface MasterKey {
  /** Stored beside what it wrapped: a wrong key is named at once. */
  readonly id: string;
  wrap(suite: Suite, key: Uint8Array, ...binding: readonly (string | number)[]): Buffer;
  /** @throws SealBroken */
  unwrap(wrapped: Uint8Array, ...binding: readonly (string | number)[]): Buffer;
}

/** A key file that must not be used as it is; the start stops and shows this text (CR-10). */
export class MasterKeyUnusable extends Error {}

const label = 'honglu wrapped key';

export function masterKeyFrom(secret: Uint8Array): MasterKey {
  if (secret.length !== keyBytes) throw new MasterKeyUnusable(`master key: ${keyBytes} bytes expected`);
  const id = createHash('sm3').update('honglu master key id').update(secret).digest('hex').slice(0, 16);
  return {
    id,
    wrap: (suite, key, ...binding) =>
      Buffer.concat([Buffer.from([suite.id]), suite.seal(secret, key, bindingBytes(label, suite.id, id, ...binding))]),
    unwrap(wrapped, ...binding) {
      const suite = suiteById(wrapped[0]);
      const key = suite.open(secret, wrapped.subarray(1), bindingBytes(label, suite.id, id, ...binding));
      if (key.length !== keyBytes) throw new SealBroken('malformed');
      return key;
    },
  };
}

const fileForm = /^honglu-master-key-v1 ([A-Za-z0-9_-]{43})\n?$/;

/**
 * Reads `<data>/keys/master.key`. Belongs outside database, backup and repository; kept in a safe by the office.
 * @throws MasterKeyUnusable if missing, malformed, or open to other users of the machine
 */
export function masterKeyIn(path: string): MasterKey {
  const state = statSync(path, { throwIfNoEntry: false });
  if (!state) throw new MasterKeyUnusable(`master key: no file at ${path}`);
  if ((state.mode & 0o077) !== 0) {
    throw new MasterKeyUnusable(`master key: ${path} can be read by others; run chmod 600 and consider it known`);
  }
  const match = fileForm.exec(readFileSync(path, 'utf8'));
  if (!match) throw new MasterKeyUnusable(`master key: ${path} does not hold a key`);
  return masterKeyFrom(Buffer.from(match[1]!, 'base64url'));
}

/** The same, for those who wait. @throws MasterKeyUnusable */
export async function readMasterKey(path: string): Promise<MasterKey> {
  return masterKeyIn(path);
}

/**
 * Makes the key at the first start. Never overwrites: a lost key is lost data.
 * @throws Error EEXIST if there is a file already
 */
export async function makeMasterKey(path: string): Promise<MasterKey> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const secret = randomBytes(keyBytes);
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(`honglu-master-key-v1 ${secret.toString('base64url')}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await chmod(path, 0o600);
  await syncFolder(dirname(path));
  return masterKeyFrom(secret);
}

/** A new name in a folder is on the disk only when the folder is flushed too. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
