import type { Outcome } from '#kernel/rules/rule.ts';
import { noFigures, notApplicable, type RuleId, type TravelRule, travelRule, unchecked } from './define.ts';

/** What a mission file cannot decide, and why: each list gives one reason. */
const later: readonly RuleId[] = [
  'RTE-03',
  'RTE-04',
  'PLAN-03',
  'APR-01',
  'APR-02',
  'APR-04',
  'PUB-03',
  'EDU-01',
  'EDU-02',
  'PASS-08',
  'PASS-10',
  'REP-01',
  'BUD-17',
  'CLASS-02',
  'TW-05',
];
const settings: readonly RuleId[] = ['APR-03', 'APR-06', 'APR-07', 'TRAIN-04'];
/** Their checks stand in `office-limits.ts`; without a figure of the office they decide nothing. */
const withOwnCheck: ReadonlySet<RuleId> = new Set(['APR-06', 'TRAIN-04']);
const judgements: readonly RuleId[] = ['TEAM-04', 'FREQ-05', 'PLAN-05'];
const information: readonly RuleId[] = [
  'DAY-04',
  'DAY-05',
  'PLAN-07',
  'EDU-03',
  'PASS-04',
  'PASS-07',
  'PASS-09',
  'REP-02',
  'BUD-04',
  'BUD-10',
  'BUD-18',
  'BUD-21',
  'CLASS-03',
  'ACAD-01',
  'ENT-01',
  'HKMO-03',
  'HKMO-06',
  'HKMO-08',
  'TW-02',
  'TW-03',
  'TW-04',
  'DISC-01',
  'DISC-02',
  'CAL-01',
];

const all = (ids: readonly RuleId[], outcome: Outcome): TravelRule[] =>
  ids.map((id) => travelRule(id, noFigures, () => outcome));

export type DecidedBy = 'data' | 'person' | 'later' | 'setting' | 'nobody';

const decidedBy = new Map<RuleId, DecidedBy>([
  ...later.map((id) => [id, 'later'] as const),
  ...settings.map((id) => [id, 'setting'] as const),
  ...judgements.map((id) => [id, 'person'] as const),
  ...information.map((id) => [id, 'nobody'] as const),
]);

/** `later`: by what happens after the submission; `setting`: by a figure of the office; `nobody`: it only informs. */
export const deciderOf = (id: RuleId): DecidedBy => decidedBy.get(id) ?? 'data';

export const undecidedRules: readonly TravelRule[] = [
  ...all(later, unchecked('later-stage')),
  ...all(
    settings.filter((id) => !withOwnCheck.has(id)),
    unchecked('setting'),
  ),
  ...all(judgements, unchecked('judgement')),
  ...all(information, notApplicable('information-only')),
];
