import { dayInBeijing } from '#kernel/calendar/day.ts';
import { forecast } from '#kernel/cases/forecast.ts';
import type { StoredCase } from '#kernel/cases/read.ts';
import { routesFor } from '#kernel/cases/route-storage.ts';
import { chooseRoute } from '#kernel/cases/routes.ts';
import type { Queries } from '#kernel/database/database.ts';
import type { MissionPage } from '../answers.ts';
import { holderPeople, holderText, holderUnits } from '../holding.ts';
import { missionProcess } from '../process.ts';
import { standardRoute } from '../standard-route.ts';
import { unitsAndNames } from '../storage.ts';
import type { LoadedMission } from './load.ts';

/**
 * For a draft: who would decide, in which order and until when, by the route that its facts choose today. The engine that will open
 * the steps is asked. Null once it is submitted, and where no route fits.
 */
export async function forecastPath(
  queries: Queries,
  { row }: StoredCase,
  { facts, dueDay }: LoadedMission,
  now: Date,
): Promise<MissionPage['forecast']> {
  if (row.phase !== 'draft') return null;
  const laidDown = await routesFor(queries, row.office_id, missionProcess);
  const routes = laidDown.length > 0 ? laidDown : [standardRoute];
  const { route } = chooseRoute(missionProcess, routes, facts.values, dayInBeijing(now));
  if (!route) return null;
  const steps = forecast({ process: missionProcess, route }, { facts, dueDay }, now);
  const holders = steps.flatMap((step) => step.holders);
  const { units, names } = await unitsAndNames(queries, row.office_id, holderUnits(holders), holderPeople(holders));
  const unitNames = new Map(units.map(({ id, name }) => [id, name]));
  return {
    route: route.title,
    steps: steps.map(({ node, step, stage, runs, holders: own, from, due, provisional }) => ({
      node,
      label: missionProcess.steps[step]?.label ?? { zh: step, en: step },
      stage,
      runs,
      holder: holderText(own, names, unitNames),
      from,
      due,
      provisional,
    })),
  };
}
