import {
  AlignmentType,
  convertMillimetersToTwip,
  DocumentGridType,
  Footer,
  type ISectionOptions,
  PageNumber,
  Paragraph,
  TextRun,
} from 'docx';

/** Names as Word knows them on an office's machine; the copy is edited there, with the office's own typefaces. */
export const faces = {
  fangsong: '仿宋_GB2312',
  title: '方正小标宋简体',
  hei: '黑体',
  kai: '楷体_GB2312',
  song: '宋体',
} as const;
export type Face = keyof typeof faces;

/** Half points: 二号, 三号, 四号. */
export const sizes = { two: 44, three: 32, four: 28, small: 24 } as const;

/** Twips: a 22nd of the 225 mm of the 版心 (GB/T 9704 5.2). */
export const linePitch = 579;
/** 版心, twips. */
export const areaWidth = convertMillimetersToTwip(156);

export function run(
  text: string,
  options: { face?: Face; size?: number; bold?: boolean; color?: string } = {},
): TextRun {
  const name = faces[options.face ?? 'fangsong'];
  return new TextRun({
    text,
    font: { ascii: name, hAnsi: name, eastAsia: name, cs: name },
    size: options.size ?? sizes.three,
    // 28 characters of 16 pt in 156 mm: a grid of characters is read differently by Word and LibreOffice, spacing is not.
    ...(options.size === undefined ? { characterSpacing: -4 } : {}),
    ...(options.bold ? { bold: true } : {}),
    ...(options.color ? { color: options.color } : {}),
  });
}

/** 7.5: 4号 numerals between dashes; odd pages right, even pages left, one character in. */
function pageNumber(side: 'left' | 'right'): Footer {
  const inward = { [side]: sizes.four * 10 };
  return new Footer({
    children: [
      new Paragraph({
        alignment: side === 'right' ? AlignmentType.RIGHT : AlignmentType.LEFT,
        indent: inward,
        children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], font: faces.song, size: sizes.four })],
      }),
    ],
  });
}

/** A4, 天头 37 mm, 订口 28 mm, 版心 156 mm × 225 mm, grid of 22 lines × 28 characters. */
export function officialSection(children: ISectionOptions['children']): ISectionOptions {
  return {
    properties: {
      page: {
        size: { width: convertMillimetersToTwip(210), height: convertMillimetersToTwip(297) },
        margin: {
          top: convertMillimetersToTwip(37),
          bottom: convertMillimetersToTwip(35),
          left: convertMillimetersToTwip(28),
          right: convertMillimetersToTwip(26),
          footer: convertMillimetersToTwip(23),
        },
      },
      grid: { type: DocumentGridType.LINES, linePitch },
    },
    footers: { default: pageNumber('right'), even: pageNumber('left') },
    children,
  };
}
