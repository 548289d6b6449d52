import { broken } from '#kernel/rules/rule.ts';
import { noFigures, notApplicable, travelRule } from './define.ts';

/** The system does nothing on Taiwan but point to the competent office. */
export const taiwanRules = [
  travelRule('TW-01', noFigures, ({ mission, visitedRegions }) =>
    broken(
      mission.kind === 'taiwan' || visitedRegions.includes('TW') ? [{ at: '/kind', params: {} }] : [],
      notApplicable('kind'),
    ),
  ),
];
