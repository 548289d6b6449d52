import {
  AlignmentType,
  BorderStyle,
  Document,
  type FileChild,
  type IParagraphOptions,
  LineRuleType,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TabStopType,
  type TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import type { LetterTable, OfficialLetter } from '../letter.ts';
import { areaWidth, type Face, faces, linePitch, officialSection, run, sizes } from './page.ts';

const red = 'E60012';
const indent = { firstLineChars: 200, firstLine: sizes.three * 20 };

export function paragraph(
  children: readonly TextRun[],
  options: IParagraphOptions & { pitch?: number } = {},
): Paragraph {
  const { pitch, spacing, ...rest } = options;
  return new Paragraph({
    ...rest,
    spacing: { line: pitch ?? linePitch, lineRule: LineRuleType.EXACT, before: 0, after: 0, ...spacing },
    children: [...children],
  });
}

const empty = (count: number): Paragraph[] => Array.from({ length: count }, () => paragraph([run('')]));

/** 7.3.3: 一、 in 黑体, （一） in 楷体; where the heading runs on, it ends at its first full stop. */
export function body(text: string): Paragraph {
  const face: Face | null = /^[一二三四五六七八九十]+、/.test(text)
    ? 'hei'
    : /^（[一二三四五六七八九十]+）/.test(text)
      ? 'kai'
      : null;
  const stop = text.indexOf('。');
  const head = stop < 0 ? text : text.slice(0, stop + 1);
  const runs =
    face && [...head].length <= 40
      ? [run(head, { face }), ...(stop < 0 ? [] : [run(text.slice(stop + 1))])]
      : [run(text)];
  return paragraph(runs, { alignment: AlignmentType.JUSTIFIED, indent });
}

export function table({ title, head, rows, widths }: LetterTable): FileChild[] {
  const shares = widths ?? head.map(() => 1);
  const total = shares.reduce((sum, share) => sum + share, 0);
  const columns = shares.map((share) => Math.floor((areaWidth * share) / total));
  const cell = (text: string, column: number, face: Face) =>
    new TableCell({
      width: { size: columns[column]!, type: WidthType.DXA },
      verticalAlign: VerticalAlign.CENTER,
      children: text.split('\n').map((line) =>
        paragraph([run(line, { face, size: sizes.small })], {
          alignment: face === 'hei' || [...text].length <= 8 ? AlignmentType.CENTER : AlignmentType.LEFT,
          pitch: 360,
        }),
      ),
    });
  return [
    ...(title ? [paragraph([run(title, { face: 'hei' })], { alignment: AlignmentType.CENTER, keepNext: true })] : []),
    new Table({
      width: { size: areaWidth, type: WidthType.DXA },
      alignment: AlignmentType.CENTER,
      columnWidths: columns,
      rows: [
        new TableRow({ tableHeader: true, cantSplit: true, children: head.map((text, at) => cell(text, at, 'hei')) }),
        ...rows.map(
          (row) => new TableRow({ cantSplit: true, children: row.map((text, at) => cell(text, at, 'fangsong')) }),
        ),
      ],
    }),
  ];
}

function head(letter: OfficialLetter): Paragraph[] {
  const number = letter.number ?? '';
  // 7.2.4: as large as the 版心 lets it be, at most 62 pt.
  const headSize = Math.min(124, Math.floor(((156 / 25.4) * 72 * 2 * 0.96) / [...letter.issuer].length));
  const rule = { bottom: { style: BorderStyle.SINGLE, size: 12, color: red, space: 8 } };
  return [
    paragraph(letter.urgency ? [run(letter.urgency, { face: 'hei' })] : [run('')]),
    ...empty(2),
    paragraph([run(letter.issuer, { face: 'title', size: headSize, color: red })], {
      alignment: AlignmentType.CENTER,
      pitch: Math.ceil(headSize * 10 * 1.25),
    }),
    ...empty(2),
    letter.signer
      ? paragraph([run(`　${number}\t签发人：`), run(letter.signer, { face: 'kai' }), run('　')], {
          tabStops: [{ type: TabStopType.RIGHT, position: areaWidth }],
          border: rule,
        })
      : paragraph([run(number)], { alignment: AlignmentType.CENTER, border: rule }),
    ...empty(2),
  ];
}

function closing(letter: OfficialLetter): Paragraph[] {
  const several = letter.attachments.length > 1;
  return [
    ...(letter.attachments.length > 0 ? empty(1) : []),
    ...letter.attachments.map((title, index) =>
      paragraph([run(`${index === 0 ? '附件：' : '　　　'}${several ? `${index + 1}. ` : ''}${title}`)], {
        indent: { left: sizes.three * 50, hanging: sizes.three * 30 },
      }),
    ),
    ...empty(2),
    // 7.3.5.1: the date four characters in; the issuer is centred over it by hand, as its width needs.
    paragraph([run(letter.signatory)], {
      alignment: AlignmentType.RIGHT,
      indent: { right: rightOfSignatory(letter.signatory, letter.date) },
      keepNext: true,
    }),
    paragraph([run(letter.date)], { alignment: AlignmentType.RIGHT, indent: { right: sizes.three * 40 } }),
    ...(letter.note ? [paragraph([run(`（${letter.note}）`)], { indent })] : []),
  ];
}

/** Twips from the right that centre the name over the date: full characters count one, digits half. */
function rightOfSignatory(name: string, date: string): number {
  const width = (text: string) =>
    [...text].reduce((sum, each) => sum + (each.codePointAt(0)! < 0x80 ? 0.5 : 1), 0) * sizes.three * 10;
  return Math.max(0, Math.round(sizes.three * 40 - (width(name) - width(date)) / 2));
}

function colophon(letter: OfficialLetter): Paragraph[] {
  const thick = { style: BorderStyle.SINGLE, size: 8, color: '000000', space: 1 };
  const thin = { style: BorderStyle.SINGLE, size: 6, color: '000000', space: 1 };
  const copies = letter.copies.length > 0;
  const mark = letter.verification;
  return [
    ...(mark
      ? [
          paragraph([run(`核验码　${mark.code}　核验网址　${mark.url}`, { face: 'song', size: 18 })], {
            pitch: 260,
            spacing: { before: 200 },
          }),
        ]
      : []),
    ...(copies
      ? [
          paragraph([run(`　抄送：${letter.copies.join('，')}。`, { size: sizes.four })], {
            border: { top: thick, bottom: letter.printedBy ? thin : thick },
          }),
        ]
      : []),
    ...(letter.printedBy
      ? [
          paragraph([run(`　${letter.printedBy}\t${letter.printedOn}印发　`, { size: sizes.four })], {
            tabStops: [{ type: TabStopType.RIGHT, position: areaWidth }],
            border: copies ? { bottom: thick } : { top: thick, bottom: thick },
          }),
        ]
      : []),
  ];
}

/** The editable copy of a 公文, from the same data as its PDF. A copy of a sample says so at its beginning; it is never sealed. */
export async function officialLetterDocx(letter: OfficialLetter): Promise<Buffer> {
  const document = new Document({
    title: letter.title,
    creator: letter.issuer,
    evenAndOddHeaderAndFooters: true,
    styles: { default: { document: { run: { font: faces.fangsong, size: sizes.three } } } },
    sections: [
      officialSection([
        ...(letter.sample
          ? [paragraph([run('样　张', { face: 'hei', color: '808080' })], { alignment: AlignmentType.RIGHT })]
          : []),
        ...head(letter),
        ...letter.title
          .split('\n')
          .map((line) =>
            paragraph([run(line, { face: 'title', size: sizes.two })], { alignment: AlignmentType.CENTER, pitch: 700 }),
          ),
        ...empty(1),
        ...(letter.addressee ? [paragraph([run(`${letter.addressee}：`)])] : []),
        ...letter.paragraphs.map(body),
        ...(letter.tables ?? []).flatMap(table),
        ...closing(letter),
        ...empty(1),
        ...colophon(letter),
      ]),
    ],
  });
  return Packer.toBuffer(document);
}
