import { z } from 'zod';
import { continentNames, regionOf } from '#kernel/places/regions.ts';
import { broken, passed } from '#kernel/rules/rule.ts';
import { noOccasion, travelRule } from './define.ts';

export const routeRules = [
  travelRule('RTE-01', z.object({ maxRegions: z.number().int() }), ({ countedRegions }, { maxRegions: max }) => {
    const n = countedRegions.length;
    return broken(n > max ? [{ at: '/route/stops', params: { n, max, regions: countedRegions } }] : [], passed);
  }),
  travelRule('RTE-02', z.object({ sameContinent: z.literal(true) }), ({ visitedRegions }) => {
    if (visitedRegions.length < 2) return noOccasion;
    const continents = [...new Set(visitedRegions.map((code) => regionOf(code).continent))].sort();
    const names = continents.map((continent) => continentNames[continent]);
    const fault = {
      at: '/route/stops',
      params: { continents },
      explanation: {
        zh: `所访国家分属${names.map(({ zh }) => zh).join('、')}，需说明理由。`,
        en: `The countries visited lie in ${names.map(({ en }) => en).join(' and ')}: state the reason.`,
      },
    };
    return broken(continents.length > 1 ? [fault] : [], passed);
  }),
];
