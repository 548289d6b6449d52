/** A JSON pointer (RFC 6901) of these steps. */
export const pointer = (...steps: readonly (string | number)[]): string =>
  steps.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

const isIndex = (step: string): boolean => /^(0|[1-9]\d*)$/.test(step);

/**
 * Order of two pointers: step by step, array indexes by number (so that the tenth member stands after the second), keys as
 * text, the whole before its parts. JSON gives keys no order of their own, so the answer does not hang on the sender's.
 */
export function comparePointers(a: string, b: string): number {
  if (a === b) return 0;
  const left = a.split('/');
  const right = b.split('/');
  for (let level = 1; level < Math.min(left.length, right.length); level += 1) {
    const one = left[level] ?? '';
    const other = right[level] ?? '';
    if (one === other) continue;
    if (isIndex(one) && isIndex(other)) return Number(one) - Number(other);
    return one < other ? -1 : 1;
  }
  return left.length - right.length;
}
