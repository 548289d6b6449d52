/** The form in which two texts are compared: NFKC, trimmed, blanks collapsed, lower case. */
export function comparable(text: string): string {
  return text.normalize('NFKC').trim().replace(/\s+/gu, ' ').toLowerCase();
}

/** Whether two texts are *the same* in the sense of format `honglu-mission/1`. */
export function isSame(left: string, right: string): boolean {
  return comparable(left) === comparable(right);
}
