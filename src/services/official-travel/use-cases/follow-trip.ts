import { dayInBeijing } from '#kernel/calendar/day.ts';
import type { CaseOutcome } from '#kernel/cases/execute.ts';
import type { Work } from '#kernel/commands/command.ts';
import { settlePlan } from '../plan/settle.ts';
import { recordTrip } from '../trips/storage.ts';
import type { LoadedMission } from './load.ts';

const ended: ReadonlySet<string> = new Set(['refused', 'withdrawn', 'terminated', 'annulled']);

/**
 * What the rules of other missions, the plan's counters and the figures read, kept in step with the case: applied for from the
 * submission, approved when granted, cancelled when it ends without result.
 */
export async function followTrip(work: Work, loaded: LoadedMission, outcome: CaseOutcome): Promise<void> {
  if (outcome.events.length === 0 || outcome.number === null) return;
  const { mission, check, stored, units } = loaded;
  const granted = outcome.state === 'granted';
  const status = granted ? 'approved' : ended.has(outcome.state) ? 'cancelled' : 'applied';
  await settlePlan(work, {
    caseId: outcome.id,
    lineId: mission.plan?.lineId ?? null,
    state: granted ? 'granted' : status === 'cancelled' ? 'released' : 'held',
  });
  const { basics, route, members, invitations } = mission;
  const regions = check.facts.visitedRegions;
  // Between two submissions a returned application may be open again; the journey stays as it was last sent.
  if (!basics?.kind || !basics.category || !route?.departure || !route.return || !regions || regions.length === 0)
    return;
  await recordTrip(work, {
    caseId: outcome.id,
    reference: outcome.number,
    status,
    kind: basics.kind,
    category: basics.category,
    unitId: stored.row.unit_id,
    unitPath: stored.row.unit_path,
    unitNames: [
      ...new Set([
        ...units.filter(({ id }) => id === stored.row.unit_id).map(({ name }) => name),
        ...(members?.people ?? []).flatMap(({ unit }) => (unit ? [unit] : [])),
      ]),
    ],
    departure: route.departure,
    return: route.return,
    regions,
    inviters: (invitations?.letters ?? []).flatMap(({ inviter }) => (inviter ? [inviter] : [])),
    purposeTitle: basics.task ?? basics.title ?? '',
    budgetCny: check.facts.budgetCny,
    grantedOn: granted ? dayInBeijing(work.now) : null,
    people: (members?.people ?? []).flatMap(({ id, leadershipTeamOf, leadershipRole, groupRole }) =>
      id
        ? [
            {
              personId: id,
              leadershipTeamOf: leadershipTeamOf ?? null,
              leadershipRole: leadershipRole ?? null,
              groupLeader: groupRole === 'leader',
            },
          ]
        : [],
    ),
  });
}
