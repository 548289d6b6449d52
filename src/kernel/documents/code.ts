import { randomBytes } from 'node:crypto';

/** 32 letters and digits; 0 and O, 1 and I are left out because they are mistaken for each other on paper. */
const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const length = 26;

/** 26 characters, 130 random bits: cannot be guessed or counted through (OB-07). */
export function newVerificationCode(): string {
  // 256 is a multiple of 32, so the last five bits of a random byte choose evenly.
  return Array.from(randomBytes(length), (byte) => alphabet[byte & 31]).join('');
}

/** As printed: groups of four. */
export function grouped(code: string): string {
  return code.match(/.{1,4}/g)?.join(' ') ?? '';
}

/** What a person typed, brought to the form that is stored; null if it cannot be a code. */
export function typedCode(text: string): string | null {
  const plain = text.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '');
  return plain.length === length && [...plain].every((letter) => alphabet.includes(letter)) ? plain : null;
}
