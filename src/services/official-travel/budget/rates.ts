import { Decimal } from '#kernel/money/decimal.ts';
import { type PerDiemRow, perDiem2014, perDiem2018 } from '../data/per-diem.ts';
import type { BudgetLine, MissionBudget, Substitute } from '../mission-file/model.ts';
import { comparable, isSame } from '../mission-file/same-text.ts';

/*
 * Rates of lodging 住宿费 (per night), meals 伙食费 and incidentals 公杂费 (per day) of a place on a day.
 *
 *   tableOn(asOf)                          the program's own table in force, or null before 2014-01-20
 *   hasRows(region, on)                    whether the table names the region (BUD-19)
 *   rateOf(place, on, substitutes)         the rate of a place, or why there is none
 *   exchangeRate(currency, budget)         CNY for one unit, or null if the file does not say
 *   inCny(amount, currency, budget)        a CNY figure, rounded half up to the fen, or null
 *   lineInCny(line, budget)                the same for a budget line
 */

export type RateTable = 'per-diem.csv' | 'per-diem-2013.csv';

/** A table that the office took over itself and a second person checked; it stands in place of the program's own. */
export interface OfficeRates {
  readonly id: string;
  readonly title: string;
  readonly source: string;
  readonly validFrom: string;
  readonly rows: readonly PerDiemRow[];
}

/** Which table: the office's, if there is one, else the program's of that day. A mission with its table is one of these. */
export interface RatesOn {
  readonly asOf: string;
  readonly officeRates?: OfficeRates | null | undefined;
}

/** Figures in the table's currency. */
export interface Rate {
  readonly currency: string;
  readonly lodging: number;
  readonly meals: number;
  readonly incidentals: number;
}

/** A place: one city of a region. */
export interface Place {
  readonly region: string;
  readonly city: string;
}

/** `no-table`: none was in force on that day; `not-in-table`: the table does not name the region and no substitute helps. */
export type Undetermined = 'no-table' | 'not-in-table';

/** 财行〔2017〕434号 from 2018-01-01; 财行〔2013〕516号 from 2014-01-20; before, none. */
export function tableOn(asOf: string): RateTable | null {
  if (asOf >= '2018-01-01') return 'per-diem.csv';
  return asOf >= '2014-01-20' ? 'per-diem-2013.csv' : null;
}

export function hasRows(region: string, on: RatesOn): boolean {
  return rowsOf(region, on).length > 0;
}

/**
 * The row of the region that holds the city, else 其他城市, else the row of the whole region. A region without rows takes the rate
 * of its substitute.
 */
export function rateOf(
  place: Place,
  on: RatesOn,
  substitutes: readonly Substitute[] = [],
): { readonly rate: Rate } | { readonly undetermined: Undetermined } {
  if (!on.officeRates && tableOn(on.asOf) === null) return { undetermined: 'no-table' };
  const substitute = hasRows(place.region, on) ? undefined : substitutes.find((one) => one.region === place.region);
  const rows = rowsOf(substitute?.useRegion ?? place.region, on);
  const row = rowFor(rows, substitute ? substitute.useCity : place.city);
  if (!row) return { undetermined: 'not-in-table' };
  const [, , currency, lodging, meals, incidentals] = row;
  return { rate: { currency, lodging, meals, incidentals } };
}

/** The rate of exchange that the file gives; CNY is 1 and need not be given. */
export function exchangeRate(currency: string, budget: Pick<MissionBudget, 'rates'> | null): Decimal | null {
  if (currency === 'CNY') return Decimal.of(1);
  const rate = budget?.rates[currency];
  return rate === undefined ? null : Decimal.of(rate);
}

export function inCny(amount: Decimal, currency: string, budget: Pick<MissionBudget, 'rates'> | null): Decimal | null {
  const rate = exchangeRate(currency, budget);
  return rate === null ? null : amount.times(rate).rounded(2);
}

export function lineInCny(line: BudgetLine, budget: MissionBudget): Decimal | null {
  return inCny(Decimal.of(line.amount), line.currency, budget);
}

export function samePlace(left: Place, right: Place): boolean {
  return left.region === right.region && isSame(left.city, right.city);
}

const byTable = {
  'per-diem.csv': byRegion(perDiem2018),
  'per-diem-2013.csv': byRegion(perDiem2014),
};

function byRegion(rows: readonly PerDiemRow[]): ReadonlyMap<string, readonly PerDiemRow[]> {
  const map = new Map<string, PerDiemRow[]>();
  for (const row of rows) map.set(row[0], [...(map.get(row[0]) ?? []), row]);
  return map;
}

/** A table is put in order by region once, however many rules ask. */
const ofOffices = new WeakMap<readonly PerDiemRow[], ReadonlyMap<string, readonly PerDiemRow[]>>();

function ofOffice(rows: readonly PerDiemRow[]): ReadonlyMap<string, readonly PerDiemRow[]> {
  const known = ofOffices.get(rows) ?? byRegion(rows);
  ofOffices.set(rows, known);
  return known;
}

function rowsOf(region: string, { asOf, officeRates }: RatesOn): readonly PerDiemRow[] {
  if (officeRates) return ofOffice(officeRates.rows).get(region) ?? [];
  const table = tableOn(asOf);
  return table === null ? [] : (byTable[table].get(region) ?? []);
}

function rowFor(rows: readonly PerDiemRow[], city: string | null): PerDiemRow | undefined {
  const named =
    city === null ? undefined : rows.find((row) => row[1].split('、').some((one) => cityName(one) === cityName(city)));
  return named ?? rows.find((row) => row[1] === '其他城市') ?? rows.find((row) => row[1] === '');
}

/** Without one final 市; the capital 墨西哥城 stands in the tables as 墨西哥. */
function cityName(city: string): string {
  const name = comparable(city).replace(/市$/u, '');
  return name === '墨西哥城' ? '墨西哥' : name;
}
