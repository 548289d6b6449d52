import { z } from 'zod';
import { broken, passed } from '#kernel/rules/rule.ts';
import type { MissionFile } from '../mission-file/model.ts';
import { words } from '../words.ts';
import { each, noFigures, noOccasion, notApplicable, notSupplied, travelRule } from './define.ts';

/** Outside the plan without the approval that an urgent task needs. */
const outsideThePlan = ({ plan, documents }: MissionFile): boolean =>
  plan.status === 'out-of-plan' || (plan.status === 'urgent' && !documents.includes('urgent-special-approval'));

const status = ({ plan }: MissionFile) => [{ at: '/plan/status', params: { status: plan.status } }];

export const planRules = [
  travelRule('PLAN-01', z.object({ planRequired: z.literal(true) }), ({ mission }) =>
    broken(outsideThePlan(mission) ? status(mission) : [], passed),
  ),
  travelRule('PLAN-02', noFigures, ({ mission }) => {
    if (mission.plan.status === 'in-plan') return noOccasion;
    return broken(outsideThePlan(mission) || mission.plan.status === 'swapped' ? status(mission) : [], passed);
  }),
  travelRule('PLAN-04', z.object({ forbiddenPurposes: z.array(z.string()) }), ({ mission }, { forbiddenPurposes }) => {
    const { type } = mission.purpose;
    return broken(forbiddenPurposes.includes(type) ? [{ at: '/purpose/type', params: { type } }] : [], passed);
  }),
  travelRule('PLAN-06', noFigures, ({ mission }) => {
    const { type, role } = mission.purpose;
    if (type !== 'conference') return noOccasion;
    if (role === null) return notSupplied;
    return broken(role === 'attendee' ? [{ at: '/purpose/role', params: { role } }] : [], passed);
  }),
  travelRule('APR-05', noFigures, ({ mission }) => {
    if (mission.members.every((member) => member.staffKind === 'student')) return notApplicable('exempt');
    return broken(
      each(mission.members, ({ name, staffKind, documents }, i) =>
        staffKind === 'student' || documents.includes('personnel-filing-form')
          ? null
          : { at: `/members/${i}/documents`, params: { name } },
      ),
      passed,
    );
  }),
];

/** Teams across units and regions (双跨团组). */
export const jointTeamRules = [
  travelRule('CROSS-01', noFigures, ({ mission }) => {
    if (mission.senders.length === 0) return noOccasion;
    return broken(
      each(mission.senders, ({ unit, relation, inPlan }, i) =>
        relation === 'none' && !inPlan ? { at: `/senders/${i}`, params: { unit } } : null,
      ),
      passed,
    );
  }),
  travelRule('CROSS-02', noFigures, ({ mission }) => {
    if (mission.senders.length === 0) return noOccasion;
    return broken(
      each(mission.senders, ({ unit, documents }, i) => {
        const missing = (['task-notice', 'confirmation'] as const).filter((paper) => !documents.includes(paper));
        const labels = missing.map((paper) => words.senderDocuments[paper]);
        return missing.length === 0
          ? null
          : {
              at: `/senders/${i}/documents`,
              params: { name: unit, missing },
              explanation: {
                zh: `${unit}缺${labels.map(({ zh }) => zh).join('、')}。`,
                en: `${unit} lacks: ${labels.map(({ en }) => en).join(', ')}.`,
              },
            };
      }),
      passed,
    );
  }),
  travelRule('CROSS-03', noFigures, ({ mission }) => {
    if (!mission.organiser.viaAgency) return noOccasion;
    const approved = mission.documents.includes('agency-approval');
    return broken(
      approved ? [] : [{ at: '/organiser/viaAgency', params: { organiser: mission.organiser.unit } }],
      passed,
    );
  }),
];
