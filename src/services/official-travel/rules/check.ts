import { noticeCalendar, type WorkingCalendar } from '#kernel/calendar/working-calendar.ts';
import {
  type Evaluation,
  evaluate,
  type Finding,
  type RuleBook,
  type Verdict,
  verdictOf,
  withFigures,
} from '#kernel/rules/evaluate.ts';
import type { OfficeRates } from '../budget/rates.ts';
import type { MissionFile } from '../mission-file/model.ts';
import { travelRules } from './book.ts';
import { type MissionFacts, missionFacts, shareWithThreeDecimals } from './facts.ts';
import { ruleRow } from './rows.ts';

/** Figures that an office has set, by rule id and name; what is not named stays as in the row. */
export type OfficeFigures = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

export interface CheckOptions {
  /** Without it the figures of the rows are used, as the command always does. */
  readonly params?: OfficeFigures;
  /** Without it the State Council notices, without an office's entries. */
  readonly calendar?: WorkingCalendar;
  /** The office's own table of rates; without it the program's of the day. */
  readonly officeRates?: OfficeRates | null;
  /** Rules that the office does not enforce, as its own papers say; the command enforces all. */
  readonly off?: readonly string[];
}

export interface CheckFacts {
  readonly days: number;
  readonly visitedRegions: readonly string[];
  readonly countedRegions: readonly string[];
  readonly members: number;
  readonly postingWorkingDays: number | null;
  readonly officialShare: number | null;
}

/** Output of `honglu travel check` for one mission. */
export interface CheckOutput {
  readonly format: 'honglu-mission-check/1';
  readonly file: string;
  readonly exit: 0 | 3 | 4;
  readonly asOf: string;
  readonly verdict: Verdict;
  readonly facts: CheckFacts;
  readonly findings: readonly Omit<Finding, 'explanation'>[];
  readonly passed: Evaluation['passed'];
  readonly notApplicable: Evaluation['notApplicable'];
  readonly unchecked: Evaluation['unchecked'];
}

/** The same for screens: findings also explain where the rule's own message is too general. */
export interface MissionEvaluation extends Evaluation {
  readonly verdict: Verdict;
  readonly facts: CheckFacts;
}

const exitOf = { clear: 0, 'needs-reason': 3, blocked: 4 } as const satisfies Record<Verdict, number>;

/**
 * Which rules the mission breaks on the day of its submission. Pure: the present date is not consulted.
 * @throws ZodError or Error if figures of an office are not what their rule needs
 */
export function evaluateMission(mission: MissionFile, options: CheckOptions = {}): MissionEvaluation {
  const calendar = options.calendar ?? noticeCalendar;
  const facts = missionFacts({ ...mission, officeRates: options.officeRates }, calendar);
  const evaluation = evaluate(bookFor(options), facts, {
    date: mission.asOf,
    calendar,
    reasons: new Map(mission.reasons.map(({ rule, text }) => [rule, text])),
  });
  return { ...evaluation, verdict: verdictOf(evaluation.findings), facts: shown(facts) };
}

/**
 * @param file the name under which the answer stands, as written on the command line
 * @throws as evaluateMission
 */
export function checkMission(mission: MissionFile, file: string, options: CheckOptions = {}): CheckOutput {
  const { verdict, facts, findings, passed, notApplicable, unchecked } = evaluateMission(mission, options);
  return {
    format: 'honglu-mission-check/1',
    file,
    exit: exitOf[verdict],
    asOf: mission.asOf,
    verdict,
    facts,
    findings: findings.map(({ explanation: _, ...finding }) => finding),
    passed,
    notApplicable,
    unchecked,
  };
}

function bookFor({ params = {}, off = [] }: CheckOptions): RuleBook<MissionFacts> {
  const whole = Object.entries(params).map(([id, own]) => [id, { ...ruleRow(id).params, ...own }] as const);
  const book = whole.length === 0 ? travelRules : withFigures(travelRules, Object.fromEntries(whole));
  if (off.length === 0) return book;
  const notEnforced = new Set(off);
  return {
    ...book,
    outOfScope: (rule, facts, context) =>
      notEnforced.has(rule) ? 'not-enforced' : book.outOfScope(rule, facts, context),
  };
}

function shown(facts: MissionFacts): CheckFacts {
  return {
    days: facts.days,
    visitedRegions: facts.visitedRegions,
    countedRegions: facts.countedRegions,
    members: facts.mission.members.length,
    postingWorkingDays: facts.postingWorkingDays,
    officialShare: facts.officialShare === null ? null : shareWithThreeDecimals(facts.officialShare),
  };
}
