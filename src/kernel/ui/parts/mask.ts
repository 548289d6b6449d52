/** 张伟 → 张*; Schmidt → S*. The family name alone does not tell who it is. */
export function maskName(name: string): string {
  const [first = ''] = [...name.trim()];
  return first === '' ? '' : `${first}*`;
}

/** First four and last four stay, as the office reads them out: 3213**********1234. Short numbers keep their last two only. */
export function maskNumber(number: string): string {
  const signs = [...number];
  if (signs.length <= 8) return '*'.repeat(Math.max(0, signs.length - 2)) + signs.slice(-2).join('');
  return signs.slice(0, 4).join('') + '*'.repeat(signs.length - 8) + signs.slice(-4).join('');
}
