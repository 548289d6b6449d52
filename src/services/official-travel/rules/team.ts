import { z } from 'zod';
import { overlap } from '#kernel/calendar/period.ts';
import { broken, type Fault, passed } from '#kernel/rules/rule.ts';
import type { MissionMember, OtherMission } from '../mission-file/model.ts';
import { isSame } from '../mission-file/same-text.ts';
import { each, noFigures, noOccasion, notSupplied, travelRule } from './define.ts';
import { type MissionFacts, periodOf, uncancelled } from './facts.ts';

/** Re-hired teachers and researchers may go on an academic mission with the paper of their re-hiring (ACAD-01). */
const mayGoRehired = (member: MissionMember, { mission }: MissionFacts): boolean =>
  mission.category === 'academic' &&
  (member.staffKind === 'teaching' || member.staffKind === 'research') &&
  member.documents.includes('rehire-paper');

const looksSplitFrom = (other: OtherMission, { mission, visitedRegions }: MissionFacts): boolean =>
  overlap(periodOf(other), periodOf(mission.route)) &&
  other.regions.some((code) => visitedRegions.includes(code)) &&
  (isSame(other.purposeTitle, mission.purpose.title) ||
    other.inviters.some((inviter) => mission.invitations.some((one) => isSame(one.inviter, inviter))));

const statementAgainstTeamBeside: Fault = {
  at: '/statements/noTeamBeside',
  params: { other: '以外的随行人员' },
  explanation: { zh: '未能声明没有“团外团”。', en: 'The statement that nobody travels beside the team is not made.' },
};

const statementAgainstFamily: Fault = {
  at: '/statements/noSpouseOrChild',
  params: {},
  explanation: {
    zh: '未能声明没有配偶、子女随行。',
    en: 'The statement that no spouse or child travels along is not made.',
  },
};

const closeKin: ReadonlySet<string> = new Set(['spouse', 'child', 'parent']);

export const teamRules = [
  travelRule('TEAM-01', z.object({ maxMembers: z.number().int() }), ({ mission }, { maxMembers: max }) => {
    const n = mission.members.length;
    return broken(n > max ? [{ at: '/members', params: { n, max } }] : [], passed);
  }),
  travelRule('TEAM-02', noFigures, (facts) => {
    const { otherMissions, statements } = facts.mission;
    const faults: Fault[] = uncancelled(otherMissions ?? [])
      .filter(({ other }) => looksSplitFrom(other, facts))
      .map(({ other, index }) => ({ at: `/otherMissions/${index}`, params: { other: other.reference } }));
    if (statements.noTeamBeside === false) faults.push(statementAgainstTeamBeside);
    return broken(faults, otherMissions === null || statements.noTeamBeside === null ? notSupplied : passed);
  }),
  travelRule('TEAM-03', noFigures, ({ mission }) => {
    const faults: Fault[] = each(mission.members, (member, i) =>
      each(member.relations, (relation, j) =>
        closeKin.has(relation.as)
          ? { at: `/members/${i}/relations/${j}`, params: { name: member.name, as: relation.as } }
          : null,
      ),
    );
    if (mission.statements.noSpouseOrChild === false) faults.push(statementAgainstFamily);
    return broken(faults, mission.statements.noSpouseOrChild === null ? notSupplied : passed);
  }),
  travelRule('TEAM-05', noFigures, (facts) =>
    broken(
      each(facts.mission.members, (member, i) =>
        member.employment === 'retired' || (member.employment === 'rehired' && !mayGoRehired(member, facts))
          ? { at: `/members/${i}/employment`, params: { name: member.name } }
          : null,
      ),
      passed,
    ),
  ),
  travelRule('TEAM-06', noFigures, ({ mission }) =>
    broken(
      each(mission.members, (member, i) =>
        member.employment === 'former-head' ? { at: `/members/${i}/employment`, params: { name: member.name } } : null,
      ),
      passed,
    ),
  ),
  travelRule('TEAM-07', z.object({ minPartyMembers: z.number().int() }), ({ mission }, { minPartyMembers: min }) => {
    const count = (value: boolean | null) => mission.members.filter((member) => member.partyMember === value).length;
    const n = count(true);
    const otherwise = n + count(null) >= min ? notSupplied : noOccasion;
    return broken(n >= min ? [{ at: '/members', params: { n, min } }] : [], otherwise);
  }),
];
