import type { MultipartFile } from '@fastify/multipart';
import type { Work } from '#kernel/commands/command.ts';
import type { Database } from '#kernel/database/database.ts';
import type { FilePurpose } from '#kernel/files/file-types.ts';
import type { FileStore, OpenedFile, ReceivedFile } from '#kernel/files/store.ts';
import { notFound } from '#kernel/http/answers.ts';
import { Problem } from '#kernel/http/problem.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import { preparesUnits, readsUnits } from './endpoints.ts';
import { demand, pathOfUnit } from './scope.ts';
import { isUnitPaper } from './storage.ts';

interface Parts {
  readonly files: FileStore;
  readonly database: Database;
}

export const unitPaper: FilePurpose = {
  id: 'official-travel.unit-paper',
  label: { zh: '单位材料', en: 'Paper of a unit' },
  types: ['pdf', 'jpg', 'png', 'docx'],
  sensitivity: 'personal',
  maxBytes: 20 * 1024 * 1024,
};

/** Takes one paper, outside of any transaction. @throws Problem 403, 413, 422 */
export async function receiveUnitPaper(
  { files, database }: Parts,
  actor: Actor,
  unitId: string,
  uploads: AsyncIterable<MultipartFile>,
): Promise<ReceivedFile> {
  await database.read(actor.officeId, async (queries) => {
    demand(actor, preparesUnits, await pathOfUnit(queries, actor.officeId, unitId));
  });
  for await (const { filename, mimetype, file } of uploads) {
    return files.receive(actor.officeId, unitPaper, { name: filename, declaredType: mimetype, content: file });
  }
  throw new Problem(422, 'file-missing', {
    zh: '没有收到文件，请选择文件后重新上传。',
    en: 'No file arrived. Choose one and upload again.',
  });
}

export async function attachUnitPaper(work: Work, files: FileStore, unitId: string, received: ReceivedFile) {
  const file = await files.attach(work, received);
  work.audit({
    event: 'official-travel.unit-file-uploaded',
    object: `unit:${unitId}`,
    result: 'done',
    details: { file: file.id },
  });
  return { fileId: file.id, name: file.name, size: file.size, type: file.type };
}

/** @throws Problem 403, 404 for a file that no paper of this unit names */
export async function openPaperOfUnit(
  { files, database }: Parts,
  actor: Actor,
  unitId: string,
  fileId: string,
): Promise<OpenedFile> {
  await database.read(actor.officeId, async (queries) => {
    demand(actor, readsUnits, await pathOfUnit(queries, actor.officeId, unitId));
    if (!(await isUnitPaper(queries, actor.officeId, unitId, fileId, actor.personId))) throw notFound();
  });
  return files.read(actor, fileId);
}
