import { Readable } from 'node:stream';
import { z } from 'zod';
import { type FilePurpose, fileTypes } from '../files/file-types.ts';
import type { FileStore } from '../files/store.ts';
import type { Kernel } from '../http/kernel.ts';
import { programActor } from '../identity/program-actor.ts';
import type { RunningJob } from '../jobs/jobs.ts';
import { type DocumentParts, kindOf, renderJob } from './issue.ts';
import { addEvent, changeDocument, findDocument, openContent, writeRendering } from './storage.ts';

export const issuedPaper: FilePurpose = {
  id: 'documents.issued',
  label: { zh: '印发文书', en: 'Issued document' },
  types: ['pdf', 'docx'],
  sensitivity: 'personal',
};

const jobData = z.strictObject({ officeId: z.uuid(), documentId: z.uuid() });
type JobData = z.infer<typeof jobData>;

/**
 * Typesets what was issued: off line, outside every transaction, in a worker that may be killed. A repeat finds the file there and does
 * nothing; the last failure voids the number, visibly.
 */
export function defineRenderJob(
  kernel: Kernel,
  parts: DocumentParts,
  again: { readonly times: number; readonly firstAfterSeconds: number } = { times: 4, firstAfterSeconds: 2 },
): void {
  kernel.jobs.define(renderJob, {
    data: jobData,
    retryLimit: again.times,
    retryDelaySeconds: again.firstAfterSeconds,
    limitSeconds: 90,
    handler: (job) => renderDocument(kernel, parts, job),
    failed: (job) => voidUnrendered(kernel, job),
  });
}

export async function renderDocument(
  kernel: Kernel,
  parts: DocumentParts,
  job: Pick<RunningJob<JobData>, 'id' | 'data'>,
): Promise<void> {
  const { officeId, documentId } = job.data;
  const found = await kernel.database.read(officeId, async (queries) => {
    const document = await findDocument(queries, officeId, documentId);
    return document && { document, data: await openContent(queries, kernel.crypto, officeId, document) };
  });
  if (found?.document.state !== 'issued' || found.document.pdfFileId !== null) return;
  const { document, data } = found;
  const kind = kindOf(parts, document.kind);
  const name = document.number!;
  const { pdf, pages, digest } = await parts.renderer.render({
    template: kind.template,
    data,
    date: document.issuedOn!,
  });
  const docx = kind.docx ? await kind.docx(kind.data.parse(data)) : null;
  const received = {
    pdf: await receive(kernel.files, officeId, `${name}.pdf`, pdf),
    docx: docx && (await receive(kernel.files, officeId, `${name}.docx`, docx)),
  };
  await kernel.runner.run(programActor(officeId), {
    name: renderJob,
    key: job.id,
    input: job.data,
    run: async (work) => {
      const now = await findDocument(work.queries, officeId, documentId, true);
      if (now?.state !== 'issued' || now.pdfFileId !== null) return {};
      const pdfFile = await kernel.files.attach(work, received.pdf, { caseId: document.caseId });
      const docxFile = received.docx && (await kernel.files.attach(work, received.docx, { caseId: document.caseId }));
      await writeRendering(work, documentId, {
        pdfFileId: pdfFile.id,
        docxFileId: docxFile?.id ?? null,
        digest,
        pages,
      });
      await addEvent(work, documentId, 'render', 'issued', null, null);
      work.audit({ event: 'documents.rendered', object: `document:${documentId}`, result: 'done', details: { pages } });
      work.send({
        topic: 'documents.rendered',
        about: `document:${documentId}`,
        body: { documentId, caseId: document.caseId },
      });
      return {};
    },
  });
}

function receive(files: FileStore, officeId: string, name: string, bytes: Buffer) {
  const type = name.endsWith('.pdf') ? 'pdf' : 'docx';
  return files.receive(officeId, issuedPaper, {
    name,
    declaredType: fileTypes[type].media[0]!,
    content: Readable.from([bytes]),
  });
}

/** 作废留号: the number stays in the series with its reason. */
async function voidUnrendered(kernel: Kernel, job: RunningJob<JobData>): Promise<void> {
  const { officeId, documentId } = job.data;
  await kernel.runner.run(programActor(officeId), {
    name: 'documents.render-failed',
    key: job.id,
    input: job.data,
    run: async (work) => {
      const document = await findDocument(work.queries, officeId, documentId, true);
      if (document?.state !== 'issued' || document.pdfFileId !== null) return {};
      const reason = '排版多次失败，文号作废';
      await changeDocument(work, documentId, 'render-failed', { state: 'void', voidReason: reason }, reason, null);
      work.audit({
        event: 'documents.render-failed',
        object: `document:${documentId}`,
        result: 'failed',
        reason: 'rendering',
      });
      return {};
    },
  });
}
