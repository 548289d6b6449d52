import { dayInBeijing } from '#kernel/calendar/day.ts';
import type { Queries } from '#kernel/database/database.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import { Decimal } from '#kernel/money/decimal.ts';
import { readSetting } from '#kernel/settings/storage.ts';
import { countAsked } from './adjustments/storage.ts';
import { warnAtPercent } from './settings.ts';
import { countersByUnit, type LineFilter } from './storage.ts';

interface Counts {
  readonly given: number;
  readonly granted: number;
  readonly held: number;
  readonly people: number;
  readonly amountCny: string;
}

/** 可用 = 下达数 − 占用 − 使用; the office is warned before nothing is left. */
function counter({ given, granted, held, people, amountCny }: Counts, percent: number) {
  const used = granted + held;
  return {
    given,
    granted,
    held,
    free: given - used,
    people,
    amountCny,
    warns: given > 0 && used * 100 >= given * percent,
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
  const amount = Decimal.sum(units.map(({ amountCny }) => Decimal.of(amountCny)));
  return {
    year: filter.year,
    warnAtPercent: percent,
    total: counter(
      {
        given: sum(({ given }) => given),
        granted: sum(({ granted }) => granted),
        held: sum(({ held }) => held),
        people: sum(({ people }) => people),
        amountCny: amount.toFixed(2),
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
