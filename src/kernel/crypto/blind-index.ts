import { createHmac } from 'node:crypto';
import { bindingBytes } from './binding.ts';
import type { SuiteName } from './suite.ts';

/** How a number is written before it is compared: look-up must find it whatever its spelling (CR-06). */
export type IndexForm = 'identity-number' | 'document-number' | 'phone' | 'exact';

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** 15-digit resident identity numbers (GB 11643-1989) become 18-digit ones (GB 11643-1999): all their bearers were born 19xx. */
function to18(id15: string): string {
  const body = `${id15.slice(0, 6)}19${id15.slice(6)}`;
  const sum = weights.reduce((total, weight, index) => total + weight * Number(body[index]), 0);
  return body + '10X98765432'[sum % 11];
}

export function normalised(form: IndexForm, text: string): string {
  const plain = text.normalize('NFKC');
  if (form === 'exact') return plain;
  const bare = plain.replace(/[\s\p{Cf}\-–—()]/gu, '').toUpperCase();
  if (form === 'identity-number') return /^\d{15}$/.test(bare) ? to18(bare) : bare;
  if (form === 'phone') return bare.replace(/^(?:\+|00)?86(?=1[3-9]\d{9}$)/, '').replace(/^00/, '+');
  return bare;
}

/**
 * HMAC of the normalised text under a key of its own per field and office. The first letter says by which hash, so that
 * a search after a change of profile can ask for both.
 */
export function blindIndexOf(
  suite: SuiteName,
  indexKey: Uint8Array,
  field: { readonly table: string; readonly column: string },
  form: IndexForm,
  text: string,
): string {
  const [hash, letter] = suite === 'aes-256-gcm' ? (['sha256', 'a'] as const) : (['sm3', 's'] as const);
  const key = createHmac(hash, indexKey)
    .update(bindingBytes('honglu blind index', field.table, field.column))
    .digest();
  return letter + createHmac(hash, key).update(normalised(form, text), 'utf8').digest('base64url');
}
