import { sql } from 'kysely';
import type { z } from 'zod';
import { type Day, dayInBeijing } from '#kernel/calendar/day.ts';
import type { Work } from '#kernel/commands/command.ts';
import type { Queries } from '#kernel/database/database.ts';
import { uuidv7 } from '#kernel/database/uuid.ts';
import { refusal } from '#kernel/http/answers.ts';
import { faultsOf } from '#kernel/http/faults.ts';
import { Problem } from '#kernel/http/problem.ts';
import { may } from '#kernel/identity/may.ts';
import type { Setting } from './setting.ts';

export interface SettingEntry<Value> {
  readonly value: Value;
  readonly validFrom: Day;
  readonly setBy: string;
  readonly setAt: Date;
  readonly reason: string;
}

interface Row {
  value: unknown;
  valid_from: Day;
  set_by: string;
  set_at: Date;
  reason: string;
}

/** The value that held on that day, by what is known now. A stored value that no longer fits its schema is an error of the program. */
export async function readSetting<S extends z.ZodType>(
  queries: Queries,
  officeId: string,
  setting: Setting<S>,
  day: Day,
): Promise<z.output<S>> {
  const { rows } = await sql<Pick<Row, 'value'>>`select value from kernel.settings
    where office_id = ${officeId}::uuid and key = ${setting.key} and valid_from <= ${day}::date
    order by valid_from desc, sequence desc limit 1`.execute(queries);
  return rows[0] ? setting.schema.parse(rows[0].value) : setting.default;
}

/** The same for several settings in one question, by key; those that nobody has set yet are left out. */
export async function readSettings<Value>(
  queries: Queries,
  officeId: string,
  settings: readonly Setting<z.ZodType<Value>>[],
  day: Day,
): Promise<ReadonlyMap<string, Value>> {
  const { rows } = await sql<{ key: string; value: unknown }>`select distinct on (key) key, value from kernel.settings
    where office_id = ${officeId}::uuid and key = any (${settings.map(({ key }) => key)}::text[]) and valid_from <= ${day}::date
    order by key, valid_from desc, sequence desc`.execute(queries);
  const byKey = new Map(settings.map((one) => [one.key, one]));
  return new Map(rows.map(({ key, value }) => [key, byKey.get(key)!.schema.parse(value)]));
}

/** Every value ever set, latest first; a correction stands before what it corrects. */
export async function settingHistory<S extends z.ZodType>(
  queries: Queries,
  officeId: string,
  setting: Setting<S>,
): Promise<readonly SettingEntry<z.output<S>>[]> {
  const { rows } = await sql<Row>`select value, valid_from, set_by, set_at, reason from kernel.settings
    where office_id = ${officeId}::uuid and key = ${setting.key} order by valid_from desc, sequence desc`.execute(
    queries,
  );
  return rows.map((row) => ({
    value: setting.schema.parse(row.value),
    validFrom: row.valid_from,
    setBy: row.set_by,
    setAt: row.set_at,
    reason: row.reason,
  }));
}

/** True while nobody has set a value whose default is unverified. */
export async function isUnverified(queries: Queries, officeId: string, setting: Setting): Promise<boolean> {
  if (!setting.unverified) return false;
  const { rows } = await sql<{ set: boolean }>`select exists (
    select from kernel.settings where office_id = ${officeId}::uuid and key = ${setting.key}) as set`.execute(queries);
  return !rows[0]!.set;
}

/**
 * Sets a value from a day on; an earlier day corrects the past, and stays visible as a correction.
 * @throws Problem 403, 422 if the value does not fit
 */
export async function setSetting<S extends z.ZodType>(
  work: Work,
  setting: Setting<S>,
  given: { readonly value: unknown; readonly validFrom: Day; readonly reason: string },
  /** Where the value stands in the request: faults are named there. */
  at = '/value',
): Promise<void> {
  const { queries, actor, now } = work;
  const verdict = may(actor, setting.changedBy);
  if (!verdict.allowed) throw refusal(verdict.reason);
  const result = setting.schema.safeParse(given.value);
  if (!result.success) {
    const text = {
      zh: `「${setting.label.zh}」的值不符合要求，没有保存。`,
      en: `The value of "${setting.label.en}" does not fit; nothing was saved.`,
    };
    throw new Problem(422, 'malformed', text, { faults: faultsOf(result.error, setting.schema, at) });
  }
  // The number within the key is taken under a lock, so that two at once do not take the same.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`setting ${actor.officeId} ${setting.key}`}, 0))`.execute(
    queries,
  );
  await sql`insert into kernel.settings (office_id, id, key, value, valid_from, sequence, set_by, reason, set_at)
    select ${actor.officeId}::uuid, ${uuidv7()}::uuid, ${setting.key}, ${JSON.stringify(result.data)}::jsonb, ${given.validFrom}::date,
      coalesce(max(sequence), 0) + 1, ${actor.personId}::uuid, ${given.reason}, ${now}
    from kernel.settings where office_id = ${actor.officeId}::uuid and key = ${setting.key}`.execute(queries);
  work.audit({
    event: 'settings.set',
    object: `setting:${setting.key}`,
    result: 'done',
    details: { from: given.validFrom, retroactive: given.validFrom < dayInBeijing(now) },
  });
}
