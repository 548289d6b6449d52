import { sql } from 'kysely';
import { type Day, dayInBeijing } from '#kernel/calendar/day.ts';
import type { CaseEvent } from '#kernel/cases/events.ts';
import { loadEvents } from '#kernel/cases/storage.ts';
import { caseLink } from '#kernel/desk/case-kinds.ts';
import type { Text } from '#kernel/text.ts';
import type { Notice, NoticeContext, NoticeRule, SentMessage } from './message.ts';
import { reachedBy } from './recipients.ts';

interface CaseFacts {
  readonly id: string;
  readonly service: string;
  readonly kind: string;
  readonly number: string | null;
  readonly title: string;
  readonly applicant: string;
  readonly members: readonly string[];
}

async function caseFacts({ queries, officeId }: NoticeContext, caseId: string): Promise<CaseFacts | null> {
  const { rows } = await sql<
    Omit<CaseFacts, 'members'> & { members: string[] }
  >`select c.id, c.service, c.kind, c.number, c.title,
      c.applicant_id as applicant, array(select p.person_id from kernel.case_people p
        where p.office_id = c.office_id and p.case_id = c.id and p.relation = 'member' order by p.person_id) as members
    from kernel.cases c where c.office_id = ${officeId}::uuid and c.id = ${caseId}::uuid`.execute(queries);
  return rows[0] ?? null;
}

interface TaskRow {
  id: string;
  kind: string;
  node: string | null;
  step: string | null;
  reach: string[];
  not_for: string[];
  due_on: Day | null;
}

const dayWords = (day: Day): Text => {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  return { zh: `${year}年${month}月${date}日`, en: day };
};

/** 321300-2026-0147 赴日本友城交流团 in the in-box; the number alone where it leaves the program. */
function noticeOf(
  found: CaseFacts,
  key: string,
  to: readonly string[],
  act: Text,
  more: Text = { zh: '', en: '' },
): Notice {
  const number = found.number ?? '';
  const said = (rest: string, mark: string, act_: string, more_: string) =>
    `${act_}${mark}${[number, rest].filter((part) => part !== '').join(' ')}${more_}`;
  return {
    key,
    to,
    text: { zh: said(found.title, '：', act.zh, more.zh), en: said(found.title, ': ', act.en, more.en) },
    ...(number === '' ? {} : { brief: { zh: `${number} ${act.zh}`, en: `${number}: ${act.en}` } }),
    caseId: found.id,
    link: caseLink(found.service, found.id),
  };
}

/** How the task stands to its term: ahead, today, or past it. */
function termOf(due: Day | null, today: Day): Text {
  if (due === null) return { zh: '', en: '' };
  const { zh, en } = dayWords(due);
  if (due === today) return { zh: '，今天到期，请今天办理', en: ', due today; please see to it today' };
  if (due < today)
    return { zh: `，应于${zh}办结，已逾期，请尽快办理`, en: `, was due ${en}; overdue, please see to it` };
  return { zh: `，${zh}到期`, en: `, due ${en}` };
}

/** Events that put a task before somebody. */
const opening: ReadonlySet<CaseEvent['type']> = new Set([
  'node-opened',
  'node-reopened',
  'transferred',
  'signer-added',
  'escalated',
  'paper-registered',
  'paper-rejected',
  'round-restored',
  'resumed',
]);

/** Whom the tasks that were opened wait for: only those still open, so that nobody is called to what is done already. */
async function newTasks(
  context: NoticeContext,
  found: CaseFacts,
  events: readonly CaseEvent[],
  urged: boolean,
): Promise<readonly Notice[]> {
  const opened = events.filter((event) => opening.has(event.type));
  if (opened.length === 0 && !urged) return [];
  const all = urged || opened.some((event) => event.type === 'round-restored' || event.type === 'resumed');
  const nodes = new Set(opened.flatMap((event) => ('node' in event && event.node !== null ? [event.node] : [])));
  const { queries, officeId, kinds, now } = context;
  const { rows } = await sql<TaskRow>`select id, kind, node, step, reach, not_for, due_on from kernel.tasks
    where office_id = ${officeId}::uuid and case_id = ${found.id}::uuid and closed_at is null and not suspended
    order by opened_at, id`.execute(queries);
  const actors = new Set(events.map((event) => event.by));
  const notices: Notice[] = [];
  for (const task of rows) {
    // The applicant's own correction is told with its reason, see below.
    if (task.kind === 'correct' || (!all && (task.node === null || !nodes.has(task.node)))) continue;
    const reached = await reachedBy(queries, officeId, task.reach, dayInBeijing(now));
    const to = reached.filter((person) => !task.not_for.includes(person) && (urged || !actors.has(person)));
    const verb = kinds.verb(found.service, found.kind, task);
    const act: Text = urged
      ? { zh: `催办 ${verb.zh}`, en: `Reminder, ${verb.en}` }
      : { zh: `待办 ${verb.zh}`, en: `To do, ${verb.en}` };
    const term = termOf(task.due_on, dayInBeijing(now));
    notices.push(noticeOf(found, `${urged ? 'urged' : 'task'}:${task.id}`, to, act, term));
  }
  return notices;
}

const outcomes: Readonly<Partial<Record<string, Text>>> = {
  refused: { zh: '不予批准', en: 'Refused' },
  completed: { zh: '已办结', en: 'Closed' },
  terminated: { zh: '已终止', en: 'Terminated' },
  annulled: { zh: '已撤销', en: 'Revoked' },
};

/** What the applicant, and where it concerns them the members, are told of one event. */
function told(context: NoticeContext, found: CaseFacts, event: CaseEvent, place: number): readonly Notice[] {
  const { kinds } = context;
  const process = kinds.of(found.service, found.kind)?.process;
  const everybody = [found.applicant, ...found.members];
  const key = `${event.type}:${place}`;
  const reasonOf = (reasons: Readonly<Record<string, Text>> | undefined, code: string): Text => {
    const reason = reasons?.[code];
    return reason ? { zh: `（${reason.zh}）`, en: ` (${reason.en})` } : { zh: '', en: '' };
  };
  switch (event.type) {
    case 'returned': {
      if (!('applicant' in event.to)) return [];
      const reason = reasonOf(process?.returnReasons, event.reason);
      const due = event.due === null ? null : dayWords(event.due);
      return [
        noticeOf(
          found,
          key,
          [found.applicant],
          { zh: '已退回补正', en: 'Returned for correction' },
          {
            zh: `${reason.zh}${due ? `，请于${due.zh}前补正` : ''}`,
            en: `${reason.en}${due ? `, please correct it by ${due.en}` : ''}`,
          },
        ),
      ];
    }
    case 'granted':
      return [noticeOf(found, key, everybody, { zh: '已批准', en: 'Granted' })];
    case 'round-ended': {
      const act = outcomes[event.outcome];
      return act ? [noticeOf(found, key, event.outcome === 'completed' ? [found.applicant] : everybody, act)] : [];
    }
    case 'suspended':
      return [
        noticeOf(
          found,
          key,
          [found.applicant],
          { zh: '暂停办理', en: 'Suspended' },
          reasonOf(process?.suspendReasons, event.reason),
        ),
      ];
    case 'resumed':
      return [noticeOf(found, key, [found.applicant], { zh: '恢复办理', en: 'Resumed' })];
    case 'promise-accepted': {
      const due = dayWords(event.due);
      return [
        noticeOf(
          found,
          key,
          [found.applicant],
          { zh: '已容缺受理', en: 'Accepted with papers promised' },
          {
            zh: `，请于${due.zh}前补交材料`,
            en: `, please hand the papers in by ${due.en}`,
          },
        ),
      ];
    }
    case 'copied':
      return [{ ...noticeOf(found, key, event.persons, { zh: '抄送', en: 'Copy' }), kind: 'copy' }];
    default:
      return [];
  }
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The message names how many events the command caused and the version after them. */
async function eventsOf(context: NoticeContext, message: SentMessage): Promise<readonly CaseEvent[]> {
  const { queries, officeId } = context;
  const { caseId, version, events } = message.body;
  if (typeof version !== 'number' || !Array.isArray(events)) return [];
  const all = await loadEvents(queries, { officeId, caseId: text(caseId) });
  return all.slice(version - events.length, version);
}

/**
 * What people hear of a case: new tasks their holders, a return the applicant with reason and day, grant and refusal everybody
 * concerned, a reminder whoever holds the case, a copy its reader.
 */
export const caseNotices: NoticeRule = {
  key: 'cases',
  topics: ['cases.changed'],
  notices: async (message, context) => {
    const found = await caseFacts(context, text(message.body.caseId));
    if (!found) return [];
    const events = await eventsOf(context, message);
    const urged = events.some((event) => event.type === 'urged');
    return [
      ...(await newTasks(context, found, events, urged)),
      ...events.flatMap((event, place) => told(context, found, event, place)),
    ];
  },
};
