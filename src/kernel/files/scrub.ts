import { createHash } from 'node:crypto';
import { SealBroken } from '#kernel/crypto/suite.ts';
import { BlobMissing } from './blobs.ts';
import { digestPage, isNamed } from './storage.ts';
import type { FileStoreParts } from './store.ts';

export interface ScrubReport {
  /** Contents whose bytes were read and compared. */
  readonly checked: number;
  /** Named by rows, but not there. */
  readonly missing: readonly { readonly digest: string; readonly fileIds: readonly string[] }[];
  /** There, but not what was stored. */
  readonly damaged: readonly { readonly digest: string; readonly fileIds: readonly string[] }[];
  /** There, but named by no row; young ones are uploads still under way. */
  readonly unnamed: readonly string[];
}

const page = 500;

/**
 * Compares rows, contents and digests of an office (DU-07). All rows are looked at; the bytes of one tenth are read, the
 * `tenth` (0–9) turning with the night, so that every content is read within ten days. `all` reads everything.
 */
export async function scrub(
  parts: Omit<FileStoreParts, 'quota'>,
  officeId: string,
  tenth: number | 'all',
): Promise<ScrubReport> {
  const missing: { digest: string; fileIds: readonly string[] }[] = [];
  const damaged: { digest: string; fileIds: readonly string[] }[] = [];
  let checked = 0;
  let after = '';
  for (;;) {
    const rows = await parts.database.read(officeId, (queries) => digestPage(queries, officeId, after, page));
    for (const row of rows) {
      if (!(await parts.blobs.has(officeId, row.digest))) {
        missing.push(row);
        continue;
      }
      if (tenth !== 'all' && Number.parseInt(row.digest.slice(-8), 16) % 10 !== tenth) continue;
      checked += 1;
      if (!(await isSound(parts, officeId, row.digest))) damaged.push(row);
    }
    if (rows.length < page) break;
    after = rows.at(-1)!.digest;
  }
  const unnamed: string[] = [];
  for await (const { digest } of parts.blobs.list(officeId)) {
    if (!(await parts.database.read(officeId, (queries) => isNamed(queries, officeId, digest)))) unnamed.push(digest);
  }
  return { checked, missing, damaged, unnamed };
}

async function isSound(parts: Omit<FileStoreParts, 'quota'>, officeId: string, digest: string): Promise<boolean> {
  const hash = createHash('sha256');
  try {
    const stored = parts.blobs.read(officeId, digest);
    const plain = await parts.database.read(officeId, (queries) =>
      parts.crypto.openStream(queries, officeId, digest, stored),
    );
    for await (const part of plain) hash.update(part);
  } catch (cause) {
    if (cause instanceof SealBroken || cause instanceof BlobMissing) return false;
    throw cause;
  }
  return hash.digest('hex') === digest;
}
