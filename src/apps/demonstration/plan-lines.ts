import { addDays, type Day } from '#kernel/calendar/day.ts';
import { regionListName } from '#kernel/ui/forms/region-names.ts';
import type { PlanLineInput } from '#services/official-travel/plan/model.ts';
import { budgetCnyOf } from './mission-content.ts';
import type { StoryPlan } from './story-plan.ts';

/** A line of the plan, with the unit that asks for it. */
export interface DemonstrationLine {
  readonly unit: StoryPlan['unit'];
  readonly year: number;
  readonly line: PlanLineInput;
}

/** The line under which a mission of the demonstration travels bears its name without 团. */
export const lineTitle = (plan: Pick<StoryPlan, 'title'>): string => plan.title.replace(/团$/u, '');

function needOf(task: string, where: string): string {
  return `（演示内容）围绕“${task}”，与${where}有关机构已多次通过视频和邮件沟通，双方就合作方向形成初步意见。技术细节、现场条件和合作方式须当面商定，因此列入年度计划。预期形成合作备忘录一份、工作清单一份，回国后一个月内提交报告，并在当年跟踪落实。`;
}

function line(facts: {
  readonly title: string;
  readonly task: string;
  readonly region: string;
  readonly departure: Day;
  readonly people: number;
  readonly days: number;
  readonly amountCny: number;
  readonly academic: boolean;
  readonly purposeType: PlanLineInput['purposeType'];
  readonly leader: { readonly name: string; readonly rank: PlanLineInput['leaderRank'] } | null;
  readonly priority: PlanLineInput['priority'];
}): PlanLineInput {
  return {
    title: facts.title,
    list: facts.academic ? 'academic' : 'general',
    purposeType: facts.purposeType,
    arrangement: 'own',
    leader: facts.leader ? `${facts.leader.name} 负责人` : null,
    leaderRank: facts.leader?.rank ?? null,
    regions: [facts.region],
    transitNote: null,
    month: facts.departure.slice(0, 7),
    headcount: facts.people,
    days: facts.days,
    need: needOf(facts.task, regionListName(facts.region).zh),
    inviter: null,
    funding: facts.academic ? 'research-project' : 'fiscal',
    amountCny: facts.amountCny,
    priority: facts.priority,
  };
}

/** What the missions of the demonstration were planned as: the same size, the money a little more than they came to cost. */
export function linesOfStories(plans: readonly StoryPlan[], today: Day): readonly DemonstrationLine[] {
  return plans
    .filter(({ swapsFor }) => swapsFor === undefined)
    .map((plan) => {
      const departure = addDays(today, plan.departsIn);
      const cost = budgetCnyOf({
        region: plan.region,
        city: plan.city,
        asOf: addDays(today, -plan.appliedDaysAgo),
        days: plan.days,
        people: plan.travellers.length,
      });
      return {
        unit: plan.unit,
        year: Number(departure.slice(0, 4)),
        line: line({
          title: lineTitle(plan),
          task: plan.task,
          region: plan.region,
          departure,
          people: plan.travellers.length,
          days: plan.days,
          amountCny: Math.ceil(cost / 1000) * 1000 + 2000,
          academic: plan.category === 'academic',
          purposeType: plan.purposeType,
          leader: { name: plan.travellers[0]!, rank: plan.rank },
          priority: 'must',
        }),
      };
    });
}

/** Lines that no mission of the demonstration takes up, by unit: title, task, country. */
const others: Readonly<Record<string, readonly (readonly [title: string, task: string, region: string])[]>> = {
  'agri-centre': [
    ['赴以色列节水灌溉洽谈', '洽谈节水灌溉技术', 'IL'],
    ['赴新西兰乳业考察', '考察乳制品检测体系', 'NZ'],
  ],
  college: [
    ['赴新加坡师资交流', '商定教师互访安排', 'SG'],
    ['赴澳大利亚课程开发', '共同开发专业课程', 'AU'],
  ],
  'commerce-office': [
    ['赴越南经贸洽谈', '走访商协会，洽谈出口渠道', 'VN'],
    ['赴阿联酋展会', '参加建材展会并设展位', 'AE'],
  ],
  'shuyang-commerce': [
    ['赴马来西亚花木推介', '推介花木产品', 'MY'],
    ['赴波兰木业洽谈', '洽谈木材供应', 'PL'],
  ],
};

/** Lines for a year that stay free or wait: two of each unit. */
export function otherLines(year: number): readonly DemonstrationLine[] {
  return Object.entries(others).flatMap(([unit, rows]) =>
    rows.map(([title, task, region], index) => ({
      unit,
      year,
      line: line({
        title,
        task,
        region,
        departure: `${year}-${index === 0 ? '05' : '10'}-12` as Day,
        people: 4,
        days: 5,
        amountCny: 96_000,
        academic: unit === 'college',
        purposeType: unit === 'college' ? 'academic-visit' : 'economic-trade',
        leader: null,
        priority: index === 0 ? 'should' : 'may',
      }),
    })),
  );
}
