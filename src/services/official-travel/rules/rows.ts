import { z } from 'zod';
import { addDays } from '#kernel/calendar/day.ts';
import { firstDayOf, lastDayOf, type Period } from '#kernel/calendar/period.ts';
import type { Citation } from '#kernel/rules/rule.ts';
import data from '../data/travel-rules.json';

/** A row of the rule table: what the rule asks, since when, by which papers, with which figures. */
const row = z.object({
  id: z.string(),
  group: z.string(),
  subject: z.string(),
  subject_zh: z.string(),
  applies_to: z.string(),
  condition: z.string(),
  limit: z.string(),
  exception: z.string(),
  severity: z.enum(['blocks', 'warns', 'informs']),
  params: z.record(z.string(), z.unknown()),
  sources: z.array(z.object({ id: z.string(), article: z.string().nullable() })),
  effective_from: z.string().nullable(),
  effective_to: z.string().nullable(),
  verified: z.enum(['2 sources', '1 source', 'unverified']),
  note: z.string(),
  message_zh: z.string(),
});

const source = z.object({ id: z.string(), title: z.string(), number: z.string(), issuer: z.string(), url: z.string() });

export type RuleRow = z.infer<typeof row>;

/** The rows in the order of the table, which is the order of findings. */
export const ruleRows: readonly RuleRow[] = z.array(row).parse(data.rules);

const byId = new Map(ruleRows.map((one) => [one.id, one]));
const sources = new Map(
  z
    .array(source)
    .parse(data.sources)
    .map((one) => [one.id, one]),
);

/** @throws Error if there is no such row */
export function ruleRow(id: string): RuleRow {
  const found = byId.get(id);
  if (!found) throw new Error(`no rule row ${id}`);
  return found;
}

/** A number is written — or left empty where a paper has none. */
const numberOf = (written: string): string | null => (written === '' || written === '—' ? null : written);

/** @throws Error if the row cites a source that the table does not list */
export function citationsOf(of: RuleRow): Citation[] {
  return of.sources.map(({ id, article }) => {
    const found = sources.get(id);
    if (!found) throw new Error(`${of.id} cites ${id}, which is not listed`);
    return { source: id, title: found.title, number: numberOf(found.number), article };
  });
}

/**
 * A year or month begins on its first day and ends on its last. DAY-07 is the limit that DAY-01 replaced: the table gives both
 * the year 2013, so it ends the day before DAY-01 begins.
 */
export function inForceOf(of: RuleRow): Period {
  const from = of.effective_from === null ? null : firstDayOf(of.effective_from);
  const successor = of.id === 'DAY-07' ? inForceOf(ruleRow('DAY-01')).from : null;
  if (successor !== null) return { from, to: addDays(successor, -1) };
  return { from, to: of.effective_to === null ? null : lastDayOf(of.effective_to) };
}
