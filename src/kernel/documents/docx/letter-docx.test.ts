import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { sampleLetter } from '../testing-letter.ts';
import { officialLetterDocx } from './letter-docx.ts';

const partsOf = async (change: Parameters<typeof sampleLetter>[0] = {}) => {
  const parts = unzipSync(await officialLetterDocx(sampleLetter(change)));
  return Object.fromEntries(Object.entries(parts).map(([name, bytes]) => [name, strFromU8(bytes)]));
};
const textOf = (xml: string) =>
  [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)]
    .map((match) => match[1]!)
    .join('')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
/** Twips to millimetres. */
const millimetres = (twips: string | undefined) => (Number(twips) / 1440) * 25.4;

describe('the editable copy', () => {
  let xml: string;
  let parts: Record<string, string>;
  beforeAll(async () => {
    parts = await partsOf();
    xml = parts['word/document.xml']!;
  });

  it('has the paper, the margins and the lines of GB/T 9704', () => {
    const page = /<w:pgSz w:w="(\d+)" w:h="(\d+)"/.exec(xml)!;
    expect([millimetres(page[1]), millimetres(page[2])]).toEqual([expect.closeTo(210, 0), expect.closeTo(297, 0)]);
    const margin = (side: string) => millimetres(new RegExp(`<w:pgMar[^>]*w:${side}="(\\d+)"`).exec(xml)?.[1]);
    expect(margin('top')).toBeCloseTo(37, 0);
    expect(margin('left')).toBeCloseTo(28, 0);
    expect(210 - margin('left') - margin('right')).toBeCloseTo(156, 0);
    expect(297 - margin('top') - margin('bottom')).toBeCloseTo(225, 0);
    expect(millimetres(/<w:docGrid[^>]*w:linePitch="(\d+)"/.exec(xml)?.[1])).toBeCloseTo(225 / 22, 1);
  });

  it('says what the paper says, in its order', () => {
    const letter = sampleLetter();
    const text = textOf(xml);
    const order = [
      letter.issuer,
      letter.number!,
      letter.title,
      letter.addressee!,
      ...letter.paragraphs,
      letter.date,
      letter.copies[0]!,
    ];
    const places = order.map((part) => text.indexOf(part));
    expect(places).not.toContain(-1);
    expect([...places].sort((a, b) => a - b)).toEqual(places);
    expect(text).toContain('核验码');
  });

  it('numbers odd pages at the right and even ones at the left', () => {
    expect(parts['word/settings.xml']).toContain('evenAndOddHeaders');
    const footers = Object.entries(parts).filter(([name]) => /footer\d+\.xml$/.test(name));
    expect(footers).toHaveLength(2);
    const alignments = footers.map(([, footer]) => /<w:jc w:val="(\w+)"/.exec(footer)?.[1]).sort();
    expect(alignments).toEqual(['left', 'right']);
    for (const [, footer] of footers) expect(footer).toContain('PAGE');
  });
});

it('hostile and rare characters stand letter by letter', async () => {
  const hostile = `<w:p/>&amp; "quoted" 'x' #eval 喆堃昇镕䶮𬭎`;
  expect(textOf((await partsOf({ paragraphs: [hostile] }))['word/document.xml']!)).toContain(hostile);
});

it('a copy of a sample says so, that of a real document does not', async () => {
  expect(textOf((await partsOf({ sample: true }))['word/document.xml']!)).toContain('样');
  expect(textOf((await partsOf())['word/document.xml']!)).not.toContain('样');
});

it('a list keeps its head on every page and its rows whole', async () => {
  const tables = [{ head: ['序号', '姓名'], rows: [['1', '张三']], widths: [1, 4] }];
  const xml = (await partsOf({ tables }))['word/document.xml']!;
  expect(xml).toContain('<w:tblHeader/>');
  expect(xml.match(/<w:cantSplit\/>/g)).toHaveLength(2);
});
