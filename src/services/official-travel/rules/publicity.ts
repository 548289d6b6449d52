import { z } from 'zod';
import { broken, passed } from '#kernel/rules/rule.ts';
import type { MissionMember } from '../mission-file/model.ts';
import { publicityContents } from '../mission-file/vocabulary.ts';
import { words } from '../words.ts';
import { each, noFigures, noOccasion, notApplicable, travelRule, unchecked } from './define.ts';
import { labelled } from './invitation.ts';

export const publicityRules = [
  travelRule('PUB-01', z.object({ minWorkingDays: z.number().int() }), (facts, { minWorkingDays: min }) => {
    if (facts.mission.publicity.exemption !== null) return notApplicable('exempt');
    const n = facts.postingWorkingDays;
    if (n === null) return unchecked('calendar-missing');
    return broken(n < min ? [{ at: '/publicity', params: { n, min } }] : [], passed);
  }),
  travelRule('PUB-02', z.object({ fields: z.array(z.enum(publicityContents)) }), ({ mission }, { fields }) => {
    const { from, exemption, contents } = mission.publicity;
    if (from === null) return exemption === null ? noOccasion : notApplicable('exempt');
    const missing = fields.filter((field) => !contents.includes(field));
    const labels = labelled(missing.map((field) => words.publicityContents[field]));
    const fault = { at: '/publicity/contents', params: { missing }, words: { missing: labels } };
    return broken(missing.length > 0 ? [fault] : [], passed);
  }),
  travelRule('PUB-04', noFigures, ({ mission }) => {
    const { objections } = mission.publicity;
    const stands = objections === 'open' || objections === 'upheld';
    const word = words.objectionStates[objections];
    const fault = {
      at: '/publicity/objections',
      params: { objections },
      explanation: {
        zh: `公示${word.zh}，审批与报销暂不受理。`,
        en: `${word.en}: neither approval nor reimbursement is taken up.`,
      },
    };
    return broken(stands ? [fault] : [], passed);
  }),
];

const secrecyPapers = ({ secrecy }: MissionMember) =>
  secrecy === 'core'
    ? (['secrecy-promise', 'secrecy-consent', 'core-secrecy-filing'] as const)
    : (['secrecy-promise', 'secrecy-consent'] as const);

export const secrecyRules = [
  travelRule('EDU-04', noFigures, ({ mission }) => {
    if (mission.members.every(({ secrecy }) => secrecy === 'none')) return noOccasion;
    return broken(
      each(mission.members, (member, i) => {
        const missing =
          member.secrecy === 'none' ? [] : secrecyPapers(member).filter((paper) => !member.documents.includes(paper));
        if (missing.length === 0) return null;
        const labels = labelled(missing.map((paper) => words.memberDocuments[paper]));
        return {
          at: `/members/${i}/documents`,
          params: { name: member.name, missing },
          explanation: {
            zh: `${member.name}为涉密人员，缺${labels.zh}。`,
            en: `${member.name} holds a secrecy grade and lacks: ${labels.en}.`,
          },
        };
      }),
      passed,
    );
  }),
];
