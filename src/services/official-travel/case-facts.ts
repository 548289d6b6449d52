import type { CaseFacts, OpenFinding, UnitRef } from '#kernel/cases/facts.ts';
import type { MissionCheck } from './answers.ts';
import { openFindings } from './assess.ts';
import type { DraftMission } from './model.ts';
import { missingPapers } from './required-papers.ts';
import { daysOfRoute } from './route-days.ts';

/** Ranks in order, so that a condition of a route can compare them. */
const rankNumber: Readonly<Record<string, number>> = {
  ministerial: 6,
  'bureau-principal': 5,
  'bureau-deputy': 4,
  'county-principal': 3,
  'county-deputy': 2,
  section: 1,
  none: 0,
};

const cityLeaders: ReadonlySet<string> = new Set(['city-party-head', 'city-government-head', 'vice-mayor']);

export interface FactSources {
  readonly mission: DraftMission;
  readonly check: MissionCheck;
  readonly applicant: string;
  readonly units: { readonly applicant: UnitRef; readonly firstReview: UnitRef | null; readonly office: UnitRef };
}

/** What the case engine decides by: values for the route, who is concerned, which findings stand, which papers are missing. */
export function caseFacts({ mission, check, applicant, units }: FactSources): CaseFacts {
  const people = mission.members?.people ?? [];
  return {
    values: {
      kind: mission.basics?.kind ?? '',
      category: mission.basics?.category ?? '',
      arrangement: mission.basics?.arrangement ?? '',
      rank: Math.max(0, ...people.map(({ rank }) => rankNumber[rank ?? 'none'] ?? 0)),
      cityLeader: people.some(({ office }) => cityLeaders.has(office ?? 'other')),
      members: people.length,
      days: check.facts.days ?? 0,
      regions: check.facts.visitedRegions ?? [],
      budgetCny: check.facts.budgetCny ?? 0,
      fiscal: (mission.budget?.sources ?? []).some(({ kind }) => kind === 'fiscal'),
      publicityExempt: mission.publicity?.exemption === 'must-stay-secret',
      underCounty: units.firstReview !== null,
    },
    applicant,
    members: people.flatMap(({ id }) => (id ? [id] : [])),
    units,
    findings: standing(check),
    missingPapers: [...missingPapers(mission)],
  };
}

/** While the file is not well-formed the rules cannot run, and nothing goes forward. */
function standing(check: MissionCheck): readonly OpenFinding[] {
  if (check.gaps.length === 0) return openFindings(check);
  return [{ id: 'incomplete', blocks: 'submit', exceptionBy: [] }, ...openFindings(check)];
}

/** Codes and figures that lists show and filter by; no personal value among them. */
export function rowFacts(
  mission: DraftMission,
  check: MissionCheck,
): Readonly<Record<string, string | number | boolean | null>> {
  const regions = [
    ...new Set((mission.route?.stops ?? []).flatMap(({ region, use }) => (region && use === 'visit' ? [region] : []))),
  ].sort();
  return {
    kind: mission.basics?.kind ?? null,
    category: mission.basics?.category ?? null,
    members: mission.members?.people?.length ?? 0,
    days: check.facts.days,
    day: daysOfRoute(mission).departure,
    return: daysOfRoute(mission).back,
    regions: regions.join(','),
    ...Object.fromEntries(regions.map((region) => [`region.${region}`, true])),
    issues: check.gaps.length + check.findings.filter(({ blocks }) => blocks !== 'nothing').length,
    planLine: mission.plan?.lineId ?? null,
  };
}
