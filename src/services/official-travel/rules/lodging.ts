import { z } from 'zod';
import { Decimal } from '#kernel/money/decimal.ts';
import { broken, type Fault, passed } from '#kernel/rules/rule.ts';
import { lodgingNightsToPay, paysActualLodging } from '../budget/ceilings.ts';
import { type BudgetLine, type MissionFile, type MissionMember, membersNamed } from '../mission-file/model.ts';
import { hostedAlike, placeKey, placeOf, standardFor } from './budget-line.ts';
import { each, noFigures, noOccasion, notSupplied, travelRule } from './define.ts';

/** Nights are claimed with at most two decimals; whole hundredths add up exactly. */
const hundredths = (quantity: number): number => Math.round(quantity * 100);

interface Excess {
  readonly nights: number;
  readonly payable: number;
}

/**
 * Adds the lines up, member by member and place by place, in the order of the budget. A line with which a member's nights pass
 * those that the host does not pay gives the excess.
 */
function nightCounter(mission: MissionFile): (line: BudgetLine, payers: readonly MissionMember[]) => Excess | null {
  const alike = hostedAlike(mission);
  const payableBy = new Map<string, number>();
  const claimedBy = new Map<string, number>();
  return (line, payers) => {
    const place = placeOf(line);
    if (place === null) return null;
    const at = placeKey(place);
    let excess: Excess | null = null;
    for (const { id } of payers) {
      const representative = alike.get(id) ?? id;
      const payable = payableBy.get(`${representative} ${at}`) ?? lodgingNightsToPay(mission, representative, place);
      payableBy.set(`${representative} ${at}`, payable);
      const claimed = (claimedBy.get(`${id} ${at}`) ?? 0) + hundredths(line.quantity);
      claimedBy.set(`${id} ${at}`, claimed);
      if (claimed > payable * 100) excess ??= { nights: claimed / 100, payable };
    }
    return excess;
  };
}

function fault(line: BudgetLine, i: number, max: Decimal | null, tooDear: boolean, excess: Excess | null): Fault {
  const city = line.city ?? '';
  const { currency, unit: amount } = line;
  return {
    at: `/budget/lines/${i}`,
    params: { city, amount, currency, max: max?.toNumber() ?? '未定', ...excess },
    words: max === null ? { max: { zh: '未定', en: 'not determined' } } : {},
    ...(excess && !tooDear
      ? {
          explanation: {
            zh: `${city}住宿列${excess.nights}晚，由我方承担的只有${excess.payable}晚。`,
            en: `${excess.nights} nights in ${city}, of which only ${excess.payable} are there for us to pay.`,
          },
        }
      : {}),
  };
}

export const lodgingRules = [
  travelRule('BUD-05', z.object({ column: z.literal('lodging') }), ({ mission }) => {
    const { budget } = mission;
    if (budget === null) return notSupplied;
    const excessOf = nightCounter(mission);
    const faults: Fault[] = [];
    let asked = false;
    let unknown = false;
    for (const [i, line] of budget.lines.entries()) {
      if (line.item !== 'lodging') continue;
      const payers = membersNamed(line.members, mission.members).filter((member) => !paysActualLodging(member));
      if (payers.length === 0) continue;
      asked = true;
      const standard = standardFor(mission, line, 'lodging', budget);
      const byTable = line.conferenceHotel !== true;
      if (byTable && standard === null) unknown = true;
      const tooDear = byTable && standard !== null && Decimal.of(line.unit).exceeds(standard);
      const excess = excessOf(line, payers);
      if (tooDear || excess) faults.push(fault(line, i, standard, tooDear, excess));
    }
    return broken(faults, unknown ? notSupplied : asked ? passed : noOccasion);
  }),
  travelRule('BUD-06', noFigures, ({ mission }) => {
    const { budget } = mission;
    if (budget === null) return notSupplied;
    const named = budget.lines.filter(({ item, conferenceHotel }) => item === 'lodging' && conferenceHotel === true);
    if (named.length === 0) return noOccasion;
    if (mission.documents.includes('conference-hotel-approval')) return passed;
    let unknown = false;
    const faults = each(budget.lines, (line, i) => {
      if (!named.includes(line)) return null;
      const standard = standardFor(mission, line, 'lodging', budget);
      if (standard === null) unknown = true;
      if (standard === null || !Decimal.of(line.unit).exceeds(standard)) return null;
      const { city = '', unit: amount, currency } = line;
      return { at: `/budget/lines/${i}`, params: { city, amount, currency, max: standard.toNumber() } };
    });
    return broken(faults, unknown ? notSupplied : passed);
  }),
];
