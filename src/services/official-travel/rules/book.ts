import { type RuleBook, ruleBook } from '#kernel/rules/evaluate.ts';
import { academicRules } from './academic.ts';
import { airRules, ticketRules } from './air.ts';
import { classRules } from './class.ts';
import { allowanceRules } from './daily-allowances.ts';
import { dayRules } from './days.ts';
import type { TravelRule } from './define.ts';
import type { MissionFacts } from './facts.ts';
import { frequencyRules } from './frequency.ts';
import { fundingRules } from './funding.ts';
import { hongKongMacaoRules } from './hong-kong-macao.ts';
import { invitationRules } from './invitation.ts';
import { leadershipRules } from './leadership.ts';
import { lodgingRules } from './lodging.ts';
import { longTermRules } from './long-term.ts';
import { officeLimitRules } from './office-limits.ts';
import { otherCostRules } from './other-costs.ts';
import { passportRules } from './passport.ts';
import { jointTeamRules, planRules } from './plan.ts';
import { publicityRules, secrecyRules } from './publicity.ts';
import { routeRules } from './route.ts';
import { ruleRows } from './rows.ts';
import { outOfScope } from './scope.ts';
import { taiwanRules } from './taiwan.ts';
import { teamRules } from './team.ts';
import { trainingRules } from './training.ts';
import { undecidedRules } from './undecided.ts';

const defined = new Map<string, TravelRule>(
  [
    ...dayRules,
    ...routeRules,
    ...teamRules,
    ...leadershipRules,
    ...frequencyRules,
    ...invitationRules,
    ...planRules,
    ...jointTeamRules,
    ...publicityRules,
    ...secrecyRules,
    ...passportRules,
    ...fundingRules,
    ...lodgingRules,
    ...allowanceRules,
    ...otherCostRules,
    ...classRules,
    ...airRules,
    ...ticketRules,
    ...academicRules,
    ...hongKongMacaoRules,
    ...taiwanRules,
    ...longTermRules,
    ...trainingRules,
    ...officeLimitRules,
    ...undecidedRules,
  ].map((one) => [one.id, one]),
);

/** @throws Error at start if a row has no rule */
function inOrderOfTheTable(): TravelRule[] {
  return ruleRows.map(({ id }) => {
    const found = defined.get(id);
    if (!found) throw new Error(`row ${id} has no rule`);
    return found;
  });
}

/** Every row of the table, in its order. */
export const travelRules: RuleBook<MissionFacts> = ruleBook(inOrderOfTheTable(), outOfScope);
