import type { Day } from '#kernel/calendar/day.ts';
import type { WorkingCalendar } from '#kernel/calendar/working-calendar.ts';
import type { Language, Text } from '#kernel/text.ts';
import { comparePointers } from './pointer.ts';
import {
  type Citation,
  type Fault,
  type FindingParams,
  type FindingValue,
  isInForce,
  notApplicable,
  type Outcome,
  type Rule,
  type RuleContext,
  type Severity,
} from './rule.ts';

export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message_zh: string;
  readonly message_en: string;
  readonly at: string;
  readonly citation: Citation | null;
  readonly params: FindingParams;
  /** The written reason that came with the subject, which counts for rules that warn. */
  readonly reason: string | null;
  /** What is wrong at this place, where the rule's general message does not say it. For screens. */
  readonly explanation: Text | null;
}

export interface RuleWithReason {
  readonly rule: string;
  readonly reason: string;
}

/** Every rule of the book stands in exactly one of the four. */
export interface Evaluation {
  readonly findings: readonly Finding[];
  readonly passed: readonly string[];
  readonly notApplicable: readonly RuleWithReason[];
  readonly unchecked: readonly RuleWithReason[];
}

export interface RuleBook<Subject> {
  readonly rules: readonly Rule<Subject>[];
  readonly index: ReadonlyMap<string, number>;
  /** Why a rule does not reach the subject at all, before it is asked; null if it does. */
  outOfScope(rule: string, subject: Subject, context: RuleContext): string | null;
}

export interface Act {
  /** The date of the act: it chooses the rules in force. */
  readonly date: Day;
  readonly calendar: WorkingCalendar;
  /** Written reasons by rule id. */
  readonly reasons: ReadonlyMap<string, string>;
}

/** @throws Error if two rules have one id */
export function ruleBook<Subject>(
  rules: readonly Rule<Subject>[],
  outOfScope: RuleBook<Subject>['outOfScope'] = () => null,
): RuleBook<Subject> {
  const index = new Map(rules.map((of, position) => [of.id, position]));
  if (index.size !== rules.length) throw new Error('two rules of the book have one id');
  return { rules, index, outOfScope };
}

/**
 * The same book with an office's own figures. They must be what the rule's check can read.
 * @throws Error if there is no such rule; the error of the rule's reader if the figures are wrong
 */
export function withFigures<Subject>(
  book: RuleBook<Subject>,
  figures: Readonly<Record<string, unknown>>,
): RuleBook<Subject> {
  for (const id of Object.keys(figures)) if (!book.index.has(id)) throw new Error(`no rule ${id}`);
  return {
    ...book,
    rules: book.rules.map((of) => (Object.hasOwn(figures, of.id) ? of.withParams(figures[of.id]) : of)),
  };
}

export function evaluate<Subject>(book: RuleBook<Subject>, subject: Subject, act: Act): Evaluation {
  const { rules, index } = book;
  const outcomes: (Outcome | 'asked' | undefined)[] = new Array(rules.length);
  const context: RuleContext = {
    date: act.date,
    calendar: act.calendar,
    outcomeOf: (id) => outcomeAt(positionOf(id)),
    paramsOf: (id) => rules[positionOf(id)]?.params,
  };

  function outcomeAt(position: number): Outcome {
    const known = outcomes[position];
    const of = rules[position];
    if (!of) throw new Error('no rule at that position');
    if (known === 'asked') throw new Error(`${of.id} asks for its own outcome`);
    if (known) return known;
    outcomes[position] = 'asked';
    const outcome = judge(of);
    outcomes[position] = outcome;
    return outcome;
  }
  function positionOf(id: string): number {
    const position = index.get(id);
    if (position === undefined) throw new Error(`no rule ${id}`);
    return position;
  }
  function judge(of: Rule<Subject>): Outcome {
    if (!isInForce(of, act.date)) return notApplicable('not-in-force');
    const outside = book.outOfScope(of.id, subject, context);
    return outside === null ? of.check(subject, context) : notApplicable(outside);
  }

  const findings: Finding[] = [];
  const passed: string[] = [];
  const without: RuleWithReason[] = [];
  const unchecked: RuleWithReason[] = [];
  for (const [position, of] of rules.entries()) {
    const outcome = outcomeAt(position);
    if (outcome.kind === 'passed') passed.push(of.id);
    else if (outcome.kind === 'notApplicable') without.push({ rule: of.id, reason: outcome.reason });
    else if (outcome.kind === 'unchecked') unchecked.push({ rule: of.id, reason: outcome.reason });
    else {
      const inOrder = outcome.faults.toSorted((a, b) => comparePointers(a.at, b.at));
      for (const fault of inOrder) findings.push(finding(of, fault, act.reasons.get(of.id) ?? null));
    }
  }
  return { findings, passed, notApplicable: without, unchecked };
}

function finding<Subject>(of: Rule<Subject>, fault: Fault, reason: string | null): Finding {
  return {
    rule: of.id,
    severity: of.severity,
    message_zh: fill(of.message, fault, 'zh'),
    message_en: fault.explanation?.en ?? fill(of.message, fault, 'en'),
    at: fault.at,
    citation: of.sources[0] ?? null,
    params: fault.params,
    reason,
    explanation: fault.explanation ?? null,
  };
}

const written = (value: FindingValue, language: Language): string =>
  Array.isArray(value) ? value.join(language === 'zh' ? '、' : ', ') : String(value);

/** @throws Error if a placeholder of the message has no value: a text with a hole in it must not leave the program */
function fill(message: Text, fault: Fault, language: Language): string {
  return message[language].replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const word = fault.words?.[name]?.[language];
    if (word !== undefined) return word;
    const value = fault.params[name];
    if (value === undefined) throw new Error(`no value for {${name}} in “${message[language]}”`);
    return written(value, language);
  });
}

export type Verdict = 'clear' | 'needs-reason' | 'blocked';

/** Findings that block block; findings that warn need a reason each; those that inform change nothing. */
export function verdictOf(findings: readonly Pick<Finding, 'severity' | 'reason'>[]): Verdict {
  if (findings.some(({ severity }) => severity === 'blocks')) return 'blocked';
  return findings.some(({ severity, reason }) => severity === 'warns' && reason === null) ? 'needs-reason' : 'clear';
}
