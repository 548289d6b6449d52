import { Decimal } from '#kernel/money/decimal.ts';
import type { MissionFile, MissionMember } from '../mission-file/model.ts';
import {
  incidentalsCeiling,
  lengthInDays,
  lodgingCeiling,
  mealsCeiling,
  paysActualLodging,
  rateAt,
  stays,
} from './ceilings.ts';
import { inCny, type Place, type Rate, type RatesOn, type RateTable, tableOn, type Undetermined } from './rates.ts';

/** Output of `honglu travel budget` for one mission, without the name of its file. Amounts are in `currency`, `cny` in yuan. */
export interface Ceilings {
  readonly exit: 0 | 3;
  readonly asOf: string;
  readonly days: number;
  /** The program's own; null also where an office's stands in its place. */
  readonly table: RateTable | null;
  readonly members: readonly MemberCeilings[];
  readonly totals: Totals;
  /** Places without a rate, in order of travel. */
  readonly undetermined: readonly (Place & { readonly reason: Undetermined })[];
}

export interface MemberCeilings {
  readonly member: string;
  readonly name: string;
  readonly lodging: readonly LodgingRow[];
  readonly meals: readonly DailyRow[];
  readonly incidentals: readonly IncidentalsRow[];
  readonly totals: Totals;
}

export interface LodgingRow extends Place {
  readonly currency: string;
  /** null: a minister's lodging is paid at its actual cost. */
  readonly rate: number | null;
  readonly nights: number;
  readonly hostNights: number;
  readonly amount: number | null;
  readonly cny: number | null;
}

export interface DailyRow extends Place {
  readonly currency: string;
  readonly rate: number;
  readonly days: number;
  readonly hostDays: number;
  readonly amount: number;
  /** null: the file gives no rate of exchange. */
  readonly cny: number | null;
}

export interface IncidentalsRow extends DailyRow {
  readonly reducedDays: number;
}

export interface Totals {
  readonly byCurrency: Readonly<Record<string, number>>;
  /** null: a row that belongs to it has no CNY figure. */
  readonly cny: number | null;
}

interface Sum {
  readonly byCurrency: ReadonlyMap<string, Decimal>;
  readonly cny: Decimal | null;
}

interface PricedAmount {
  readonly currency: string;
  readonly amount: Decimal;
  readonly cny: Decimal | null;
}

/**
 * What the mission may cost for lodging, meals and incidentals, by route, hosting, hired car, ranks, rates and substitutes. The
 * budget's own lines are not used. Exact decimals; each CNY figure is rounded half up to the fen, totals are sums of those.
 */
export function computeCeilings(mission: MissionFile & RatesOn): Ceilings {
  const members = mission.members.map((member) => ceilingsOf(member, mission));
  const total = together(
    members.map((member) => member.sum),
    mission.budget === null,
  );
  const undetermined = placesWithoutRate(mission);
  return {
    exit: undetermined.length > 0 ? 3 : 0,
    asOf: mission.asOf,
    days: lengthInDays(mission),
    table: mission.officeRates ? null : tableOn(mission.asOf),
    members: members.map((member) => member.ceilings),
    totals: asNumbers(total),
    undetermined,
  };
}

function ceilingsOf(member: MissionMember, mission: MissionFile & RatesOn): { ceilings: MemberCeilings; sum: Sum } {
  const lodging: LodgingRow[] = [];
  const meals: DailyRow[] = [];
  const incidentals: IncidentalsRow[] = [];
  const priced: PricedAmount[] = [];
  const price = (amount: Decimal, { currency }: Rate) => {
    const row = { currency, amount, cny: inCny(amount, currency, mission.budget) };
    priced.push(row);
    return { amount: amount.toNumber(), cny: row.cny?.toNumber() ?? null };
  };
  for (const stay of stays(mission, member.id)) {
    const found = rateAt(mission, stay.place);
    if ('undetermined' in found) continue;
    const { rate } = found;
    const { currency } = rate;
    if (stay.nights > 0) {
      const { nights, hostNights } = stay;
      const money = paysActualLodging(member)
        ? { rate: null, nights, hostNights, amount: null, cny: null }
        : { rate: rate.lodging, nights, hostNights, ...price(lodgingCeiling(stay, rate), rate) };
      lodging.push({ ...stay.place, currency, ...money });
    }
    if (stay.days === 0) continue;
    const { days, reducedDays } = stay;
    meals.push({
      ...stay.place,
      currency,
      rate: rate.meals,
      days,
      hostDays: stay.hostMealDays,
      ...price(mealsCeiling(stay, rate), rate),
    });
    incidentals.push({
      ...stay.place,
      currency,
      rate: rate.incidentals,
      days,
      hostDays: stay.hostIncidentalDays,
      reducedDays,
      ...price(incidentalsCeiling(stay, rate), rate),
    });
  }
  const sum = together(
    priced.map((row) => ({ byCurrency: new Map([[row.currency, row.amount]]), cny: row.cny })),
    mission.budget === null,
  );
  return {
    ceilings: { member: member.id, name: member.name, lodging, meals, incidentals, totals: asNumbers(sum) },
    sum,
  };
}

function placesWithoutRate(mission: MissionFile & RatesOn): (Place & { reason: Undetermined })[] {
  const [anyMember] = mission.members;
  return stays(mission, anyMember?.id ?? '').flatMap((stay) => {
    const found = rateAt(mission, stay.place);
    const needsRate = stay.nights > 0 || stay.days > 0;
    return needsRate && 'undetermined' in found ? [{ ...stay.place, reason: found.undetermined }] : [];
  });
}

/** A CNY total holds only if every part has one; without a budget there are no CNY figures at all. */
function together(parts: readonly Sum[], withoutBudget: boolean): Sum {
  const byCurrency = new Map<string, Decimal>();
  let cny: Decimal | null = withoutBudget ? null : Decimal.zero;
  for (const part of parts) {
    for (const [currency, amount] of part.byCurrency) {
      byCurrency.set(currency, amount.plus(byCurrency.get(currency) ?? Decimal.zero));
    }
    cny = cny === null || part.cny === null ? null : cny.plus(part.cny);
  }
  return { byCurrency, cny };
}

function asNumbers(sum: Sum): Totals {
  return {
    byCurrency: Object.fromEntries([...sum.byCurrency].map(([currency, amount]) => [currency, amount.toNumber()])),
    cny: sum.cny?.toNumber() ?? null,
  };
}
