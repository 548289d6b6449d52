import type { RuleContext } from '#kernel/rules/rule.ts';
import type { NotApplicableReason, RuleId } from './define.ts';
import type { MissionFacts } from './facts.ts';
import { longTermLimit } from './long-term.ts';

const rules = (...ids: RuleId[]): ReadonlySet<string> => new Set<string>(ids);

/** The HKMO rules stand in for these on a mission to Hong Kong or Macao. */
const notForHongKongAndMacao = rules(
  'DAY-01',
  'DAY-02',
  'DAY-03',
  'DAY-07',
  'RTE-01',
  'RTE-02',
  'INV-01',
  'INV-06',
  'PASS-01',
);
const onlyForHongKongAndMacao = rules('HKMO-01', 'HKMO-02', 'HKMO-04', 'HKMO-05');
/** Training has its own plan and its own size and length. */
const notForTraining = rules('DAY-01', 'DAY-02', 'DAY-03', 'DAY-07', 'TEAM-01', 'PLAN-01', 'PLAN-02', 'FREQ-04');
/** What ACAD-02 frees (厅字〔2016〕17号). */
const notForAcademicTasks = rules('DAY-01', 'DAY-02', 'DAY-03', 'TEAM-01', 'FREQ-01', 'FREQ-02', 'FREQ-04');
const onlyForTraining = rules('TRAIN-01', 'TRAIN-02', 'TRAIN-03', 'TRAIN-04');
const onlyForAcademic = rules('ACAD-01', 'ACAD-02', 'ACAD-03', 'ACAD-04', 'ACAD-05');

/** Why a rule in force does not reach this mission at all; null if it does. The first that holds is the reason. */
export function outOfScope(rule: string, facts: MissionFacts, context: RuleContext): NotApplicableReason | null {
  const { kind, category } = facts.mission;
  if (kind === 'taiwan') return rule === 'TW-01' ? null : 'kind';
  if (category === 'long-term' && facts.days > longTermLimit(context)) return rule === 'LONG-01' ? null : 'category';
  if (kind === 'hong-kong-macao' && notForHongKongAndMacao.has(rule)) return 'kind';
  if (kind === 'abroad' && onlyForHongKongAndMacao.has(rule)) return 'kind';
  if (category === 'training' ? notForTraining.has(rule) : onlyForTraining.has(rule)) return 'category';
  if (category !== 'academic') return onlyForAcademic.has(rule) ? 'category' : null;
  if (notForAcademicTasks.has(rule) && context.outcomeOf('ACAD-02').kind === 'findings') return 'academic';
  return null;
}
