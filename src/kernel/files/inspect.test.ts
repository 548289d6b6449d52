import { zipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { Problem } from '#kernel/http/problem.ts';
import { type FilePurpose, type FileType, fileTypes } from './file-types.ts';
import { inspectFile } from './inspect.ts';
import { objectStream, partOf, repacked, sampleFile, samplePdf } from './testing.ts';

const allTypes = Object.keys(fileTypes) as FileType[];
const anything: FilePurpose = {
  id: 'trial.any',
  label: { zh: '材料', en: 'Paper' },
  types: allTypes,
  sensitivity: 'internal',
};
const samples = {} as Record<FileType, Buffer>;

beforeAll(async () => {
  for (const type of allTypes) samples[type] = await sampleFile(type);
});

const media = (type: FileType) => fileTypes[type].media[0]!;
const take = (bytes: Buffer, name: string, type: FileType, purpose = anything, declaredType = media(type)) =>
  inspectFile(bytes, { name, declaredType }, purpose);
const faultOf = async (taken: Promise<unknown>): Promise<string> => {
  const cause: unknown = await taken.then(
    () => new Error('was taken'),
    (error: unknown) => error,
  );
  if (!(cause instanceof Problem)) throw cause;
  expect(cause.text.zh).not.toBe('');
  return cause.code;
};

describe('one good file of each type is taken', () => {
  it.each(allTypes)('%s', async (type) => {
    expect(await take(samples[type], `请示.${type.toUpperCase()}`, type)).toEqual({
      type,
      name: `请示.${type.toUpperCase()}`,
    });
  });

  it('CSV in GB18030, as Chinese spreadsheet programs write it', async () => {
    const gb = Buffer.from([0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0x31, 0x0a]);
    expect(await take(gb, 'a.csv', 'csv', anything, 'application/vnd.ms-excel')).toMatchObject({ type: 'csv' });
  });

  it('a PDF whose harmless objects are packed, and one with a goal to open at', async () => {
    const pdf = samplePdf({ objects: [objectStream('<< /Type /Font >>')], catalog: '/OpenAction [3 0 R /Fit]' });
    expect(await take(pdf, 'a.pdf', 'pdf')).toMatchObject({ type: 'pdf' });
  });
});

describe('extension, declared and real type must agree (IN-04)', () => {
  it('no file passes as another type', async () => {
    for (const real of allTypes) {
      for (const claimed of allTypes.filter((type) => type !== real)) {
        const fault = await faultOf(take(samples[real], `a.${claimed}`, claimed));
        expect(`${real} as ${claimed}: ${fault}`).toMatch(/file-type-disagrees$/);
      }
    }
  });

  it('nor with another declared type', async () => {
    expect(await faultOf(take(samples.pdf, 'a.pdf', 'pdf', anything, 'image/png'))).toBe('file-type-disagrees');
    expect(await faultOf(take(samples.pdf, 'a.pdf', 'pdf', anything, 'application/pdf-x'))).toBe('file-type-disagrees');
    expect(await take(samples.pdf, 'a.pdf', 'pdf', anything, 'Application/PDF; charset=x')).toMatchObject({
      type: 'pdf',
    });
  });

  it.each([
    ['page.html', '<html><script>alert(1)</script>'],
    ['picture.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['archive.zip', 'PK'],
    ['program.exe', 'MZ'],
    ['noextension', 'x'],
    ['letter.docm', 'x'],
    ['letter.doc', 'x'],
    ['trick.pdf.js', '%PDF-1.4'],
  ])('%s is of no kind that is taken', async (name, content) => {
    expect(await faultOf(take(Buffer.from(content), name, 'pdf'))).toBe('file-type-not-allowed');
  });

  it('a page, a picture text or binary content is no CSV', async () => {
    for (const content of ['<html>', ' <!DOCTYPE html>', '<svg>', 'a,b\0c', '\x01\x02']) {
      expect(await faultOf(take(Buffer.from(content), 'a.csv', 'csv'))).toBe('file-type-disagrees');
    }
  });

  it('a purpose takes only its own types, up to its own size', async () => {
    const scans: FilePurpose = { ...anything, types: ['pdf', 'jpg'], maxBytes: 300 };
    expect(await faultOf(take(samples.png, 'a.png', 'png', scans))).toBe('file-type-not-allowed');
    expect(await faultOf(take(samples.pdf, 'a.pdf', 'pdf', scans))).toBe('file-too-large');
    expect(await faultOf(take(Buffer.alloc(0), 'a.pdf', 'pdf'))).toBe('file-empty');
  });

  it('a picture over 20 MB is refused as too large, a PDF of that size is not', async () => {
    const over = (bytes: Buffer) => Buffer.concat([bytes, Buffer.alloc(21 * 1024 * 1024)]);
    expect(await faultOf(take(over(samples.jpg), 'a.jpg', 'jpg'))).toBe('file-too-large');
    const large = samplePdf({ objects: [`(${'x'.repeat(21 * 1024 * 1024)})`] });
    expect(await take(large, 'a.pdf', 'pdf')).toMatchObject({ type: 'pdf' });
  });
});

describe('a file of two natures is refused (IN-04)', () => {
  it.each(['jpg', 'png', 'webp'] as const)('%s with an archive behind it', async (type) => {
    const both = Buffer.concat([samples[type], samples.docx]);
    expect(await faultOf(take(both, `a.${type}`, type))).toBe('file-double-nature');
  });

  it('PDF with an archive behind it, small or large, or something before it', async () => {
    const small = Buffer.from(zipSync({ a: new Uint8Array(10) }));
    expect(await faultOf(take(Buffer.concat([samples.pdf, small]), 'a.pdf', 'pdf'))).toBe('file-double-nature');
    expect(await faultOf(take(Buffer.concat([samples.pdf, samples.docx]), 'a.pdf', 'pdf'))).toBe('file-malformed');
    expect(await faultOf(take(Buffer.concat([Buffer.from('x'), samples.pdf]), 'a.pdf', 'pdf'))).toMatch(/^file-/);
  });

  it('a picture with a page or script behind it, or cut off', async () => {
    const behind = (type: 'jpg' | 'png', text: string) => Buffer.concat([samples[type], Buffer.from(text)]);
    expect(await faultOf(take(behind('jpg', '<script>'), 'a.jpg', 'jpg'))).toBe('file-double-nature');
    expect(await faultOf(take(behind('png', 'x'), 'a.png', 'png'))).toBe('file-double-nature');
    expect(await faultOf(take(samples.png.subarray(0, -10), 'a.png', 'png'))).toBe('file-malformed');
    expect(await faultOf(take(samples.jpg.subarray(0, -2), 'a.jpg', 'jpg'))).toBe('file-malformed');
    expect(await take(Buffer.concat([samples.jpg, Buffer.alloc(64)]), 'a.jpg', 'jpg')).toMatchObject({ type: 'jpg' });
  });

  it('an archive with something before it', async () => {
    expect(await faultOf(take(Buffer.concat([Buffer.from('#!'), samples.docx]), 'a.docx', 'docx'))).toMatch(
      /file-(type-disagrees|malformed)/,
    );
  });
});

describe('an active PDF is refused (IN-08)', () => {
  it.each([
    ['a script', samplePdf({ catalog: '/OpenAction << /S /JavaScript /JS (app.alert(1)) >>' }), 'file-active'],
    ['a script with an escaped name', samplePdf({ catalog: '/OpenAction << /S /J#61va#53cript >>' }), 'file-active'],
    ['a launch action', samplePdf({ objects: ['<< /S /Launch /F (cmd.exe) >>'] }), 'file-active'],
    ['an attached file', samplePdf({ catalog: '/Names << /EmbeddedFiles 9 0 R >>' }), 'file-active'],
    [
      'a script in a packed object',
      samplePdf({ objects: [objectStream('<< /S /JavaScript /JS 9 0 R >>')] }),
      'file-active',
    ],
    [
      'a script in an object stream that is not packed',
      samplePdf({ objects: [objectStream('<< /JS (1) >>', '')] }),
      'file-active',
    ],
    [
      'objects packed twice',
      samplePdf({ objects: [objectStream('x', '/Filter [/ASCII85Decode /FlateDecode]')] }),
      'file-active',
    ],
    [
      'a script behind a pretended stream',
      samplePdf({ objects: ['<< /A (>>\nstream\n) /S /JavaScript >>', '(endstream)'] }),
      'file-active',
    ],
    ['encryption', samplePdf({ trailer: '/Encrypt 9 0 R' }), 'file-encrypted'],
    ['no end', samplePdf().subarray(0, -8), 'file-malformed'],
    [
      'objects that unpack to far too much',
      samplePdf({ objects: [objectStream(' '.repeat(80 * 1024 * 1024))] }),
      'file-bomb',
    ],
  ])('with %s', async (_name, bytes, fault) => {
    expect(await faultOf(take(bytes, 'a.pdf', 'pdf'))).toBe(fault);
  });

  it('but the words in a picture’s bytes or a visible text are not', async () => {
    const stream = '<< /Length 20 >>\nstream\nxx /JS xx /Launch xx\nendstream';
    expect(
      await take(samplePdf({ objects: [stream], catalog: '/Lang (zh) /Title (JavaScript)' }), 'a.pdf', 'pdf'),
    ).toMatchObject({ type: 'pdf' });
  });
});

describe('an office file with something inside is refused', () => {
  const cases: readonly (readonly [string, () => Buffer, string])[] = [
    ['macros', () => repacked(samples.docx, { 'word/vbaProject.bin': 'x' }), 'file-macro'],
    [
      'macros declared',
      () =>
        repacked(samples.docx, {
          '[Content_Types].xml': partOf(samples.docx, '[Content_Types].xml').replace(
            '</Types>',
            '<Override PartName="/a" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>',
          ),
        }),
      'file-macro',
    ],
    ['a control', () => repacked(samples.docx, { 'word/activeX/activeX1.xml': '<x/>' }), 'file-macro'],
    ['an embedded workbook', () => repacked(samples.docx, { 'word/embeddings/Workbook1.xlsx': 'x' }), 'file-embedded'],
    [
      'an archive under another name',
      () => repacked(samples.docx, { 'word/media/image1.png': samples.xlsx }),
      'file-embedded',
    ],
    ['a way out of the folder', () => repacked(samples.docx, { '../evil.xml': '<x/>' }), 'file-embedded'],
    [
      'an outside template',
      () =>
        repacked(samples.docx, {
          'word/_rels/settings.xml.rels':
            '<Relationships><Relationship Id="r1" Type="http://x/attachedTemplate" Target="http://evil/t.dotm" TargetMode="External"/></Relationships>',
        }),
      'file-embedded',
    ],
    [
      'a document type definition',
      () => repacked(samples.docx, { 'word/extra.xml': '<!DOCTYPE x [<!ENTITY a "b">]><x/>' }),
      'file-malformed',
    ],
    [
      'one in UTF-16',
      () => repacked(samples.docx, { 'word/extra.xml': Buffer.from('\ufeff<!DOCTYPE x><x/>', 'utf16le') }),
      'file-malformed',
    ],
    ['no document in it', () => repacked(samples.docx, { 'word/document.xml': null }), 'file-type-disagrees'],
    ['cut off', () => samples.docx.subarray(0, -30), 'file-malformed'],
  ];
  it.each(cases)('%s', async (_name, bytes, fault) => {
    expect(await faultOf(take(bytes(), 'a.docx', 'docx'))).toBe(fault);
  });

  it('a link in the text is no embedding', async () => {
    const linked = repacked(samples.docx, {
      'word/_rels/extra.xml.rels':
        '<Relationships><Relationship Id="r1" Type="http://x/hyperlink" Target="https://www.gov.cn/" TargetMode="External"/></Relationships>',
    });
    expect(await take(linked, 'a.docx', 'docx')).toMatchObject({ type: 'docx' });
  });

  it('protected by a password (the container of the old formats)', async () => {
    const cfb = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(4096)]);
    expect(await faultOf(take(cfb, 'a.docx', 'docx'))).toBe('file-encrypted');
  });
});

describe('a bomb is refused without its memory (IN-06)', () => {
  const withinLimits = async (bomb: Buffer, fault = 'file-bomb') => {
    const before = process.memoryUsage().rss;
    expect(await faultOf(take(bomb, 'a.xlsx', 'xlsx'))).toBe(fault);
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1024 * 1024);
  };
  const zeros = (megabytes: number) => new Uint8Array(megabytes * 1024 * 1024);

  it('one entry that inflates to a thousand times its size', () =>
    withinLimits(repacked(samples.xlsx, { 'xl/big.xml': zeros(40) })));

  it('one whose directory says that it is small', async () => {
    const bomb = repacked(samples.xlsx, { 'xl/big.xml': zeros(40) });
    for (let at = bomb.indexOf('PK\x01\x02'); at !== -1; at = bomb.indexOf('PK\x01\x02', at + 4))
      bomb.writeUInt32LE(10, at + 24);
    await withinLimits(bomb);
  });

  it('too many entries', () =>
    withinLimits(
      repacked(samples.xlsx, Object.fromEntries(Array.from({ length: 2_001 }, (_, n) => [`xl/${n}.xml`, 'x']))),
    ));

  it('one entry named twice', async () => {
    const doubled = repacked(samples.xlsx, { 'xl/aaaa.xml': '<x/>', 'xl/bbbb.xml': '<x/>' });
    for (let at = doubled.indexOf('xl/bbbb.xml'); at !== -1; at = doubled.indexOf('xl/bbbb.xml', at))
      doubled.write('xl/aaaa.xml', at);
    await withinLimits(doubled, 'file-malformed');
  });

  it('a large honest workbook passes', async () => {
    const rows = Array.from({ length: 20_000 }, (_, n) => `<row>${n * 7919}</row>`).join('');
    const honest = repacked(samples.xlsx, { 'xl/worksheets/sheet9.xml': `<sheetData>${rows}</sheetData>` });
    expect(await take(honest, 'a.xlsx', 'xlsx')).toMatchObject({ type: 'xlsx' });
  });
});

describe('matter marked as a state secret is not taken (AZ-09)', () => {
  it('in the name', async () => {
    expect(await faultOf(take(samples.pdf, '机密★5年 会议纪要.pdf', 'pdf'))).toBe('file-secret');
    expect(await faultOf(take(samples.pdf, '（绝密）名单.pdf', 'pdf'))).toBe('file-secret');
    expect(await take(samples.pdf, '商业秘密保护培训.pdf', 'pdf')).toMatchObject({ type: 'pdf' });
  });

  it('on the first page of a document, in a workbook, in a table', async () => {
    expect(await faultOf(take(await sampleFile('docx', '秘密★10年\n关于出访的请示'), 'a.docx', 'docx'))).toBe(
      'file-secret',
    );
    expect(await faultOf(take(await sampleFile('xlsx', '机密★长期'), 'a.xlsx', 'xlsx'))).toBe('file-secret');
    expect(await faultOf(take(await sampleFile('csv', '密级：绝密'), 'a.csv', 'csv'))).toBe('file-secret');
    expect(await take(await sampleFile('docx', '保守国家秘密是公民的义务'), 'a.docx', 'docx')).toMatchObject({
      type: 'docx',
    });
  });
});
