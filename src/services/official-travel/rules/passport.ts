import { z } from 'zod';
import { addDays, addMonths } from '#kernel/calendar/day.ts';
import { broken, type Fault, type Outcome, passed, type RuleContext } from '#kernel/rules/rule.ts';
import type { MissionMember, PreviousMission } from '../mission-file/model.ts';
import { each, noFigures, noOccasion, notSupplied, travelRule } from './define.ts';
import type { MissionFacts } from './facts.ts';

const handBack = z.object({ withinDays: z.number().int() });
const overdue = z.object({ overdueDays: z.number().int() });

const hasApproval = ({ documents }: MissionMember): boolean => documents.includes('private-passport-approval');

/** Teachers, researchers and students may carry a private passport with approval (PASS-02). */
const mayCarryPrivatePassport = (member: MissionMember): boolean =>
  (member.staffKind === 'teaching' || member.staffKind === 'research' || member.staffKind === 'student') &&
  hasApproval(member);

const toHongKongOrMacao = ({ kind }: PreviousMission): boolean => kind === 'hong-kong-macao';
const fromElsewhere = ({ kind }: PreviousMission): boolean => kind !== 'hong-kong-macao';

/**
 * Passports of previous missions that stayed out more than that many days after the return. null says not handed in; a key left
 * out, or a list that is not supplied, says that it is not known.
 */
function stillOut(
  { mission }: MissionFacts,
  speaksOf: (previous: PreviousMission) => boolean,
  afterDays: (previous: PreviousMission) => number,
): Outcome {
  const faults: Fault[] = [];
  let unknown = false;
  let any = false;
  for (const [i, member] of mission.members.entries()) {
    if (member.previous === null) unknown = true;
    for (const [j, previous] of (member.previous ?? []).entries()) {
      if (!speaksOf(previous)) continue;
      any = true;
      const due = addDays(previous.return, afterDays(previous));
      if (mission.asOf <= due) continue;
      if (previous.passportReturnedOn === undefined) unknown = true;
      if (previous.passportReturnedOn !== null) continue;
      faults.push({
        at: `/members/${i}/previous/${j}`,
        params: { name: member.name, unit: member.unit, date: due },
      });
    }
  }
  return broken(faults, unknown ? notSupplied : any ? passed : noOccasion);
}

const daysAllowed = (previous: PreviousMission, context: RuleContext): number =>
  handBack.parse(context.paramsOf(toHongKongOrMacao(previous) ? 'HKMO-07' : 'PASS-03')).withinDays;

export const passportRules = [
  travelRule('PASS-01', noFigures, ({ mission }) =>
    broken(
      each(mission.members, (member, i) =>
        member.passport?.type === 'ordinary' && !mayCarryPrivatePassport(member)
          ? { at: `/members/${i}/passport/type`, params: { name: member.name } }
          : null,
      ),
      mission.members.some(({ passport }) => passport === null) ? notSupplied : passed,
    ),
  ),
  travelRule('PASS-02', noFigures, ({ mission }) =>
    broken(
      each(mission.members, (member, i) =>
        mission.kind === 'abroad' && member.passport?.type === 'ordinary' && mayCarryPrivatePassport(member)
          ? { at: `/members/${i}/passport/type`, params: { name: member.name } }
          : null,
      ),
      noOccasion,
    ),
  ),
  travelRule('PASS-03', handBack, (facts, { withinDays }) => stillOut(facts, fromElsewhere, () => withinDays)),
  travelRule('PASS-05', overdue, (facts, { overdueDays }, context) =>
    stillOut(
      facts,
      () => true,
      (previous) => daysAllowed(previous, context) + overdueDays,
    ),
  ),
  travelRule('PASS-06', z.object({ minMonths: z.number().int() }), ({ mission }, { minMonths }) => {
    const until = addMonths(mission.route.return, minMonths);
    return broken(
      each(mission.members, ({ name, passport }, i) =>
        passport !== null && passport.expiresOn < until
          ? { at: `/members/${i}/passport/expiresOn`, params: { name, until } }
          : null,
      ),
      mission.members.some(({ passport }) => passport === null) ? notSupplied : passed,
    );
  }),
  travelRule('HKMO-07', handBack, (facts, { withinDays }) => stillOut(facts, toHongKongOrMacao, () => withinDays)),
];
