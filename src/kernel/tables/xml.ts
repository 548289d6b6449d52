/** What a reader of the parts of a workbook wants to hear: elements by local name, and text between them. */
export interface XmlListener {
  open(name: string, attributes: (name: string) => string | undefined): void;
  text(text: string): void;
  close(name: string): void;
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(\w+));/g, (whole, hex, decimal, name) => {
    if (name) return entities[name] ?? whole;
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}

const localName = (name: string) => name.slice(name.indexOf(':') + 1);

/**
 * Reads the XML that spreadsheet programs write: elements, text, CDATA; comments and instructions are passed over. A document type
 * definition ends it, because there entities could be made that grow without bound.
 * @throws SyntaxError if it is not well-formed as far as looked at
 */
export function readXml(xml: string, listener: XmlListener): void {
  let at = 0;
  let depth = 0;
  while (at < xml.length) {
    const open = xml.indexOf('<', at);
    if (open < 0) break;
    if (open > at && depth > 0) listener.text(decodeEntities(xml.slice(at, open)));
    const sign = xml[open + 1];
    if (sign === '?') at = after(xml, '?>', open);
    else if (xml.startsWith('<!--', open)) at = after(xml, '-->', open);
    else if (xml.startsWith('<![CDATA[', open)) {
      at = after(xml, ']]>', open);
      listener.text(xml.slice(open + 9, at - 3));
    } else if (sign === '!') throw new SyntaxError('a document type definition');
    else {
      const end = tagEnd(xml, open);
      if (sign === '/') {
        depth -= 1;
        listener.close(localName(xml.slice(open + 2, end).trim()));
      } else {
        const empty = xml[end - 1] === '/';
        const inside = xml.slice(open + 1, empty ? end - 1 : end);
        const space = inside.search(/\s/);
        const name = localName(space < 0 ? inside : inside.slice(0, space));
        listener.open(name, (wanted) => (space < 0 ? undefined : attribute(inside, wanted)));
        if (empty) listener.close(name);
        else depth += 1;
      }
      at = end + 1;
    }
  }
  if (depth !== 0) throw new SyntaxError('elements are not closed');
}

function after(xml: string, mark: string, from: number): number {
  const found = xml.indexOf(mark, from);
  if (found < 0) throw new SyntaxError(`${mark} is missing`);
  return found + mark.length;
}

/** A `>` within a quoted value does not end the tag. */
function tagEnd(xml: string, from: number): number {
  let quote = '';
  for (let at = from + 1; at < xml.length; at += 1) {
    const sign = xml[at]!;
    if (quote !== '') {
      if (sign === quote) quote = '';
    } else if (sign === '"' || sign === "'") quote = sign;
    else if (sign === '>') return at;
  }
  throw new SyntaxError('a tag is not closed');
}

const patterns = new Map<string, RegExp>();

function attribute(tag: string, name: string): string | undefined {
  let pattern = patterns.get(name);
  if (!pattern) {
    pattern = new RegExp(`\\s(?:[\\w.-]+:)?${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`);
    patterns.set(name, pattern);
  }
  const match = pattern.exec(tag);
  const value = match?.[1] ?? match?.[2];
  return value === undefined ? undefined : decodeEntities(value);
}
