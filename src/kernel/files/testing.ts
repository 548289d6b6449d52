import { deflateSync } from 'node:zlib';
import { Document, Packer, Paragraph } from 'docx';
import ExcelJS from 'exceljs';
import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from 'fflate';
import sharp from 'sharp';
import type { FileType } from './file-types.ts';

/** One real, harmless file of each type. */
export async function sampleFile(type: FileType, text = '出访请示'): Promise<Buffer> {
  switch (type) {
    case 'docx':
      return Packer.toBuffer(
        new Document({ sections: [{ children: text.split('\n').map((line) => new Paragraph(line)) }] }),
      );
    case 'xlsx': {
      const workbook = new ExcelJS.Workbook();
      workbook.addWorksheet('表1').addRow([text, 12.5]);
      return Buffer.from(await workbook.xlsx.writeBuffer());
    }
    case 'csv':
      return Buffer.from(`姓名,事由\n张三,${text}\n`);
    case 'pdf':
      return samplePdf();
    default: {
      const picture = sharp({ create: { width: 40, height: 30, channels: 3, background: '#b22' } });
      return type === 'png'
        ? picture.png().toBuffer()
        : type === 'jpg'
          ? picture.jpeg().toBuffer()
          : picture.webp().toBuffer();
    }
  }
}

/** A one-page PDF. `catalog` is put into the catalogue, `objects` are added, `trailer` is put into the trailer. */
export function samplePdf(extra: { catalog?: string; objects?: readonly string[]; trailer?: string } = {}): Buffer {
  const drawing = deflateSync(Buffer.from('0 0 m 10 10 l S'));
  const objects: Buffer[] = [
    Buffer.from(`<< /Type /Catalog /Pages 2 0 R ${extra.catalog ?? ''} >>`),
    Buffer.from('<< /Type /Pages /Kids [3 0 R] /Count 1 >>'),
    Buffer.from('<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>'),
    Buffer.concat([
      Buffer.from(`<< /Length ${drawing.length} /Filter /FlateDecode >>\nstream\n`),
      drawing,
      Buffer.from('\nendstream'),
    ]),
    ...(extra.objects ?? []).map((object) => Buffer.from(object, 'latin1')),
  ];
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
  const offsets: number[] = [];
  let length = parts[0]!.length;
  for (const [index, object] of objects.entries()) {
    offsets.push(length);
    const whole = Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), object, Buffer.from('\nendobj\n')]);
    parts.push(whole);
    length += whole.length;
  }
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  parts.push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${extra.trailer ?? ''} >>\nstartxref\n${length}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}

/** An object stream that holds this text, compressed, as modern writers pack their dictionaries. */
export function objectStream(text: string, filter = '/Filter /FlateDecode'): string {
  const packed = filter === '' ? Buffer.from(text) : deflateSync(Buffer.from(text));
  return `<< /Type /ObjStm /N 1 /First 4 /Length ${packed.length} ${filter} >>\nstream\n${packed.toString('latin1')}\nendstream`;
}

/** The same archive with entries added, replaced or (null) taken out. */
export function repacked(archive: Buffer, changes: Readonly<Record<string, Uint8Array | string | null>>): Buffer {
  const entries: Zippable = { ...unzipSync(archive) };
  for (const [name, content] of Object.entries(changes)) {
    if (content === null) delete entries[name];
    else entries[name] = typeof content === 'string' ? strToU8(content) : content;
  }
  return Buffer.from(zipSync(entries, { level: 1 }));
}

export function partOf(archive: Buffer, name: string): string {
  return strFromU8(unzipSync(archive)[name]!);
}
