import { strFromU8, unzipSync } from 'fflate';

const plain = (xml: string): string =>
  [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)]
    .map((match) => match[1]!)
    .join('')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');

/** What a DOCX says, read back: its paragraphs outside tables, and the cells of each table by row. */
export function readDocx(content: Uint8Array): {
  readonly xml: string;
  readonly paragraphs: readonly string[];
  readonly tables: readonly (readonly (readonly string[])[])[];
} {
  const xml = strFromU8(unzipSync(content)['word/document.xml']!);
  const parts = (of: string, tag: string) =>
    [...of.matchAll(new RegExp(`<w:${tag}[ >].*?</w:${tag}>`, 'gs'))].map(([part]) => part);
  return {
    xml,
    paragraphs: parts(xml.replace(/<w:tbl>.*?<\/w:tbl>/gs, ''), 'p').map(plain),
    tables: [...xml.matchAll(/<w:tbl>.*?<\/w:tbl>/gs)].map(([part]) =>
      parts(part, 'tr').map((row) => parts(row, 'tc').map(plain)),
    ),
  };
}
