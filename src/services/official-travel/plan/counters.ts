import { dayInBeijing } from '#kernel/calendar/day.ts';
import type { Queries } from '#kernel/database/database.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import { Decimal } from '#kernel/money/decimal.ts';
import { readSetting } from '#kernel/settings/storage.ts';
import { countAsked } from './adjustments/storage.ts';
import { countOutside } from './outside/storage.ts';
import { warnAtPercent } from './settings.ts';
import { countersByUnit, type LineFilter, type UnitCounter } from './storage.ts';
import { countersOf, moneyOf, type PlanMoney } from './uses/storage.ts';
import { closingOf } from './years/storage.ts';

type Counts = Pick<UnitCounter, 'given' | 'granted' | 'held' | 'people' | 'money'>;

/** 可用 = 下达数 − 占用 − 使用, of missions, people and money; the office is warned before nothing of one of them is left. */
function counter({ given, granted, held, people, money }: Counts, percent: number) {
  const [peopleGiven, peopleGranted, peopleHeld] = people;
  const sums = moneyOf(money as [string, string, string]);
  return {
    given,
    granted,
    held,
    free: given - granted - held,
    people: {
      given: peopleGiven,
      granted: peopleGranted,
      held: peopleHeld,
      free: peopleGiven - peopleGranted - peopleHeld,
    },
    money: sums,
    warns: warnsAt(given, granted + held, percent),
    moneyWarns: moneyWarnsAt(sums, percent),
  };
}

const warnsAt = (given: number, used: number, percent: number): boolean => given > 0 && used * 100 >= given * percent;

function moneyWarnsAt({ givenCny, grantedCny, heldCny }: PlanMoney, percent: number): boolean {
  const given = Decimal.of(givenCny);
  const used = Decimal.of(grantedCny).plus(Decimal.of(heldCny));
  return given.exceeds(Decimal.zero) && !given.times(percent).exceeds(used.times(100));
}

/** The counters of one unit and year, as the application and the case page show them. */
export async function readUnitCounters(
  queries: Queries,
  officeId: string,
  year: number,
  unit: { readonly id: string; readonly name: string },
  now: Date,
) {
  const counted = await countersOf(queries, officeId, year, unit);
  const percent = await readSetting(queries, officeId, warnAtPercent, dayInBeijing(now));
  return {
    ...counted,
    warns: warnsAt(counted.given, counted.granted + counted.held, percent),
    moneyWarns: moneyWarnsAt(counted.money, percent),
    warnAtPercent: percent,
  };
}

/** Live counters of every unit that the reader may see, and their sum. */
export async function readCounters(
  queries: Queries,
  actor: Actor,
  filter: Pick<LineFilter, 'year' | 'unit' | 'own' | 'list'>,
  now: Date,
) {
  const percent = await readSetting(queries, actor.officeId, warnAtPercent, dayInBeijing(now));
  const units = await countersByUnit(queries, actor, filter);
  const sum = (of: (unit: (typeof units)[number]) => number) => units.reduce((total, unit) => total + of(unit), 0);
  const people = [0, 1, 2].map((at) => sum((unit) => unit.people[at]!)) as [number, number, number];
  const money = [0, 1, 2].map((at) => Decimal.sum(units.map((unit) => Decimal.of(unit.money[at]!))).toFixed(2));
  return {
    year: filter.year,
    warnAtPercent: percent,
    closed: await closingOf(queries, actor.officeId, filter.year),
    outside: await countOutside(queries, actor, filter),
    total: counter(
      {
        given: sum(({ given }) => given),
        granted: sum(({ granted }) => granted),
        held: sum(({ held }) => held),
        people,
        money: money as [string, string, string],
      },
      percent,
    ),
    units: units
      .filter(({ given }) => given > 0)
      .map((unit) => ({ unit: { id: unit.id, name: unit.name }, ...counter(unit, percent) })),
    draft: sum(({ draft }) => draft),
    submitted: sum(({ submitted }) => submitted),
    consolidated: sum(({ consolidated }) => consolidated),
    adjustments: await countAsked(queries, actor, filter),
  };
}
