import type { Work } from '#kernel/commands/command.ts';
import type { Queries } from '#kernel/database/database.ts';
import { notFound, refusal } from '#kernel/http/answers.ts';
import { Problem } from '#kernel/http/problem.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import { hasRole } from '#kernel/identity/may.ts';
import { namesOf } from '#kernel/parties/persons.ts';
import type { ReadWorkbook } from '#kernel/tables/read-workbook.ts';
import type { TableFault } from '#kernel/tables/table-fault.ts';
import { brokenConstraint } from '../units/scope.ts';
import { refuseFaults } from './importer.ts';
import type { rateSheets } from './sheets.ts';
import {
  findImport,
  findRateTables,
  insertImport,
  insertRateTable,
  lockImports,
  lockRateTable,
  type RateTableRow,
  ratesOf,
  settleRateTable,
} from './storage.ts';

type Rates = ReadWorkbook<typeof rateSheets>;

export interface RatesInput {
  readonly title: string;
  readonly source: string;
  readonly validFrom: string;
  readonly validTo?: string | undefined;
}

/** A place has one rate: no city twice within a region, and 其他城市 stands alone. */
export function faultsOfRates({ sheets: { rates }, faults }: Rates): readonly TableFault[] {
  const found: TableFault[] = [...faults];
  const places = new Map<string, number>();
  for (const { row, value } of rates.rows) {
    const cities = value.cities === '' ? [''] : value.cities.split('、').map((city) => city.trim());
    for (const city of cities) {
      const place = `${value.region} ${city}`;
      const before = places.get(place);
      if (before !== undefined) {
        const named = city === '' ? '全境' : city;
        const message = { zh: `「${named}」与第 ${before} 行重复。`, en: `The place stands in row ${before} already.` };
        found.push(rates.fault(row, 'cities', 'twice', message));
      }
      places.set(place, row);
    }
  }
  return found;
}

/** Entered by one person; it counts when another has checked it. @throws Problem 422 with every fault */
export async function takeOverRates(
  work: Work,
  workbook: Rates,
  input: RatesInput,
  of: { readonly digest: string; readonly fileName: string },
) {
  const { queries, actor } = work;
  await lockImports(work, 'rates');
  const already = await findImport(queries, actor.officeId, 'rates', of.digest);
  const nothing = { mode: 'commit' as const, rows: 0, created: 0, changed: 0, faults: [] };
  if (already) return { ...nothing, already: already.toISOString(), tableId: null };
  refuseTerm(input);
  refuseFaults(faultsOfRates(workbook));
  const rates = workbook.sheets.rates.rows.map(({ value }) => value);
  if (rates.length === 0) {
    throw new Problem(422, 'import-empty', {
      zh: '表中没有数据，没有导入。',
      en: 'The table is empty; nothing was taken over.',
    });
  }
  const tableId = await insertRateTable(work, { ...input, validTo: input.validTo ?? null }, rates);
  const rows = rates.length;
  await insertImport(work, { kind: 'rates', ...of, rows, created: rows, changed: 0 });
  work.audit({
    event: 'official-travel.rates-imported',
    object: `rate-table:${tableId}`,
    result: 'done',
    details: { rows, from: input.validFrom },
  });
  return { ...nothing, rows, created: rows, already: null, tableId };
}

export function refuseTerm({ validFrom, validTo }: RatesInput): void {
  if (validTo === undefined || validTo >= validFrom) return;
  const text = { zh: '失效日期早于生效日期。', en: 'The table would end before it begins.' };
  throw new Problem(422, 'malformed', text, { faults: [{ at: '/query/validTo', code: 'order', message: text }] });
}

/** @throws Problem 404, 403 `second-person-needed`, 409 */
export async function checkRates(
  work: Work,
  id: string,
  input: { readonly verdict: 'right' | 'wrong'; readonly note: string },
): Promise<void> {
  const table = await lockRateTable(work, id);
  if (!table) throw notFound();
  if (table.enteredBy === work.actor.personId) throw refusal('second-person-needed');
  if (table.state !== 'entered') {
    throw new Problem(409, 'rates-checked', {
      zh: '这份标准已核对过，没有办理。有误的请重新导入一份。',
      en: 'This table was checked already; nothing was done. If it is wrong, take over another one.',
    });
  }
  const state = input.verdict === 'right' ? 'checked' : 'rejected';
  try {
    await settleRateTable(work, id, state, input.note);
  } catch (cause) {
    if (brokenConstraint(cause) !== 'rate_tables_one_start') throw cause;
    throw new Problem(409, 'rates-same-start', {
      zh: `已有一份自 ${table.validFrom} 起施行的标准，不能再有一份。`,
      en: `A table in force from ${table.validFrom} is there already.`,
    });
  }
  work.audit({
    event: 'official-travel.rates-checked',
    object: `rate-table:${id}`,
    result: 'done',
    details: { state },
  });
}

async function shown(queries: Queries, actor: Actor, tables: readonly RateTableRow[]) {
  const names = await namesOf(
    queries,
    actor.officeId,
    tables.flatMap(({ enteredBy, checkedBy }) => (checkedBy ? [enteredBy, checkedBy] : [enteredBy])),
  );
  const person = (id: string) => ({ id, name: names.get(id) ?? '' });
  return tables.map((table) => ({
    ...table,
    enteredBy: person(table.enteredBy),
    enteredAt: table.enteredAt.toISOString(),
    checkedBy: table.checkedBy ? person(table.checkedBy) : null,
    checkedAt: table.checkedAt?.toISOString() ?? null,
    mayCheck:
      table.state === 'entered' &&
      table.enteredBy !== actor.personId &&
      hasRole(actor, 'reviewer', 'office-head', 'finance-bureau'),
  }));
}

export async function listRates(queries: Queries, actor: Actor) {
  return { tables: await shown(queries, actor, await findRateTables(queries, actor.officeId)) };
}

export async function readRates(queries: Queries, actor: Actor, id: string) {
  const [table] = await shown(queries, actor, await findRateTables(queries, actor.officeId, id));
  if (!table) throw notFound();
  return { table, rows: await ratesOf(queries, actor.officeId, id) };
}

export async function checkRatesFile(queries: Queries, officeId: string, workbook: Rates, digest: string) {
  const already = await findImport(queries, officeId, 'rates', digest);
  const rows = workbook.sheets.rates.rows.length;
  return {
    mode: 'check' as const,
    rows,
    created: rows,
    changed: 0,
    already: already?.toISOString() ?? null,
    faults: [...faultsOfRates(workbook)],
    tableId: null,
  };
}
