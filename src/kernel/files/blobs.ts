import { mkdir, open, readdir, rename, rm, stat, unlink, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { syncFolder } from '#kernel/crypto/master-key.ts';
import { uuidv7 } from '#kernel/database/uuid.ts';

/** Where encrypted contents lie, by office and digest. The local folder is one; an S3-compatible store may be another. */
export interface Blobs {
  /** Durable when it returns; a content that is there already is only marked as used now (DU-07). */
  put(officeId: string, digest: string, content: AsyncIterable<Uint8Array>): Promise<void>;
  has(officeId: string, digest: string): Promise<boolean>;
  /** Opened when first asked for bytes. @throws BlobMissing then */
  read(officeId: string, digest: string): AsyncIterable<Uint8Array>;
  remove(officeId: string, digest: string): Promise<void>;
  /** All digests of an office with the age of their last use in milliseconds. */
  list(officeId: string): AsyncIterable<{ readonly digest: string; readonly ageMs: number }>;
  /** Removes what interrupted uploads left, if older; answers how many. */
  clearIncoming(officeId: string, olderThanMs: number): Promise<number>;
}

export class BlobMissing extends Error {
  constructor(readonly digest: string) {
    super(`no stored content with digest ${digest}`);
  }
}

const digestForm = /^[0-9a-f]{64}$/;
const officeForm = /^[0-9a-f-]{36}$/;

/** @param folder `<data>/files`; made if missing, for its owner only */
export function localBlobs(folder: string): Blobs {
  const place = (officeId: string, digest: string) => {
    if (!officeForm.test(officeId) || !digestForm.test(digest)) throw new TypeError('not the address of a content');
    return join(folder, officeId, digest.slice(0, 2), digest);
  };
  const incoming = (officeId: string) => join(folder, officeId, 'incoming');
  return {
    async put(officeId, digest, content) {
      const path = place(officeId, digest);
      const now = new Date();
      const known = await utimes(path, now, now).then(
        () => true,
        () => false,
      );
      if (known) return;
      await durableFolder(incoming(officeId));
      await durableFolder(dirname(path));
      const aside = join(incoming(officeId), uuidv7());
      const file = await open(aside, 'wx', 0o600);
      try {
        for await (const part of content) await file.appendFile(part);
        await file.sync();
      } catch (cause) {
        await unlink(aside);
        throw cause;
      } finally {
        await file.close();
      }
      await rename(aside, path);
      await syncFolder(dirname(path));
    },
    has: (officeId, digest) =>
      stat(place(officeId, digest)).then(
        () => true,
        () => false,
      ),
    async *read(officeId, digest) {
      const path = place(officeId, digest);
      const file = await open(path, 'r').catch((cause: NodeJS.ErrnoException) => {
        throw cause.code === 'ENOENT' ? new BlobMissing(digest) : cause;
      });
      yield* file.createReadStream({ highWaterMark: 256 * 1024 });
    },
    async remove(officeId, digest) {
      const path = place(officeId, digest);
      await rm(path, { force: true });
      await syncFolder(dirname(path)).catch(() => {});
    },
    async *list(officeId) {
      const base = join(folder, officeId);
      for (const shelf of await names(base)) {
        if (!/^[0-9a-f]{2}$/.test(shelf)) continue;
        for (const digest of await names(join(base, shelf))) {
          const state = await stat(join(base, shelf, digest)).catch(() => undefined);
          if (state && digestForm.test(digest)) yield { digest, ageMs: Date.now() - state.mtimeMs };
        }
      }
    },
    async clearIncoming(officeId, olderThanMs) {
      let cleared = 0;
      for (const name of await names(incoming(officeId))) {
        const path = join(incoming(officeId), name);
        const state = await stat(path).catch(() => undefined);
        if (!state || Date.now() - state.mtimeMs < olderThanMs) continue;
        await rm(path, { force: true });
        cleared += 1;
      }
      return cleared;
    },
  };
}

async function names(folder: string): Promise<string[]> {
  return readdir(folder).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return [];
    throw cause;
  });
}

/** Made with all its parents, each entered durably into the one above. */
async function durableFolder(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  for (let made = path; made.length >= first.length; made = dirname(made)) await syncFolder(dirname(made));
}
