import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleLetter } from '../testing-letter.ts';
import { type DrawnPage, type DrawnText, linesOf, plainText, readPages } from '../testing-pdf.ts';
import { createRenderer, type Renderer, type RendererOptions, RenderFault } from './render.ts';

const templates = fileURLToPath(new URL('../typst/', import.meta.url));
const date = '2026-11-18';
let renderer: Renderer;
const opened: Renderer[] = [];
const folders: string[] = [];
const open = (options?: RendererOptions) => {
  const made = createRenderer(options);
  opened.push(made);
  return made;
};

beforeAll(async () => {
  renderer = open();
  await renderer.ready();
});
afterAll(async () => {
  await Promise.all(opened.map((each) => each.close()));
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true })));
});

const render = (change: Parameters<typeof sampleLetter>[0] = {}, form = 'document') =>
  renderer.render({ template: join(templates, `${form}.typ`), data: sampleLetter(change), date });
const drawn = async (change: Parameters<typeof sampleLetter>[0] = {}, form?: string): Promise<readonly DrawnPage[]> =>
  readPages((await render(change, form)).pdf);
const lineWith = (page: DrawnPage, text: string) => {
  const found = linesOf(page).find((line) => line.text.includes(text));
  if (!found) throw new Error(`no line says ${text}`);
  return found;
};
const faultOf = async (promise: Promise<unknown>): Promise<RenderFault> => {
  const cause: unknown = await promise.then(
    () => new Error('was typeset'),
    (error: unknown) => error,
  );
  if (!(cause instanceof RenderFault)) throw cause;
  return cause;
};
async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'honglu-templates-'));
  folders.push(folder);
  for (const [name, source] of Object.entries(files)) await writeFile(join(folder, name), source);
  return folder;
}

describe('GB/T 9704-2012', () => {
  it('a full page has 22 lines of 28 characters, 37 mm from above and 28 mm from the left', async () => {
    const [, page] = await drawn({ paragraphs: ['国'.repeat(28 * 60)] });
    const body = linesOf(page!).filter(({ text }) => !text.includes('—'));
    expect(body.map(({ text }) => [...text].length)).toEqual(Array.from({ length: 22 }, () => 28));
    for (const { x } of body) expect(x).toBeCloseTo(28, 1);
    const [first, last] = [body[0]!, body.at(-1)!];
    // Base lines: 22 equal steps of 225 mm / 22, all inside the 版心 of 37 to 262 mm.
    expect(last.y - first.y).toBeCloseTo((225 / 22) * 21, 1);
    expect(first.y).toBeGreaterThan(37 + 4);
    expect(last.y).toBeLessThan(262);
    const reach = Math.max(...page!.texts.filter(({ text }) => text.startsWith('国')).map(({ x, width }) => x + width));
    expect(reach).toBeCloseTo(28 + 156, 0);
  });

  it('punctuation takes a full square: a line of words and marks has 28 of them, too', async () => {
    const [, page] = await drawn({ paragraphs: ['一，二三四五。'.repeat(120)] });
    // Each line of that rhythm begins with 五 and ends with 四, so that no mark has to be moved.
    const full = linesOf(page!)
      .filter(({ text }) => /^[一二三四五六七，。、]+$/.test(text))
      .slice(1, -1);
    expect(full.length).toBeGreaterThan(5);
    for (const { text } of full) expect(text).toHaveLength(28);
  });

  it('no closing mark begins a line and no opening mark ends one', async () => {
    const marks = ['，', '。', '）', '》', '”'];
    const paragraphs = marks.map(
      (mark, index) => `${'字'.repeat(26)}${'字'.repeat(index)}${mark}${'（《“字'.repeat(20)}`,
    );
    const lines = (await drawn({ paragraphs }))
      .flatMap(linesOf)
      .filter(({ text }) => /^[字，。（《“）》”]+$/.test(text));
    expect(lines.length).toBeGreaterThan(10);
    for (const { text } of lines) {
      expect(text).not.toMatch(/^[，。）》”]/);
      expect(text).not.toMatch(/[（《“]$/);
    }
  });

  it('the red rule is as wide as the 版心 and 4 mm below the number', async () => {
    const [page] = await drawn();
    const rule = page!.shapes.find(({ stroke }) => stroke === '#e60012')!;
    expect(rule).toMatchObject({ height: 0 });
    expect([rule.x, rule.width]).toEqual([expect.closeTo(28, 1), expect.closeTo(156, 1)]);
    // Of a 16 pt character 0.12 em, that is 0.68 mm, lie below the base line.
    expect(rule.y - lineWith(page!, '宿外批〔2026〕37号').y - 0.68).toBeCloseTo(4, 1);
  });

  it('the issuer stands in red characters at most 62 pt high, 35 mm below the upper edge of the 版心', async () => {
    const [page] = await drawn({ issuer: '市外办' });
    const head = page!.texts.find(({ text }) => text === '市外办')!;
    expect(head.size).toBe(62);
    expect(head.y - 0.88 * 62 * (25.4 / 72)).toBeCloseTo(37 + 35, 0);
  });

  it('page numbers stand between dashes, 7 mm below the 版心, odd ones right and even ones left, one character in', async () => {
    const pages = await drawn({ paragraphs: ['国'.repeat(28 * 60)] });
    expect(pages.length).toBeGreaterThan(2);
    for (const [index, page] of pages.entries()) {
      const number = page.texts.filter(({ y }) => y > 262 + 7);
      expect(
        number
          .map(({ text }) => text)
          .join('')
          .replaceAll(' ', ''),
      ).toBe(`—${index + 1}—`);
      const oneCharacter = 14 * (25.4 / 72);
      if (index % 2 === 0)
        expect(Math.max(...number.map(({ x, width }) => x + width))).toBeCloseTo(184 - oneCharacter, 1);
      else expect(Math.min(...number.map(({ x }) => x))).toBeCloseTo(28 + oneCharacter, 1);
    }
  });

  it('a sealed document: the date ends four characters from the right and the issuer is centred over it', async () => {
    const [page] = await drawn({ copies: [], printedBy: '', verification: null });
    const [name, day] = ['宿迁市人民政府外事办公室', '2026年11月18日'].map((text) =>
      page!.texts.filter((each) => each.y > lineWith(page!, '请严格执行').y).filter((each) => text.includes(each.text)),
    );
    const dayLine = day!.filter(({ y }) => Math.abs(y - day![0]!.y) < 0.5);
    const nameLine = name!.filter(({ y }) => y < dayLine[0]!.y);
    const ends = (texts: readonly DrawnText[]) => [
      Math.min(...texts.map(({ x }) => x)),
      Math.max(...texts.map(({ x, width }) => x + width)),
    ];
    const [from, to] = ends(dayLine) as [number, number];
    const [nameFrom, nameTo] = ends(nameLine) as [number, number];
    expect(184 - to).toBeCloseTo((156 / 28) * 4, 0);
    expect((nameFrom + nameTo) / 2).toBeCloseTo((from + to) / 2, 0);
  });

  it('上行文 names the 签发人 at the right of the number; other letters do not', async () => {
    const [page] = await drawn({ signer: '李静' });
    expect(lineWith(page!, '宿外批').text).toContain('签发人：李静');
    expect(lineWith((await drawn())[0]!, '宿外批').text).not.toContain('签发人');
  });

  it('the 版记 ends at the foot of the last page: 抄送, then 印发机关 and date, all on their lines', async () => {
    const page = (await drawn()).at(-1)!;
    expect(lineWith(page, '抄送').text).toBe('抄送：市财政局，市公安局。');
    const printed = lineWith(page, '印发');
    expect(printed.text).toBe('宿迁市人民政府外事办公室2026年11月18日印发');
    expect(262 - printed.y).toBeLessThan(225 / 22);
    const rules = page.shapes.filter(
      ({ stroke, height, width }) => stroke === '#000000' && height === 0 && width > 150,
    );
    expect(rules).toHaveLength(3);
  });

  it('the signature never stands alone on a page: the last line of the text goes with it', async () => {
    for (let lines = 8; lines < 36; lines += 1) {
      const pages = await drawn({
        paragraphs: ['国'.repeat(28 * lines)],
        copies: [],
        printedBy: '',
        verification: null,
      });
      const page = pages.find(({ texts }) => texts.some(({ text }) => text.includes('2026年11月18')))!;
      expect(plainText([page])).toContain('国');
    }
  }, 60_000);

  it('信函: no number on the first page, a number on the second', async () => {
    const [first, second] = await drawn({ paragraphs: ['国'.repeat(28 * 40)] }, 'letter');
    expect(first!.texts.filter(({ text }) => text.includes('—'))).toEqual([]);
    expect(plainText([second!])).toContain('2 —');
    const rules = first!.shapes.filter(({ stroke }) => stroke === '#e60012');
    expect(rules).toHaveLength(4);
    for (const { x, width } of rules) expect([x, width]).toEqual([expect.closeTo(20, 0), expect.closeTo(170, 0)]);
  });

  it('样张 stands over every page of a sample, and over none of a real document', async () => {
    const paragraphs = ['国'.repeat(28 * 60)];
    const marked = await drawn({ paragraphs, sample: true });
    expect(marked.length).toBeGreaterThan(2);
    for (const page of marked) expect(plainText([page])).toContain('样');
    expect(plainText(await drawn({ paragraphs }))).not.toContain('样');
  });
});

describe('what is placed as text (OB-06)', () => {
  it('rare characters of names come back letter by letter', async () => {
    const names = '王喆、李堃、陈昇、朱镕、何䶮、刘𬭎、瑢玥祎';
    expect(plainText(await drawn({ paragraphs: [names] }))).toContain(names);
  });

  it('500 hostile strings stand on the paper letter by letter', async () => {
    const pieces = [
      '#eval("1+1")',
      '#read("/etc/passwd")',
      '#include "x.typ"',
      '*bold*',
      '_em_',
      '$x^2$',
      '`raw`',
      '```',
      '= H',
      '- a',
      '<label>',
      '@ref',
      '//c',
      '/*c*/',
      '\\u{41}',
      '\\',
      '#',
      '"',
      "'",
      '{{x}}',
      `$${'{x}'}`,
      '[x]',
      '#[',
      '#{',
      '&amp;',
      '---',
      '~',
      '中',
    ];
    const hostile = fc
      .sample(fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 6 }), { numRuns: 500, seed: 9704 })
      .map((parts, index) => `甲${index}乙${parts.join('')}丙`);
    const text = plainText(
      await drawn({ paragraphs: hostile, title: hostile[7]!, signatory: '甲', copies: [hostile[9]!] }),
    ).replaceAll(' ', '');
    const lost = hostile.filter((each) => !text.includes(each.replaceAll(' ', '')));
    // Page numbers may stand in the middle of a string that two pages share.
    const torn = text.replaceAll(/—\d+—/g, '');
    expect(lost.filter((each) => !torn.includes(each.replaceAll(' ', '')))).toEqual([]);
  });

  it('ten thousand characters without a space fill pages, and none is lost', async () => {
    const pages = await drawn({ paragraphs: ['字'.repeat(10_000)] });
    expect(plainText(pages).match(/字/g)).toHaveLength(10_000);
  });

  it('the same data gives the same bytes, other data others', async () => {
    const [first, again, other] = [await render(), await render(), await render({ addressee: '市商务局' })];
    expect(again.pdf.equals(first.pdf)).toBe(true);
    expect(again.digest).toBe(first.digest);
    expect(other.digest).not.toBe(first.digest);
  });

  it('the paper claims PDF/A-2b and holds its fonts', async () => {
    const text = (await render()).pdf.toString('latin1');
    expect(text).toContain('pdfaid:part');
    expect(text).toMatch(/pdfaid:part>2</);
    expect(text).toMatch(/\/FontFile[23]/);
  });
});

describe('a process that can be killed (OB-06)', () => {
  const endless =
    '#let n = 0\n#for i in range(3000) { for j in range(3000) { n = calc.rem(n + i * j, 7) } }\n#for i in range(3000) { for j in range(3000) { n = calc.rem(n + i * j, 7) } }\n#n';

  it('a template beyond its time is ended, and the next document is typeset', async () => {
    const root = await folderWith({ 'endless.typ': endless.repeat(4), 'short.typ': '#set text(fallback: false)\n1' });
    const limited = open({ root, milliseconds: 10_000 });
    const late = limited.render({ template: join(root, 'endless.typ'), data: {}, date });
    const next = limited.render({ template: join(root, 'short.typ'), data: {}, date });
    expect((await faultOf(late)).code).toBe('too-long');
    expect((await next).pages).toBe(1);
  }, 60_000);

  it('a template beyond its memory is ended', async () => {
    const root = await folderWith({ 'heavy.typ': endless.repeat(20) });
    const limited = open({ root, megabytes: 60 });
    expect((await faultOf(limited.render({ template: join(root, 'heavy.typ'), data: {}, date }))).code).toBe(
      'too-heavy',
    );
  }, 60_000);

  it.each(['/etc/hostname', '../../../../../etc/hostname'])(
    'no file outside the folder of templates is read: %s',
    async (path) => {
      const root = await folderWith({ 'reader.typ': `#read("${path}")` });
      const fault = await faultOf(open({ root }).render({ template: join(root, 'reader.typ'), data: {}, date }));
      expect(fault.code).toBe('template');
    },
  );

  it('no package is fetched', async () => {
    const root = await folderWith({ 'packaged.typ': '#import "@preview/cetz:0.3.4"\n1' });
    const fault = await faultOf(open({ root }).render({ template: join(root, 'packaged.typ'), data: {}, date }));
    expect(fault.code).toBe('template');
  }, 30_000);

  it('data that the template does not know is a fault that says where, and the process goes on', async () => {
    const fault = await faultOf(renderer.render({ template: join(templates, 'document.typ'), data: {}, date }));
    expect(fault.code).toBe('template');
    expect(fault.message).toContain('official.typ');
    expect((await render()).pages).toBe(2);
  });

  it('a closed renderer refuses', async () => {
    const closed = open();
    await closed.ready();
    await closed.close();
    expect((await faultOf(closed.render({ template: join(templates, 'document.typ'), data: {}, date }))).code).toBe(
      'ended',
    );
  });
});
