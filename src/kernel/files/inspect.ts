import { fileTypeFromBuffer } from 'file-type';
import { cleanName } from './file-name.ts';
import { fileProblem, fileTooLarge, typeNotAllowed } from './file-problem.ts';
import { type FilePurpose, type FileType, fileTypes, typeOfExtension } from './file-types.ts';
import { inspectOfficeFile, refuseMarked } from './office-file.ts';
import { inspectPdf } from './pdf-file.ts';
import { inspectPicture } from './picture-file.ts';
import { stateSecretMark } from './state-secret.ts';

export interface Upload {
  readonly name: string;
  /** The part's Content-Type; parameters are ignored. */
  readonly declaredType: string;
}

/**
 * Decides whether these bytes may be stored for this purpose: extension, declared and sniffed type agree and are allowed,
 * the size is, and nothing is hidden inside (IN-04, IN-06, IN-08, AZ-09).
 * @throws Problem 413 or 422 with what to do instead
 */
export async function inspectFile(
  bytes: Buffer,
  upload: Upload,
  purpose: FilePurpose,
): Promise<{ readonly type: FileType; readonly name: string }> {
  if (bytes.length === 0) throw fileProblem('file-empty');
  const name = cleanName(upload.name);
  if (stateSecretMark(name.replace(/\.[^.]*$/, '')).verdict === 'marked') throw fileProblem('file-secret');
  const type = typeOfExtension(name);
  if (!type || !purpose.types.includes(type)) throw typeNotAllowed(purpose.types.map((each) => fileTypes[each].label));
  const limit = Math.min(fileTypes[type].maxBytes, purpose.maxBytes ?? Number.POSITIVE_INFINITY);
  if (bytes.length > limit) throw fileTooLarge(limit);
  const declared = upload.declaredType.split(';')[0]!.trim().toLowerCase();
  if (!fileTypes[type].media.includes(declared)) throw fileProblem('file-type-disagrees');

  const sniffed = (await fileTypeFromBuffer(bytes))?.ext;
  // A password turns an office file into the container of the old formats.
  if (sniffed === 'cfb' && (type === 'docx' || type === 'xlsx')) throw fileProblem('file-encrypted');
  if (sniffed === 'docm' || sniffed === 'xlsm') throw fileProblem('file-macro');
  if (type === 'docx' || type === 'xlsx') {
    if (sniffed !== type && sniffed !== 'zip') throw fileProblem('file-type-disagrees');
    await inspectOfficeFile(bytes, type);
    return { type, name };
  }
  if (sniffed !== (type === 'csv' ? undefined : type)) throw fileProblem('file-type-disagrees');
  if (type === 'csv') inspectCsv(bytes);
  else if (type === 'pdf') inspectPdf(bytes);
  else inspectPicture(bytes, type);
  return { type, name };
}

/** UTF-8 or GB18030, as Chinese spreadsheet programs write it; no binary content, no page in disguise. */
function inspectCsv(bytes: Buffer): void {
  const text = decoded(bytes);
  if (text === undefined || /(?![\t\n\r\f])\p{Cc}/u.test(text)) throw fileProblem('file-type-disagrees');
  if (/^\s*<(?:!|\?|html|svg|script|xml)/i.test(text)) throw fileProblem('file-type-disagrees');
  refuseMarked(text.slice(0, 3_000));
}

function decoded(bytes: Buffer): string | undefined {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // the next encoding may fit
    }
  }
  return undefined;
}
