/** What the office needs to know of a typeface file: its family name and the characters that it can draw. */
export interface FontFile {
  /** The family as the typesetter knows it (name table, typographic family, without the style's words). */
  readonly family: string;
  readonly weight: number;
  /** True if the file draws this code point with a glyph of its own. */
  has(codePoint: number): boolean;
}

/** @throws Error if the bytes are no TrueType or OpenType font (a woff file is none) */
export function readFontFile(bytes: Buffer): FontFile {
  if (bytes.length < 12) throw new Error('not a font: too short');
  // Of a collection the first member: the others draw the same characters in the shapes of other countries.
  const start = bytes.toString('latin1', 0, 4) === 'ttcf' ? bytes.readUInt32BE(12) : 0;
  const version = bytes.readUInt32BE(start);
  if (version !== 0x00010000 && version !== 0x4f54544f && version !== 0x74727565) {
    throw new Error('not a TrueType or OpenType font');
  }
  const tables = new Map<string, { offset: number; length: number }>();
  const count = bytes.readUInt16BE(start + 4);
  for (let index = 0; index < count; index++) {
    const at = start + 12 + index * 16;
    tables.set(bytes.toString('latin1', at, at + 4), {
      offset: bytes.readUInt32BE(at + 8),
      length: bytes.readUInt32BE(at + 12),
    });
  }
  const cmap = tables.get('cmap');
  const name = tables.get('name');
  if (!cmap || !name) throw new Error('the font has no table of characters or of names');
  const os2 = tables.get('OS/2');
  return {
    family: familyName(bytes, name.offset),
    weight: os2 ? bytes.readUInt16BE(os2.offset + 4) : 400,
    // A copy of its own, so that the other megabytes of the file can be let go.
    has: characters(Buffer.from(bytes.subarray(cmap.offset, cmap.offset + cmap.length)), 0),
  };
}

const styleWords =
  /[\s-]+(thin|extra ?light|light|regular|r|medium|semi ?bold|demi ?bold|bold|extra ?bold|black|heavy|italic|oblique)$/i;

function familyName(bytes: Buffer, table: number): string {
  const count = bytes.readUInt16BE(table + 2);
  const strings = table + bytes.readUInt16BE(table + 4);
  const found = new Map<number, string>();
  for (let index = 0; index < count; index++) {
    const at = table + 6 + index * 12;
    const platform = bytes.readUInt16BE(at);
    const language = bytes.readUInt16BE(at + 4);
    const id = bytes.readUInt16BE(at + 6);
    if ((id !== 1 && id !== 16) || platform !== 3 || (language !== 0x0409 && found.has(id))) continue;
    const from = strings + bytes.readUInt16BE(at + 10);
    const utf16 = Buffer.from(bytes.subarray(from, from + bytes.readUInt16BE(at + 8)));
    found.set(id, utf16.swap16().toString('utf16le'));
  }
  const named = found.get(16) ?? found.get(1);
  if (!named) throw new Error('the font names no family');
  return withoutStyle(named);
}

function withoutStyle(family: string): string {
  const shorter = family.replace(styleWords, '');
  return shorter === family ? family.trim() : withoutStyle(shorter);
}

/** The richest Unicode subtable: format 12 reaches the rare characters beyond the basic plane, format 4 does not. */
function characters(bytes: Buffer, table: number): (codePoint: number) => boolean {
  const count = bytes.readUInt16BE(table + 2);
  let best: { format: number; at: number } | null = null;
  for (let index = 0; index < count; index++) {
    const record = table + 4 + index * 8;
    const platform = bytes.readUInt16BE(record);
    const encoding = bytes.readUInt16BE(record + 2);
    const unicode = platform === 0 ? encoding !== 5 : platform === 3 && (encoding === 1 || encoding === 10);
    const at = table + bytes.readUInt32BE(record + 4);
    const format = bytes.readUInt16BE(at);
    if (!unicode || (format !== 4 && format !== 12)) continue;
    if (!best || format > best.format) best = { format, at };
  }
  if (!best) throw new Error('the font has no Unicode table of characters');
  return best.format === 12 ? readFormat12(bytes, best.at) : readFormat4(bytes, best.at);
}

function readFormat12(bytes: Buffer, at: number): (codePoint: number) => boolean {
  const groups = bytes.readUInt32BE(at + 12);
  return (codePoint) => {
    let low = 0;
    let high = groups - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const group = at + 16 + middle * 12;
      const first = bytes.readUInt32BE(group);
      if (codePoint < first) high = middle - 1;
      else if (codePoint > bytes.readUInt32BE(group + 4)) low = middle + 1;
      else return bytes.readUInt32BE(group + 8) + (codePoint - first) !== 0;
    }
    return false;
  };
}

function readFormat4(bytes: Buffer, at: number): (codePoint: number) => boolean {
  const segments = bytes.readUInt16BE(at + 6) / 2;
  const ends = at + 14;
  const starts = ends + segments * 2 + 2;
  const deltas = starts + segments * 2;
  const ranges = deltas + segments * 2;
  return (codePoint) => {
    if (codePoint > 0xffff) return false;
    for (let segment = 0; segment < segments; segment++) {
      if (codePoint > bytes.readUInt16BE(ends + segment * 2)) continue;
      const start = bytes.readUInt16BE(starts + segment * 2);
      if (codePoint < start) return false;
      const range = bytes.readUInt16BE(ranges + segment * 2);
      const delta = bytes.readUInt16BE(deltas + segment * 2);
      if (range === 0) return ((codePoint + delta) & 0xffff) !== 0;
      const glyph = bytes.readUInt16BE(ranges + segment * 2 + range + (codePoint - start) * 2);
      return glyph !== 0;
    }
    return false;
  };
}
