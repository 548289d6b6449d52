import { createHash } from 'node:crypto';
import { z } from 'zod';
import { SealBroken } from '../crypto/suite.ts';
import type { PartSeal } from './backup-key.ts';
import { BackupRefused } from './refusal.ts';

export const manifestFile = 'manifest.json';
export const manifestSealFile = 'manifest.seal';

const digest = z.string().regex(/^[0-9a-f]{64}$/);
/** Also a path inside the backup's folder: nothing in it leads out of there. */
const partName = z.string().regex(/^[a-z]+\/[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$/);
const base64url = z.string().regex(/^[A-Za-z0-9_-]+$/);
const masterKeyId = z.string().regex(/^[0-9a-f]{16}$/);

const keySlot = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('master-key'), id: masterKeyId, wrapped: base64url }),
  z.strictObject({ kind: z.literal('passphrase'), id: masterKeyId, salt: base64url, wrapped: base64url }),
]);
export type KeySlot = z.infer<typeof keySlot>;

const part = z.strictObject({
  name: partName,
  /** Of the file as it lies there, sealed. */
  bytes: z.int().nonnegative(),
  sha256: digest,
  compressed: z.boolean(),
});
export type Part = z.infer<typeof part>;

const table = z.strictObject({
  /** `kernel.offices` */
  name: z.string(),
  part: partName,
  columns: z.array(z.string()).min(1),
  rows: z.int().nonnegative(),
});
export type BackedUpTable = z.infer<typeof table>;

export const blobName = z.strictObject({ office: z.uuid(), digest });
export type BlobName = z.infer<typeof blobName>;

/** What is in a backup. It lies there readable, holds no personal value, and is sealed by `manifest.seal`. */
export const manifestSchema = z.strictObject({
  format: z.literal('honglu-backup/1'),
  id: z.uuid(),
  program: z.string(),
  postgres: z.int(),
  madeAt: z.iso.datetime(),
  suite: z.enum(['aes-256-gcm', 'sm4-ctr-hmac-sm3']),
  key: keySlot,
  /** The master keys without which the restored data cannot be read. */
  masterKeys: z.array(masterKeyId),
  migrations: z.array(z.strictObject({ source: z.string(), file: z.string(), digest })),
  tables: z.array(table),
  sequences: z.array(z.strictObject({ name: z.string(), value: z.string(), called: z.boolean() })),
  /** Queues whose waiting jobs are in the backup. */
  queues: z.array(
    z.strictObject({
      name: z.string(),
      retryLimit: z.int(),
      retryDelaySeconds: z.int(),
      leaseSeconds: z.int(),
      failedQueue: z.string().nullable(),
    }),
  ),
  audit: z.array(z.strictObject({ office: z.uuid(), sequence: z.int().nonnegative(), digest: digest.nullable() })),
  files: z.strictObject({
    count: z.int().nonnegative(),
    packs: z.array(partName),
    /**
     * Named by rows of the snapshot, but not in the store. Without damage the row went in the meantime, and the content was
     * swept away before it could be copied.
     */
    missing: z.array(blobName.extend({ damage: z.boolean() })),
  }),
  /** The office's own typefaces, without which its documents would be set in others. */
  fonts: partName,
  /** Sealed months of the audit trail; absent in backups of a program that had none. */
  archives: partName.optional(),
  kept: partName,
  parts: z.array(part),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** Settings, signed heads of the audit chain and the key that signs them; never the master key. */
export const keptSchema = z.strictObject({
  /** Settings that lie outside the database and are no secrets, by name. */
  settings: z.record(z.string(), z.string()),
  anchors: z.string().nullable(),
  anchorKey: z.string().nullable(),
});
export type Kept = z.infer<typeof keptSchema>;

/** A file in `fonts`, and nothing that leads out of it. */
export const fontName = z.strictObject({ font: z.string().regex(/^[^/\\\0]*[^/\\\0.][^/\\\0]*$/) });

/** A file in `audit-archive`, and nothing that leads out of it. */
export const archiveName = z.strictObject({ archive: z.string().regex(/^[0-9a-f-]{36}-\d{4}-\d\d\.jsonl\.gz$/) });

const changed = () =>
  new BackupRefused('manifest-changed', {
    zh: `备份清单 ${manifestFile} 已被改动，与封存的摘要不符。请改用另一处存放的同一份备份。`,
    en: `The manifest ${manifestFile} was changed: it does not agree with its seal. Use the copy in the second place.`,
  });

function digestOf(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}

/** The seal of a manifest's bytes, for `manifest.seal`. */
export function sealManifest(seal: PartSeal, bytes: Uint8Array): Buffer {
  return seal.suite.seal(seal.keyOf(manifestFile), digestOf(bytes), seal.bindingOf(manifestFile));
}

/** @throws BackupRefused `manifest-changed` */
export function checkManifestSeal(seal: PartSeal, bytes: Uint8Array, sealed: Uint8Array): void {
  let opened: Buffer;
  try {
    opened = seal.suite.open(seal.keyOf(manifestFile), sealed, seal.bindingOf(manifestFile));
  } catch (cause) {
    throw cause instanceof SealBroken ? changed() : cause;
  }
  if (!opened.equals(digestOf(bytes))) throw changed();
}

/** @throws BackupRefused `manifest-malformed` */
export function parseManifest(bytes: Uint8Array): Manifest {
  let content: unknown;
  try {
    content = JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    content = undefined;
  }
  const result = manifestSchema.safeParse(content);
  if (result.success) return result.data;
  const at = result.error.issues[0]?.path.join('/') ?? '';
  throw new BackupRefused('manifest-malformed', {
    zh: `备份清单 ${manifestFile} 读不懂（${at || '不是 JSON'}）：文件残缺，或者由更新版本的程序制作。`,
    en: `The manifest ${manifestFile} cannot be read (${at || 'no JSON'}): the file is cut, or a newer program made it.`,
  });
}
