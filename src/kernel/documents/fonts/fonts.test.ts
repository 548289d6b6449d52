import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FontChain, readFontChain } from './chain.ts';
import { readFontFile } from './font-file.ts';
import { findMissingGlyphs } from './missing-glyphs.ts';

/** A font of nothing but names and a table of characters, which is all that is read here. */
function fontOf(family: string, characters: string, format: 4 | 12): Buffer {
  const points = [...new Set(characters)].map((each) => each.codePointAt(0)!).sort((a, b) => a - b);
  const words = (...values: number[]) => Buffer.from(values.flatMap((value) => [(value >> 8) & 0xff, value & 0xff]));
  const longs = (...values: number[]) => Buffer.concat(values.map((value) => words(value >>> 16, value & 0xffff)));
  const last = [...points, 0xffff];
  const subtable =
    format === 12
      ? Buffer.concat([
          words(12, 0),
          longs(16 + points.length * 12, 0, points.length),
          ...points.map((point, index) => longs(point, point, index + 1)),
        ])
      : Buffer.concat([
          words(4, 16 + last.length * 8, 0, last.length * 2, 0, 0, 0, ...last, 0, ...last),
          words(...last.map((point, index) => (index === points.length ? 1 : index + 1 - point)), ...last.map(() => 0)),
        ]);
  const cmap = Buffer.concat([words(0, 1, 3, format === 12 ? 10 : 1), longs(12), subtable]);
  const text = Buffer.from(family, 'utf16le').swap16();
  const name = Buffer.concat([words(0, 1, 18, 3, 1, 0x0409, 1, text.length, 0), text]);
  const start = 12 + 32;
  return Buffer.concat([
    longs(0x00010000),
    words(2, 0, 0, 0),
    Buffer.from('cmap'),
    longs(0, start, cmap.length),
    Buffer.from('name'),
    longs(0, start + cmap.length, name.length),
    cmap,
    name,
  ]);
}

let chain: FontChain;
let folder: string;
beforeAll(async () => {
  chain = await readFontChain();
  folder = await mkdtemp(join(tmpdir(), 'honglu-fonts-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('one font', () => {
  it.each([4, 12] as const)('its table of format %i tells what it draws and what it does not', (format) => {
    const font = readFontFile(fontOf('Trial Regular', '喆国a', format));
    expect(font.family).toBe('Trial');
    for (const character of '喆国a') expect(font.has(character.codePointAt(0)!)).toBe(true);
    for (const character of '昇b喇') expect(font.has(character.codePointAt(0)!)).toBe(false);
  });

  it('only format 12 reaches beyond the basic plane', () => {
    expect(readFontFile(fontOf('Trial', '𬭎', 12)).has(0x2cb4e)).toBe(true);
    expect(readFontFile(fontOf('Trial', '国', 4)).has(0x2cb4e)).toBe(false);
  });

  it.each([
    ['Noto Serif SC SemiBold', 'Noto Serif SC'],
    ['FandolFang R', 'FandolFang'],
    ['仿宋_GB2312', '仿宋_GB2312'],
    ['LXGW WenKai Light', 'LXGW WenKai'],
  ])('%s belongs to the family %s', (written, family) => {
    expect(readFontFile(fontOf(written, '国', 4)).family).toBe(family);
  });

  it.each([Buffer.alloc(0), Buffer.from('wOF2 and so on, for the web only'), Buffer.from('<!doctype html>')])(
    'what is no font is refused',
    (bytes) => expect(() => readFontFile(bytes)).toThrow(/font/),
  );
});

describe('the chain', () => {
  it('draws the rare characters of names with what comes with the program', () => {
    for (const character of '喆堃昇镕䶮𬭎瑢玥祎')
      expect([character, chain.has(character.codePointAt(0)!)]).toEqual([character, true]);
  });

  it('draws the marks of a document: 〔〕①—…“”·', () => {
    for (const character of '〔〕①—…“”·№℃')
      expect([character, chain.has(character.codePointAt(0)!)]).toEqual([character, true]);
  });

  it('does not draw a character of no font', () => {
    expect(chain.has(0x323af + 0x1000)).toBe(false);
    expect(chain.has(0xe000)).toBe(false);
  });

  it('puts the fonts of the office first, each to its use, and has another digest', async () => {
    await writeFile(join(folder, 'a.ttf'), fontOf('仿宋_GB2312', '国', 4));
    await writeFile(join(folder, 'b.ttf'), fontOf('方正小标宋简体', '国', 4));
    await writeFile(join(folder, 'readme.txt'), 'not a font');
    const own = await readFontChain(folder);
    expect(own.faces.fangsong[0]).toBe('仿宋_GB2312');
    expect(own.faces.title[0]).toBe('方正小标宋简体');
    expect(own.faces.hei[0]).toBe('Noto Sans SC');
    expect(own.digest).not.toBe(chain.digest);
    expect((await readFontChain(folder)).digest).toBe(own.digest);
  });

  it('names the file in the folder of the office that is no font', async () => {
    const bad = await mkdtemp(join(folder, 'bad-'));
    await writeFile(join(bad, 'broken.otf'), 'not a font at all');
    await expect(readFontChain(bad)).rejects.toThrow('broken.otf');
  });
});

describe('characters that nobody draws', () => {
  const has = (codePoint: number) => codePoint < 0x3000 || '张三喆'.includes(String.fromCodePoint(codePoint));

  it('are named with code point and place', () => {
    const data = { title: '张三', members: [{ name: '张𬭎' }], 'a/b~c': '龘' };
    expect(findMissingGlyphs(data, has)).toEqual([
      { character: '𬭎', codePoint: 'U+2CB4E', at: '/members/0/name' },
      { character: '龘', codePoint: 'U+9F98', at: '/a~1b~0c' },
    ]);
  });

  it('are named once for each text', () => {
    expect(findMissingGlyphs(['龘龘', '龘'], has).map(({ at }) => at)).toEqual(['/0', '/1']);
  });

  it('a line break and a wide space need no glyph; what turns the direction of writing is refused', () => {
    expect(findMissingGlyphs('张\n三　喆', has)).toEqual([]);
    expect(findMissingGlyphs('张\u202e三', has).map(({ codePoint }) => codePoint)).toEqual(['U+202E']);
  });

  it('numbers, flags and nothing are no text', () => {
    expect(findMissingGlyphs({ a: 1, b: true, c: null, d: undefined }, () => false)).toEqual([]);
  });
});
