import { z } from 'zod';
import { broken, passed } from '#kernel/rules/rule.ts';
import { academicTasks } from '../mission-file/vocabulary.ts';
import { words } from '../words.ts';
import { each, noFigures, noOccasion, notSupplied, travelRule } from './define.ts';
import type { MissionFacts } from './facts.ts';
import { labelled } from './invitation.ts';

const tasks: ReadonlySet<string> = new Set(academicTasks);
/** ACAD-01: teachers, researchers and experts with a leading post in the institution; not administrative staff. */
const academicStaff: ReadonlySet<string> = new Set(['teaching', 'research', 'academic-leader']);

const isAcademicTask = ({ mission }: MissionFacts): boolean =>
  tasks.has(mission.purpose.type) && mission.members.every((member) => academicStaff.has(member.staffKind));

/** Of ACAD-03's list, what this file can show to be missing; PLAN-03 is for a later stage. */
const stillAsked = {
  'PLAN-01': { zh: '年度计划', en: 'the annual plan' },
  'PUB-01': { zh: '公示', en: 'the posting' },
  'PASS-01': { zh: '因公护照', en: 'the official passport' },
} as const;
const stillAskedIds = ['PLAN-01', 'PUB-01', 'PASS-01'] as const;

export const academicRules = [
  travelRule('ACAD-02', noFigures, (facts) =>
    broken(
      isAcademicTask(facts) ? [{ at: '/category', params: { purpose: facts.mission.purpose.type } }] : [],
      noOccasion,
    ),
  ),
  travelRule('ACAD-03', z.object({ stillApplies: z.array(z.string()) }), (_, { stillApplies }, context) => {
    const asked = stillAskedIds.filter((id) => stillApplies.includes(id));
    const missing = asked.filter((id) => context.outcomeOf(id).kind === 'findings');
    const open = asked.map((id) => context.outcomeOf(id)).find((outcome) => outcome.kind === 'unchecked');
    const labels = labelled(missing.map((id) => stillAsked[id]));
    return broken(
      missing.length > 0 ? [{ at: '', params: { missing }, words: { missing: labels } }] : [],
      open ?? passed,
    );
  }),
  travelRule('ACAD-04', noFigures, ({ mission }) => {
    const stated = mission.statements.academicTaskStated;
    if (stated === null) return notSupplied;
    return broken(stated ? [] : [{ at: '/statements/academicTaskStated', params: {} }], passed);
  }),
  travelRule('ACAD-05', noFigures, ({ mission }) =>
    broken(
      each(mission.funding.sources, ({ kind }, i) =>
        kind === 'research-project' || kind === 'foreign-host'
          ? null
          : {
              at: `/funding/sources/${i}`,
              params: { kind },
              explanation: {
                zh: `学术任务的经费来源为${words.fundingKinds[kind].zh}，不属科研项目或邀请方承担。`,
                en: `${words.fundingKinds[kind].en}: the academic task is paid neither from research projects nor by the host.`,
              },
            },
      ),
      passed,
    ),
  ),
];
