import type { Day } from '#kernel/calendar/day.ts';
import { noticeCalendar } from '#kernel/calendar/working-calendar.ts';
import type { OpenFinding } from '#kernel/cases/facts.ts';
import { faultsOf } from '#kernel/http/faults.ts';
import { Decimal } from '#kernel/money/decimal.ts';
import type { Text } from '#kernel/text.ts';
import { fieldMeta } from '#kernel/ui/field.ts';
import type { Gap, MissionCheck, MissionFinding } from './answers.ts';
import { lineInCny } from './budget/rates.ts';
import { readMissionObject } from './mission-file/read.ts';
import { pricedBudget } from './model/money.ts';
import { type ApplicationSection, applicationSections, type DraftMission, type Section, sections } from './model.ts';
import { ownChecks } from './own-checks/checks.ts';
import type { Hit, OwnCheck } from './own-checks/own-check.ts';
import type { OfficeRecords } from './own-checks/records.ts';
import { missionProcess } from './process.ts';
import { type ProjectionContext, projectMission } from './projection.ts';
import { ruleEntry, rulesCatalogue } from './rules/catalogue.ts';
import { type CheckOptions, evaluateMission } from './rules/check.ts';
import { type Place, placeInApplication } from './sections-of-file.ts';

/**
 * Rules about what happens on the way, after submission: posting and filing stand between the unit's signature and the first
 * review (section 8.1). They do not hold up the submission; the head of the office may not approve over them.
 */
const decidedOnTheWay: ReadonlySet<string> = new Set(['PUB-01', 'PUB-02', 'PUB-04', 'APR-05', 'ACAD-03']);

/** An exception that somebody with the power granted (kept by the case engine). */
export interface GrantedException {
  readonly finding: string;
  readonly reason: string;
  readonly text: string;
  readonly by: { readonly id: string; readonly name: string };
  readonly at: string;
}

export interface AssessmentContext extends ProjectionContext, CheckOptions {
  readonly granted: readonly GrantedException[];
  /** The reader may grant exceptions now. */
  readonly mayGrant: boolean;
  /** What the office knows of the members; the browser has none and leaves what needs it to the server. */
  readonly records?: OfficeRecords;
}

const emptySection = (section: Section): Gap => ({
  section,
  at: '',
  code: 'section-empty',
  message: {
    zh: `请填写「${missionProcess.sections[section]!.zh}」。`,
    en: `Fill in "${missionProcess.sections[section]!.en}".`,
  },
});

/** Everything that is still open or wrong in form in one section. */
export function gapsOfSection(section: Section, content: unknown): readonly Gap[] {
  if (content === undefined || content === null) return [emptySection(section)];
  const parsed = (sections[section] as typeof sections.basics).safeParse(content, { reportInput: true });
  return parsed.success ? [] : faultsOf(parsed.error, sections[section]).map((fault) => ({ section, ...fault }));
}

/** Section and field in words, for a fault that the file's reader found between fields. */
function located(section: ApplicationSection, at: string, message: Text): Text {
  const first = at.split('/')[1];
  const shape = sections[section].shape as Readonly<Record<string, Parameters<typeof fieldMeta>[0]>>;
  const label = first && shape[first] ? fieldMeta(shape[first])?.label : undefined;
  return label ? { zh: `「${label.zh}」：${message.zh}`, en: `"${label.en}": ${message.en}` } : message;
}

/**
 * Everything that the application breaks or lacks, as the form's rail, the review page, the case page and the submission itself see
 * it. Pure: the browser may call it while a person types.
 */
export function assess(mission: DraftMission, context: AssessmentContext): MissionCheck {
  const gaps = [...applicationSections.flatMap((section) => gapsOfSection(section, mission[section]))];
  const reading = readMissionObject(projectMission(mission, context), 'mission.json', context.officeRates);
  if ('problem' in reading) {
    for (const fault of reading.problem.errors) {
      const place = placeInApplication(fault.at);
      // A value that is open or wrong by its own field's definition has been named above, in that field's words.
      const said = gaps.some(
        (gap) =>
          gap.section === place.section &&
          (gap.at === '' || place.at.startsWith(gap.at) || gap.at.startsWith(place.at)),
      );
      if (said) continue;
      const message = { zh: fault.message_zh, en: fault.message_en };
      gaps.push({ ...place, code: fault.code, message: located(place.section, place.at, message) });
    }
    return { ran: false, gaps, findings: [], passed: [], unchecked: [], forPerson: judgedByPerson, facts: noFacts };
  }
  const { findings, passed, unchecked, facts } = evaluateMission(reading.mission, context);
  const own = runOwnChecks(mission, context);
  return {
    ran: true,
    gaps,
    findings: [
      ...findings.map((one) => missionFinding(one, placeInApplication(one.at), mission, context)),
      ...own.findings,
    ],
    passed: [...passed.map((rule) => ({ rule, subject: ruleEntry(rule)!.subject })), ...own.passed],
    unchecked: [
      ...unchecked.map(({ rule, reason }) => ({ rule, subject: ruleEntry(rule)!.subject, reason })),
      ...own.unchecked,
    ],
    forPerson: judgedByPerson,
    facts: {
      days: facts.days,
      visitedRegions: [...facts.visitedRegions],
      countedRegions: [...facts.countedRegions],
      members: facts.members,
      postingWorkingDays: facts.postingWorkingDays,
      officialShare: facts.officialShare,
      budgetCny: budgetInCny(mission),
    },
  };
}

const noFacts: MissionCheck['facts'] = {
  days: null,
  visitedRegions: null,
  countedRegions: null,
  members: null,
  postingWorkingDays: null,
  officialShare: null,
  budgetCny: null,
};

const judgedByPerson: MissionCheck['forPerson'] = rulesCatalogue
  .filter(({ decidedBy }) => decidedBy === 'person')
  .map(({ id, subject, asks }) => ({ rule: id, subject, text: asks }));

/** Sum of the lines at the rates given, in CNY; null while a line is open or a rate is missing. */
function budgetInCny(mission: DraftMission): number | null {
  const budget = pricedBudget.safeParse({
    rates: mission.budget?.rates,
    substitutes: mission.budget?.substitutes ?? [],
    lines: mission.budget?.lines,
  });
  if (!budget.success || budget.data.lines.length === 0) return null;
  let total = Decimal.of(0);
  for (const line of budget.data.lines) {
    const cny = lineInCny(line, budget.data);
    if (cny === null) return null;
    total = total.plus(cny);
  }
  return total.toNumber();
}

function runOwnChecks(mission: DraftMission, context: AssessmentContext) {
  const seen = {
    asOf: context.asOf as Day,
    calendar: context.calendar ?? noticeCalendar,
    records: context.records ?? null,
  };
  const findings: MissionFinding[] = [];
  const passed: MissionCheck['passed'] = [];
  const unchecked: MissionCheck['unchecked'] = [];
  for (const check of ownChecks) {
    const hits = check.run(mission, seen);
    if (hits === null) unchecked.push({ rule: check.id, subject: check.subject, reason: 'not-supplied' });
    else if (hits.length === 0) passed.push({ rule: check.id, subject: check.subject });
    else findings.push(...hits.map((hit) => ownFinding(check, hit, mission, context)));
  }
  return { findings, passed, unchecked };
}

function ownFinding(
  { id, severity }: OwnCheck,
  { section, at, message }: Hit,
  mission: DraftMission,
  context: AssessmentContext,
): MissionFinding {
  const reason = (mission.statements?.reasons ?? []).find(({ rule }) => rule === id)?.text ?? null;
  const finding: RuleFinding = {
    rule: id,
    severity,
    message_zh: message.zh,
    message_en: message.en,
    at,
    citation: null,
    params: {},
    reason,
    explanation: null,
  };
  return missionFinding(finding, { section, at }, mission, context);
}

type RuleFinding = ReturnType<typeof evaluateMission>['findings'][number];

function missionFinding(
  finding: RuleFinding,
  place: Place,
  mission: DraftMission,
  context: AssessmentContext,
): MissionFinding {
  const asked = (mission.statements?.exceptions ?? []).find(({ rule }) => rule === finding.rule);
  const granted = context.granted.find((one) => one.finding === finding.rule);
  const own = finding.explanation;
  const exception = granted
    ? { state: 'granted' as const, code: granted.reason, text: granted.text, by: granted.by, at: granted.at }
    : asked?.code && asked.text
      ? { state: 'asked' as const, code: asked.code, text: asked.text, by: null, at: null }
      : null;
  return {
    rule: finding.rule,
    severity: finding.severity,
    blocks: moment(finding, exception?.state ?? null),
    message: {
      zh: own ? `${finding.message_zh}${own.zh}` : finding.message_zh,
      en: own ? `${finding.message_en} ${own.en}` : finding.message_en,
    },
    ...place,
    citation: finding.citation,
    params: { ...finding.params },
    reason: finding.reason,
    exception,
    mayGrant: context.mayGrant && finding.severity === 'blocks' && !granted,
  };
}

function moment(
  finding: { readonly rule: string; readonly severity: MissionFinding['severity']; readonly reason: string | null },
  exception: 'asked' | 'granted' | null,
): MissionFinding['blocks'] {
  if (finding.severity === 'informs' || exception === 'granted') return 'nothing';
  if (finding.severity === 'warns')
    return finding.reason === null ? (decidedOnTheWay.has(finding.rule) ? 'approve' : 'submit') : 'nothing';
  return decidedOnTheWay.has(finding.rule) || exception === 'asked' ? 'approve' : 'submit';
}

/** The same findings as the case engine needs them; one rule may have been broken at several places, the gravest counts. */
export function openFindings(check: MissionCheck): readonly OpenFinding[] {
  const gravest = new Map<string, OpenFinding['blocks']>();
  const weight = { nothing: 0, approve: 1, submit: 2 };
  for (const { rule, blocks } of check.findings) {
    const before = gravest.get(rule);
    if (before === undefined || weight[blocks] > weight[before]) gravest.set(rule, blocks);
  }
  return [...gravest].map(([id, blocks]) => ({
    id,
    blocks,
    exceptionBy: check.findings.some((one) => one.rule === id && one.severity === 'blocks')
      ? ['office-head' as const]
      : [],
  }));
}
