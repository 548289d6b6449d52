import { dayInBeijing } from '#kernel/calendar/day.ts';
import type { Queries } from '#kernel/database/database.ts';
import type { CaseKinds } from '#kernel/desk/case-kinds.ts';
import { type Handler, handle, Stream } from '#kernel/http/handler.ts';
import { Problem } from '#kernel/http/problem.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import { exportTable, xlsxType } from '#kernel/tables/export-table.ts';
import type { Text } from '#kernel/text.ts';
import { looksPersonal } from './entry.ts';
import { archivedUntil, trailCount, trailPage } from './read-trail.ts';
import { exportTrail, readTrail, type TrailRow } from './trail-endpoints.ts';

/** What goes out at once; for more the period is narrowed. */
const mostRows = 50_000;
const pageOf = 200;

/** Which conditions were used, so that the trail says what was looked for; never the name itself. */
function asked(query: Readonly<Record<string, unknown>>): string {
  const used = ['person', 'object', 'event', 'result', 'from', 'to'].filter((name) => query[name] !== undefined);
  const { object: named } = query;
  const object = typeof named === 'string' && named.includes(':') && !looksPersonal(named) ? named : null;
  return object ?? `trail:${used.join('+') || 'all'}`;
}

async function everyRow(
  queries: Queries,
  actor: Actor,
  kinds: CaseKinds,
  words: ReadonlyMap<string, Text>,
  query: Parameters<typeof trailPage>[4],
): Promise<TrailRow[]> {
  const rows: TrailRow[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof trailPage>> = await trailPage(queries, actor, kinds, words, {
      ...query,
      limit: pageOf,
      ...(cursor ? { cursor } : {}),
    });
    rows.push(...page.rows);
    cursor = page.next;
  } while (cursor !== null && rows.length < mostRows);
  if (cursor === null) return rows;
  throw new Problem(422, 'export-too-large', {
    zh: `记录超过 ${mostRows} 条，没有导出。请先缩小期间或者增加条件。`,
    en: `There are more than ${mostRows} entries; nothing was exported. Narrow the period or add conditions.`,
  });
}

/** @param words what the events of all services say, known when the program runs */
export function trailHandlers(kinds: CaseKinds, words: ReadonlyMap<string, Text>): readonly Handler[] {
  return [
    handle(readTrail, {
      object: ({ query }) => asked(query),
      run: ({ database, actor, query }) =>
        database.read(actor.officeId, async (queries) => {
          const { rows, next } = await trailPage(queries, actor, kinds, words, query);
          return {
            rows: [...rows],
            next,
            total: await trailCount(queries, actor.officeId, words, query),
            archivedUntil: await archivedUntil(queries, actor.officeId),
          };
        }),
    }),
    handle(exportTrail, {
      object: ({ query }) => asked(query),
      run: async ({ database, actor, query, language, now }) => {
        const rows = await database.read(actor.officeId, (queries) => everyRow(queries, actor, kinds, words, query));
        const day = dayInBeijing(now);
        const name = { zh: '审计记录', en: 'Audit trail' };
        const text = (label: { zh: string; en: string }, value: (row: TrailRow) => string | null, width = 20) =>
          ({ label, kind: 'text', value, width }) as const;
        const columns = [
          { label: { zh: '链序', en: 'Sequence' }, kind: 'number', value: (row: TrailRow) => row.sequence } as const,
          text({ zh: '时间（UTC）', en: 'Time (UTC)' }, (row) => row.at, 26),
          text({ zh: '人员', en: 'Person' }, (row) => row.person),
          text({ zh: '代为办理', en: 'On behalf of' }, (row) => row.onBehalf),
          text({ zh: '事件', en: 'Event' }, (row) => row.said?.[language] ?? row.event, 32),
          text({ zh: '事件代码', en: 'Event code' }, (row) => row.event, 32),
          text({ zh: '对象', en: 'Object' }, (row) => row.object, 44),
          text({ zh: '结果', en: 'Result' }, (row) => row.result, 10),
          text({ zh: '原因', en: 'Reason' }, (row) => row.reason),
          text({ zh: '地址', en: 'Address' }, (row) => row.address),
          text({ zh: '请求编号', en: 'Request' }, (row) => row.requestId, 38),
          text({ zh: '内容', en: 'Details' }, (row) => (row.details ? JSON.stringify(row.details) : null), 40),
        ];
        const content = exportTable({ name, columns, rows, mark: `${actor.name} ${day}` }, language);
        return new Stream(content, xlsxType, `${name[language]}-${day}.xlsx`);
      },
    }),
  ];
}
