import { sql } from 'kysely';
import { addDays, type Day } from '#kernel/calendar/day.ts';
import type { Queries } from '#kernel/database/database.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import { listDuties } from '#kernel/obligations/lists.ts';
import type { CaseKinds } from './case-kinds.ts';
import { knownCase } from './known.ts';
import { endOfWeek } from './to-do.ts';

/** Monday to Sunday. */
export interface Week {
  readonly from: Day;
  readonly to: Day;
}

export const weekOf = (day: Day): Week => {
  const to = endOfWeek(day);
  return { from: addDays(to, -6), to };
};

/** In the order of the sheet; what leaders do comes first. */
export const weekParts = {
  leader: '领导外事活动',
  departure: '团组离境',
  return: '团组返回',
  notice: '公示期满',
  due: '办件到期',
  duty: '期限事项',
} as const;
export type WeekPart = keyof typeof weekParts;

export interface WeekEntry {
  readonly part: WeekPart;
  readonly on: Day;
  /** What it is, with its number. */
  readonly what: string;
  readonly unit: string;
  /** Step that it waits at, place, whatever else is worth a word. */
  readonly note: string;
}

/** What a service knows of a week, of what this reader may see. */
export type WeekSource = (queries: Queries, actor: Actor, week: Week) => Promise<readonly WeekEntry[]>;

/** Cases that are due by the end of the week, overdue ones first: they are due this week all the more. */
async function dueCases(queries: Queries, actor: Actor, kinds: CaseKinds, week: Week): Promise<readonly WeekEntry[]> {
  const { rows } = await sql<{
    service: string;
    kind: string;
    state: string;
    number: string | null;
    title: string;
    unit: string | null;
    due: Day;
  }>`select c.service, c.kind, c.state, c.number, c.title, u.name as unit, c.due_on::text as due
    from kernel.cases c left join kernel.units u on u.office_id = c.office_id and u.id = c.unit_id
    where c.office_id = ${actor.officeId}::uuid and ${knownCase(actor, kinds)} and c.phase = 'open' and c.due_on <= ${week.to}::date
    order by c.due_on, c.number limit 300`.execute(queries);
  return rows.map(({ service, kind, state, number, title, unit, due }) => ({
    part: 'due',
    on: due,
    what: `${title}${number ? `（${number}）` : ''}`,
    unit: unit ?? '',
    note: `${kinds.state(service, kind, state).zh}${due < week.from ? '，已逾期' : ''}`,
  }));
}

async function duties(queries: Queries, actor: Actor, week: Week, now: Date): Promise<readonly WeekEntry[]> {
  const { rows } = await listDuties(queries, actor, { scope: 'all', state: 'standing', ...week, limit: 200 }, now);
  return rows.map(({ label, due, subject, unit, person }) => ({
    part: 'duty',
    on: due.dueAt.slice(0, 10) as Day,
    what: `${label.zh}：${subject}`,
    unit: unit.name,
    note: person?.name ?? '',
  }));
}

/** Everything of the week that the reader may see, by part and day. */
export async function readWeek(
  queries: Queries,
  actor: Actor,
  facts: {
    readonly kinds: CaseKinds;
    readonly sources: readonly WeekSource[];
    readonly week: Week;
    readonly now: Date;
  },
): Promise<readonly WeekEntry[]> {
  const { kinds, sources, week, now } = facts;
  const entries: WeekEntry[] = [
    ...(await dueCases(queries, actor, kinds, week)),
    ...(await duties(queries, actor, week, now)),
  ];
  for (const source of sources) entries.push(...(await source(queries, actor, week)));
  const order = Object.keys(weekParts);
  return entries.sort(
    (a, b) =>
      order.indexOf(a.part) - order.indexOf(b.part) || a.on.localeCompare(b.on) || a.what.localeCompare(b.what, 'zh'),
  );
}
