import { inflateSync } from 'node:zlib';
import { fileProblem } from './file-problem.ts';
import { endOfArchive } from './zip-entries.ts';

/** Names that make a PDF do something, or hide something from the search (ISO 32000-1, 7.6, 7.11.4, 12.6). */
const active =
  /\/(?:JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|ImportData|SubmitForm|GoToE|Movie|Rendition)(?![A-Za-z0-9#_.-])/;
const encrypted = /\/Encrypt(?![A-Za-z0-9#_.-])/;
const objectStream = /\/ObjStm(?![A-Za-z0-9#_.-])/;
const unpackedLimit = 64 * 1024 * 1024;

/**
 * A PDF is stored and never executed; one that carries scripts, launch actions, files or encryption is refused (IN-08).
 * Everything outside of streams is searched, and the object streams inside, whatever the reference table says.
 * @throws Problem
 */
export function inspectPdf(bytes: Buffer): void {
  if (!/^%PDF-[12]\.\d/.test(bytes.toString('latin1', 0, 9))) throw fileProblem('file-double-nature');
  if (!bytes.subarray(-2048).includes('%%EOF')) throw fileProblem('file-malformed');
  if (endOfArchive(bytes) !== undefined) throw fileProblem('file-double-nature');
  let unpacked = 0;
  for (const part of partsOf(bytes)) {
    search(part.outside);
    if (part.packed === null) continue;
    const objects = unpack(part.packed, part.dictionary, unpackedLimit - unpacked);
    unpacked += objects.length;
    search(objects.toString('latin1'));
  }
}

function search(text: string): void {
  const plain = text.includes('#') ? withoutEscapes(text) : text;
  if (encrypted.test(plain)) throw fileProblem('file-encrypted');
  if (active.test(plain)) throw fileProblem('file-active');
}

/** `/J#61vaScript` is `/JavaScript`. */
function withoutEscapes(text: string): string {
  return text.replace(/#([0-9A-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

interface Part {
  readonly outside: string;
  readonly dictionary: string;
  /** The bytes of an object stream; null for other streams, which hold pictures, fonts and drawing. */
  readonly packed: Buffer | null;
}

function* partsOf(bytes: Buffer): Generator<Part> {
  let at = 0;
  for (;;) {
    const keyword = nextStream(bytes, at);
    if (keyword === undefined) {
      yield { outside: bytes.toString('latin1', at), dictionary: '', packed: null };
      return;
    }
    const outside = bytes.toString('latin1', at, keyword.at);
    const dictionary = withoutEscapes(outside.slice(outside.lastIndexOf(' obj') + 1));
    const found = bytes.indexOf('endstream', keyword.content);
    const end = found === -1 ? bytes.length : found;
    const content = bytes.subarray(keyword.content, end);
    // No compressed stream holds these words: something pretends to be one, and is searched like the rest.
    const pretends = content.includes('endobj') || content.includes('trailer');
    const packed = objectStream.test(dictionary);
    yield {
      outside: pretends ? outside + content.toString('latin1') : outside,
      dictionary,
      packed: packed && !pretends ? content : null,
    };
    at = end;
  }
}

function nextStream(bytes: Buffer, from: number): { readonly at: number; readonly content: number } | undefined {
  for (let at = bytes.indexOf('stream', from); at !== -1; at = bytes.indexOf('stream', at + 1)) {
    const after = bytes[at + 6];
    const isEnd = at >= 3 && bytes.toString('latin1', at - 3, at) === 'end';
    if (isEnd || (after !== 0x0a && after !== 0x0d)) continue;
    if (!/>>\s*$/.test(bytes.toString('latin1', Math.max(0, at - 16), at))) continue;
    return { at, content: at + (after === 0x0d && bytes[at + 7] === 0x0a ? 8 : 7) };
  }
  return undefined;
}

function unpack(content: Buffer, dictionary: string, limit: number): Buffer {
  const filters = dictionary.match(/\/[A-Z][A-Za-z0-9]*Decode|\/Crypt/g) ?? [];
  if (filters.length === 0) return content;
  if (filters.some((filter) => filter !== '/FlateDecode') || filters.length > 1) throw fileProblem('file-active');
  try {
    return inflateSync(content, { maxOutputLength: Math.max(1, limit) });
  } catch (cause) {
    const tooLarge =
      cause instanceof RangeError ||
      (cause instanceof Error && 'code' in cause && cause.code === 'ERR_BUFFER_TOO_LARGE');
    throw fileProblem(tooLarge ? 'file-bomb' : 'file-malformed');
  }
}
