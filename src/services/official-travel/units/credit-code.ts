const signs = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** 统一社会信用代码: 18 signs without I, O, S, V, Z; the last checks the others (GB 32100-2015, modulus 31). */
export function isCreditCode(value: string): boolean {
  const code = [...value];
  if (code.length !== 18 || code.some((sign) => !signs.includes(sign))) return false;
  return code[17] === creditCheckSign(value);
}

/** The check sign for the first 17 signs. */
export function creditCheckSign(value: string): string {
  const sum = weights.reduce((total, weight, index) => total + weight * signs.indexOf(value[index] ?? ''), 0);
  return signs[(31 - (sum % 31)) % 31] ?? '';
}
