import { describe, expect, it } from 'vitest';
import { blindIndexOf, normalised } from './blind-index.ts';

const key = Buffer.alloc(32, 5);
const field = { table: 'kernel.persons', column: 'identity_number' };

describe('equal numbers are found whatever the spelling (CR-06)', () => {
  it.each([
    [
      'identity-number',
      [
        '11010519491231002X',
        '11010519491231002x',
        '110105 19491231 002X',
        '１１０１０５１９４９１２３１００２Ｘ',
        '110105491231002',
      ],
    ],
    ['document-number', ['E12345678', 'e 1234-5678', 'Ｅ12345678', ' E12345678 ']],
    ['phone', ['13812345678', '+86 138 1234 5678', '0086-13812345678', '(+86)13812345678', '８６13812345678']],
  ] as const)('%s', (form, spellings) => {
    const indexes = spellings.map((text) => blindIndexOf('aes-256-gcm', key, field, form, text));
    expect(new Set(indexes).size).toBe(1);
  });
});

it('different numbers are told apart', () => {
  expect(normalised('phone', '+81 90 1234 5678')).not.toBe(normalised('phone', '90 1234 5678'));
  expect(normalised('exact', 'a b')).toBe('a b');
  const of = (text: string) => blindIndexOf('aes-256-gcm', key, field, 'document-number', text);
  expect(of('E12345678')).not.toBe(of('E12345679'));
});

it('one number has different values in another field, office or profile (CR-06)', () => {
  const original = blindIndexOf('aes-256-gcm', key, field, 'phone', '13812345678');
  expect(blindIndexOf('aes-256-gcm', key, { ...field, column: 'phone' }, 'phone', '13812345678')).not.toBe(original);
  expect(blindIndexOf('aes-256-gcm', Buffer.alloc(32, 6), field, 'phone', '13812345678')).not.toBe(original);
  expect(blindIndexOf('sm4-ctr-hmac-sm3', key, field, 'phone', '13812345678')).not.toBe(original);
});
