import type { z } from 'zod';
import type { Day } from '#kernel/calendar/day.ts';
import type { Queries } from '#kernel/database/database.ts';
import { role } from '#kernel/identity/permission.ts';
import { type Setting, setting } from '#kernel/settings/setting.ts';
import { readSettings } from '#kernel/settings/storage.ts';
import { ruleEntry } from '../rules/catalogue.ts';
import { isRuleId, type RuleId } from '../rules/define.ts';
import {
  isSettable,
  type OfficeRule,
  type OfficeRules,
  officeRuleForm,
  officeRules,
  ordinaryRule,
} from '../rules/figures.ts';
import { ruleRows } from '../rules/rows.ts';

/** Rules say what the whole city may do: the head of the office lays them down. */
export const laysDownRules = role('office-head');

/** One dated setting for each rule; a rule that not two texts of different bodies attest is unverified until the office confirms it. */
export const ruleSettings: ReadonlyMap<RuleId, Setting<z.ZodType<OfficeRule>>> = new Map(
  ruleRows.flatMap(({ id, verified }) =>
    isRuleId(id) && isSettable(id)
      ? [
          [
            id,
            setting({
              key: `official-travel.rule.${id}`,
              label: ruleEntry(id)!.subject,
              schema: officeRuleForm(id),
              default: ordinaryRule(id),
              unverified: verified !== '2 sources',
              changedBy: laysDownRules,
              onOwnScreen: true,
            }),
          ] as const,
        ]
      : [],
  ),
);

const all = [...ruleSettings.values()];
const ruleOf = (key: string) => key.slice('official-travel.rule.'.length);

/** What the office had laid down for acts of that day. */
export async function officeRulesOn(queries: Queries, officeId: string, day: Day): Promise<OfficeRules> {
  const set = await readSettings(queries, officeId, all, day);
  return officeRules(Object.fromEntries([...set].map(([key, value]) => [ruleOf(key), value])));
}
