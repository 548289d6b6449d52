import type { Language, Text } from '#kernel/text.ts';
import { type Exit, Refused } from './command.ts';

export interface Failure {
  readonly exit: Exit;
  /** Last part of `urn:honglu:problem:…`. */
  readonly code: string;
  readonly text: Text;
  readonly errors: readonly string[];
}

const both = (text: string): Text => ({ zh: text, en: text });

interface Named {
  readonly exit: Exit;
  readonly code: string;
  readonly zh: string;
}

/** Errors of the parts below, by name: their classes are not loaded for it. Their own words are English. */
const named: Readonly<Record<string, Named>> = {
  ConfigurationRefused: { exit: 2, code: 'configuration', zh: '设置有误' },
  DatabaseUnavailable: { exit: 5, code: 'database-unavailable', zh: '数据库暂时连不上' },
  StorageFull: { exit: 5, code: 'storage-full', zh: '磁盘已满' },
  FolderInUse: { exit: 5, code: 'folder-in-use', zh: '数据目录正被另一程序使用' },
  DatabaseMisconfigured: { exit: 4, code: 'database-misconfigured', zh: '数据库尚未按要求设置' },
  SchemaConflict: { exit: 4, code: 'schema-conflict', zh: '数据库结构与本程序不符' },
  MigrationFailed: { exit: 4, code: 'migration-failed', zh: '数据库升级未完成，已撤回' },
  MasterKeyUnusable: { exit: 4, code: 'master-key', zh: '主密钥不可用' },
  AnchorKeyUnusable: { exit: 4, code: 'anchor-key', zh: '审计签名密钥不可用' },
  SelfTestFailed: { exit: 4, code: 'self-test', zh: '密码算法自检未通过' },
};

function hasText(cause: Error): cause is Error & { readonly code: string; readonly text: Text } {
  return 'text' in cause && 'code' in cause && typeof cause.text === 'object' && cause.text !== null;
}

/** Network and file errors of the system, worth words of their own. */
const unreachable = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EHOSTUNREACH']);

export function failureOf(cause: unknown): Failure {
  if (!(cause instanceof Error)) return { exit: 1, code: 'internal-error', text: internal, errors: [String(cause)] };
  if (cause instanceof Refused) return { exit: cause.exit, code: cause.code, text: cause.text, errors: [] };
  if (hasText(cause)) return { exit: exitOf(cause), code: cause.code, text: cause.text, errors: faultsOf(cause) };
  const known = named[cause.constructor.name];
  if (known) {
    const text = { zh: `${known.zh}：${cause.message}`, en: cause.message };
    return { exit: known.exit, code: known.code, text, errors: [] };
  }
  const code = 'code' in cause ? String(cause.code) : '';
  if (unreachable.has(code)) {
    return {
      exit: 5,
      code: 'database-unavailable',
      text: { zh: `连不上数据库：${cause.message}`, en: cause.message },
      errors: [],
    };
  }
  if (code === 'ENOSPC')
    return { exit: 5, code: 'storage-full', text: both(`磁盘已满 disk full: ${cause.message}`), errors: [] };
  if (code === 'EACCES' || code === 'EPERM' || code === 'ENOTDIR' || code === 'EEXIST' || code === 'ENOENT') {
    return { exit: 2, code: 'file', text: both(cause.message), errors: [] };
  }
  return { exit: 1, code: 'internal-error', text: internal, errors: [cause.stack ?? cause.message] };
}

const internal: Text = {
  zh: '程序内部错误，没有完成。请把以下内容交给维护人员。',
  en: 'A fault of the program; it did not finish. Hand what follows to whoever maintains it.',
};

/** A `Problem` carries the status that a screen would get. */
function exitOf(cause: Error): Exit {
  const status = 'status' in cause ? cause.status : undefined;
  if (status === 422 || status === 400) return 2;
  return status === 429 || status === 503 || status === 507 ? 5 : 4;
}

function faultsOf(cause: Error): string[] {
  const details = 'details' in cause ? cause.details : undefined;
  const faults = details && typeof details === 'object' && 'faults' in details ? details.faults : undefined;
  if (!Array.isArray(faults)) return [];
  return faults.map((fault: { readonly message: Text }) => `${fault.message.zh} ${fault.message.en}`);
}

/** The same form that `travel` writes. */
export function problemDocument(failure: Failure, language: Language): object {
  return {
    format: 'honglu-problem/1',
    exit: failure.exit,
    type: `urn:honglu:problem:${failure.code}`,
    title: failure.text[language],
    errors: failure.exit === 1 ? [] : failure.errors,
  };
}
