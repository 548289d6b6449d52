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
