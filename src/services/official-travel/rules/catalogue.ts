import type { Period } from '#kernel/calendar/period.ts';
import type { Citation, Severity } from '#kernel/rules/rule.ts';
import type { Text } from '#kernel/text.ts';
import { travelRules } from './book.ts';
import { isRuleId, ruleTexts } from './define.ts';
import { ruleRow } from './rows.ts';
import { type DecidedBy, deciderOf } from './undecided.ts';

/** A rule as a screen lists it. */
export interface RuleEntry {
  readonly id: string;
  readonly group: string;
  readonly severity: Severity;
  readonly subject: Text;
  /** What the rule asks. */
  readonly asks: Text;
  readonly sources: readonly Citation[];
  /** How well the row is attested; a city checks it against its own papers before it is enforced. */
  readonly verified: '2 sources' | '1 source' | 'unverified';
  readonly inForce: Period;
  readonly decidedBy: DecidedBy;
  readonly params: Readonly<Record<string, unknown>>;
}

/** Every rule, in the order of the table. */
export const rulesCatalogue: readonly RuleEntry[] = travelRules.rules.map((rule) => {
  if (!isRuleId(rule.id)) throw new Error(`rule ${rule.id} has no texts`);
  const row = ruleRow(rule.id);
  return {
    id: rule.id,
    group: row.group,
    severity: rule.severity,
    subject: rule.subject,
    asks: { zh: ruleTexts[rule.id].asks, en: row.limit },
    sources: rule.sources,
    verified: row.verified,
    inForce: rule.inForce,
    decidedBy: deciderOf(rule.id),
    params: row.params,
  };
});

const byId = new Map(rulesCatalogue.map((entry) => [entry.id, entry]));

export const ruleEntry = (id: string): RuleEntry | undefined => byId.get(id);
