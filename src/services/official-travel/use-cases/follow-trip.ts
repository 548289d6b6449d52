import { dayInBeijing } from '#kernel/calendar/day.ts';
import type { CaseOutcome } from '#kernel/cases/execute.ts';
import type { Work } from '#kernel/commands/command.ts';
import { type PlanUse, settlePlan } from '../plan/settle.ts';
import { recordTrip, setTripStatus, type Trip } from '../trips/storage.ts';
import type { LoadedMission } from './load.ts';

const withoutResult: ReadonlySet<string> = new Set(['refused', 'withdrawn', 'terminated', 'annulled']);

/**
 * What the rules of other missions, the plan's counters and the figures read, kept in step with the case: applied for from the
 * submission, approved when granted, completed once the return is registered, cancelled when it ends without result. While a
 * change of a granted mission is being decided, what was granted stands.
 */
export async function followTrip(work: Work, loaded: LoadedMission, outcome: CaseOutcome): Promise<void> {
  const did = new Set(outcome.events);
  const plan = (state: 'held' | 'granted' | 'released') =>
    settlePlan(work, { caseId: outcome.id, state, ...planUse(loaded) });
  if (did.has('granted')) {
    await plan('granted');
    await writeTrip(work, loaded, outcome, 'approved');
  } else if (did.has('submitted') || (did.has('resubmitted') && !everGranted(loaded))) {
    await plan('held');
    await writeTrip(work, loaded, outcome, 'applied');
  } else if (did.has('round-ended') && withoutResult.has(outcome.state)) {
    await plan('released');
    await setTripStatus(work, outcome.id, 'cancelled');
  } else if (did.has('retracted') && loaded.stored.state.retractable?.ungrants) {
    // The granting decision was taken back.
    await plan('held');
    await writeTrip(work, loaded, outcome, 'applied');
  } else if (did.has('wait-completed') && loaded.mission.return?.returnedOn) {
    await writeTrip(work, loaded, outcome, 'completed');
  }
}

/** Which line the mission stands on: its own, or the one that is given up for it; outside the plan it has none. */
function planUse({ mission, check }: LoadedMission): Pick<PlanUse, 'lineId' | 'amountCny' | 'swap'> {
  const { status, lineId, swapFor } = mission.plan ?? {};
  const { budgetCny, members, days } = check.facts;
  const amountCny = budgetCny ?? 0;
  if (status === 'in-plan') return { lineId: lineId ?? null, amountCny };
  if (status !== 'swapped') return { lineId: null, amountCny };
  return { lineId: swapFor ?? null, amountCny, swap: { people: members ?? 0, days: days ?? 0 } };
}

const everGranted = ({ stored }: LoadedMission): boolean => stored.state.rounds.some(({ granted }) => granted);

async function writeTrip(
  work: Work,
  loaded: LoadedMission,
  { id, number }: CaseOutcome,
  status: Trip['status'],
): Promise<void> {
  const { mission, check, stored, units } = loaded;
  const { basics, route, members, invitations } = mission;
  const regions = check.facts.visitedRegions;
  if (number === null || !basics?.kind || !basics.category || !route?.departure || !route.return || !regions?.length) {
    throw new Error(`mission ${id} went forward without kind, dates or places`);
  }
  const home = status === 'completed' ? mission.return : undefined;
  const absent = new Set(home?.absent ?? []);
  await recordTrip(work, {
    caseId: id,
    reference: number,
    status,
    kind: basics.kind,
    category: basics.category,
    unitId: stored.row.unit_id,
    unitPath: stored.row.unit_path,
    unitNames: [
      ...new Set([
        ...units.filter((unit) => unit.id === stored.row.unit_id).map(({ name }) => name),
        ...(members?.people ?? []).flatMap(({ unit }) => (unit ? [unit] : [])),
      ]),
    ],
    departure: home?.departedOn ?? route.departure,
    return: home?.returnedOn ?? route.return,
    regions,
    inviters: (invitations?.letters ?? []).flatMap(({ inviter }) => (inviter ? [inviter] : [])),
    purposeTitle: basics.task ?? basics.title ?? '',
    budgetCny: check.facts.budgetCny,
    grantedOn: status === 'applied' ? null : dayInBeijing(work.now),
    people: (members?.people ?? []).flatMap(({ id: personId, leadershipTeamOf, leadershipRole, groupRole }) =>
      personId && !absent.has(personId)
        ? [
            {
              personId,
              leadershipTeamOf: leadershipTeamOf ?? null,
              leadershipRole: leadershipRole ?? null,
              groupLeader: groupRole === 'leader',
            },
          ]
        : [],
    ),
  });
}
