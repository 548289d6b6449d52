import { z } from 'zod';
import { setting } from '#kernel/settings/setting.ts';

/** The share of what was given at which used and held lines together are warned about. */
export const warnAtPercent = setting({
  key: 'official-travel.plan-warns-at',
  label: { zh: '计划占用提醒线', en: 'Plan: warn at' },
  help: {
    zh: '已批准与占用之和达到下达数的百分之几时提醒',
    en: 'Per cent of the given lines that are granted or held',
  },
  schema: z.int().min(1).max(100),
  default: 80,
});

/** The share of the money given to a unit in a year beyond which no mission of its plan is submitted any more. */
export const stopAtPercent = setting({
  key: 'official-travel.plan-stops-at',
  label: { zh: '计划经费停止线', en: 'Plan: stop at' },
  help: {
    zh: '本单位当年占用与已批准的经费之和超过下达经费的百分之几时，不能再提交计划内团组',
    en: "Per cent of the unit's money of the year beyond which no mission of the plan can be submitted",
  },
  schema: z.int().min(50).max(200),
  default: 100,
});
