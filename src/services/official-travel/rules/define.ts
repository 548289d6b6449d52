import { z } from 'zod';
import { type Fault, type Outcome, type Rule, type RuleContext, rule } from '#kernel/rules/rule.ts';
import type { MissionFacts } from './facts.ts';
import { citationsOf, inForceOf, ruleRow } from './rows.ts';
import { conductTexts } from './texts-conduct.ts';
import { missionTexts, type RuleTexts } from './texts-mission.ts';
import { specialTexts } from './texts-special.ts';

const texts = { ...missionTexts, ...conductTexts, ...specialTexts } as const;

export type RuleId = keyof typeof texts;
export type TravelRule = Rule<MissionFacts>;

export const ruleTexts: Readonly<Record<RuleId, RuleTexts>> = texts;
export const isRuleId = (value: string): value is RuleId => Object.hasOwn(texts, value);

/** Why a rule does not apply. `condition`: what the rule speaks of does not occur. */
export const notApplicableReasons = [
  'not-in-force',
  'kind',
  'category',
  'academic',
  'exempt',
  'condition',
  'information-only',
  'not-enforced',
] as const;
/** Why a rule cannot be decided from the file. `not-supplied`: the sender does not know. */
export const uncheckedReasons = ['not-supplied', 'later-stage', 'setting', 'judgement', 'calendar-missing'] as const;

export type NotApplicableReason = (typeof notApplicableReasons)[number];
export type UncheckedReason = (typeof uncheckedReasons)[number];

export const notApplicable = (reason: NotApplicableReason): Outcome => ({ kind: 'notApplicable', reason });
export const unchecked = (reason: UncheckedReason): Outcome => ({ kind: 'unchecked', reason });
export const notSupplied = unchecked('not-supplied');
export const noOccasion = notApplicable('condition');

export type Check<Params> = (facts: MissionFacts, params: Params, context: RuleContext) => Outcome;

/** For rules without figures of their own. */
export const noFigures = z.object({});

/**
 * The row of the table as a rule: its severity, sources, period and figures are the row's.
 * @throws ZodError at start if the row's figures are not what the check needs
 */
export function travelRule<Params>(id: RuleId, figures: z.ZodType<Params>, check: Check<Params>): TravelRule {
  const row = ruleRow(id);
  const { en, zh } = ruleTexts[id];
  return rule({
    id,
    severity: row.severity,
    subject: { zh: row.subject_zh, en: row.subject },
    message: { zh: row.message_zh === '' ? (zh ?? row.subject_zh) : row.message_zh, en },
    sources: citationsOf(row),
    inForce: inForceOf(row),
    params: row.params,
    readParams: (value) => figures.parse(value),
    check,
  });
}

/** Faults of the list's members, in order. */
export const each = <Item>(
  items: readonly Item[],
  fault: (item: Item, index: number) => Fault | readonly Fault[] | null,
): Fault[] => items.flatMap((item, index) => fault(item, index) ?? []);
