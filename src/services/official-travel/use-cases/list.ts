import type { z } from 'zod';
import { type Day, dayInBeijing } from '#kernel/calendar/day.ts';
import { type CaseFilter, type CaseSort, listCases } from '#kernel/cases/lists.ts';
import type { Queries } from '#kernel/database/database.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import { namesOf } from '#kernel/parties/persons.ts';
import type { MissionRow, missionList } from '../answers.ts';
import { knowsMission, type missionQuery } from '../endpoints.ts';
import { holderPeople, holderText, holderUnits } from '../holding.ts';
import { missionProcess } from '../process.ts';
import { unitNames } from '../storage.ts';

type Asked = z.infer<typeof missionQuery>;

export function filterOf(asked: Asked, actor: Actor, now: Date): CaseFilter {
  return {
    services: [missionProcess.service],
    kind: missionProcess.kind,
    ...(asked.q ? { text: asked.q } : {}),
    ...(asked.state ? { states: asked.state.split(',') } : {}),
    ...(asked.unit ? { unitId: asked.unit } : {}),
    ...(asked.departureFrom || asked.departureTo
      ? {
          day: {
            ...(asked.departureFrom ? { from: asked.departureFrom } : {}),
            ...(asked.departureTo ? { to: asked.departureTo } : {}),
          },
        }
      : {}),
    ...(asked.view === 'to-do' ? { toDo: true } : {}),
    ...(asked.view === 'mine' ? { applicantId: actor.personId } : {}),
    ...(asked.view === 'overdue'
      ? { dueBy: dayInBeijing(new Date(now.getTime() - 86_400_000)) as Day, phases: ['open'] as const }
      : {}),
    ...(asked.region || asked.kind
      ? {
          facts: {
            ...(asked.region ? { [`region.${asked.region}`]: true } : {}),
            ...(asked.kind ? { kind: asked.kind } : {}),
          },
        }
      : {}),
  };
}

/** One page of the missions that the actor may know of. */
export async function listMissions(
  queries: Queries,
  actor: Actor,
  asked: Asked,
  now: Date,
): Promise<z.infer<typeof missionList>> {
  const wanted = (asked.sort ?? 'due').replace('-', '');
  const sort = (wanted === 'departure' ? 'day' : wanted) as CaseSort;
  const found = await listCases(queries, actor, knowsMission, {
    filter: filterOf(asked, actor, now),
    sort,
    reversed: asked.sort?.startsWith('-') ?? false,
    ...(asked.cursor ? { cursor: asked.cursor } : {}),
    limit: asked.limit ?? 20,
  });
  const holders = found.items.flatMap((item) => item.holders);
  const names = await namesOf(queries, actor.officeId, holderPeople(holders));
  const units = await unitNames(queries, actor.officeId, holderUnits(holders));
  return {
    rows: found.items.map((item): MissionRow => {
      const facts = item.facts as Record<string, string | number | null>;
      const returned = item.state === 'returned' || item.state === 'withdrawn' || item.state === 'draft';
      const applicant = item.applicantName ?? '';
      return {
        id: item.id,
        number: item.number,
        title: item.title,
        unit: { id: item.unitId, name: item.unitName ?? '' },
        members: Number(facts.members ?? 0),
        days: facts.days === null || facts.days === undefined ? null : Number(facts.days),
        regions: typeof facts.regions === 'string' && facts.regions !== '' ? facts.regions.split(',') : [],
        departure: (facts.day as string | null) ?? null,
        return: (facts.return as string | null) ?? null,
        issues: Number(facts.issues ?? 0),
        updatedAt: item.updatedAt.toISOString(),
        state: item.state,
        step: item.nodes[0] ?? null,
        holder: returned ? { zh: applicant, en: applicant } : holderText(item.holders, names, units),
        since: item.waitsSince?.toISOString() ?? null,
        due: item.dueOn,
        provisional: item.dueProvisional,
      };
    }),
    next: found.next,
    total: { count: found.total.count, more: !found.total.exact },
  };
}
