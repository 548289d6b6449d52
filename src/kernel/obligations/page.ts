import { officeCalendar } from '#kernel/calendar/storage.ts';
import type { Queries } from '#kernel/database/database.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import { may } from '#kernel/identity/may.ts';
import type { Relation, Subject } from '#kernel/identity/permission.ts';
import { namesOf } from '#kernel/parties/persons.ts';
import type { Text } from '#kernel/text.ts';
import { arithmetic, moves } from './arithmetic.ts';
import { reckon } from './clock.ts';
import * as endpoints from './endpoints.ts';
import { labelOfKind, obligationKindOf } from './kind.ts';
import { inOrder, rungAt } from './ladder.ts';
import { dutyRows } from './lists.ts';
import {
  type AppealVerdict,
  type ClockKind,
  clockKinds,
  type LockTarget,
  lockTargets,
  type RungAct,
  rungActs,
} from './model.ts';
import { factsOf, findObligation, type ObligationRecord, sourceOf } from './storage.ts';

export interface ObligationSubject extends Subject {
  readonly row: ObligationRecord;
}

/** What the permission is asked about: the unit, the people of the case, and whoever owes it as its holder. */
export async function subjectOf(queries: Queries, officeId: string, id: string): Promise<ObligationSubject | null> {
  const row = await findObligation(queries, officeId, id);
  if (!row) return null;
  const related =
    row.case_id === null
      ? []
      : await queries
          .selectFrom('kernel.case_people')
          .select(['person_id', 'relation'])
          .where('office_id', '=', officeId)
          .where('case_id', '=', row.case_id)
          .execute();
  const people: Partial<Record<Relation, string[]>> = {};
  for (const { person_id, relation } of related) {
    const of = relation as Relation;
    people[of] = [...(people[of] ?? []), person_id];
  }
  if (row.person_id !== null) people.holder = [...(people.holder ?? []), row.person_id];
  return { officeId, unitPath: row.unit_path, people, row };
}

const changeWords: Readonly<Record<string, Text>> = {
  started: { zh: '起算', en: 'Started' },
  recomputed: { zh: '重算', en: 'Computed again' },
  paused: { zh: '暂停', en: 'Suspended' },
  resumed: { zh: '恢复', en: 'Restarted' },
  met: { zh: '已办', en: 'Done' },
  cancelled: { zh: '取消', en: 'Cancelled' },
  overdue: { zh: '逾期', en: 'Became overdue' },
  'lock-decided': { zh: '停办决定', en: 'Decision on a lock' },
  'lock-released': { zh: '临时放行', en: 'Released for a while' },
  'lock-appealed': { zh: '申诉', en: 'Appeal against a lock' },
  'appeal-answered': { zh: '答复申诉', en: 'Appeal answered' },
  'locks-lifted': { zh: '停办解除', en: 'Locks lifted' },
};

interface Details {
  readonly act?: string;
  readonly rung?: number;
}

function wordsOf(what: string, details: Details): Text {
  if (what === 'climbed') return (rungActs as Readonly<Record<string, Text>>)[details.act ?? ''] ?? rungActs.remind;
  return changeWords[what] ?? { zh: what, en: what };
}

/** Locks of these duties, latest first, with the names of whom and what they lock. */
export async function locksOf(queries: Queries, officeId: string, obligationIds: readonly string[]) {
  if (obligationIds.length === 0) return [];
  const rows = await queries
    .selectFrom('kernel.obligation_locks as l')
    .leftJoin('kernel.persons as p', (join) =>
      join.onRef('p.office_id', '=', 'l.office_id').onRef('p.id', '=', 'l.target_id'),
    )
    .leftJoin('kernel.units as u', (join) =>
      join.onRef('u.office_id', '=', 'l.office_id').onRef('u.id', '=', 'l.target_id'),
    )
    .leftJoin('kernel.cases as c', (join) =>
      join.onRef('c.office_id', '=', 'l.office_id').onRef('c.id', '=', 'l.target_id'),
    )
    .selectAll('l')
    .select(['p.name as person_name', 'u.name as unit_name', 'c.title as case_title'])
    .where('l.office_id', '=', officeId)
    .where('l.obligation_id', 'in', [...obligationIds])
    .orderBy('l.since', 'desc')
    .orderBy('l.id')
    .execute();
  const appeals = await queries
    .selectFrom('kernel.obligation_lock_appeals')
    .selectAll()
    .where('office_id', '=', officeId)
    .where('obligation_id', 'in', [...obligationIds])
    .orderBy('made_at')
    .orderBy('id')
    .execute();
  const people = [
    ...rows.flatMap((row) => [row.decided_by, row.released_by]),
    ...appeals.flatMap((appeal) => [appeal.made_by, appeal.answered_by]),
  ].filter((id) => id !== null);
  const names = await namesOf(queries, officeId, people);
  return rows.map((row) => ({
    obligationId: row.obligation_id,
    id: row.id,
    target: row.target as LockTarget,
    targetLabel: lockTargets[row.target as LockTarget],
    targetName: { person: row.person_name, unit: row.unit_name, mission: row.case_title }[row.target as LockTarget],
    state: row.state as 'proposed' | 'in-force' | 'declined' | 'lifted',
    since: row.since.toISOString(),
    decision:
      row.reference !== null && row.decided_at !== null
        ? {
            by: row.decided_by === null ? null : (names.get(row.decided_by) ?? null),
            reference: row.reference,
            at: row.decided_at.toISOString(),
          }
        : null,
    release:
      row.release_until !== null && row.release_reason !== null && row.released_at !== null
        ? {
            until: row.release_until,
            by: row.released_by === null ? null : (names.get(row.released_by) ?? null),
            reason: row.release_reason,
            at: row.released_at.toISOString(),
          }
        : null,
    appeals: appeals
      .filter((appeal) => appeal.lock_id === row.id)
      .map((appeal) => ({
        by: names.get(appeal.made_by) ?? null,
        at: appeal.made_at.toISOString(),
        words: appeal.words,
        answer:
          appeal.answered_by !== null && appeal.answered_at !== null && appeal.answer !== null
            ? {
                by: names.get(appeal.answered_by) ?? null,
                at: appeal.answered_at.toISOString(),
                verdict: appeal.verdict as AppealVerdict,
                words: appeal.answer,
              }
            : null,
      })),
  }));
}

/** Everything about one duty: how its date came about, what was said of it, what would move it. */
export async function obligationPage(queries: Queries, actor: Actor, subject: ObligationSubject, now: Date) {
  const { row } = subject;
  const { officeId } = actor;
  const head = (await dutyRows(queries, officeId, [row.id], now)).get(row.id);
  if (!head) throw new Error(`obligation ${row.id} vanished while it was read`);
  const kind = obligationKindOf(row.kind);
  const facts = factsOf(row);
  const reckoning = reckon(facts, await officeCalendar(queries, officeId));
  const changes = await queries
    .selectFrom('kernel.obligation_changes')
    .selectAll()
    .where('office_id', '=', officeId)
    .where('obligation_id', '=', row.id)
    .orderBy('sequence')
    .execute();
  const names = await namesOf(
    queries,
    officeId,
    changes.flatMap((change) => change.by_person ?? []),
  );
  const moved = changes.findLast((change) => change.due_after !== null)?.sequence ?? 0;
  const climbed = new Map(
    changes
      .filter((change) => change.what === 'climbed' && change.sequence > moved)
      .map((change) => [(change.details as Details).rung, change.at.toISOString()]),
  );
  const locks = await locksOf(queries, officeId, [row.id]);
  const keeps = may(actor, endpoints.keepsObligations, subject).allowed;
  const running = row.state === 'open' && now < row.due_at;
  return {
    ...head,
    clock: row.clock as ClockKind,
    clockLabel: clockKinds[row.clock as ClockKind],
    // As it stands in the record: what the calendar says today is written there when it is computed again.
    arithmetic: arithmetic(kind?.startedBy ?? labelOfKind(row.kind), facts, {
      ...reckoning,
      dueOn: row.due_on as typeof reckoning.dueOn,
      dueAt: row.due_at,
      provisional: row.provisional,
    }),
    source: sourceOf(row),
    startedBy: row.started_by,
    startedOn: row.started_on,
    moves: moves(facts),
    ladder: inOrder(kind?.ladder ?? []).map((rung, index) => ({
      act: rung.act as RungAct,
      label: rungActs[rung.act],
      at: rungAt(rung, row.due_at).toISOString(),
      doneAt: climbed.get(index + 1) ?? null,
    })),
    changes: changes.map((change) => ({
      at: change.at.toISOString(),
      what: wordsOf(change.what, change.details as Details),
      by: change.by_person === null ? null : (names.get(change.by_person) ?? null),
      reason: change.reason,
      dueBefore: change.due_before?.toISOString() ?? null,
      dueAfter: change.due_after?.toISOString() ?? null,
    })),
    locks: locks.map(({ obligationId: _obligation, ...lock }) => lock),
    may: {
      pause: keeps && running,
      resume: keeps && row.state === 'paused',
      release: may(actor, endpoints.releaseLock.permission).allowed && locks.some((lock) => lock.state === 'in-force'),
      appeal:
        may(actor, endpoints.appealLock.permission, subject).allowed &&
        locks.some(({ state, appeals }) => state === 'in-force' && appeals.every(({ answer }) => answer !== null)),
      decide: may(actor, endpoints.decideLock.permission).allowed && locks.some((lock) => lock.state === 'proposed'),
    },
  };
}
