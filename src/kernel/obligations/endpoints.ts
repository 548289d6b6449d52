import { z } from 'zod';
import { dayText } from '../calendar/model.ts';
import { endpoint } from '../http/endpoint.ts';
import { anyOf, related, role, roleOverUnit, signedIn } from '../identity/permission.ts';
import { field, record } from '../ui/field.ts';
import { appealVerdicts, clockKinds, lockTargets, obligationStates, rungActs } from './model.ts';

const text = z.strictObject({ zh: z.string(), en: z.string() });
const named = z.strictObject({ id: z.uuid(), name: z.string() });
const byId = z.strictObject({ id: z.uuid() });
const keysOf = <T extends object>(words: T) =>
  z.enum(Object.keys(words) as [keyof T & string, ...(keyof T & string)[]]);

/** Who may know of a duty: whoever owes it, whoever stands in its case, its unit and those above, the sections of the office. */
export const knowsObligation = anyOf(
  related('applicant', 'member', 'holder', 'participant'),
  roleOverUnit(
    'liaison-officer',
    'unit-head',
    'unit-personnel',
    'first-reviewer',
    'first-review-head',
    'intake',
    'reviewer',
    'office-head',
    'city-leader',
    'passport-keeper',
    'supervisor',
    'inspector',
  ),
);

/** Who stops and restarts a clock, and lifts a lock for a while: named officers of the unit's superiors or the office. */
export const keepsObligations = roleOverUnit('reviewer', 'office-head', 'passport-keeper', 'supervisor');

/** The shape that the due label of the desk takes. */
export const due = z.strictObject({
  /** A day (until 24:00 of it, Beijing), or an instant for clocks that count hours. */
  dueAt: z.string(),
  paused: z.strictObject({ since: z.iso.datetime(), reason: z.string() }).optional(),
  provisional: z.boolean().optional(),
  doneAt: z.iso.datetime().optional(),
});

export const obligationRow = z.strictObject({
  id: z.uuid(),
  kind: z.string(),
  label: text,
  state: keysOf(obligationStates),
  stateLabel: text,
  due,
  /** `mission:0198…` */
  subject: z.string(),
  caseId: z.uuid().nullable(),
  number: z.string().nullable(),
  title: z.string().nullable(),
  unit: named,
  /** Who owes it; null: the unit, or whoever holds the duty there. */
  person: named.nullable(),
  link: z.string().nullable(),
});
export type ObligationRow = z.infer<typeof obligationRow>;

const scope = z.enum(['mine', 'all']).optional();

export const listObligations = endpoint({
  id: 'obligations.list',
  method: 'GET',
  path: '/api/obligations',
  summary: { zh: '期限清单', en: 'Duties with their dates' },
  permission: signedIn,
  audit: 'not-audited',
  query: z.strictObject({
    /** `mine` (default): owed by the reader or by a duty that the reader holds. `all`: whatever the reader may know of. */
    scope,
    state: z.enum(['standing', 'overdue', 'paused', 'ended', 'all']).optional(),
    kind: z.string().max(100).optional(),
    unit: z.uuid().optional(),
    case: z.uuid().optional(),
    from: dayText.optional(),
    to: dayText.optional(),
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(200).optional(),
  }),
  answer: z.strictObject({
    rows: z.array(obligationRow),
    next: z.string().nullable(),
    total: z.strictObject({ count: z.int(), exact: z.boolean() }),
  }),
});

export const obligationMonth = endpoint({
  id: 'obligations.month',
  method: 'GET',
  path: '/api/obligations/months/:month',
  summary: { zh: '期限日历', en: 'Calendar of duties' },
  permission: signedIn,
  audit: 'not-audited',
  params: z.strictObject({ month: z.string().regex(/^(19|20|21)\d{2}-(0[1-9]|1[0-2])$/) }),
  query: z.strictObject({ scope, kind: z.string().max(100).optional(), unit: z.uuid().optional() }),
  answer: z.strictObject({
    month: z.string(),
    /** Every day of the month. */
    days: z.array(
      z.strictObject({
        day: z.string(),
        working: z.boolean(),
        /** The holiday, or for whose sake a weekend day is worked. */
        name: z.string().nullable(),
        /** The notice of that year is not known yet (暂定). */
        provisional: z.boolean(),
        kinds: z.array(z.strictObject({ kind: z.string(), label: text, count: z.int(), overdue: z.int() })),
      }),
    ),
    paused: z.int(),
  }),
});

export const obligationChange = z.strictObject({
  at: z.iso.datetime(),
  what: text,
  by: z.string().nullable(),
  reason: z.string().nullable(),
  dueBefore: z.string().nullable(),
  dueAfter: z.string().nullable(),
});

export const lock = z.strictObject({
  id: z.uuid(),
  target: keysOf(lockTargets),
  targetLabel: text,
  targetName: z.string().nullable(),
  state: z.enum(['proposed', 'in-force', 'declined', 'lifted']),
  since: z.iso.datetime(),
  /** Written decision of a leader; person locks need none. */
  decision: z.strictObject({ by: z.string().nullable(), reference: z.string(), at: z.iso.datetime() }).nullable(),
  release: z
    .strictObject({ until: z.string(), by: z.string().nullable(), reason: z.string(), at: z.iso.datetime() })
    .nullable(),
  /** Oldest first; the last may wait for its answer. */
  appeals: z.array(
    z.strictObject({
      by: z.string().nullable(),
      at: z.iso.datetime(),
      words: z.string(),
      answer: z
        .strictObject({
          by: z.string().nullable(),
          at: z.iso.datetime(),
          verdict: keysOf(appealVerdicts),
          words: z.string(),
        })
        .nullable(),
    }),
  ),
});

export const readObligation = endpoint({
  id: 'obligations.open',
  method: 'GET',
  path: '/api/obligations/:id',
  summary: { zh: '期限详情', en: 'One duty' },
  permission: knowsObligation,
  audit: 'not-audited',
  params: byId,
  answer: obligationRow.extend({
    clock: keysOf(clockKinds),
    clockLabel: text,
    /** 实际抵境 11月18日 + 7 日（自然日）= 11月25日 */
    arithmetic: text,
    /** Article, or who set it. */
    source: text,
    /** Kind and id of the record that started the clock. */
    startedBy: z.string(),
    startedOn: z.string(),
    /** What would move the date. */
    moves: text,
    /** The ladder, with the instant of each rung and whether it was climbed. */
    ladder: z.array(
      z.strictObject({ act: keysOf(rungActs), label: text, at: z.iso.datetime(), doneAt: z.iso.datetime().nullable() }),
    ),
    changes: z.array(obligationChange),
    locks: z.array(lock),
    /** Acts open to the reader. */
    may: z.strictObject({
      pause: z.boolean(),
      resume: z.boolean(),
      release: z.boolean(),
      decide: z.boolean(),
      appeal: z.boolean(),
    }),
  }),
});

const reason = (label: { zh: string; en: string }) =>
  record({ reason: field(z.string().trim().min(2).max(500), { label, class: 'internal' }) });

const pauseForm = reason({ zh: '暂停理由', en: 'Why the clock stops' });
const resumeForm = reason({ zh: '恢复理由', en: 'Why the clock goes on' });

export const pause = endpoint({
  id: 'obligations.pause',
  method: 'POST',
  path: '/api/obligations/:id/pause',
  summary: { zh: '暂停计时', en: 'Stop the clock' },
  permission: keepsObligations,
  audit: 'obligations.paused',
  params: byId,
  body: pauseForm,
});

export const resume = endpoint({
  id: 'obligations.resume',
  method: 'POST',
  path: '/api/obligations/:id/resume',
  summary: { zh: '恢复计时', en: 'Restart the clock' },
  permission: keepsObligations,
  audit: 'obligations.resumed',
  params: byId,
  body: resumeForm,
});

export const listLocks = endpoint({
  id: 'obligations.locks',
  method: 'GET',
  path: '/api/obligations/locks',
  summary: { zh: '停办与停办建议', en: 'Locks and proposals' },
  permission: role('reviewer', 'office-head', 'city-leader', 'supervisor', 'inspector', 'leader-secretary'),
  audit: 'not-audited',
  query: z.strictObject({ state: z.enum(['proposed', 'in-force', 'declined', 'lifted']).optional() }),
  answer: z.strictObject({ locks: z.array(lock.extend({ obligation: obligationRow })) }),
});

const decisionForm = record({
  decision: field(z.enum(['confirm', 'decline']), {
    label: { zh: '决定', en: 'Decision' },
    class: 'internal',
    widget: 'choice',
    options: {
      confirm: { zh: '同意停办', en: 'Lock' },
      decline: { zh: '不停办', en: 'Do not lock' },
    },
  }),
  reference: field(z.string().trim().min(2).max(300), {
    label: { zh: '书面决定', en: 'Written decision' },
    help: { zh: '批示人、日期和文号', en: 'Who signed, when, under which number' },
    class: 'internal',
  }),
});

/** A unit or mission is locked by a leader's written decision only; the program proposes. */
export const decideLock = endpoint({
  id: 'obligations.decide-lock',
  method: 'POST',
  path: '/api/obligations/locks/:id/decide',
  summary: { zh: '停办决定', en: 'Decide on a lock' },
  permission: role('office-head', 'city-leader', 'leader-secretary'),
  audit: 'obligations.lock-decided',
  params: byId,
  body: decisionForm,
});

const releaseForm = record({
  until: field(dayText, {
    label: { zh: '放行至', en: 'Released until' },
    help: { zh: '含当日，最长 30 天', en: 'That day included, 30 days at most' },
    class: 'internal',
    widget: 'day',
  }),
  reason: field(z.string().trim().min(2).max(500), { label: { zh: '理由', en: 'Reason' }, class: 'internal' }),
});

export const releaseLock = endpoint({
  id: 'obligations.release-lock',
  method: 'POST',
  path: '/api/obligations/locks/:id/release',
  summary: { zh: '临时放行', en: 'Release for a while' },
  permission: role('office-head', 'city-leader'),
  audit: 'obligations.lock-released',
  params: byId,
  body: releaseForm,
});

/** The locked themselves, whoever stands in the case, and the unit that answers for them. */
const speaksForTheLocked = anyOf(
  related('applicant', 'member', 'holder'),
  roleOverUnit('liaison-officer', 'unit-head'),
);

const appealForm = record({
  words: field(z.string().trim().min(2).max(500), {
    label: { zh: '申诉理由', en: 'Why you appeal' },
    help: { zh: '写明事实；证明材料可写明已交何处', en: 'The facts; say where proof was handed in' },
    widget: 'textarea',
    class: 'internal',
  }),
});

export const appealLock = endpoint({
  id: 'obligations.appeal-lock',
  method: 'POST',
  path: '/api/obligations/locks/:id/appeal',
  summary: { zh: '申诉', en: 'Appeal against a lock' },
  permission: speaksForTheLocked,
  audit: 'obligations.lock-appealed',
  params: byId,
  body: appealForm,
});

const answerForm = record({
  verdict: field(keysOf(appealVerdicts), {
    label: { zh: '答复', en: 'Answer' },
    widget: 'choice',
    options: appealVerdicts,
    class: 'internal',
  }),
  words: field(z.string().trim().min(2).max(500), {
    label: { zh: '理由', en: 'Reason' },
    help: { zh: '申诉人看得到', en: 'Seen by whoever appealed' },
    widget: 'textarea',
    class: 'internal',
  }),
});

export const answerAppeal = endpoint({
  id: 'obligations.answer-appeal',
  method: 'POST',
  path: '/api/obligations/locks/:id/appeal/answer',
  summary: { zh: '答复申诉', en: 'Answer an appeal' },
  permission: role('office-head', 'city-leader'),
  audit: 'obligations.appeal-answered',
  params: byId,
  body: answerForm,
});
