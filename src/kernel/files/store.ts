import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { recordAudit } from '#kernel/audit/write.ts';
import type { Clock } from '#kernel/calendar/day.ts';
import type { Work } from '#kernel/commands/command.ts';
import type { Crypto } from '#kernel/crypto/crypto.ts';
import { SealBroken } from '#kernel/crypto/suite.ts';
import type { Database } from '#kernel/database/database.ts';
import { uuidv7 } from '#kernel/database/uuid.ts';
import { Problem } from '#kernel/http/problem.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import { BlobMissing, type Blobs } from './blobs.ts';
import { fileTooLarge } from './file-problem.ts';
import {
  type FilePurpose,
  type FileType,
  fileTypes,
  isPicture,
  largest,
  recordedSensitivities,
  type Sensitivity,
} from './file-types.ts';
import { inspectFile, type Upload } from './inspect.ts';
import { createPictures } from './pictures.ts';
import { deleteFile, findFile, insertFile, isNamed, lockDigest, type StoredFile, usedBytes } from './storage.ts';

/** A content that lies durably in the store, not yet named by a row. Unnamed ones are swept away after a day. */
export interface ReceivedFile {
  readonly officeId: string;
  readonly purpose: FilePurpose;
  readonly digest: string;
  readonly size: number;
  readonly type: FileType;
  readonly name: string;
}

export interface FileStore {
  /**
   * Takes an upload, outside of any transaction: reads at most the limit, inspects, makes pictures anew,
   * encrypts, makes it durable.
   * @throws Problem 413, 422 (see inspectFile), 429 if too many files are being read at once
   */
  receive(
    officeId: string,
    purpose: FilePurpose,
    upload: Upload & { readonly content: AsyncIterable<Uint8Array> },
  ): Promise<ReceivedFile>;
  /** Names it, inside the command that wants it. @throws Problem 409 if it was swept away, 422 over a quota */
  attach(
    work: Work,
    received: ReceivedFile,
    facts?: { readonly caseId?: string; readonly sensitivity?: Sensitivity },
  ): Promise<StoredFile>;
  /** The row goes now, the content when no row names it any more. */
  detach(work: Work, fileId: string): Promise<void>;
  /**
   * Gives the content out as a stream, after the entry that it was read (personal, sensitive, minors). The caller has
   * asked `may` for the case or register that the file belongs to. @throws Problem 404, 409 if damaged
   */
  read(actor: Actor, fileId: string, reason?: string): Promise<OpenedFile>;
  /** Removes contents that no row names and that were not used for a day; answers their digests. */
  sweep(officeId: string, olderThanMs?: number): Promise<string[]>;
}

export interface OpenedFile {
  readonly file: StoredFile;
  readonly mediaType: string;
  readonly content: Readable;
}

export interface FileStoreParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly crypto: Crypto;
  readonly blobs: Blobs;
  /** Bytes; defaults 2 GiB per person and day, 2 GiB per case (IN-04). */
  readonly quota?: { readonly personDay: number; readonly case: number };
}

const day = 24 * 3_600_000;
const gibibyte = 1024 ** 3;
/** Each holds up to 50 MB while it is inspected. */
const atOnce = 4;
const waitingAtMost = 32;

export function createFileStore(parts: FileStoreParts): FileStore {
  const { database, blobs, crypto } = parts;
  const quota = parts.quota ?? { personDay: 2 * gibibyte, case: 2 * gibibyte };
  const inTurn = turns(atOnce, waitingAtMost);
  const pictures = createPictures();
  return {
    receive: (officeId, purpose, upload) =>
      inTurn(async () => {
        const sent = await readAtMost(upload.content, largest(purpose));
        const { type, name } = await inspectFile(sent, upload, purpose);
        const bytes = isPicture(type) ? await pictures.remake(sent, type) : sent;
        const digest = createHash('sha256').update(bytes).digest('hex');
        const sealed = await database.read(officeId, (queries) =>
          crypto.sealStream(queries, officeId, digest, Readable.from([bytes])),
        );
        await blobs.put(officeId, digest, sealed);
        return { officeId, purpose, digest, size: bytes.length, type, name };
      }),

    async attach(work, received, facts = {}) {
      const { queries, actor } = work;
      if (received.officeId !== actor.officeId) throw new TypeError('a file of another office');
      await lockDigest(queries, actor.officeId, received.digest);
      if (!(await blobs.has(actor.officeId, received.digest))) throw uploadAgain();
      const caseId = facts.caseId ?? null;
      const since = new Date(work.now.getTime() - day);
      const used = await usedBytes(queries, actor.officeId, actor.personId, caseId, since);
      const overPerson = used.person + received.size > quota.personDay;
      if (overPerson || (caseId !== null && used.case + received.size > quota.case)) throw overQuota();
      const file: StoredFile = {
        id: uuidv7(),
        officeId: actor.officeId,
        digest: received.digest,
        size: received.size,
        type: received.type,
        name: received.name,
        purpose: received.purpose.id,
        caseId,
        uploadedBy: actor.personId,
        sensitivity: facts.sensitivity ?? received.purpose.sensitivity,
        uploadedAt: work.now,
      };
      await insertFile(queries, file);
      work.audit(entry('files.stored', file, { digest: file.digest }));
      return file;
    },

    async detach(work, fileId) {
      const file = await findFile(work.queries, work.actor.officeId, fileId);
      if (!file) throw unknown();
      await deleteFile(work.queries, work.actor.officeId, fileId);
      work.audit(entry('files.removed', file, { digest: file.digest }));
    },

    async read(actor, fileId, reason) {
      const { officeId } = actor;
      const file = await database.read(officeId, (queries) => findFile(queries, officeId, fileId));
      if (!file) throw unknown();
      const content = await openChecked(parts, file);
      if (recordedSensitivities.includes(file.sensitivity)) {
        const read = { ...entry('files.read', file), ...(reason === undefined ? {} : { reason }) };
        await recordAudit(database, parts.clock, officeId, actor, read).catch((cause: unknown) => {
          content.destroy();
          throw cause;
        });
      }
      return { file, mediaType: fileTypes[file.type].media[0]!, content };
    },

    async sweep(officeId, olderThanMs = day) {
      const swept: string[] = [];
      for await (const { digest, ageMs } of blobs.list(officeId)) {
        if (ageMs < olderThanMs) continue;
        const removed = await database.transaction(officeId, async (queries) => {
          await lockDigest(queries, officeId, digest);
          if (await isNamed(queries, officeId, digest)) return false;
          await blobs.remove(officeId, digest);
          return true;
        });
        if (removed) swept.push(digest);
      }
      await blobs.clearIncoming(officeId, olderThanMs);
      return swept;
    },
  };
}

/** The first piece is opened before anything is answered: a missing or spoiled content is a problem, not a cut stream. */
async function openChecked(parts: FileStoreParts, file: StoredFile): Promise<Readable> {
  try {
    const stored = parts.blobs.read(file.officeId, file.digest);
    const plain = await parts.database.read(file.officeId, (queries) =>
      parts.crypto.openStream(queries, file.officeId, file.digest, stored),
    );
    const first = await plain.next();
    const content = Readable.from(rejoined(first, plain), { objectMode: false });
    // Whoever drops the stream unread lets the stored content go, too.
    content.once('close', () => void plain.return(undefined));
    return content;
  } catch (cause) {
    if (cause instanceof BlobMissing || cause instanceof SealBroken) throw damaged();
    throw cause;
  }
}

async function* rejoined(first: IteratorResult<Buffer>, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  if (!first.done) yield first.value;
  yield* rest;
}

async function readAtMost(content: AsyncIterable<Uint8Array>, limit: number): Promise<Buffer> {
  const read: Uint8Array[] = [];
  let size = 0;
  for await (const part of content) {
    size += part.length;
    if (size > limit) throw fileTooLarge(limit);
    read.push(part);
  }
  return Buffer.concat(read);
}

function entry(event: string, file: StoredFile, details: Readonly<Record<string, string>> = {}) {
  return {
    event,
    object: `file:${file.id}`,
    result: 'done' as const,
    details: { ...details, purpose: file.purpose, case: file.caseId, sensitivity: file.sensitivity },
  };
}

/** At most `count` at once; the others wait, up to `waiting` of them. */
function turns(count: number, waiting: number) {
  let free = count;
  const queue: (() => void)[] = [];
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (free > 0) free -= 1;
    else if (queue.length >= waiting) throw tooMany();
    else await new Promise<void>((resolve) => queue.push(resolve));
    try {
      return await work();
    } finally {
      const next = queue.shift();
      if (next) next();
      else free += 1;
    }
  };
}

const unknown = () =>
  new Problem(404, 'file-unknown', {
    zh: '没有这份材料，可能已被移除。',
    en: 'There is no such file; it may have been removed.',
  });
const uploadAgain = () =>
  new Problem(409, 'file-gone', {
    zh: '上传的材料已超过一天未使用，已被清理。请重新上传。',
    en: 'The upload was not used for a day and was cleared away. Upload it again.',
  });
const damaged = () =>
  new Problem(409, 'file-damaged', {
    zh: '这份材料的存储内容已损坏或丢失，不能打开。请告知系统管理员从备份恢复。',
    en: 'The stored content is damaged or missing and cannot be opened. Ask the system administrator to restore it from backup.',
  });
const overQuota = () =>
  new Problem(422, 'file-quota', {
    zh: '上传总量已达上限，本份材料未保存。请删除不需要的材料，或明天再上传。',
    en: 'The total upload limit is reached; this file was not saved. Remove what is not needed, or continue tomorrow.',
  });
const tooMany = () =>
  new Problem(
    429,
    'files-busy',
    { zh: '正在接收的材料较多，请稍候再上传。', en: 'Many files are being received. Try again in a moment.' },
    { retryAfter: 5 },
  );
