import type { z } from 'zod';
import { Decimal } from '#kernel/money/decimal.ts';
import type { ceilings } from '../../answers.ts';
import { inCny } from '../../budget/rates.ts';
import type { Draft, SectionContent } from '../../model.ts';

export type BudgetDraft = Draft<SectionContent<'budget'>>;
export type LineDraft = Draft<SectionContent<'budget'>['lines'][number]>;
type CeilingLine = z.infer<typeof ceilings>['lines'][number];

/** What the table of standards gives and one press brings out (住宿、伙食、公杂). */
const standardItems: ReadonlySet<string> = new Set(['lodging', 'meals', 'incidentals']);
export const isStandardLine = (line: LineDraft): boolean => standardItems.has(line.item ?? '');

/** How many members a line stands for. */
export function headcount(line: Pick<LineDraft, 'members'>, members: readonly string[]): number {
  return line.members === 'all' ? members.length : new Set(line.members ?? []).size;
}

/** 金额 = 标准 × 数量 × 人数, to the fen; open while one of them is. */
export function lineAmount(line: LineDraft, members: readonly string[]): number | null {
  if (typeof line.unit !== 'number' || typeof line.quantity !== 'number' || !line.members) return null;
  return Decimal.of(line.unit).times(line.quantity).times(headcount(line, members)).rounded(2).toNumber();
}

/** The lines with their amounts worked out anew: nobody is asked for what can be computed. */
export function withAmounts(lines: readonly LineDraft[], members: readonly string[]): readonly LineDraft[] {
  return lines.map((line) => {
    const amount = lineAmount(line, members);
    const { amount: _, ...rest } = line;
    return amount === null ? rest : { ...rest, amount };
  });
}

/**
 * Lines by the standards. Where some days are reduced (BUD-09), rate × days is not the sum: one unit of the whole sum for each member
 * then stands instead, and if even that does not come out in fen, a line for each sum.
 */
export function linesFromCeilings(found: readonly CeilingLine[], members: readonly string[]): readonly LineDraft[] {
  return found.flatMap((line): readonly LineDraft[] => {
    const { item, region, city, currency, rate, quantity, amount } = line;
    // A minister's lodging is paid at its cost: the sum is for the person to enter.
    if (amount === null || rate === null || amount === 0) return [];
    const who = line.members.length === members.length ? ('all' as const) : line.members;
    const place = { item, members: who, currency, region, city } as const;
    const whole = Decimal.of(rate).times(quantity).times(line.members.length);
    if (whole.equals(Decimal.of(amount))) return [{ ...place, unit: rate, quantity, amount }];
    const each = Decimal.of(Math.round((amount * 100) / line.members.length)).times(Decimal.of('0.01'));
    const unit = each.toNumber();
    return [{ ...place, unit, quantity: 1, amount: each.times(line.members.length).rounded(2).toNumber() }];
  });
}

/** The standard lines replaced, the others kept, in this order. */
export function takeStandards(
  lines: readonly LineDraft[],
  found: readonly CeilingLine[],
  members: readonly string[],
): readonly LineDraft[] {
  return [...linesFromCeilings(found, members), ...lines.filter((line) => !isStandardLine(line))];
}

/** Currencies other than CNY that lines or standards are in, in alphabetical order: these want a rate of exchange. */
export function foreignCurrencies(
  budget: BudgetDraft,
  found: readonly { readonly currency: string }[],
): readonly string[] {
  const used = [...(budget.lines ?? []), ...found].flatMap(({ currency }) =>
    currency && currency !== 'CNY' ? [currency] : [],
  );
  return [...new Set([...used, ...Object.keys(budget.rates ?? {})])].sort();
}

const ratesOf = (budget: BudgetDraft): { readonly rates: Readonly<Record<string, number>> } => ({
  rates: Object.fromEntries(
    Object.entries(budget.rates ?? {}).flatMap(([currency, rate]) =>
      typeof rate === 'number' && rate > 0 ? [[currency, rate]] : [],
    ),
  ),
});

/** A line in CNY, rounded half up to the fen; null while it is open or its rate is missing. */
export function lineCny(line: LineDraft, budget: BudgetDraft): number | null {
  if (typeof line.amount !== 'number' || !line.currency) return null;
  return (
    inCny(Decimal.of(line.amount), line.currency, ratesOf(budget) as Parameters<typeof inCny>[2])?.toNumber() ?? null
  );
}

type SourceDraft = Draft<SectionContent<'budget'>['sources'][number]>;

/**
 * 按金额分摊: once every source has its amount, the shares are worked out to the hundredth and add up to 100 exactly; the largest
 * source takes what rounding leaves.
 */
export function withShares(sources: readonly SourceDraft[]): readonly SourceDraft[] {
  const amounts = sources.map(({ amountCny }) => (typeof amountCny === 'number' ? Math.round(amountCny * 100) : null));
  const total = amounts.reduce<number>((sum, amount) => sum + (amount ?? 0), 0);
  if (total === 0 || amounts.includes(null)) return sources;
  const shares = amounts.map((amount) => Math.floor(((amount ?? 0) * 10_000) / total));
  const largest = amounts.indexOf(Math.max(...amounts.map((amount) => amount ?? 0)));
  shares[largest]! += 10_000 - shares.reduce((sum, share) => sum + share, 0);
  return sources.map((source, index) => ({ ...source, percent: shares[index]! / 100 }));
}

/** 费用分摊: what each unit bears, in CNY, largest first; lines without a rate are left out. */
export function bornBy(
  budget: BudgetDraft,
  applicant: string,
): readonly { readonly unit: string; readonly cny: number }[] {
  const sums = new Map<string, Decimal>();
  for (const line of budget.lines ?? []) {
    const cny = lineCny(line, budget);
    if (cny === null) continue;
    const unit = line.payer?.trim() || applicant;
    sums.set(unit, (sums.get(unit) ?? Decimal.zero).plus(Decimal.of(cny)));
  }
  return [...sums].map(([unit, sum]) => ({ unit, cny: sum.toNumber() })).sort((a, b) => b.cny - a.cny);
}

/** The lines by currency as they are, beside the total in CNY: what is drawn abroad. */
export function byCurrency(budget: BudgetDraft): readonly { readonly currency: string; readonly amount: number }[] {
  const sums = new Map<string, Decimal>();
  for (const { currency, amount } of budget.lines ?? []) {
    if (!currency || typeof amount !== 'number') continue;
    sums.set(currency, (sums.get(currency) ?? Decimal.zero).plus(Decimal.of(amount)));
  }
  return [...sums]
    .map(([currency, sum]) => ({ currency, amount: sum.toNumber() }))
    .sort((a, b) => a.currency.localeCompare(b.currency));
}

export interface BudgetSums {
  /** Null while a line is open or a rate is missing. */
  readonly totalCny: number | null;
  /** What is known so far. */
  readonly knownCny: number;
  readonly openLines: number;
  /** Available minus total; negative: short. */
  readonly leftCny: number | null;
  readonly sharePercent: number;
}

export function budgetSums(budget: BudgetDraft): BudgetSums {
  const lines = budget.lines ?? [];
  const sums = lines.map((line) => lineCny(line, budget));
  const known = Decimal.sum(sums.flatMap((sum) => (sum === null ? [] : [Decimal.of(sum)])));
  const openLines = sums.filter((sum) => sum === null).length;
  const total = lines.length > 0 && openLines === 0 ? known : null;
  const available = typeof budget.availableCny === 'number' ? Decimal.of(budget.availableCny) : null;
  const shares = (budget.sources ?? []).flatMap(({ percent }) =>
    typeof percent === 'number' ? [Decimal.of(percent)] : [],
  );
  return {
    totalCny: total?.toNumber() ?? null,
    knownCny: known.toNumber(),
    openLines,
    leftCny: total && available ? available.minus(total).toNumber() : null,
    sharePercent: Decimal.sum(shares).toNumber(),
  };
}
