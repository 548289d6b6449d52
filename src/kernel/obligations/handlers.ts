import { addDays, addMonths, day } from '#kernel/calendar/day.ts';
import { officeCalendar } from '#kernel/calendar/storage.ts';
import { isProvisional, isWorkingDay } from '#kernel/calendar/working-calendar.ts';
import type { Work } from '#kernel/commands/command.ts';
import { type Call, type Handler, handle } from '#kernel/http/handler.ts';
import { answerAppeal, appealLock, subjectOfLock } from './appeals.ts';
import * as endpoints from './endpoints.ts';
import { labelOfKind } from './kind.ts';
import { countMonth, dutyRows, listDuties } from './lists.ts';
import { decideOnLock, releaseLock } from './locks.ts';
import { pauseObligation, resumeObligation } from './obligations.ts';
import { locksOf, obligationPage, subjectOf } from './page.ts';

const subject = ({ database, actor, params }: Call<{ id: string }>) =>
  database.read(actor.officeId, (queries) => subjectOf(queries, actor.officeId, params.id));

/** One command on one duty or lock: the standard frame. */
function act(
  call: Call<{ id: string }>,
  name: string,
  object: string,
  change: (work: Work) => Promise<void>,
): Promise<undefined> {
  const { runner, actor, key, params, body } = call;
  return runner
    .run(actor, {
      name,
      key,
      input: { params, body },
      object,
      run: async (work) => {
        await change(work);
        return null;
      },
    })
    .then(() => undefined);
}

export function obligationsHandlers(): readonly Handler[] {
  return [
    handle(endpoints.listObligations, {
      run: ({ database, actor, query, now }) =>
        database.read(actor.officeId, (queries) => listDuties(queries, actor, query, now)),
    }),
    handle(endpoints.obligationMonth, {
      run: ({ database, actor, params, query, now }) =>
        database.read(actor.officeId, async (queries) => {
          const from = day(`${params.month}-01`);
          const to = addDays(addMonths(from, 1), -1);
          const calendar = await officeCalendar(queries, actor.officeId);
          const counted = await countMonth(queries, actor, { ...query, from, to }, now);
          const length = Number(to.slice(8));
          const days = Array.from({ length }, (_, index) => {
            const date = addDays(from, index);
            return {
              day: date,
              working: isWorkingDay(calendar, date),
              name: calendar.daysOff.get(date) ?? calendar.makeUpDays.get(date) ?? null,
              provisional: isProvisional(calendar, date),
              kinds: counted.days
                .filter((one) => one.day === date)
                .map(({ kind, count, overdue }) => ({ kind, label: labelOfKind(kind), count, overdue })),
            };
          });
          return { month: params.month, days, paused: counted.paused };
        }),
    }),
    handle(endpoints.readObligation, {
      subject,
      run: ({ database, actor, now }, found) =>
        database.read(actor.officeId, (queries) => obligationPage(queries, actor, found, now)),
    }),
    handle(endpoints.pause, {
      subject,
      knownTo: endpoints.knowsObligation,
      run: (call) =>
        act(call, endpoints.pause.id, `obligation:${call.params.id}`, async (work) => {
          await pauseObligation(work, call.params.id, call.body.reason);
          work.audit({ event: 'obligations.paused', object: `obligation:${call.params.id}`, result: 'done' });
        }),
    }),
    handle(endpoints.resume, {
      subject,
      knownTo: endpoints.knowsObligation,
      run: (call) =>
        act(call, endpoints.resume.id, `obligation:${call.params.id}`, async (work) => {
          await resumeObligation(work, call.params.id, call.body.reason);
          work.audit({ event: 'obligations.resumed', object: `obligation:${call.params.id}`, result: 'done' });
        }),
    }),
    handle(endpoints.listLocks, {
      run: ({ database, actor, query, now }) =>
        database.read(actor.officeId, async (queries) => {
          const standing = await queries
            .selectFrom('kernel.obligation_locks')
            .select(['obligation_id'])
            .where('office_id', '=', actor.officeId)
            .$if(query.state !== undefined, (rows) => rows.where('state', '=', query.state!))
            .orderBy('since', 'desc')
            .limit(500)
            .execute();
          const ids = [...new Set(standing.map((row) => row.obligation_id))];
          const locks = await locksOf(queries, actor.officeId, ids);
          const rows = await dutyRows(queries, actor.officeId, ids, now);
          return {
            locks: locks
              .filter((lock) => query.state === undefined || lock.state === query.state)
              .flatMap(({ obligationId, ...lock }) => {
                const obligation = rows.get(obligationId);
                return obligation ? [{ ...lock, obligation }] : [];
              }),
          };
        }),
    }),
    handle(endpoints.decideLock, {
      run: (call) =>
        act(call, endpoints.decideLock.id, `lock:${call.params.id}`, (work) =>
          decideOnLock(work, call.params.id, call.body.decision, call.body.reference),
        ),
    }),
    handle(endpoints.releaseLock, {
      run: (call) =>
        act(call, endpoints.releaseLock.id, `lock:${call.params.id}`, (work) =>
          releaseLock(work, call.params.id, call.body.until, call.body.reason),
        ),
    }),
    handle(endpoints.appealLock, {
      subject: ({ database, actor, params }) =>
        database.read(actor.officeId, (queries) => subjectOfLock(queries, actor.officeId, params.id)),
      knownTo: endpoints.knowsObligation,
      run: (call) =>
        act(call, endpoints.appealLock.id, `lock:${call.params.id}`, (work) =>
          appealLock(work, call.params.id, call.body.words),
        ),
    }),
    handle(endpoints.answerAppeal, {
      run: (call) =>
        act(call, endpoints.answerAppeal.id, `lock:${call.params.id}`, (work) =>
          answerAppeal(work, call.params.id, call.body.verdict, call.body.words),
        ),
    }),
  ];
}
