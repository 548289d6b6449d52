import { entryRow } from '#kernel/audit/entry.ts';
import { auditSubjects } from '#kernel/audit/subjects.ts';
import { personsNamed, recordAudit } from '#kernel/audit/write.ts';
import type { Clock } from '#kernel/calendar/day.ts';
import type { Database, Queries } from '#kernel/database/database.ts';
import { DatabaseUnavailable } from '#kernel/database/errors.ts';
import { Problem } from '#kernel/http/problem.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import { inputDigest } from './canonical.ts';
import type { AuditEntry, Command, OutboxMessage, Runner, Work } from './command.ts';
import { claimKey, finish, type KeyRow, storedAnswer } from './storage.ts';

/** Seals stored answers, which may hold personal values; without it they are stored as JSON. */
export interface AnswerSeal {
  seal(queries: Queries, officeId: string, key: string, json: string): Promise<string>;
  open(queries: Queries, officeId: string, key: string, stored: string): Promise<string>;
}

export interface RunnerParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly answers?: AnswerSeal;
}

/**
 * The one way to change anything. One transaction: key, work, answer, messages, audit entries (CC-01, AU-03).
 * A `Problem` thrown inside rolls everything back and is recorded as a refusal; any other error as a failure.
 * @throws Problem 422 `key-reused`, 409 `still-running`, and whatever the command refuses with
 */
export function createRunner(parts: RunnerParts): Runner {
  return { database: parts.database, clock: parts.clock, run: (actor, command) => run(parts, actor, command) };
}

async function run<Answer>(parts: RunnerParts, actor: Actor, command: Command<Answer>): Promise<Answer> {
  const { database, clock } = parts;
  const row: KeyRow = {
    officeId: actor.officeId,
    personId: actor.personId,
    command: command.name,
    key: checkedKey(command.key),
    digest: inputDigest(command.input),
  };
  let about = command.object;
  try {
    return await database.transaction(actor.officeId, async (queries) => {
      const claim = await claimKey(queries, row).catch((cause: unknown) => {
        throw sqlState(cause) === '55P03' ? stillRunning() : cause;
      });
      if (!claim.fresh) return replay<Answer>(parts, queries, row);

      const entries: AuditEntry[] = [];
      const messages: OutboxMessage[] = [];
      const now = clock.now();
      const work: Work = {
        queries,
        actor,
        now,
        audit(entry) {
          about ??= entry.object;
          entries.push(entry);
        },
        send: (message) => void messages.push(message),
      };
      const answer = await command.run(work);
      if (entries.length === 0) entries.push(standard(command, about, 'done'));
      const persons = personsNamed(actor, entries);
      const subjects =
        claim.subject !== null && persons.every((person) => person === actor.personId)
          ? new Map([[actor.personId, claim.subject]])
          : await auditSubjects(queries, actor.officeId, persons);
      const json = JSON.stringify(answer ?? null);
      await finish(
        queries,
        row,
        parts.answers ? await parts.answers.seal(queries, row.officeId, row.key, json) : json,
        now,
        messages,
        entries.map((entry) => entryRow(entry, { actor, now, subjects })),
      );
      return parsed<Answer>(json);
    });
  } catch (cause) {
    await recordEnd(parts, actor, standard(command, about, 'refused'), cause);
    throw cause;
  }
}

/** The same answer, without a second effect. The mount asks for permission before it shows it. */
async function replay<Answer>(parts: RunnerParts, queries: Queries, row: KeyRow): Promise<Answer> {
  const stored = await storedAnswer(queries, row);
  if (!stored || stored.answer === null) throw stillRunning();
  if (!stored.digest.equals(row.digest)) throw keyReused();
  const json = parts.answers ? await parts.answers.open(queries, row.officeId, row.key, stored.answer) : stored.answer;
  return parsed<Answer>(json);
}

/** First answer and repeats go through the same JSON, so they are equal. */
function parsed<Answer>(json: string): Answer {
  return JSON.parse(json) as Answer;
}

/** A refusal must be on record; a failure is recorded if the database still takes it, and never hides its cause. */
async function recordEnd(parts: RunnerParts, actor: Actor, entry: AuditEntry, cause: unknown): Promise<void> {
  const { database, clock } = parts;
  if (cause instanceof Problem) {
    if (cause.code === 'still-running') return;
    await recordAudit(database, clock, actor.officeId, actor, { ...entry, reason: cause.code });
    return;
  }
  // The commit's answer was lost: nobody knows yet whether it failed. The same key will tell.
  if (cause instanceof DatabaseUnavailable && cause.outcomeUnknown) return;
  const reason = sqlState(cause) ?? 'error';
  await recordAudit(database, clock, actor.officeId, actor, { ...entry, result: 'failed', reason }).catch(() => {});
}

function standard(command: Command<unknown>, about: string | undefined, result: AuditEntry['result']): AuditEntry {
  return { event: command.name, object: about ?? `command:${command.name}`, result };
}

function sqlState(cause: unknown): string | undefined {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : undefined;
}

function checkedKey(key: string): string {
  if (/^[\x21-\x7e]{8,200}$/.test(key)) return key;
  throw new Problem(422, 'key-malformed', {
    zh: '请求缺少有效的幂等键（Idempotency-Key，8至200个可见字符），请刷新页面后重新提交。',
    en: 'The request lacks a valid Idempotency-Key (8 to 200 visible characters). Reload the page and send it again.',
  });
}

function keyReused(): Problem {
  return new Problem(422, 'key-reused', {
    zh: '这一幂等键已用于另一份内容，本次内容未保存。请刷新页面后重新提交。',
    en: 'This Idempotency-Key was already used with other content; nothing was saved. Reload the page and send again.',
  });
}

function stillRunning(): Problem {
  return new Problem(
    409,
    'still-running',
    {
      zh: '同一请求正在处理，尚无结果。请稍候，用原来的幂等键再发一次。',
      en: 'The same request is still being worked on. Wait a moment and send it again with the same key.',
    },
    { retryAfter: 2 },
  );
}
