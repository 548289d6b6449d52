import type { Queries } from '#kernel/database/database.ts';
import type { senderDocuments } from '../mission-file/vocabulary.ts';
import { consentsOfCase } from './storage.ts';

export interface SenderConsent {
  /** As the mission's members name it. */
  readonly unit: string;
  /** Only what was answered: a question without an answer is no consent, however late. */
  readonly agreed: boolean;
  readonly people: readonly string[];
  /** 任务通知书、确认件 that are registered by number, for the member section's `senders`. */
  readonly documents: (typeof senderDocuments)[number][];
}

/** What each sending unit of the mission has said and which papers are there, for the projection to the rules (section 4.5). */
export async function consentDocuments(
  queries: Queries,
  officeId: string,
  caseId: string,
): Promise<readonly SenderConsent[]> {
  const rows = await consentsOfCase(queries, officeId, caseId);
  return rows
    .filter(({ state }) => state !== 'withdrawn')
    .map((row) => ({
      unit: row.unitName,
      agreed: row.state === 'agreed',
      people: row.state === 'agreed' ? row.people : [],
      documents: [
        ...(row.notice ? (['task-notice'] as const) : []),
        ...(row.confirmation ? (['confirmation'] as const) : []),
      ],
    }));
}

/** The latest 任务通知书 that is registered for the mission: its number, and who sent it, who is who leads the mission. */
export async function taskNoticeOf(
  queries: Queries,
  officeId: string,
  caseId: string,
): Promise<{ readonly number: string; readonly organiser: string } | null> {
  const rows = await consentsOfCase(queries, officeId, caseId);
  const notice = rows
    .filter(({ state }) => state !== 'withdrawn')
    .flatMap((row) => (row.notice ? [row.notice] : []))
    .toSorted((a, b) => (a.date < b.date ? 1 : -1))[0];
  return notice ? { number: notice.number, organiser: notice.issuer } : null;
}
