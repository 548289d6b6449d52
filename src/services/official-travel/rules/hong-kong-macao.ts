import { z } from 'zod';
import { daysBetween } from '#kernel/calendar/day.ts';
import { broken, type Fault, passed, type RuleContext } from '#kernel/rules/rule.ts';
import type { Invitation, MissionFile, MissionMember } from '../mission-file/model.ts';
import { each, noFigures, noOccasion, notSupplied, travelRule } from './define.ts';
import { hasInvitation } from './invitation.ts';

const stayFigures = z.object({ maxDays: z.number().int() });

interface Stay {
  /** Position of its first stop. */
  readonly index: number;
  readonly region: string;
  readonly days: number;
}

/** Over each run of consecutive stops in Hong Kong, or in Macao: last leave − first arrive + 1. */
export function staysIn(stops: MissionFile['route']['stops']): Stay[] {
  const stays: Stay[] = [];
  for (let first = 0; first < stops.length; ) {
    const start = stops[first];
    let last = first;
    while (stops[last + 1]?.region === start?.region) last += 1;
    const end = stops[last];
    if (start && end && (start.region === 'HK' || start.region === 'MO')) {
      stays.push({ index: first, region: start.region, days: daysBetween(start.arrive, end.leave) + 1 });
    }
    first = last + 1;
  }
  return stays;
}

/** Students may carry the private permit; teachers and researchers with approval (PASS-02). */
const mayCarryPrivatePermit = ({ staffKind, documents }: MissionMember): boolean =>
  staffKind === 'student' ||
  ((staffKind === 'teaching' || staffKind === 'research') && documents.includes('private-passport-approval'));

const staysToWorkOrStudy = ({ passport }: MissionMember): boolean =>
  passport?.endorsement === 'work' || passport?.endorsement === 'study';

const maxDays = (context: RuleContext): number => stayFigures.parse(context.paramsOf('HKMO-02')).maxDays;

function faultOfLetter(letter: Invitation, i: number): Fault | null {
  const at = `/invitations/${i}`;
  const params = { inviter: letter.inviter };
  const lacks = (zh: string, en: string): Fault => ({
    at,
    params,
    explanation: { zh: `${letter.inviter}的邀请${zh}。`, en: `The invitation of ${letter.inviter} ${en}.` },
  });
  if (letter.match === 'neither')
    return lacks('业务不对口、级别也不相当', 'is neither in the same line nor of the level');
  if (!letter.elements.includes('signature')) return lacks('没有签字', 'is not signed');
  if (letter.language !== 'zh' && !letter.translation) return lacks('没有中文译文', 'has no Chinese translation');
  return null;
}

export const hongKongMacaoRules = [
  travelRule('HKMO-01', noFigures, ({ mission }) =>
    broken(
      each(mission.members, (member, i) => {
        const type = member.passport?.type;
        return (type === 'hkmo-private' || type === 'ordinary') && !mayCarryPrivatePermit(member)
          ? { at: `/members/${i}/passport/type`, params: { name: member.name } }
          : null;
      }),
      mission.members.some(({ passport }) => passport === null) ? notSupplied : passed,
    ),
  ),
  travelRule('HKMO-02', stayFigures, ({ mission }, { maxDays: max }) => {
    if (mission.members.every(staysToWorkOrStudy)) return passed;
    return broken(
      staysIn(mission.route.stops)
        .filter(({ days }) => days > max)
        .map(({ index, days, region }) => ({ at: `/route/stops/${index}`, params: { days, max, region } })),
      passed,
    );
  }),
  travelRule('HKMO-04', noFigures, ({ mission }, _, context) => {
    const max = maxDays(context);
    const longest = Math.max(0, ...staysIn(mission.route.stops).map(({ days }) => days));
    if (longest <= max) return noOccasion;
    const approved = mission.documents.includes('hkmo-over-30-days-approval');
    return broken(approved ? [] : [{ at: '/documents', params: { days: longest, max } }], passed);
  }),
  travelRule('HKMO-05', noFigures, (facts) => {
    const { invitations } = facts.mission;
    const faults = each(invitations, faultOfLetter);
    if (!facts.visitedRegions.some((region) => hasInvitation(facts, region))) {
      faults.push({ at: '/invitations', params: {} });
    }
    return broken(faults, invitations.some(({ match }) => match === null) ? notSupplied : passed);
  }),
];
