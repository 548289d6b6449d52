import { sql } from 'kysely';
import { dayInBeijing } from '#kernel/calendar/day.ts';
import type { Work } from '#kernel/commands/command.ts';
import type { Queries } from '#kernel/database/database.ts';
import { uuidv7 } from '#kernel/database/uuid.ts';
import type { OfficeRates } from '../budget/rates.ts';

/** When the same content was taken over; null: never. */
export async function findImport(
  queries: Queries,
  officeId: string,
  kind: string,
  digest: string,
): Promise<Date | null> {
  const { rows } = await sql<{ imported_at: Date }>`select imported_at from official_travel.imports
    where office_id = ${officeId}::uuid and kind = ${kind} and digest = ${digest}`.execute(queries);
  return rows[0]?.imported_at ?? null;
}

/** Imports of one kind follow one another, so that the same file sent twice at once has one effect. */
export async function lockImports(work: Work, kind: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`import ${work.actor.officeId} ${kind}`}, 0))`.execute(
    work.queries,
  );
}

export interface TakenOver {
  readonly kind: string;
  readonly digest: string;
  readonly fileName: string;
  readonly rows: number;
  readonly created: number;
  readonly changed: number;
}

/** @returns its id */
export async function insertImport(work: Work, one: TakenOver): Promise<string> {
  const id = uuidv7();
  await sql`insert into official_travel.imports (office_id, id, kind, digest, file_name, rows, created, changed, imported_by, imported_at)
    values (${work.actor.officeId}::uuid, ${id}::uuid, ${one.kind}, ${one.digest}, ${one.fileName}, ${one.rows}, ${one.created}, ${one.changed},
      ${work.actor.personId}::uuid, ${work.now})`.execute(work.queries);
  return id;
}

export interface NumberedCase {
  readonly id: string;
  readonly state: string;
  readonly unitPath: readonly string[];
  /** Version of the section; 0 if it was never written. */
  readonly section: number;
}

/** Missions by their numbers, with the version of one section. */
export async function casesByNumber(
  queries: Queries,
  officeId: string,
  numbers: readonly string[],
  section: string,
): Promise<ReadonlyMap<string, NumberedCase>> {
  const { rows } = await sql<NumberedCase & { number: string }>`
    select id, number, state, unit_path as "unitPath", coalesce((sections ->> ${section})::int, 0) as section from kernel.cases
    where office_id = ${officeId}::uuid and service = 'official-travel' and number = any (${[...numbers]}::text[])`.execute(
    queries,
  );
  return new Map(rows.map(({ number, ...found }) => [number, found]));
}

export interface RateTableRow {
  readonly id: string;
  readonly title: string;
  readonly source: string;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly state: 'entered' | 'checked' | 'rejected';
  readonly rows: number;
  readonly enteredBy: string;
  readonly enteredAt: Date;
  readonly checkedBy: string | null;
  readonly checkedAt: Date | null;
  readonly checkNote: string | null;
}

const tableColumns = sql`t.id, t.title, t.source, t.valid_from::text as "validFrom", t.valid_to::text as "validTo", t.state,
  t.entered_by as "enteredBy", t.entered_at as "enteredAt", t.checked_by as "checkedBy", t.checked_at as "checkedAt", t.check_note as "checkNote",
  (select count(*)::int from official_travel.rate_rows r where r.office_id = t.office_id and r.table_id = t.id) as rows`;

export async function findRateTables(
  queries: Queries,
  officeId: string,
  id: string | null = null,
): Promise<readonly RateTableRow[]> {
  const { rows } =
    await sql<RateTableRow>`select ${tableColumns} from official_travel.rate_tables t where t.office_id = ${officeId}::uuid
    and (${id}::uuid is null or t.id = ${id}::uuid) order by t.valid_from desc, t.entered_at desc`.execute(queries);
  return rows;
}

export async function lockRateTable(work: Work, id: string): Promise<RateTableRow | undefined> {
  const { rows } = await sql<RateTableRow>`select ${tableColumns} from official_travel.rate_tables t
    where t.office_id = ${work.actor.officeId}::uuid and t.id = ${id}::uuid for update of t`.execute(work.queries);
  return rows[0];
}

export interface StoredRate {
  readonly region: string;
  readonly cities: string;
  readonly currency: string;
  readonly lodging: string;
  readonly meals: string;
  readonly incidentals: string;
}

export async function ratesOf(queries: Queries, officeId: string, tableId: string): Promise<StoredRate[]> {
  const { rows } = await sql<StoredRate>`select region, cities, currency, lodging::text, meals::text, incidentals::text
    from official_travel.rate_rows where office_id = ${officeId}::uuid and table_id = ${tableId}::uuid order by region, cities`.execute(
    queries,
  );
  return rows;
}

export async function insertRateTable(
  work: Work,
  table: {
    readonly title: string;
    readonly source: string;
    readonly validFrom: string;
    readonly validTo: string | null;
  },
  rates: readonly {
    region: string;
    cities: string;
    currency: string;
    lodging: number;
    meals: number;
    incidentals: number;
  }[],
): Promise<string> {
  const id = uuidv7();
  const { officeId, personId } = work.actor;
  await sql`insert into official_travel.rate_tables (office_id, id, title, source, valid_from, valid_to, state, entered_by, entered_at)
    values (${officeId}::uuid, ${id}::uuid, ${table.title}, ${table.source}, ${table.validFrom}::date, ${table.validTo}::date, 'entered',
      ${personId}::uuid, ${work.now})`.execute(work.queries);
  await sql`insert into official_travel.rate_rows (office_id, table_id, region, cities, currency, lodging, meals, incidentals)
    select ${officeId}::uuid, ${id}::uuid, r.region, r.cities, r.currency, r.lodging, r.meals, r.incidentals
    from jsonb_to_recordset(${JSON.stringify(rates)}::jsonb)
      as r (region text, cities text, currency text, lodging numeric, meals numeric, incidentals numeric)`.execute(
    work.queries,
  );
  return id;
}

export async function settleRateTable(
  work: Work,
  id: string,
  state: 'checked' | 'rejected',
  note: string,
): Promise<void> {
  await sql`update official_travel.rate_tables set state = ${state}, checked_by = ${work.actor.personId}::uuid, checked_at = ${work.now},
      check_note = ${note === '' ? null : note}
    where office_id = ${work.actor.officeId}::uuid and id = ${id}::uuid`.execute(work.queries);
}

/**
 * The office's own table in force at that moment, of those that a second person had checked by then: a table that comes in later
 * does not change what was submitted before. Null: the table of the program holds.
 */
export async function rateTableAt(queries: Queries, officeId: string, at: Date): Promise<OfficeRates | null> {
  const day = dayInBeijing(at);
  const { rows } = await sql<Omit<OfficeRates, 'rows'>>`select id, title, source, valid_from::text as "validFrom"
    from official_travel.rate_tables
    where office_id = ${officeId}::uuid and state = 'checked' and checked_at <= ${at}
      and valid_from <= ${day}::date and (valid_to is null or valid_to >= ${day}::date)
    order by valid_from desc limit 1`.execute(queries);
  const table = rows[0];
  if (!table) return null;
  const known = rowsByTable.get(table.id) ?? (await ratesOf(queries, officeId, table.id)).map(asRow);
  rowsByTable.set(table.id, known);
  return { ...table, rows: known };
}

/** A checked table is never changed, and every mission of the office asks for it. */
const rowsByTable = new Map<string, OfficeRates['rows']>();

const asRow = ({ region, cities, currency, lodging, meals, incidentals }: StoredRate): OfficeRates['rows'][number] => [
  region,
  cities,
  currency,
  Number(lodging),
  Number(meals),
  Number(incidentals),
];
