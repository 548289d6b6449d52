import { z } from 'zod';
import { broken, type Fault, type Outcome, passed } from '#kernel/rules/rule.ts';
import type { Invitation } from '../mission-file/model.ts';
import { letterElements } from '../mission-file/vocabulary.ts';
import { words } from '../words.ts';
import { each, noFigures, noOccasion, notSupplied, type RuleId, travelRule } from './define.ts';
import { type MissionFacts, regionName } from './facts.ts';

const forbidden = z.object({ forbiddenInviters: z.array(z.string()) });

export const hasInvitation = ({ mission }: MissionFacts, region: string): boolean =>
  mission.invitations.some((invitation) => invitation.region === region);

const byInviterType = (invitations: readonly Invitation[], types: readonly string[]): Fault[] =>
  each(invitations, ({ inviter, inviterType }, i) =>
    types.includes(inviterType) ? { at: `/invitations/${i}/inviterType`, params: { inviter, inviterType } } : null,
  );

const withInvitations = (facts: MissionFacts, faults: Fault[]): Outcome =>
  facts.mission.invitations.length === 0 ? noOccasion : broken(faults, passed);

/** 企业负责人 on serious internal matters of the enterprise's own branch abroad. */
const headOnOwnBranch = ({ mission, leader }: MissionFacts): boolean =>
  leader.office === 'enterprise-head' && mission.purpose.type === 'own-branch-affairs';

/** What the letter does not say, in the table's order; a list without every member or dates without every day say nothing. */
function missingFrom(letter: Invitation, { mission, visits }: MissionFacts, fields: readonly LetterElement[]) {
  const namesAll = mission.members.every((member) => letter.invitees.includes(member.id));
  const coversAll = visits
    .filter(({ stop }) => stop.region === letter.region)
    .every(({ stop }) => letter.covers.from <= stop.arrive && stop.leave <= letter.covers.to);
  return fields.filter(
    (field) =>
      !letter.elements.includes(field) || (field === 'invitees' && !namesAll) || (field === 'dates' && !coversAll),
  );
}
type LetterElement = (typeof letterElements)[number];

export const labelled = (labels: readonly { readonly zh: string; readonly en: string }[]) => ({
  zh: labels.map(({ zh }) => zh).join('、'),
  en: labels.map(({ en }) => en).join(', '),
});

const inviterNotAccepted = (id: RuleId & ('INV-02' | 'INV-03'), unless: (facts: MissionFacts) => boolean) =>
  travelRule(id, forbidden, (facts, { forbiddenInviters }) =>
    withInvitations(facts, unless(facts) ? [] : byInviterType(facts.mission.invitations, forbiddenInviters)),
  );

export const invitationRules = [
  travelRule('INV-01', z.object({ required: z.literal(true) }), (facts) => {
    const { invitations } = facts.mission;
    const faults: Fault[] = each(invitations, ({ inviter, match }, i) =>
      match === 'neither'
        ? {
            at: `/invitations/${i}/match`,
            params: { inviter },
            explanation: {
              zh: `邀请方${inviter}业务不对口、级别也不相当。`,
              en: `${inviter} is neither in the same line of work nor of matching level.`,
            },
          }
        : null,
    );
    if (!facts.visitedRegions.some((region) => hasInvitation(facts, region))) {
      faults.push({ at: '/invitations', params: {} });
    }
    return broken(faults, invitations.some(({ match }) => match === null) ? notSupplied : passed);
  }),
  inviterNotAccepted('INV-02', () => false),
  inviterNotAccepted('INV-03', headOnOwnBranch),
  travelRule('INV-04', forbidden, ({ mission }, { forbiddenInviters }) => {
    const faults = byInviterType(mission.invitations, forbiddenInviters);
    faults.push(
      ...each(mission.invitations, ({ inviter, viaIntermediary }, i) =>
        viaIntermediary ? { at: `/invitations/${i}/viaIntermediary`, params: { inviter } } : null,
      ),
    );
    if (mission.organiser.kind === 'intermediary') {
      faults.push({ at: '/organiser/kind', params: { organiser: mission.organiser.unit } });
    }
    const { noIntermediary } = mission.statements;
    if (noIntermediary === false) {
      faults.push({
        at: '/statements/noIntermediary',
        params: {},
        explanation: { zh: '未能声明没有中介参与。', en: 'The statement that no intermediary took part is not made.' },
      });
    }
    return broken(faults, noIntermediary === null ? notSupplied : passed);
  }),
  travelRule('INV-05', z.object({ fields: z.array(z.enum(letterElements)) }), (facts, { fields }) =>
    withInvitations(
      facts,
      each(facts.mission.invitations, (letter, i) => {
        const missing = missingFrom(letter, facts, fields);
        const labels = labelled(missing.map((field) => words.letterElements[field]));
        return missing.length === 0
          ? null
          : { at: `/invitations/${i}`, params: { missing, inviter: letter.inviter }, words: { missing: labels } };
      }),
    ),
  ),
  travelRule('INV-06', noFigures, ({ mission }) => {
    if (mission.invitations.every(({ language }) => language === 'zh')) return noOccasion;
    return broken(
      each(mission.invitations, ({ language, translation }, i) =>
        language === 'zh' || translation ? null : { at: `/invitations/${i}/translation`, params: { language } },
      ),
      passed,
    );
  }),
  travelRule('INV-07', noFigures, (facts) => {
    const without = facts.visitedRegions.filter((region) => !hasInvitation(facts, region));
    // Without any invitation it is INV-01 that speaks.
    if (facts.visitedRegions.length < 2 || without.length === facts.visitedRegions.length) return noOccasion;
    return broken(
      without.flatMap((region) => {
        const first = facts.visits.find(({ stop }) => stop.region === region);
        const place = regionName(region);
        return first
          ? [{ at: `/route/stops/${first.index}`, params: { place: place.zh, region }, words: { place } }]
          : [];
      }),
      passed,
    );
  }),
  travelRule('ENT-02', noFigures, (facts) => {
    if (!headOnOwnBranch(facts)) return noOccasion;
    const own = byInviterType(facts.mission.invitations, ['chinese-funded-company-abroad']);
    return broken(own, noOccasion);
  }),
];
