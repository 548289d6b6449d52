/** XML cannot hold these; nothing that comes in through the program contains them. */
const unprintable = /(?![\t\n\r])\p{Cc}|\uFFFE|\uFFFF/gu;
const loneSurrogate = /\p{Surrogate}/gu;

/** Text for a cell of a workbook: what looks like an escaped sign stays what it is (ECMA-376, 22.9.2.19). */
export function cellText(text: string): string {
  return text
    .replace(unprintable, '')
    .replace(loneSurrogate, '\uFFFD')
    .replace(/_x([0-9A-Fa-f]{4})_/g, '_x005F_x$1_')
    .replace(/\r/g, '_x000D_');
}

const guarded = /^[=+\-@\t\r\n＝＋－＠]/;

/**
 * Text for a cell of a CSV file, which has no types: what a spreadsheet would take for a formula gets an apostrophe before it, also
 * after a separator or quote (OB-04). Whole numbers with a sign stay numbers.
 */
export function csvText(text: string): string {
  if (/^[+-]?\d+(?:\.\d+)?$/.test(text)) return text;
  return guarded.test(text.replace(/^[\s"',;]+/, (lead) => (/[\t\r\n]/.test(lead) ? lead : ''))) ? `'${text}` : text;
}

/** What was given to `csvText`. */
export function withoutGuard(text: string): string {
  return text.startsWith("'") && csvText(text.slice(1)) === text ? text.slice(1) : text;
}
