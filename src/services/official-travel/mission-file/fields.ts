import { z } from 'zod';
import { type Day, isDay } from '#kernel/calendar/day.ts';
import { isCurrencyCode } from '#kernel/money/currencies.ts';
import { decimalsOf } from '#kernel/money/decimal.ts';
import { isRegionCode } from '#kernel/places/regions.ts';
import type { Text } from '#kernel/text.ts';
import { isResidentIdNumber } from './id-number.ts';
import { isLanguageCode } from './languages.ts';

/**
 * The kinds of field of format `honglu-mission/1`, section 2. A refinement names the fault code of section 4 in `params.code`, so
 * that the reader of files (shape.ts) reports by the very schema that the screens and the types come from.
 */
const fault = (code: 'format' | 'range' | 'unknown-value', message: string, clause?: Text) => ({
  params: { code, ...(clause ? { clause } : {}) },
  message,
});

// What follows the name of the field in a form.
const notNegative: Text = { zh: '不能是负数，请改为 0 或正数。', en: 'cannot be negative. Enter 0 or more.' };
const aboveZero: Text = { zh: '应大于 0，请核对。', en: 'must be greater than 0. Check it.' };
const decimals = (most: number): Text => ({
  zh: `最多 ${most} 位小数，请核对。`,
  en: `takes at most ${most} decimals. Check it.`,
});
const wholeNumber: Text = { zh: '应为整数，请核对。', en: 'must be a whole number. Check it.' };
const knownRegion: Text = {
  zh: '没有这个国家（地区）代码，请从列表中选择。',
  en: 'is not a known country or region. Choose from the list.',
};
const knownCurrency: Text = {
  zh: '没有这个币种代码，请从列表中选择。',
  en: 'is not a known currency. Choose from the list.',
};
const realDay: Text = {
  zh: '不是有效日期，请按 2026-05-06 的格式填写。',
  en: 'is not a real day. Write it as 2026-05-06.',
};

/** The first day that the format takes. */
export const earliestDay = '1990-01-01';

/** 1–500 characters (code points) after trimming, in NFC; a lone half of a surrogate pair is no character. */
export const text = z
  .string()
  .normalize('NFC')
  .trim()
  .refine(
    (value) => {
      const length = [...value].length;
      return length >= 1 && length <= 500 && !/\p{Surrogate}/u.test(value);
    },
    fault('format', '1 to 500 characters'),
  );

export const date = z
  .string()
  .refine(
    (value) => isDay(value) && value >= earliestDay,
    fault('format', 'a real day, YYYY-MM-DD', realDay),
  ) as unknown as z.ZodType<Day, string>;

/** 居民身份证号码 (GB 11643): 17 digits and a check character. */
export const idNumber = z.string().refine(isResidentIdNumber, fault('format', 'a resident ID number'));

/** A region that can be visited: every ISO 3166-1 code but CN, which means the mainland. */
export const region = z
  .string()
  .refine((value) => isRegionCode(value) && value !== 'CN', fault('unknown-value', 'a region code', knownRegion));

/** An end of a leg or a carrier's region, where CN (the mainland) is allowed. */
export const regionOrMainland = z.string().refine(isRegionCode, fault('unknown-value', 'a region code', knownRegion));

export const currency = z.string().refine(isCurrencyCode, fault('unknown-value', 'an ISO 4217 code', knownCurrency));
export const language = z.string().refine(isLanguageCode, fault('unknown-value', 'an ISO 639-1 code'));

// The check of the count of decimals stands on the value's shortest decimal text: 1.10 and 11e-1 are one value.
const number = z.number();
const atMost = (decimals: number) => (value: number) => decimalsOf(value) <= decimals;

/** ≥ 0, at most 2 decimals. */
export const money = number
  .refine((value) => value >= 0, fault('range', 'not negative', notNegative))
  .refine(atMost(2), fault('format', 'at most 2 decimals', decimals(2)));
/** CNY for one unit of the currency: > 0, at most 6 decimals. */
export const exchangeRate = number
  .refine((value) => value > 0, fault('range', 'greater than 0', aboveZero))
  .refine(atMost(6), fault('format', 'at most 6 decimals', decimals(6)));
/** Nights, days, tickets, policies: > 0, at most 2 decimals. */
export const quantity = number
  .refine((value) => value > 0, fault('range', 'greater than 0', aboveZero))
  .refine(atMost(2), fault('format', 'at most 2 decimals', decimals(2)));
export const percent = number.refine((value) => value > 0, fault('range', 'greater than 0', aboveZero));
/** A whole number ≥ 0. */
export const count = number
  .refine((value) => value >= 0, fault('range', 'not negative', notNegative))
  .refine(atMost(0), fault('format', 'a whole number', wholeNumber));
