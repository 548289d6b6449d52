import { call } from '#kernel/ui/api/call.ts';
import { address, type Input } from '#kernel/ui/api/request.ts';
import { documentFile, download, sheet, upload } from '../../../endpoints.ts';

type Purpose = Input<typeof upload>['query']['purpose'];

/** Sends one paper of a mission. @throws ProblemError */
export async function sendFile(
  caseId: string,
  purpose: Purpose,
  file: File,
): Promise<{ readonly fileId: string; readonly name: string; readonly size: number }> {
  const body = new FormData();
  body.append('file', file);
  const input = { params: { id: caseId }, query: { purpose }, body };
  return call(upload, input);
}

/** Where a paper opens; each opening is recorded. */
export const fileAddress = (caseId: string, file: string): string =>
  address(download.path, { params: { id: caseId, file } });

export const documentAddress = (caseId: string, document: string, format: 'pdf' | 'docx'): string =>
  address(documentFile.path, { params: { id: caseId, document, format } });

export type Sheet = 'paper-decision' | 'opinion-sheet' | 'members' | 'programme' | 'publicity';
export const sheetAddress = (caseId: string, kind: Sheet): string =>
  address(sheet.path, { params: { id: caseId, sheet: kind } });
