import { maskNumber } from '#kernel/ui/parts/mask.ts';
import type { PersonFile } from './model.ts';

/** 138****0000: enough to recognise, not to call. */
const maskPhone = (phone: string): string => {
  const digits = phone.replaceAll(/[^0-9+]/g, '');
  return digits.length < 8 ? '*'.repeat(digits.length) : `${digits.slice(0, 3)}****${digits.slice(-4)}`;
};

/** 尾号 4471. */
const maskDocument = (number: string): string => '*'.repeat(Math.max(0, number.length - 4)) + number.slice(-4);

/** Fields whose full value leaves only through the step-up endpoint. */
export const maskedFields = ['identityNumber', 'passportNumber', 'phone', 'phoneAbroad'] as const;
export type MaskedField = (typeof maskedFields)[number];

const masks: Readonly<Record<MaskedField, (value: string) => string>> = {
  identityNumber: maskNumber,
  passportNumber: maskDocument,
  phone: maskPhone,
  phoneAbroad: maskPhone,
};

export function masked(file: PersonFile): PersonFile {
  const copy: Record<string, unknown> = { ...file };
  for (const field of maskedFields) {
    const value = file[field];
    if (value !== null) copy[field] = masks[field](value);
  }
  return copy as PersonFile;
}

/** What a form sends back: a value that is still masked means the stored one. */
export function unmasked(sent: Readonly<Record<string, unknown>>, stored: PersonFile): Record<string, unknown> {
  const shown = masked(stored);
  const kept = maskedFields.filter((field) => stored[field] !== null && sent[field] === shown[field]);
  return { ...sent, ...Object.fromEntries(kept.map((field) => [field, stored[field]])) };
}
