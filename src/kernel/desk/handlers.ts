import { type Day, dayInBeijing } from '#kernel/calendar/day.ts';
import { docxType, officeOfSheet } from '#kernel/documents/docx/sheet-docx.ts';
import { type Handler, handle, Stream } from '#kernel/http/handler.ts';
import { listCopies, unreadCopies, unreadMessages } from '#kernel/notifications/inbox.ts';
import { overdueOf } from '#kernel/obligations/lists.ts';
import { claimsOfCase } from './case-claims.ts';
import { type CaseKinds, caseLink } from './case-kinds.ts';
import * as endpoints from './endpoints.ts';
import { knownCase } from './known.ts';
import { claimTask, releaseTask, snoozeTask } from './task-marks.ts';
import { groupOf, tasksOf, toDoOf } from './to-do.ts';
import { readWeek, type WeekSource, weekOf } from './week.ts';
import { weekDocx } from './week-docx.ts';

const pageOfCopies = 50;

export function deskHandlers(kinds: CaseKinds, weekSources: readonly WeekSource[] = []): readonly Handler[] {
  return [
    handle(endpoints.toDo, {
      run: ({ database, actor, query, now }) =>
        database.read(actor.officeId, (queries) => toDoOf(queries, actor, kinds, now, query.service)),
    }),
    handle(endpoints.claim, {
      run: async ({ runner, actor, key, params }) => {
        await runner.run(actor, {
          name: endpoints.claim.id,
          key,
          input: params,
          run: (work) => claimTask(work, params.id).then(() => null),
        });
        return undefined;
      },
    }),
    handle(endpoints.release, {
      run: async ({ runner, actor, key, params }) => {
        await runner.run(actor, {
          name: endpoints.release.id,
          key,
          input: params,
          run: (work) => releaseTask(work, params.id).then(() => null),
        });
        return undefined;
      },
    }),
    handle(endpoints.snooze, {
      run: async ({ runner, actor, key, params, body }) => {
        await runner.run(actor, {
          name: endpoints.snooze.id,
          key,
          input: { ...params, ...body },
          run: (work) => snoozeTask(work, params.id, body.until as Day | null).then(() => null),
        });
        return undefined;
      },
    }),
    handle(endpoints.caseClaims, {
      run: ({ database, actor, params }) =>
        database.read(actor.officeId, async (queries) => ({
          claims: await claimsOfCase(queries, actor, kinds, params.id),
        })),
    }),
    handle(endpoints.toDoCount, {
      run: ({ database, actor }) =>
        database.read(actor.officeId, async (queries) => {
          const { tasks, exact } = await tasksOf(queries, actor);
          return { count: tasks.length, exact };
        }),
    }),
    handle(endpoints.counts, {
      run: ({ database, actor, now }) =>
        database.read(actor.officeId, async (queries) => {
          const today = dayInBeijing(now);
          const { tasks } = await tasksOf(queries, actor);
          const mine = await queries
            .selectFrom('kernel.case_people as p')
            .innerJoin('kernel.cases as c', (join) =>
              join.onRef('c.office_id', '=', 'p.office_id').onRef('c.id', '=', 'p.case_id'),
            )
            .select((select) => select.fn.countAll<number>().as('count'))
            .where('p.office_id', '=', actor.officeId)
            .where('p.person_id', '=', actor.personId)
            .where('p.relation', '=', 'applicant')
            .where('c.phase', '=', 'open')
            .executeTakeFirstOrThrow();
          return {
            toDo: tasks.length,
            overdue: tasks.filter((task) => groupOf(task, today) === 'now' && task.dueOn! < today).length,
            actingFor: tasks.filter((task) => task.actingFor !== null).length,
            copies: await unreadCopies(queries, actor, knownCase(actor, kinds)),
            messages: await unreadMessages(queries, actor),
            mine: mine.count,
            obligationsOverdue: await overdueOf(queries, actor, now),
          };
        }),
    }),
    handle(endpoints.weekSheet, {
      object: ({ query, now }) => `week:${weekOf((query.day as Day | undefined) ?? dayInBeijing(now)).from}`,
      run: async ({ database, actor, query, now }) => {
        const today = dayInBeijing(now);
        const week = weekOf((query.day as Day | undefined) ?? today);
        const content = await database.read(actor.officeId, async (queries) => {
          const entries = await readWeek(queries, actor, { kinds, sources: weekSources, week, now });
          const { name: office, sample } = await officeOfSheet(queries, actor.officeId);
          return weekDocx({ office, sample, week, entries, today });
        });
        return new Stream(content, docxType, `本周工作安排-${week.from}.docx`);
      },
    }),
    handle(endpoints.copies, {
      run: ({ database, actor, query }) =>
        database.read(actor.officeId, async (queries) => {
          const rows = await listCopies(queries, actor, knownCase(actor, kinds), {
            all: query.all === 'yes',
            cursor: query.cursor,
            limit: pageOfCopies,
          });
          const page = rows.slice(0, pageOfCopies);
          return {
            rows: page.map((row) => ({
              messageId: row.id,
              caseId: row.case_id,
              service: row.service,
              caseKind: row.kind,
              number: row.number,
              title: row.title,
              state: kinds.state(row.service, row.kind, row.state),
              unit: { id: row.unit_id, name: row.unit_name ?? '' },
              copiedAt: row.sent_at.toISOString(),
              readAt: row.read_at?.toISOString() ?? null,
              link: caseLink(row.service, row.case_id),
            })),
            next: rows.length > pageOfCopies ? (page.at(-1)?.id ?? null) : null,
            unread: await unreadCopies(queries, actor, knownCase(actor, kinds)),
          };
        }),
    }),
  ];
}
