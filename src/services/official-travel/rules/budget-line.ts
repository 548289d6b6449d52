import { Decimal } from '#kernel/money/decimal.ts';
import { rateAt } from '../budget/ceilings.ts';
import { inCny, type Place, type Rate } from '../budget/rates.ts';
import type { BudgetLine, MissionBudget, MissionFile } from '../mission-file/model.ts';
import { comparable } from '../mission-file/same-text.ts';

/** The place of a line of lodging, meals, incidentals or a banquet; null for lines that have none. */
export const placeOf = ({ region, city }: BudgetLine): Place | null =>
  region === undefined || city === undefined ? null : { region, city };

export const placeKey = ({ region, city }: Place): string => `${region} ${comparable(city)}`;

/** The table's rate at the line's place; null where there is none. */
export function rateOfLine(mission: MissionFile, line: BudgetLine): Rate | null {
  const place = placeOf(line);
  const found = place === null ? null : rateAt(mission, place);
  return found !== null && 'rate' in found ? found.rate : null;
}

/** A figure of the table in the line's currency, converted at the file's rate; null if that is not given. */
export function inLineCurrency(
  figure: Decimal,
  tableCurrency: string,
  line: Pick<BudgetLine, 'currency'>,
  budget: MissionBudget,
): Decimal | null {
  return line.currency === tableCurrency ? figure : inCny(figure, tableCurrency, budget);
}

/** The table's figure for one unit of the line, in the line's currency; null where there is none. */
export function standardFor(
  mission: MissionFile,
  line: BudgetLine,
  figure: 'lodging' | 'meals',
  budget: MissionBudget,
): Decimal | null {
  const rate = rateOfLine(mission, line);
  return rate === null ? null : inLineCurrency(Decimal.of(rate[figure]), rate.currency, line, budget);
}

/**
 * For each member, the first member for whom the host provides the same on the same days: nights and days need to be counted only
 * once for all of them.
 */
export function hostedAlike({ members, hosting }: MissionFile): ReadonlyMap<string, string> {
  const first = new Map<string, string>();
  return new Map(
    members.map(({ id }) => {
      const key = hosting.map((one) => (one.members === 'all' || one.members.includes(id) ? '1' : '0')).join('');
      const representative = first.get(key) ?? id;
      first.set(key, representative);
      return [id, representative];
    }),
  );
}
