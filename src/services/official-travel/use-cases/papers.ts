import type { MultipartFile } from '@fastify/multipart';
import { readCase } from '#kernel/cases/read.ts';
import type { Work } from '#kernel/commands/command.ts';
import type { Database } from '#kernel/database/database.ts';
import { findFile } from '#kernel/files/storage.ts';
import type { FileStore, OpenedFile, ReceivedFile } from '#kernel/files/store.ts';
import { refusal } from '#kernel/http/answers.ts';
import { Problem } from '#kernel/http/problem.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import { hasRole } from '#kernel/identity/may.ts';
import { knowsMission } from '../endpoints.ts';
import { filePurpose, holdsParticulars, type PaperPurpose } from '../file-purposes.ts';
import { missionProcess } from '../process.ts';
import { readsParticulars, writableFor } from './reader.ts';

/** Whoever fills the case, writes an opinion in it, or registers what was decided on paper. */
async function refuseUploader(database: Database, actor: Actor, caseId: string): Promise<void> {
  const stored = await database.read(actor.officeId, (queries) =>
    readCase(queries, actor, knowsMission, missionProcess, caseId),
  );
  const registers = stored.row.phase === 'open' && hasRole(actor, 'leader-secretary', 'reviewer', 'intake');
  if (writableFor(stored, actor).length === 0 && !registers) throw refusal('not-related');
}

/**
 * Takes one paper outside of any transaction: read at most to its limit, looked into, encrypted, durable.
 * @throws Problem 404, 403, 413, 422
 */
export async function receivePaper(
  parts: { readonly files: FileStore; readonly database: Database },
  actor: Actor,
  caseId: string,
  purpose: PaperPurpose,
  uploads: AsyncIterable<MultipartFile>,
): Promise<ReceivedFile> {
  await refuseUploader(parts.database, actor, caseId);
  for await (const upload of uploads) {
    return parts.files.receive(actor.officeId, filePurpose(purpose), {
      name: upload.filename,
      declaredType: upload.mimetype,
      content: upload.file,
    });
  }
  throw new Problem(422, 'file-missing', {
    zh: '没有收到文件，请选择文件后重新上传。',
    en: 'No file arrived. Choose one and upload again.',
  });
}

/** Names the received paper as one of this case. */
export async function attachPaper(work: Work, files: FileStore, caseId: string, received: ReceivedFile) {
  await readCase(work.queries, work.actor, knowsMission, missionProcess, caseId);
  const file = await files.attach(work, received, { caseId });
  work.audit({
    event: 'official-travel.file-uploaded',
    object: `mission:${caseId}`,
    result: 'done',
    details: { file: file.id, purpose: file.purpose },
  });
  return { fileId: file.id, name: file.name, size: file.size, type: file.type };
}

/** @throws Problem 404 for a file of another case; 403 where it holds particulars that the reader has no need of */
export async function openPaper(
  parts: { readonly files: FileStore; readonly database: Database },
  actor: Actor,
  caseId: string,
  fileId: string,
): Promise<OpenedFile> {
  await parts.database.read(actor.officeId, async (queries) => {
    const stored = await readCase(queries, actor, knowsMission, missionProcess, caseId);
    const file = await findFile(queries, actor.officeId, fileId);
    if (file?.caseId !== caseId) {
      throw new Problem(404, 'file-unknown', {
        zh: '本件没有这份材料，可能已被移除。',
        en: 'This case has no such file; it may have been removed.',
      });
    }
    if (holdsParticulars(file.purpose) && !readsParticulars(stored, actor)) throw refusal('outside-scope');
  });
  return parts.files.read(actor, fileId);
}
