import type { CaseEvent } from '#kernel/cases/events.ts';
import type { StoredCase } from '#kernel/cases/read.ts';
import { liveRound } from '#kernel/cases/state-parts.ts';
import type { Crypto } from '#kernel/crypto/crypto.ts';
import type { Queries } from '#kernel/database/database.ts';
import { applicationSections } from '../model.ts';
import { readVersions } from '../storage.ts';

const versionsUpTo = (events: readonly CaseEvent[]): Readonly<Record<string, number>> =>
  Object.assign({}, ...events.map((event) => ('versions' in event && event.versions) || {}));

export interface Mended {
  readonly returnedAt: string;
  readonly sentAgainAt: string;
  /** Content at the return of each section that was changed since. */
  readonly before: Readonly<Record<string, unknown>>;
}

/**
 * What the applicant changed after the last return: whoever gets the case back looks at that and not at all of it. Null while nothing
 * was returned, before it was sent again, and once it is decided.
 */
export async function mendedSince(queries: Queries, crypto: Crypto, stored: StoredCase): Promise<Mended | null> {
  const { events, state, row } = stored;
  const returned = events.findLastIndex((event) => event.type === 'returned' && 'applicant' in event.to);
  const again = events.findIndex((event, index) => index > returned && event.type === 'resubmitted');
  const round = liveRound(state);
  if (returned < 0 || again < 0 || !round || round.granted) return null;
  const was = versionsUpTo(events.slice(0, returned));
  const changed = applicationSections.filter(
    (section) => was[section] !== undefined && was[section] !== state.versions[section],
  );
  const kept = await readVersions(
    queries,
    crypto,
    row.office_id,
    row.id,
    Object.fromEntries(changed.map((section) => [section, was[section]!])),
  );
  return {
    returnedAt: events[returned]!.at,
    sentAgainAt: events[again]!.at,
    before: Object.fromEntries(kept.map(({ section, content }) => [section, content])),
  };
}
