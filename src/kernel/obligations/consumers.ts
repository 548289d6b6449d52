import { type Day, dayInBeijing, daysBetween } from '#kernel/calendar/day.ts';
import type { CaseEvent } from '#kernel/cases/events.ts';
import { loadEvents } from '#kernel/cases/storage.ts';
import type { Work } from '#kernel/commands/command.ts';
import type { Consumer, SentMessage } from '#kernel/notifications/message.ts';
import { obligationKind } from './kind.ts';
import { cancelObligation, meetObligation, recomputeAll, startObligation } from './obligations.ts';

/** Papers that were accepted as missing, with the day on which they were promised (容缺受理). */
export const promisedPapers = obligationKind({
  key: 'cases.promised-papers',
  label: { zh: '容缺材料补交', en: 'Promised papers' },
  clock: 'calendar-days',
  // The day of the promise takes its place.
  amount: 0,
  startedBy: { zh: '容缺受理', en: 'Accepted with papers promised' },
  source: { zh: '容缺受理承诺', en: 'Promise given when the case was accepted' },
  ladder: [
    { afterDays: -2, act: 'remind' },
    { afterDays: 0, act: 'remind' },
    { afterDays: 3, act: 'tell-unit-head' },
  ],
});

/** A changed calendar moves every date that rests on working days. */
export const recomputeOnCalendar: Consumer = {
  name: 'obligations.recompute-all',
  topics: ['calendar.changed'],
  consume: async (work) => {
    const moved = await recomputeAll(work);
    work.audit({
      event: 'obligations.recomputed',
      object: 'calendar:working-days',
      result: 'done',
      details: { moved },
    });
  },
};

async function eventsOf(work: Work, message: SentMessage, caseId: string): Promise<readonly CaseEvent[]> {
  const { version, events } = message.body;
  if (typeof version !== 'number' || !Array.isArray(events)) return [];
  const all = await loadEvents(work.queries, { officeId: work.actor.officeId, caseId });
  return all.slice(version - events.length, version);
}

const ofPromises: ReadonlySet<unknown> = new Set(['promise-accepted', 'promise-fulfilled', 'round-ended']);

/** A promise becomes a duty of the applicant, and ends with its fulfilment or with the case. */
export const followPromises: Consumer = {
  name: 'obligations.follow-promises',
  topics: ['cases.changed'],
  concerns: ({ body: { events } }) => Array.isArray(events) && events.some((type) => ofPromises.has(type)),
  consume: async (work, message) => {
    const { caseId } = message.body;
    if (typeof caseId !== 'string') return;
    const row = await work.queries
      .selectFrom('kernel.cases')
      .select(['kind', 'unit_id', 'unit_path', 'applicant_id', 'phase'])
      .where('office_id', '=', work.actor.officeId)
      .where('id', '=', caseId)
      .executeTakeFirst();
    if (!row) return;
    for (const event of await eventsOf(work, message, caseId)) {
      if (event.type === 'promise-accepted') {
        const on = dayInBeijing(new Date(event.at));
        await startObligation(work, {
          kind: promisedPapers,
          subject: `${row.kind}:${caseId}`,
          mark: event.promise,
          caseId,
          unit: { id: row.unit_id, path: row.unit_path },
          personId: row.applicant_id,
          startedBy: `${row.kind}:${caseId}`,
          start: { on },
          amount: Math.max(0, daysBetween(on, event.due as Day)),
        });
      }
      for (const id of await owed(work, `${row.kind}:${caseId}`)) {
        if (event.type === 'promise-fulfilled' && id.mark === event.promise) await meetObligation(work, id.id);
        if (event.type === 'round-ended' && row.phase === 'ended') await cancelObligation(work, id.id, '办件已结束');
      }
    }
  },
};

/** What is still promised in this case. */
async function owed(work: Work, subject: string): Promise<readonly { readonly id: string; readonly mark: string }[]> {
  return work.queries
    .selectFrom('kernel.obligations')
    .select(['id', 'mark'])
    .where('office_id', '=', work.actor.officeId)
    .where('kind', '=', promisedPapers.key)
    .where('subject', '=', subject)
    .where('state', 'in', ['open', 'overdue', 'paused'])
    .orderBy('id')
    .execute();
}
