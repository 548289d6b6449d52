import type { Text } from '#kernel/text.ts';
import type { PlanFigures } from '#kernel/ui/charts/plan-counters.tsx';
import { writeNumber } from '#kernel/ui/look/dates.ts';
import type { PlanCounters } from '../../../plan/endpoints.ts';

/** 团组、人次、经费: switchable, never mixed in one bar. */
export const counts = ['missions', 'people', 'money'] as const;
export type Count = (typeof counts)[number];

export const countUnits: Readonly<Record<Count, Text>> = {
  missions: { zh: '团组（个）', en: 'missions' },
  people: { zh: '人次（按计划项）', en: 'person-trips as planned' },
  money: { zh: '经费（元）', en: 'CNY' },
};

export const countOf = (asked: string | null): Count => counts.find((one) => one === asked) ?? 'missions';

export const writeMoney = (value: number): string => writeNumber(value.toFixed(2));

export function figuresIn(counter: PlanCounters['total'], counted: Count): PlanFigures {
  if (counted === 'missions') return counter;
  if (counted === 'people') return counter.people;
  const { givenCny, grantedCny, heldCny, freeCny } = counter.money;
  return { given: Number(givenCny), granted: Number(grantedCny), held: Number(heldCny), free: Number(freeCny) };
}
