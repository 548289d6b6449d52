/**
 * An amount as people type or paste it: `214,600`, `214600.5`, `２１４６００`, `21.46万`, `214,600.00 元`, `1.2亿`. Returns an exact decimal
 * text with two places, or null if it is none, is negative, or has more than two places.
 */
export function parseMoneyText(text: string): string | null {
  const typed = text
    .normalize('NFKC')
    .replace(/[\s,，]/g, '')
    .replace(/^(CNY|RMB|¥)/i, '')
    .replace(/元整?$/, '');
  const match = /^(\d+)(?:\.(\d+))?(万|亿)?$/.exec(typed);
  if (!match) return null;
  const [, whole = '', fraction = '', unit] = match;
  const shift = unit === '万' ? 4 : unit === '亿' ? 8 : 0;
  const digits = fraction.padEnd(shift, '0');
  const rest = digits.slice(shift).replace(/0+$/, '');
  if (rest.length > 2) return null;
  const units = `${whole}${digits.slice(0, shift)}`.replace(/^0+(?=\d)/, '');
  return `${units}.${rest.padEnd(2, '0')}`;
}
