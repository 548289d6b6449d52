import { hkdfSync, randomBytes, scryptSync } from 'node:crypto';
import { bindingBytes } from '../crypto/binding.ts';
import { type MasterKey, masterKeyFrom } from '../crypto/master-key.ts';
import { keyBytes, SealBroken, type Suite } from '../crypto/suite.ts';
import type { KeySlot } from './manifest.ts';
import { BackupRefused } from './refusal.ts';

/** Who can open a backup: each has a random key of its own, wrapped by the master key or by a key made from a passphrase. */
export interface BackupKeySource {
  readonly kind: KeySlot['kind'];
  /** For a master key: its id, to be compared with what sealed the data. */
  readonly masterKeyId?: string;
  wrap(suite: Suite, backupId: string, key: Uint8Array): KeySlot;
  /** @throws BackupRefused `wrong-key` or `wrong-passphrase`, before anything else is read */
  unwrap(backupId: string, slot: KeySlot): Buffer;
}

export function newBackupKey(): Buffer {
  return randomBytes(keyBytes);
}

export function byMasterKey(master: MasterKey): BackupKeySource {
  return {
    kind: 'master-key',
    masterKeyId: master.id,
    wrap: (suite, backupId, key) => ({
      kind: 'master-key',
      id: master.id,
      wrapped: master.wrap(suite, key, 'backup', backupId).toString('base64url'),
    }),
    unwrap(backupId, slot) {
      if (slot.kind !== 'master-key') throw passphraseWanted();
      if (slot.id !== master.id) {
        throw new BackupRefused('wrong-key', {
          zh: `主密钥不对：这份备份用主密钥 ${slot.id} 加密，给出的是 ${master.id}。请从保管处取出对应的主密钥。`,
          en: `Wrong master key: this backup is sealed under master key ${slot.id}, the one given is ${master.id}. Fetch the right one from its safe place.`,
        });
      }
      return unwrapped(master, backupId, slot.wrapped);
    },
  };
}

const shortest = 16;
/** Memory 128 MiB, about half a second: each guess costs that much. */
const cost = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 } as const;

/** @throws BackupRefused `passphrase-too-short` */
export function byPassphrase(passphrase: string): BackupKeySource {
  const secret = passphrase.normalize('NFC').trim();
  if ([...secret].length < shortest) {
    throw new BackupRefused('passphrase-too-short', {
      zh: `口令文件中的口令不足 ${shortest} 个字符。请换用更长的口令。`,
      en: `The passphrase in the file has fewer than ${shortest} characters. Choose a longer one.`,
    });
  }
  const keyFor = (salt: Buffer) => masterKeyFrom(scryptSync(secret, salt, keyBytes, cost));
  return {
    kind: 'passphrase',
    wrap(suite, backupId, key) {
      const salt = randomBytes(16);
      const master = keyFor(salt);
      const wrapped = master.wrap(suite, key, 'backup', backupId).toString('base64url');
      return { kind: 'passphrase', id: master.id, salt: salt.toString('base64url'), wrapped };
    },
    unwrap(backupId, slot) {
      if (slot.kind !== 'passphrase') {
        throw new BackupRefused('wrong-key', {
          zh: `这份备份用主密钥 ${slot.id} 加密，不用口令。请去掉口令文件，给出主密钥。`,
          en: `This backup is sealed under master key ${slot.id}, not under a passphrase. Leave the passphrase file out and give the master key.`,
        });
      }
      const master = keyFor(Buffer.from(slot.salt, 'base64url'));
      if (master.id !== slot.id) {
        throw new BackupRefused('wrong-passphrase', {
          zh: '口令不对：打不开这份备份。请核对口令文件。',
          en: 'Wrong passphrase: it does not open this backup. Check the passphrase file.',
        });
      }
      return unwrapped(master, backupId, slot.wrapped);
    },
  };
}

function passphraseWanted(): BackupRefused {
  return new BackupRefused('wrong-key', {
    zh: '这份备份用口令加密，主密钥打不开。请用 --passphrase-file 给出口令文件。',
    en: 'This backup is sealed under a passphrase, which the master key does not open. Give the file with --passphrase-file.',
  });
}

function unwrapped(master: MasterKey, backupId: string, wrapped: string): Buffer {
  try {
    return master.unwrap(Buffer.from(wrapped, 'base64url'), 'backup', backupId);
  } catch (cause) {
    if (!(cause instanceof SealBroken)) throw cause;
    throw new BackupRefused('manifest-changed', {
      zh: '备份清单已被改动：其中的密钥与这份备份不符。请改用另一处存放的同一份备份。',
      en: 'The manifest was changed: the key in it does not belong to this backup. Use the copy in the second place.',
    });
  }
}

/** Each part has a key of its own, and is bound to its backup and name: parts of two backups cannot be exchanged. */
export interface PartSeal {
  readonly suite: Suite;
  keyOf(part: string): Buffer;
  bindingOf(part: string): Buffer;
}

export function partSeal(suite: Suite, backupKey: Uint8Array, backupId: string): PartSeal {
  return {
    suite,
    keyOf: (part) => Buffer.from(hkdfSync('sha256', backupKey, backupId, `honglu backup part ${part}`, keyBytes)),
    bindingOf: (part) => bindingBytes('honglu backup', suite.id, backupId, part),
  };
}
