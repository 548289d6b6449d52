import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { z } from 'zod';
import { addDays, type Day } from '#kernel/calendar/day.ts';
import type { Queries } from '#kernel/database/database.ts';
import { type CaseKinds, caseLink } from '#kernel/desk/case-kinds.ts';
import { knownCase } from '#kernel/desk/known.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import type { Text } from '#kernel/text.ts';
import type { TrailRow, trailConditions } from './trail-endpoints.ts';

type Conditions = z.infer<typeof trailConditions>;

interface Row {
  id: string;
  sequence: number | null;
  at_real: Date;
  subject: string | null;
  on_behalf: string | null;
  /** The trail still knows whose key that is. */
  known: boolean;
  person: string | null;
  acted_for: string | null;
  event: string;
  object: string;
  result: TrailRow['result'];
  reason: string | null;
  address: string | null;
  request_id: string | null;
  details: TrailRow['details'];
}

const counted = 1_000;
/** Midnight in Beijing. */
const begin = (day: Day) => sql`${`${day}T00:00:00+08:00`}::timestamptz`;
/** Ids carry the machine's time a moment before the database stamps the entry; a day of grace loses none. */
const grace = sql.raw(`interval '1 day'`);

type Words = ReadonlyMap<string, Text>;

/** Codes of the events whose words hold these. */
function eventsSaid(words: Words, part: string): readonly string[] {
  const sought = part.toLowerCase();
  return [...words].flatMap(([code, { zh, en }]) =>
    zh.includes(sought) || en.toLowerCase().includes(sought) ? [code] : [],
  );
}

function conditionsOf(officeId: string, words: Words, asked: Conditions): RawBuilder<SqlBool> {
  const { person, object, event, result, from, to } = asked;
  const all: RawBuilder<SqlBool>[] = [sql<SqlBool>`e.office_id = ${officeId}::uuid`];
  if (person) {
    all.push(sql<SqlBool>`exists (select from kernel.audit_subjects s
      join kernel.persons p on p.office_id = s.office_id and p.id = s.person_id
      where s.office_id = e.office_id and s.subject in (e.subject, e.on_behalf) and starts_with(p.name, ${person}))`);
  }
  if (object) {
    all.push(
      object.includes(':')
        ? sql<SqlBool>`e.object = ${object}`
        : sql<SqlBool>`(e.object = ${object} or starts_with(e.object, ${`${object}:`}))`,
    );
  }
  if (event) {
    all.push(sql<SqlBool>`(e.event = ${event} or starts_with(e.event, ${`${event}.`})
      or e.event = any (${eventsSaid(words, event)}::text[]))`);
  }
  if (result) all.push(sql<SqlBool>`e.result = ${result}`);
  // The range of ids chooses the months; the time of the entry decides.
  if (from) {
    all.push(sql<SqlBool>`e.id >= kernel.id_at(${begin(from)} - ${grace}) and e.at_real >= ${begin(from)}`);
  }
  if (to) {
    const end = begin(addDays(to, 1));
    all.push(sql<SqlBool>`e.id < kernel.id_at(${end} + ${grace}) and e.at_real < ${end}`);
  }
  return sql<SqlBool>`${sql.join(all, sql` and `)}`;
}

/** Latest first. Names are those that the persons have now; who was deleted has none. */
export async function trailPage(
  queries: Queries,
  actor: Actor,
  kinds: CaseKinds,
  words: Words,
  asked: Conditions & { readonly cursor?: string | undefined; readonly limit?: number | undefined },
): Promise<{ readonly rows: readonly TrailRow[]; readonly next: string | null }> {
  const limit = asked.limit ?? 50;
  const after = asked.cursor ? sql<SqlBool>`e.id < ${asked.cursor}::uuid` : sql<SqlBool>`true`;
  const { rows } =
    await sql<Row>`select e.id, l.sequence, e.at_real, e.subject, e.on_behalf, s.person_id is not null as known, p.name as person,
      b.name as acted_for, e.event, e.object, e.result, e.reason, e.address, e.request_id, e.details
    from (select * from kernel.audit_entries e where ${conditionsOf(actor.officeId, words, asked)} and ${after}
      order by e.id desc limit ${limit + 1}) e
    left join kernel.audit_links l on l.office_id = e.office_id and l.entry_id = e.id
    left join kernel.audit_subjects s on s.office_id = e.office_id and s.subject = e.subject
    left join kernel.persons p on p.office_id = s.office_id and p.id = s.person_id
    left join kernel.audit_subjects d on d.office_id = e.office_id and d.subject = e.on_behalf
    left join kernel.persons b on b.office_id = d.office_id and b.id = d.person_id
    order by e.id desc`.execute(queries);
  const page = rows.slice(0, limit);
  const links = await linksOf(queries, actor, kinds, page);
  return {
    rows: page.map((row) => ({
      id: row.id,
      sequence: row.sequence,
      at: row.at_real.toISOString(),
      person: row.person,
      onBehalf: row.acted_for,
      erased: row.subject !== null && !row.known,
      event: row.event,
      said: words.get(row.event) ?? null,
      object: row.object,
      link: links.get(row.object) ?? null,
      result: row.result,
      reason: row.reason,
      address: row.address,
      requestId: row.request_id,
      details: row.details,
    })),
    next: rows.length > limit ? page.at(-1)!.id : null,
  };
}

const idOf = (object: string) => /:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(object)?.[1];

/** An entry names what was acted on; opening that needs the permission for it, as anywhere else. */
async function linksOf(
  queries: Queries,
  actor: Actor,
  kinds: CaseKinds,
  rows: readonly Row[],
): Promise<ReadonlyMap<string, string>> {
  const ids = new Map(rows.flatMap(({ object }) => (idOf(object) ? [[idOf(object)!, object] as const] : [])));
  if (ids.size === 0) return new Map();
  const { rows: known } = await sql<{ id: string; service: string }>`select c.id, c.service from kernel.cases as c
    where c.office_id = ${actor.officeId}::uuid and c.id = any (${[...ids.keys()]}::uuid[]) and ${knownCase(actor, kinds)}`.execute(
    queries,
  );
  const open = new Map(known.map(({ id, service }) => [id, caseLink(service, id)]));
  return new Map(
    rows.flatMap(({ object }) => {
      const link = open.get(idOf(object) ?? '');
      return link ? [[object, link] as const] : [];
    }),
  );
}

/** Exact to a thousand. */
export async function trailCount(
  queries: Queries,
  officeId: string,
  words: Words,
  asked: Conditions,
): Promise<{ readonly count: number; readonly more: boolean }> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from (
    select from kernel.audit_entries e where ${conditionsOf(officeId, words, asked)} limit ${counted + 1}) counted`.execute(
    queries,
  );
  const { count } = rows[0]!;
  return { count: Math.min(count, counted), more: count > counted };
}

/** The last month that lies in a sealed file, `2020-03`; null for none. */
export async function archivedUntil(queries: Queries, officeId: string): Promise<string | null> {
  const { rows } = await sql<{ month: Day | null }>`select max(month) as month from kernel.audit_archives
    where office_id = ${officeId}::uuid`.execute(queries);
  return rows[0]?.month?.slice(0, 7) ?? null;
}
