import { z } from 'zod';
import { isDay } from '#kernel/calendar/day.ts';
import { endpoint } from '#kernel/http/endpoint.ts';
import { role, signedIn } from '#kernel/identity/permission.ts';
import { ruleRows } from '../rules/rows.ts';

const base = '/api/official-travel/rules';
const text = z.strictObject({ zh: z.string(), en: z.string() });
const day = z.string().refine(isDay, { message: 'YYYY-MM-DD' });
const byRule = z.strictObject({ rule: z.enum(ruleRows.map(({ id }) => id) as [string, ...string[]]) });
const value = z.record(z.string().max(40), z.union([z.boolean(), z.number(), z.string().max(20), z.null()]));

export const ruleRowAnswer = z.strictObject({
  id: z.string(),
  group: z.string(),
  severity: z.enum(['blocks', 'warns', 'informs']),
  subject: text,
  asks: text,
  sources: z.array(
    z.strictObject({
      source: z.string(),
      title: z.string(),
      number: z.string().nullable(),
      article: z.string().nullable(),
    }),
  ),
  verified: z.enum(['2 sources', '1 source', 'unverified']),
  inForce: z.strictObject({ from: z.string().nullable(), to: z.string().nullable() }),
  decidedBy: z.enum(['data', 'person', 'later', 'setting', 'nobody']),
  /** Null where there is nothing to set. */
  value: value.nullable(),
  ordinary: value.nullable(),
  /** Not attested by two bodies, and not confirmed by the office yet. */
  unconfirmed: z.boolean(),
  history: z.array(
    z.strictObject({
      value,
      validFrom: z.string(),
      setBy: z.string().nullable(),
      setAt: z.iso.datetime(),
      reason: z.string(),
    }),
  ),
});
export type OfficeRuleRow = z.infer<typeof ruleRowAnswer>;

export const listRules = endpoint({
  id: 'official-travel.rules',
  method: 'GET',
  path: base,
  summary: { zh: '规则清单', en: 'Rules' },
  permission: signedIn,
  audit: 'not-audited',
  query: z.strictObject({ day: day.optional() }),
  answer: z.strictObject({ rules: z.array(ruleRowAnswer), mayChange: z.boolean(), mayTry: z.boolean() }),
});

export const setRule = endpoint({
  id: 'official-travel.rule-set',
  method: 'PUT',
  path: `${base}/:rule`,
  summary: { zh: '核定规则参数', en: "Set a rule's figures" },
  permission: role('office-head'),
  audit: 'official-travel.rule-set',
  stepUp: true,
  params: byRule,
  body: z.strictObject({ value, validFrom: day, reason: z.string().trim().min(2).max(500) }),
});

export const tryRule = endpoint({
  id: 'official-travel.rule-trial',
  method: 'POST',
  path: `${base}/:rule/trial`,
  summary: { zh: '试算规则参数', en: "Try a rule's figures out" },
  permission: role('office-head', 'reviewer', 'supervisor'),
  audit: 'not-audited',
  perMinute: 20,
  params: byRule,
  body: z.strictObject({ value }),
  answer: z.strictObject({
    /** Missions that could be checked; the latest, those that the reader may see. */
    tried: z.int(),
    brokenBefore: z.int(),
    brokenAfter: z.int(),
    /** Missions for which the rule says something else. */
    changed: z.array(
      z.strictObject({
        id: z.uuid(),
        number: z.string().nullable(),
        title: z.string(),
        before: z.enum(['broken', 'kept']),
        after: z.enum(['broken', 'kept']),
      }),
    ),
  }),
});
