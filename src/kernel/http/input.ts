import { pointer } from './faults.ts';
import type { Fault } from './problem.ts';
import { Problem } from './problem.ts';

/** IN-01. The body as a whole is limited to 1 MiB by the server. */
const deepest = 8;
const longestArray = 1_000;
const longestText = 10_000;
const mostFaults = 50;

const forbiddenKeys = new Set(['__proto__', 'constructor', 'prototype']);
// NUL and other controls except tab and line ends; marks that change the direction of what is read.
const loneSurrogate = /\p{Surrogate}/u;
const forbiddenCharacters = /(?![\t\n\r])\p{Cc}|[\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/** Exactly these; anything else is 415 before a byte is parsed (CVE-2026-25223, -33806, -3419). */
const jsonTypes = new Set(['application/json', 'application/json; charset=utf-8', 'application/json;charset=utf-8']);
const multipartType = /^multipart\/form-data; ?boundary=[0-9A-Za-z'()+_,./:=?-]{1,70}$/;

export function isJsonType(header: string): boolean {
  return jsonTypes.has(header);
}

export function isMultipartType(header: string): boolean {
  return multipartType.test(header);
}

function fault(path: readonly PropertyKey[], code: string, zh: string, en: string): Fault {
  return { at: pointer(path), code, message: { zh, en } };
}

function checkText(value: string, path: readonly PropertyKey[], faults: Fault[]): void {
  if (value.length > longestText) {
    faults.push(
      fault(
        path,
        'too-big',
        `内容超过 ${longestText} 个字符，请缩短。`,
        `Longer than ${longestText} characters. Shorten it.`,
      ),
    );
  }
  if (forbiddenCharacters.test(value) || loneSurrogate.test(value)) {
    faults.push(
      fault(
        path,
        'forbidden-character',
        '含有不能显示的控制字符，请重新键入。',
        'Contains control characters that cannot be shown. Type it again.',
      ),
    );
  }
}

function walk(value: unknown, path: readonly PropertyKey[], faults: Fault[], exact: ReadonlySet<string>): unknown {
  if (faults.length >= mostFaults) return value;
  if (typeof value === 'string') {
    checkText(value, path, faults);
    // A password is taken exactly as typed; everything else in the one form that comparison needs.
    return exact.has(String(path.at(-1))) ? value : value.normalize('NFC');
  }
  if (typeof value !== 'object' || value === null) return value;
  if (path.length >= deepest) {
    faults.push(fault(path, 'too-deep', `嵌套超过 ${deepest} 层。`, `Nested deeper than ${deepest}.`));
    return value;
  }
  if (Array.isArray(value)) {
    if (value.length > longestArray) {
      faults.push(
        fault(
          path,
          'too-big',
          `多于 ${longestArray} 项，请分次提交。`,
          `More than ${longestArray} entries. Send them in parts.`,
        ),
      );
      return value;
    }
    return value.map((item, index) => walk(item, [...path, index], faults, exact));
  }
  const clean: Record<string, unknown> = {};
  for (const [key, member] of Object.entries(value)) {
    if (forbiddenKeys.has(key)) {
      faults.push(
        fault(
          [...path, key],
          'unknown-field',
          `没有「${key}」这一项，请删去。`,
          `There is no field "${key}". Leave it out.`,
        ),
      );
      continue;
    }
    clean[key] = walk(member, [...path, key], faults, exact);
  }
  return clean;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** @throws Problem 400 `not-json` */
export function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(utf8.decode(body));
  } catch {
    throw new Problem(400, 'not-json', {
      zh: '请求内容不是完整的 JSON，没有处理。请刷新页面后重试。',
      en: 'The request is not complete JSON and was not processed. Reload the page and try again.',
    });
  }
}

/**
 * Limits and forbidden characters of IN-01, over the whole body; text comes back in NFC, except fields named in `exact`.
 * Faults are added to the list, so that they are reported with those of the schema.
 */
export function cleaned(value: unknown, faults: Fault[], exact: ReadonlySet<string> = new Set()): unknown {
  return walk(value, [], faults, exact);
}

/** A query key given twice, a forbidden name or character: faults at `/query/…`. */
export function cleanedQuery(query: Readonly<Record<string, unknown>>, faults: Fault[]): Record<string, string> {
  const clean: Record<string, string> = {};
  for (const [key, value] of Object.entries(query)) {
    const path = ['query', key];
    if (typeof value !== 'string') {
      faults.push(fault(path, 'repeated', `「${key}」只能给一次。`, `"${key}" may be given only once.`));
    } else if (forbiddenKeys.has(key)) {
      faults.push(fault(path, 'unknown-field', `没有「${key}」这一项。`, `There is no "${key}".`));
    } else {
      checkText(value, path, faults);
      clean[key] = value.normalize('NFC');
    }
  }
  return clean;
}
