import { getDocumentProxy } from 'unpdf';

const millimetresPerPoint = 25.4 / 72;

/** One run of text as drawn; millimetres from the upper left corner of the page, `y` is the base line. */
export interface DrawnText {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** Points. */
  readonly size: number;
}

/** A line or filled box, millimetres from the upper left corner. */
export interface DrawnShape {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** `#e60012` */
  readonly stroke: string;
}

export interface DrawnPage {
  readonly texts: readonly DrawnText[];
  readonly shapes: readonly DrawnShape[];
}

type Matrix = readonly [number, number, number, number, number, number];
const unit: Matrix = [1, 0, 0, 1, 0, 0];
const times = (a: Matrix, b: Matrix): Matrix => [
  a[0] * b[0] + a[2] * b[1],
  a[1] * b[0] + a[3] * b[1],
  a[0] * b[2] + a[2] * b[3],
  a[1] * b[2] + a[3] * b[3],
  a[0] * b[4] + a[2] * b[5] + a[4],
  a[1] * b[4] + a[3] * b[5] + a[5],
];

// The reader asks for a function of newer runtimes; on Node 20 a copy does.
if (!('transferToFixedLength' in ArrayBuffer.prototype)) {
  Object.defineProperty(ArrayBuffer.prototype, 'transferToFixedLength', {
    value(this: ArrayBuffer, length = this.byteLength): ArrayBuffer {
      const copy = new ArrayBuffer(length);
      new Uint8Array(copy).set(new Uint8Array(this, 0, Math.min(length, this.byteLength)));
      return copy;
    },
  });
}

const { OPS } = await import('unpdf/pdfjs');
const isNumbers = (value: unknown): value is readonly number[] =>
  (Array.isArray(value) || ArrayBuffer.isView(value)) &&
  Array.from(value as Iterable<unknown>).every((each) => typeof each === 'number');

/** Reads a PDF back as a reader sees it: what stands where. */
export async function readPages(pdf: Uint8Array): Promise<readonly DrawnPage[]> {
  const document = await getDocumentProxy(new Uint8Array(pdf));
  const pages: DrawnPage[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const height = page.getViewport({ scale: 1 }).height;
    const { items } = await page.getTextContent();
    const texts = items.flatMap((item): DrawnText[] => {
      if (!('str' in item) || item.str === '') return [];
      const [a, b, , , x, y] = item.transform as unknown as Matrix;
      return [
        {
          text: item.str,
          x: x * millimetresPerPoint,
          y: (height - y) * millimetresPerPoint,
          width: item.width * millimetresPerPoint,
          size: Math.hypot(a, b),
        },
      ];
    });
    pages.push({ texts, shapes: shapesOf(await page.getOperatorList(), height) });
  }
  await document.destroy();
  return pages;
}

function shapesOf(list: { fnArray: readonly number[]; argsArray: readonly unknown[] }, height: number): DrawnShape[] {
  const shapes: DrawnShape[] = [];
  let matrix = unit;
  let stroke = '#000000';
  const saved: { matrix: Matrix; stroke: string }[] = [];
  for (const [index, operation] of list.fnArray.entries()) {
    const args = list.argsArray[index];
    if (operation === OPS.save) saved.push({ matrix, stroke });
    else if (operation === OPS.restore) ({ matrix, stroke } = saved.pop() ?? { matrix: unit, stroke: '#000000' });
    else if (operation === OPS.transform && isNumbers(args)) matrix = times(matrix, args as unknown as Matrix);
    else if (operation === OPS.setStrokeRGBColor && Array.isArray(args)) stroke = colour(args);
    else if (operation === OPS.constructPath && Array.isArray(args) && isNumbers(args[2])) {
      const [x0, y0, x1, y1] = Array.from(args[2]) as [number, number, number, number];
      const corner = (x: number, y: number) => [
        (matrix[0] * x + matrix[2] * y + matrix[4]) * millimetresPerPoint,
        (height - (matrix[1] * x + matrix[3] * y + matrix[5])) * millimetresPerPoint,
      ];
      const [ax, ay] = corner(x0, y0) as [number, number];
      const [bx, by] = corner(x1, y1) as [number, number];
      shapes.push({
        x: Math.min(ax, bx),
        y: Math.min(ay, by),
        width: Math.abs(bx - ax),
        height: Math.abs(by - ay),
        stroke,
      });
    }
  }
  return shapes;
}

function colour(args: readonly unknown[]): string {
  if (typeof args[0] === 'string') return args[0];
  return `#${args.map((each) => Number(each).toString(16).padStart(2, '0')).join('')}`;
}

/** The page's text in the order drawn, without the spaces that a reader program guesses between runs. */
export function plainText(pages: readonly DrawnPage[]): string {
  return pages
    .flatMap(({ texts }) => texts.map(({ text }) => text))
    .join('')
    .replaceAll('\u2060', '');
}

/** Runs with the same base line, from top to bottom, each as the text from left to right. */
export function linesOf(page: DrawnPage): readonly { readonly y: number; readonly x: number; readonly text: string }[] {
  const byLine = new Map<number, DrawnText[]>();
  for (const text of page.texts.filter(({ text }) => text.trim() !== '')) {
    const key = [...byLine.keys()].find((y) => Math.abs(y - text.y) < 0.5) ?? text.y;
    byLine.set(key, [...(byLine.get(key) ?? []), text]);
  }
  return [...byLine]
    .sort(([a], [b]) => a - b)
    .map(([y, texts]) => {
      const sorted = [...texts].sort((a, b) => a.x - b.x);
      return { y, x: sorted[0]!.x, text: sorted.map(({ text }) => text).join('') };
    });
}
