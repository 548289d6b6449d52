import { fileProblem } from './file-problem.ts';
import { stateSecretMark } from './state-secret.ts';
import { inflateAll, zipEntries } from './zip-entries.ts';

const mainPart = {
  docx: {
    part: 'word/document.xml',
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml',
  },
  xlsx: { part: 'xl/workbook.xml', type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml' },
} as const;

const typesPart = '[Content_Types].xml';
/** Enough for the first pages, and for every list of relations. */
const looked = 512 * 1024;
const innerArchive =
  /\.(?:zip|rar|7z|gz|tar|jar|docx?|xlsx?|pptx?|docm|xlsm|exe|dll|js|vbs|bat|lnk|html?|svg|eml|msg)$/i;
const macroPart = /(?:^|\/)(?:vbaProject|vbaData)[^/]*$|(?:^|\/)(?:macrosheets|activeX|dialogsheets)\//i;
const outside =
  /(?:attachedTemplate|oleObject|frame|subDocument|externalLinkPath)"[^>]*TargetMode="External"|TargetMode="External"[^>]*(?:attachedTemplate|oleObject|subDocument)"/;

/**
 * A DOCX or XLSX that is what it says: no bomb, macro, embedded file, outside template or document type definition, and
 * no secrecy mark on its first pages (IN-06, AZ-09).
 * @throws Problem
 */
export async function inspectOfficeFile(bytes: Buffer, type: 'docx' | 'xlsx'): Promise<void> {
  const entries = zipEntries(bytes);
  for (const { name } of entries) {
    if (macroPart.test(name)) throw fileProblem('file-macro');
    if (innerArchive.test(name) || /(?:^|\/)embeddings\//i.test(name)) throw fileProblem('file-embedded');
  }
  let types = '';
  let mainFound = false;
  let beginning = '';
  await inflateAll(
    entries,
    () => looked,
    (name, content, size) => {
      if (isArchive(content)) throw fileProblem('file-embedded');
      if (!/\.(?:xml|rels|vml)$/i.test(name)) return;
      const text = xmlText(content);
      if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) throw fileProblem('file-malformed');
      if (name.endsWith('.rels') && outside.test(text)) throw fileProblem('file-embedded');
      if (name === typesPart) types = size <= looked ? text : '';
      if (name === mainPart[type].part) mainFound = true;
      if (/^word\/(?:document|header\d*)\.xml$|^xl\/(?:sharedStrings|worksheets\/sheet1)\.xml$/.test(name)) {
        beginning += `${firstPages(text)}\n`;
      }
    },
  );
  if (/macroEnabled|vbaProject/i.test(types)) throw fileProblem('file-macro');
  if (!mainFound || !types.includes(mainPart[type].type)) throw fileProblem('file-type-disagrees');
  refuseMarked(beginning);
}

function isArchive(content: Buffer): boolean {
  const start = content.subarray(0, 8).toString('latin1');
  return (
    start.startsWith('PK\x03\x04') ||
    start.startsWith('Rar!') ||
    start.startsWith('7z\xbc\xaf') ||
    start.startsWith('\xd0\xcf\x11\xe0')
  );
}

/** XML of office files is UTF-8; UTF-16, which they may also use, must not hide anything from the search. */
function xmlText(content: Buffer): string {
  const [first, second] = content;
  if ((first === 0xff && second === 0xfe) || second === 0) return content.toString('utf16le');
  if ((first === 0xfe && second === 0xff) || first === 0) {
    return Buffer.from(content.subarray(0, content.length & ~1))
      .swap16()
      .toString('utf16le');
  }
  return content.toString('utf8');
}

function firstPages(xml: string): string {
  return xml
    .slice(0, 200_000)
    .replace(/<\/(?:w:p|si|row|c)>/g, '\n')
    .replace(/<[^>]*>/g, '')
    .slice(0, 3_000);
}

/** In running text the level by itself may be a form's choice; star, label and term are marks. */
export function refuseMarked(text: string): void {
  const { verdict, form } = stateSecretMark(text);
  if (verdict === 'marked' && form !== 'alone') throw fileProblem('file-secret');
}
