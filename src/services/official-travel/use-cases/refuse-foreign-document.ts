import type { Queries } from '#kernel/database/database.ts';
import { findDocument } from '#kernel/documents/storage.ts';
import { Problem } from '#kernel/http/problem.ts';
import { stepOfKind } from '../documents/steps.ts';

const handedOut: ReadonlySet<string> = new Set(['distributed', 'archived']);

/**
 * A step of issue ends with the document that it waited for, of this case and handed out; nothing else grants a mission.
 * @throws Problem 422 `document-not-issued`
 */
export async function refuseForeignDocument(
  queries: Queries,
  officeId: string,
  issued: { readonly caseId: string; readonly step: string | undefined; readonly document: string },
): Promise<void> {
  const found = await findDocument(queries, officeId, issued.document);
  if (found?.caseId === issued.caseId && stepOfKind[found.kind] === issued.step && handedOut.has(found.state)) return;
  throw new Problem(422, 'document-not-issued', {
    zh: '这不是本件在本环节已分发的文书，没有登记。请先在「文书」中办完编号、用印和分发。',
    en: 'This is no document of the case that was handed out for this step; nothing was recorded. Number, seal and distribute it first.',
  });
}
