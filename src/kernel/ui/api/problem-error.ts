import type { Fault } from '#kernel/http/problem.ts';
import type { Language, Text } from '#kernel/text.ts';

/** A failure that the server explained (RFC 9457), or that the line caused (`offline`, status 0). */
export class ProblemError extends Error {
  constructor(
    readonly status: number,
    /** Last part of `urn:honglu:problem:…`. */
    readonly code: string,
    /** What holds, why, and what to do instead; in the reader's language as the server sent it. */
    readonly text: Text,
    readonly faults: readonly Fault[] = [],
    /** Everything else of the document: state, open actions, the other's version, a number to quote. */
    readonly details: Readonly<Record<string, unknown>> = {},
    /** Seconds to wait, of `Retry-After`. */
    readonly retryAfter?: number,
  ) {
    super(`${status} ${code}: ${text.en}`);
    this.name = 'ProblemError';
  }
}

export const offline: Text = {
  zh: '网络中断，这一步没有送达。恢复后请再试，已填内容没有丢。',
  en: 'The connection is down and this did not go through. Try again when it is back; nothing you filled in is lost.',
};

const systemFault: Text = {
  zh: '系统出错，这一步没有完成，数据没有变化。请稍后再试；求助时请报编号 {number}。',
  en: 'Something failed on our side. It was not done and no data changed. Try later; quote {number} when asking for help.',
};

const busy: Text = {
  zh: '请求过于频繁，请等 {seconds} 秒后再试。',
  en: 'Too many requests. Wait {seconds} seconds and try again.',
};

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const isText = (value: unknown): value is Text =>
  isRecord(value) && typeof value.zh === 'string' && typeof value.en === 'string';

/** A text may arrive in both languages or, by `Accept-Language`, in one. */
function asText(value: unknown): Text | undefined {
  if (isText(value)) return { zh: value.zh, en: value.en };
  return typeof value === 'string' && value !== '' ? { zh: value, en: value } : undefined;
}

function asFault(value: unknown): Fault | undefined {
  if (!isRecord(value) || typeof value.at !== 'string') return undefined;
  const message = asText(value.text) ?? asText(value.message);
  return message ? { at: value.at, code: typeof value.code === 'string' ? value.code : 'invalid', message } : undefined;
}

/** Reads a problem document; anything else that is no success becomes a plain fault of the system with its number. */
export function problemFrom(status: number, body: unknown, header: (name: string) => string | null): ProblemError {
  const retry = Number(header('retry-after') ?? Number.NaN);
  const retryAfter = Number.isFinite(retry) ? retry : undefined;
  const document = isRecord(body) ? body : {};
  const { type, title, detail, text, faults, status: _status, ...details } = document;
  const code = typeof type === 'string' ? (type.split(':').at(-1) ?? 'unknown') : status >= 500 ? 'system' : 'unknown';
  const number = String(details.instance ?? details.number ?? header('x-request-id') ?? '—');
  const seconds = String(retryAfter ?? 60);
  const place = (template: Text): Text => ({
    zh: template.zh.replace('{number}', number).replace('{seconds}', seconds),
    en: template.en.replace('{number}', number).replace('{seconds}', seconds),
  });
  const words = asText(text) ?? asText(detail) ?? asText(title) ?? place(status === 429 ? busy : systemFault);
  const list = Array.isArray(faults) ? faults.map(asFault).filter((fault) => fault !== undefined) : [];
  return new ProblemError(status, code, words, list, details, retryAfter);
}

export function offlineError(): ProblemError {
  return new ProblemError(0, 'offline', offline);
}

/** Any thrown value as a problem that can be shown. */
export function asProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  return new ProblemError(0, 'client', {
    zh: '页面出错，这一步没有完成。请刷新后再试；仍不行请联系管理员。',
    en: 'This page failed and the step was not done. Reload and try again; if it still fails, ask the administrator.',
  });
}

/** The faults of one field by its JSON pointer (`/members/0/passport`), in one language. */
export function faultsAt(problem: ProblemError | null, pointer: string, language: Language): readonly string[] {
  return (problem?.faults ?? []).filter((fault) => fault.at === pointer).map((fault) => fault.message[language]);
}
