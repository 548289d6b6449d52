import { type Day, dayInBeijing } from '#kernel/calendar/day.ts';
import { readCase } from '#kernel/cases/read.ts';
import type { Work } from '#kernel/commands/command.ts';
import type { Queries } from '#kernel/database/database.ts';
import { notFound } from '#kernel/http/answers.ts';
import { faultsOf } from '#kernel/http/faults.ts';
import { Problem } from '#kernel/http/problem.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import { namesOf } from '#kernel/parties/persons.ts';
import { readSettings, setSetting, settingHistory } from '#kernel/settings/storage.ts';
import { knowsMission } from '../endpoints.ts';
import { missionProcess } from '../process.ts';
import { rulesCatalogue } from '../rules/catalogue.ts';
import { isRuleId, type RuleId } from '../rules/define.ts';
import { type OfficeRule, type OfficeRules, officeRules } from '../rules/figures.ts';
import { listMissions } from '../use-cases/list.ts';
import { loadMission, type MissionParts } from '../use-cases/load.ts';
import type { OfficeRuleRow } from './endpoints.ts';
import { officeRulesOn, ruleSettings } from './settings.ts';

/** Every rule with what the office has laid down for acts of that day, and what it laid down before. */
export async function rulesOn(queries: Queries, officeId: string, day: Day): Promise<OfficeRuleRow[]> {
  const inForce = await readSettings(queries, officeId, [...ruleSettings.values()], day);
  const rows: OfficeRuleRow[] = [];
  for (const entry of rulesCatalogue) {
    const own = isRuleId(entry.id) ? ruleSettings.get(entry.id) : undefined;
    const everSet = own ? await historyIfAny(queries, officeId, own) : [];
    const names = await namesOf(
      queries,
      officeId,
      everSet.map(({ setBy }) => setBy),
    );
    rows.push({
      id: entry.id,
      group: entry.group,
      severity: entry.severity,
      subject: { ...entry.subject },
      asks: { ...entry.asks },
      sources: entry.sources.map((source) => ({ ...source })),
      verified: entry.verified,
      inForce: { from: entry.inForce.from, to: entry.inForce.to },
      decidedBy: entry.decidedBy,
      value: own ? { ...(inForce.get(own.key) ?? own.default) } : null,
      ordinary: own ? { ...own.default } : null,
      unconfirmed: own !== undefined && own.unverified === true && everSet.length === 0,
      history: everSet.map(({ value, validFrom, setBy, setAt, reason }) => ({
        value: { ...value },
        validFrom,
        setBy: names.get(setBy) ?? null,
        setAt: setAt.toISOString(),
        reason,
      })),
    });
  }
  return rows;
}

type RuleSetting = NonNullable<ReturnType<typeof ruleSettings.get>>;
const historyIfAny = (queries: Queries, officeId: string, own: RuleSetting) => settingHistory(queries, officeId, own);

function settingOf(rule: string): RuleSetting {
  const own = isRuleId(rule) ? ruleSettings.get(rule) : undefined;
  if (!own) throw notFound();
  return own;
}

/** @throws Problem 403; 404 for a rule that has nothing to set; 422 if the figures do not fit */
export async function layDownRule(
  work: Work,
  rule: string,
  given: { readonly value: unknown; readonly validFrom: Day; readonly reason: string },
): Promise<void> {
  await setSetting(work, settingOf(rule), given);
  work.audit({
    event: 'official-travel.rule-set',
    object: `rule:${rule}`,
    result: 'done',
    details: { from: given.validFrom },
  });
}

/** So many of the latest missions are checked with the figures that are tried out. */
const sampleSize = 60;

export interface RuleTrial {
  readonly tried: number;
  readonly brokenBefore: number;
  readonly brokenAfter: number;
  readonly changed: readonly {
    readonly id: string;
    readonly number: string | null;
    readonly title: string;
    readonly before: 'broken' | 'kept';
    readonly after: 'broken' | 'kept';
  }[];
}

/**
 * What the rule would say of the latest missions that the reader may see, beside what it says now. Nothing is changed.
 * @throws Problem 404, 422 as `layDownRule`
 */
export async function tryRuleOut(
  queries: Queries,
  parts: MissionParts,
  actor: Actor,
  rule: string,
  value: unknown,
  now: Date,
): Promise<RuleTrial> {
  const parsed = settingOf(rule).schema.safeParse(value);
  if (!parsed.success) {
    throw new Problem(
      422,
      'malformed',
      { zh: '这些参数不符合要求，没有试算。', en: 'These figures do not fit; nothing was tried.' },
      { faults: faultsOf(parsed.error, settingOf(rule).schema, '/value') },
    );
  }
  const today = await officeRulesOn(queries, actor.officeId, dayInBeijing(now));
  const tried = withRule(today, rule as RuleId, parsed.data);
  const { rows } = await listMissions(queries, actor, { limit: sampleSize, sort: '-updated' }, now);
  const changed: RuleTrial['changed'][number][] = [];
  let [count, brokenBefore, brokenAfter] = [0, 0, 0];
  for (const { id, number, title } of rows) {
    const stored = await readCase(queries, actor, knowsMission, missionProcess, id);
    const found = async (rules: OfficeRules) => {
      const { check } = await loadMission(queries, parts, stored, { now, latest: [], anew: true, rules });
      return check.ran ? (check.findings.some((one) => one.rule === rule) ? 'broken' : 'kept') : null;
    };
    const before = await found(today);
    const after = await found(tried);
    if (before === null || after === null) continue;
    count += 1;
    if (before === 'broken') brokenBefore += 1;
    if (after === 'broken') brokenAfter += 1;
    if (before !== after) changed.push({ id, number, title, before, after });
  }
  return { tried: count, brokenBefore, brokenAfter, changed };
}

/** The office's rules with one of them as it is tried out. */
function withRule(rules: OfficeRules, rule: RuleId, value: OfficeRule): OfficeRules {
  const one = officeRules({ [rule]: value });
  const { [rule]: _, ...others } = rules.params;
  return { params: { ...others, ...one.params }, off: [...rules.off.filter((id) => id !== rule), ...one.off] };
}
