import type { Text } from '../text.ts';

/** What a figure counts. Units are different measures, never added to one another or swapped. */
export const measureUnits = {
  approvals: { zh: '批', en: 'approvals' },
  missions: { zh: '团组', en: 'missions' },
  persons: { zh: '人', en: 'persons' },
  'person-trips': { zh: '人次', en: 'person-trips' },
  'person-days': { zh: '人天', en: 'person-days' },
  cases: { zh: '件', en: 'cases' },
  times: { zh: '次', en: 'times' },
  days: { zh: '天', en: 'days' },
} as const satisfies Record<string, Text>;
export type MeasureUnit = keyof typeof measureUnits;
