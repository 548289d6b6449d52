import type { StoredCase } from '#kernel/cases/read.ts';
import type { Queries } from '#kernel/database/database.ts';
import type { OfficeRates } from '../budget/rates.ts';
import { rateTableAt } from '../imports/storage.ts';
import type { StoredSection } from '../storage.ts';

/**
 * The office's table of rates for this budget. Who writes the budget has today's; a budget that was submitted keeps the table of the day
 * on which it was first named, however long it is decided upon.
 */
export function ratesInForce(
  queries: Queries,
  { row, events }: StoredCase,
  sections: readonly StoredSection[],
  options: { readonly latest: ReadonlySet<string>; readonly now: Date },
): Promise<OfficeRates | null> {
  const version = sections.find(({ section }) => section === 'budget')?.version;
  const named = options.latest.has('budget')
    ? undefined
    : events.find((event) => 'versions' in event && event.versions?.budget === version);
  return rateTableAt(queries, row.office_id, named ? new Date(named.at) : options.now);
}
