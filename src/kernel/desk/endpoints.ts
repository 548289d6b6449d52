import { z } from 'zod';
import { isDay } from '../calendar/day.ts';
import { endpoint } from '../http/endpoint.ts';
import { signedIn } from '../identity/permission.ts';

const text = z.strictObject({ zh: z.string(), en: z.string() });
const named = z.strictObject({ id: z.uuid(), name: z.string() });

/** Three groups only; the order is that of the page. */
export const toDoGroups = {
  now: { zh: '逾期与今天', en: 'Overdue and today' },
  week: { zh: '本周', en: 'This week' },
  later: { zh: '以后', en: 'Later' },
} as const;

/** One row: due · verb · what · whose. */
export const toDoRow = z.strictObject({
  taskId: z.uuid(),
  caseId: z.uuid(),
  service: z.string(),
  caseKind: z.string(),
  number: z.string().nullable(),
  title: z.string(),
  verb: text,
  state: text,
  unit: named,
  /** A day (until 24:00 Beijing); null: no term. */
  dueOn: z.string().nullable(),
  provisional: z.boolean(),
  /** The clock stands. */
  suspended: z.boolean(),
  openedAt: z.iso.datetime(),
  /** Page of the case on the desk. */
  link: z.string(),
  /** Open only by acting for this person; both names go on record. */
  actingFor: named.nullable(),
  /** Who has taken it up; the reader may be it. */
  claimedBy: named.nullable(),
  /** Offered to a duty that several may hold: it can be taken up. */
  shared: z.boolean(),
  /** Put off by the reader until that day. */
  snoozedUntil: z.string().nullable(),
});
export type ToDoRow = z.infer<typeof toDoRow>;

export const toDo = endpoint({
  id: 'desk.to-do',
  method: 'GET',
  path: '/api/desk/to-do',
  summary: { zh: '待办', en: 'To-do' },
  permission: signedIn,
  audit: 'not-audited',
  query: z.strictObject({ service: z.string().max(40).optional() }),
  answer: z.strictObject({
    groups: z.array(z.strictObject({ key: z.enum(['now', 'week', 'later']), label: text, rows: z.array(toDoRow) })),
    /** Rows above: the number in the menu. `exact` is false when there are more than are shown. */
    total: z.strictObject({ count: z.int(), exact: z.boolean() }),
    /** The reader's latest act in any case, for the empty page: 最近一件于今天 10:12 办结. */
    lastDoneAt: z.iso.datetime().nullable(),
  }),
});

const taskParams = z.strictObject({ id: z.uuid() });
const day = z.string().refine(isDay, { message: 'YYYY-MM-DD' });

export const claim = endpoint({
  id: 'desk.claim',
  method: 'POST',
  path: '/api/desk/tasks/:id/claim',
  summary: { zh: '认领', en: 'Take up' },
  permission: signedIn,
  audit: 'desk.task-claimed',
  params: taskParams,
});

export const release = endpoint({
  id: 'desk.release',
  method: 'POST',
  path: '/api/desk/tasks/:id/release',
  summary: { zh: '退回认领', en: 'Give back' },
  permission: signedIn,
  audit: 'desk.task-released',
  params: taskParams,
});

export const snooze = endpoint({
  id: 'desk.snooze',
  method: 'POST',
  path: '/api/desk/tasks/:id/snooze',
  summary: { zh: '稍后', en: 'Later' },
  permission: signedIn,
  audit: 'desk.task-snoozed',
  params: taskParams,
  body: z.strictObject({ until: day.nullable() }),
});

/** Who is at it: shown to all who may know of the case, so that two do not do the same. */
export const caseClaims = endpoint({
  id: 'desk.case-claims',
  method: 'GET',
  path: '/api/desk/cases/:id/claims',
  summary: { zh: '办件的认领情况', en: 'Who has taken up the tasks of a case' },
  permission: signedIn,
  audit: 'not-audited',
  params: taskParams,
  answer: z.strictObject({
    claims: z.array(z.strictObject({ taskId: z.uuid(), verb: text, by: named, at: z.iso.datetime() })),
  }),
});

export const toDoCount = endpoint({
  id: 'desk.to-do-count',
  method: 'GET',
  path: '/api/desk/to-do/count',
  summary: { zh: '待办件数', en: 'Number of to-dos' },
  permission: signedIn,
  audit: 'not-audited',
  answer: z.strictObject({ count: z.int(), exact: z.boolean() }),
});

export const counts = endpoint({
  id: 'desk.counts',
  method: 'GET',
  path: '/api/desk/counts',
  summary: { zh: '工作台件数', en: 'Counts of the desk' },
  permission: signedIn,
  audit: 'not-audited',
  answer: z.strictObject({
    toDo: z.int(),
    /** Of these, overdue. */
    overdue: z.int(),
    /** Of these, open by acting for others (代理). */
    actingFor: z.int(),
    /** Unread copies (待阅); never counted into the to-do. */
    copies: z.int(),
    /** Unread messages. */
    messages: z.int(),
    /** Running cases that the reader applied for (我发起的). */
    mine: z.int(),
    /** Own duties past their day. */
    obligationsOverdue: z.int(),
  }),
});

/** 本周工作安排: what is due, who leaves and returns, in the form of an office's sheet. */
export const weekSheet = endpoint({
  id: 'desk.week',
  method: 'GET',
  path: '/api/desk/week.docx',
  summary: { zh: '本周工作安排', en: 'Plan of the week' },
  permission: signedIn,
  audit: 'desk.week-read',
  gives: 'stream',
  /** Any day of the week wanted; without it, this week. */
  query: z.strictObject({ day: z.string().refine(isDay, { message: 'YYYY-MM-DD' }).optional() }),
});

export const copyRow = z.strictObject({
  /** Mark it read with `notifications.read`. */
  messageId: z.uuid(),
  caseId: z.uuid(),
  service: z.string(),
  caseKind: z.string(),
  number: z.string().nullable(),
  title: z.string(),
  state: text,
  unit: named,
  copiedAt: z.iso.datetime(),
  readAt: z.iso.datetime().nullable(),
  link: z.string(),
});

export const copies = endpoint({
  id: 'desk.copies',
  method: 'GET',
  path: '/api/desk/copies',
  summary: { zh: '待阅', en: 'Copies to read' },
  permission: signedIn,
  audit: 'not-audited',
  query: z.strictObject({ all: z.enum(['yes', 'no']).optional(), cursor: z.uuid().optional() }),
  answer: z.strictObject({ rows: z.array(copyRow), next: z.uuid().nullable(), unread: z.int() }),
});
