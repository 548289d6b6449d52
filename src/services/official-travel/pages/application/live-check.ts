import type { Day } from '#kernel/calendar/day.ts';
import type { MissionCheck, MissionFinding } from '../../answers.ts';
import { type AssessmentContext, assess } from '../../assess.ts';
import { type ApplicationSection, applicationSections, type DraftMission } from '../../model.ts';
import { draftFacts } from './draft-facts.ts';
import { namedGaps } from './open-gaps.ts';
import { type Filling, standIn } from './stand-ins.ts';

/**
 * The check while somebody is filling: gaps of what is typed, facts that can be counted already, and findings of rules whose sections are
 * complete. Rules want a whole application; sections still open are filled twice with contents that differ in everything, and only what
 * both find alike is said: it holds whatever will be written there.
 */
export function liveCheck(mission: DraftMission, context: AssessmentContext, today: Day): MissionCheck {
  const found = assess(mission, context);
  const check = { ...found, gaps: namedGaps(found.gaps, mission) };
  if (check.ran) {
    return {
      ...check,
      findings: touched(check, check.findings),
      facts: { ...draftFacts(mission), ...known(check.facts) },
    };
  }
  return { ...check, facts: draftFacts(mission), findings: certainFindings(mission, check, context, today) };
}

/** An untouched section is open, which is said once; that its content breaks a rule by not being there is no news. */
function touched(check: MissionCheck, findings: readonly MissionFinding[]): MissionFinding[] {
  const empty = new Set(check.gaps.flatMap(({ code, section }) => (code === 'section-empty' ? [section] : [])));
  return findings.filter(({ section }) => !empty.has(section));
}

const known = (facts: MissionCheck['facts']): Partial<MissionCheck['facts']> =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null));

const isApplicationSection = (section: string): section is ApplicationSection =>
  (applicationSections as readonly string[]).includes(section);

function certainFindings(
  mission: DraftMission,
  check: MissionCheck,
  context: AssessmentContext,
  today: Day,
): MissionFinding[] {
  const open = new Set<ApplicationSection>(
    check.gaps.flatMap(({ section }) => (isApplicationSection(section) ? [section] : [])),
  );
  // Reasons are looked up by the rules; an unfinished statement must not hide that a reason is there.
  const modest = findingsWith(mission, open, 'modest', context, today);
  const grand = findingsWith(mission, open, 'grand', context, today);
  const mark = ({ rule, section, at, params }: MissionFinding) => JSON.stringify([rule, section, at, params]);
  const alsoFound = new Set(grand.map(mark));
  return modest.filter(
    (finding) => isApplicationSection(finding.section) && !open.has(finding.section) && alsoFound.has(mark(finding)),
  );
}

/** Adds to `open` what does not fit to the fillings: references between sections may only be resolved when both are there. */
function findingsWith(
  mission: DraftMission,
  open: Set<ApplicationSection>,
  filling: Filling,
  context: AssessmentContext,
  today: Day,
): readonly MissionFinding[] {
  while (open.size < applicationSections.length) {
    const filled: DraftMission = {
      ...mission,
      ...Object.fromEntries([...open].map((section) => [section, standIn(section, mission, filling, today)])),
    };
    const check = assess(filled, context);
    if (check.ran) return check.findings;
    const before = open.size;
    for (const { section } of check.gaps) if (isApplicationSection(section)) open.add(section);
    if (open.size === before) return [];
  }
  return [];
}

/**
 * What the form shows: the server's check when nothing is unsaved; while something is, the browser's, with the server's findings of rules
 * that the browser cannot decide (other missions of the unit, plan lines).
 */
export function shownCheck(
  told: MissionCheck,
  live: MissionCheck,
  unsaved: boolean,
  mission: DraftMission,
): MissionCheck {
  const server = { ...told, gaps: namedGaps(told.gaps, mission) };
  const facts = { ...live.facts, ...(unsaved ? {} : known(server.facts)) };
  if (!server.ran) return { ...(unsaved ? live : server), findings: live.findings, facts };
  if (!unsaved) return { ...server, findings: touched(server, server.findings), facts };
  if (!live.ran) return { ...live, findings: server.findings, facts };
  const undecided = new Set(live.unchecked.map(({ rule }) => rule));
  return { ...live, findings: [...live.findings, ...server.findings.filter(({ rule }) => undecided.has(rule))], facts };
}
