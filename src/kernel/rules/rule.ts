import type { Day } from '#kernel/calendar/day.ts';
import { covers, type Period } from '#kernel/calendar/period.ts';
import type { WorkingCalendar } from '#kernel/calendar/working-calendar.ts';
import type { Text } from '#kernel/text.ts';

/** blocks: may not go on unless mended or excepted by a named approver; warns: may with a written reason; informs: is shown. */
export type Severity = 'blocks' | 'warns' | 'informs';

export interface Citation {
  /** Short code of the source within its rule book. */
  readonly source: string;
  readonly title: string;
  /** Document number (文号), null where it has none or it is not known. */
  readonly number: string | null;
  readonly article: string | null;
}

export type FindingValue = string | number | boolean | null | readonly string[];
export type FindingParams = Readonly<Record<string, FindingValue>>;

/** One place where a rule is broken. */
export interface Fault {
  /** JSON pointer (RFC 6901) to the place in the subject; `""` is the whole. */
  readonly at: string;
  readonly params: FindingParams;
  /** How a value is written in the message where its plain form is a code. */
  readonly words?: Readonly<Record<string, Text>>;
  /** What is wrong here exactly, where the rule's general message does not say it. */
  readonly explanation?: Text;
}

export type Outcome =
  | { readonly kind: 'findings'; readonly faults: readonly Fault[] }
  | { readonly kind: 'passed' }
  | { readonly kind: 'notApplicable'; readonly reason: string }
  | { readonly kind: 'unchecked'; readonly reason: string };

export interface RuleContext {
  /** The date of the act, which chose the rules. */
  readonly date: Day;
  readonly calendar: WorkingCalendar;
  /** What another rule of the same book says of the same subject. @throws Error if rules ask each other in a circle */
  outcomeOf(rule: string): Outcome;
  /** The figures of another rule of the same book, where two rules share a limit. */
  paramsOf(rule: string): unknown;
}

export interface RuleDefinition<Subject, Params> {
  readonly id: string;
  readonly severity: Severity;
  readonly subject: Text;
  /** With `{placeholders}`, filled from the params of a fault. */
  readonly message: Text;
  readonly sources: readonly Citation[];
  readonly inForce: Period;
  readonly params: unknown;
  /** @throws if the value is not what the rule needs: a wrong figure must never be checked against */
  readParams(value: unknown): Params;
  /** Pure: the same subject, figures and context give the same outcome. */
  check(subject: Subject, params: Params, context: RuleContext): Outcome;
}

/** A rule with its figures bound, so that rules of different figures stand in one list. */
export interface Rule<Subject> {
  readonly id: string;
  readonly severity: Severity;
  readonly subject: Text;
  readonly message: Text;
  readonly sources: readonly Citation[];
  readonly inForce: Period;
  readonly params: unknown;
  check(subject: Subject, context: RuleContext): Outcome;
  /** The same rule with other figures, for an office that has set its own. @throws if they are not what the rule needs */
  withParams(params: unknown): Rule<Subject>;
}

export function rule<Subject, Params>(definition: RuleDefinition<Subject, Params>): Rule<Subject> {
  const { id, severity, subject, message, sources, inForce } = definition;
  const bound = definition.readParams(definition.params);
  return {
    ...{ id, severity, subject, message, sources, inForce },
    params: definition.params,
    check: (of, context) => definition.check(of, bound, context),
    withParams: (params) => rule({ ...definition, params }),
  };
}

export const isInForce = (of: Pick<Rule<never>, 'inForce'>, date: Day): boolean => covers(of.inForce, date);

export const passed: Outcome = { kind: 'passed' };
export const notApplicable = (reason: string): Outcome => ({ kind: 'notApplicable', reason });
export const unchecked = (reason: string): Outcome => ({ kind: 'unchecked', reason });

/** Broken where there are faults (whatever else could not be looked at); else what is said instead. */
export const broken = (faults: readonly Fault[], otherwise: Outcome): Outcome =>
  faults.length > 0 ? { kind: 'findings', faults } : otherwise;
