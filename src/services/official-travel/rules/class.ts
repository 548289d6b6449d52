import { z } from 'zod';
import { broken, passed } from '#kernel/rules/rule.ts';
import type { Leg, MissionMember } from '../mission-file/model.ts';
import { words } from '../words.ts';
import { each, noOccasion, travelRule } from './define.ts';
import { refersTo } from './facts.ts';

/** 1 is the best class of its means of transport; the row gives air and ship, the same article gives the train. */
const level: Readonly<Record<Leg['class'], number>> = {
  first: 1,
  business: 2,
  'premium-economy': 2.5,
  economy: 3,
  'ship-1': 1,
  'ship-2': 2,
  'ship-3': 3,
  'soft-sleeper-deluxe': 1,
  'business-seat': 1,
  'soft-sleeper': 2,
  'first-seat': 2,
  'hard-sleeper': 3,
  'second-seat': 3,
};

const byRank = z.object({
  air: z.object({ ministerial: z.literal('first'), bureau: z.literal('business'), other: z.literal('economy') }),
});

function allowedLevel({ rank }: MissionMember): number {
  if (rank === 'ministerial') return 1;
  return rank === 'bureau-principal' || rank === 'bureau-deputy' ? 2 : 3;
}

export const classRules = [
  travelRule('CLASS-01', byRank, ({ mission }) => {
    if (mission.route.legs.length === 0) return noOccasion;
    return broken(
      each(mission.route.legs, (leg, i) => {
        const above = mission.members.filter(
          (member) => refersTo(leg.members, member.id) && level[leg.class] < allowedLevel(member),
        );
        if (above.length === 0) return null;
        const name = above.map((member) => member.name).join('、');
        return {
          at: `/route/legs/${i}`,
          params: { name, class: leg.class, members: above.map(({ id }) => id) },
          explanation: {
            zh: `${name}乘坐${words.legClasses[leg.class].zh}，高于其职级可乘等级。`,
            en: `${words.legClasses[leg.class].en} is above the rank of ${above.map((member) => member.name).join(', ')}.`,
          },
        };
      }),
      passed,
    );
  }),
];
