import { bindingBytes, type Place } from './binding.ts';
import { SealBroken, type Suite } from './suite.ts';
import { suiteById } from './suites.ts';

/** Under whose key a value is sealed: the office's data key of a version, or the key of one person. */
export type KeyKind = 'office' | 'person';

const kinds: Readonly<Record<KeyKind, number>> = { office: 1, person: 2 };
const prefix = 'hl1.';
const headerBytes = 6;

export interface SealedHeader {
  readonly suite: Suite;
  readonly kind: KeyKind;
  readonly version: number;
  readonly body: Buffer;
}

function binding(suite: Suite, kind: KeyKind, version: number, owner: readonly string[], place: Place): Buffer {
  return bindingBytes('honglu value', suite.id, kind, version, ...owner, place.table, place.column, place.row);
}

/** `owner`: office id, and the person's for a person's key. The text begins with `hl1.` and is otherwise base64url. */
export function sealText(
  suite: Suite,
  key: Uint8Array,
  kind: KeyKind,
  version: number,
  owner: readonly string[],
  place: Place,
  text: string,
): string {
  const header = Buffer.alloc(headerBytes);
  header.writeUInt8(suite.id, 0);
  header.writeUInt8(kinds[kind], 1);
  header.writeUInt32BE(version, 2);
  const body = suite.seal(key, Buffer.from(text, 'utf8'), binding(suite, kind, version, owner, place));
  return prefix + Buffer.concat([header, body]).toString('base64url');
}

/** @throws SealBroken if it is not a sealed value */
export function readHeader(sealed: string): SealedHeader {
  if (!isSealed(sealed)) throw new SealBroken('malformed');
  const bytes = Buffer.from(sealed.slice(prefix.length), 'base64url');
  // base64url ignores stray characters; one value has one spelling.
  if (bytes.length < headerBytes || bytes.toString('base64url') !== sealed.slice(prefix.length)) {
    throw new SealBroken('malformed');
  }
  const kind = bytes[1] === kinds.office ? 'office' : bytes[1] === kinds.person ? 'person' : undefined;
  if (!kind) throw new SealBroken('malformed');
  return { suite: suiteById(bytes[0]), kind, version: bytes.readUInt32BE(2), body: bytes.subarray(headerBytes) };
}

export function openText(header: SealedHeader, key: Uint8Array, owner: readonly string[], place: Place): string {
  return header.suite
    .open(key, header.body, binding(header.suite, header.kind, header.version, owner, place))
    .toString('utf8');
}

export function isSealed(text: string): boolean {
  return text.startsWith(prefix);
}
