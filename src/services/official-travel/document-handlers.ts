import { type Handler, handle, Stream } from '#kernel/http/handler.ts';
import type { Kernel } from '#kernel/http/kernel.ts';
import * as endpoints from './endpoints.ts';
import { actOnMissionDocument, draftMissionDocument, openMissionDocument } from './use-cases/documents.ts';
import { printMissionSheet } from './use-cases/print-sheet.ts';

/** Documents and sheets of missions: endpoint → use case. */
export function missionDocumentHandlers(kernel: Kernel): readonly Handler[] {
  const { crypto, documents, files } = kernel;
  const parts = { crypto, documents };
  return [
    handle(endpoints.draftDocument, {
      filtered: true,
      run: ({ runner, actor, key, params, body }) =>
        runner.run(actor, {
          name: endpoints.draftDocument.id,
          key,
          input: { ...params, ...body },
          run: (work) => draftMissionDocument(work, parts, { caseId: params.id, ...body }),
        }),
    }),
    handle(endpoints.documentCommand, {
      filtered: true,
      run: ({ runner, actor, key, params, body }) =>
        runner.run(actor, {
          name: endpoints.documentCommand.id,
          key,
          input: { ...params, ...body },
          run: (work) =>
            actOnMissionDocument(work, parts, { caseId: params.id, documentId: params.document, ...body, key }),
        }),
    }),
    handle(endpoints.documentFile, {
      filtered: true,
      run: async ({ database, actor, params }) => {
        const { fileId, document } = await database.read(actor.officeId, (queries) =>
          openMissionDocument(queries, files, actor, {
            caseId: params.id,
            documentId: params.document,
            format: params.format,
          }),
        );
        const { content, mediaType, file } = await files.read(actor, fileId);
        return new Stream(content, mediaType, `${document.number}.${params.format}`, file.size);
      },
    }),
    handle(endpoints.sheet, {
      filtered: true,
      run: async ({ database, actor, params, now }) =>
        new Stream(
          await printMissionSheet(database, parts, actor, { caseId: params.id, sheet: params.sheet }, now),
          'application/pdf',
        ),
    }),
  ];
}
