import { addDays, type Day, dayInBeijing } from '#kernel/calendar/day.ts';
import { askAdjustment, decideAdjustment } from '#services/official-travel/plan/adjustments/adjust.ts';
import { addPlanLine } from '#services/official-travel/plan/draft-line.ts';
import {
  consolidatePlanLines,
  givePlanLines,
  returnPlanLines,
  submitPlanLines,
} from '#services/official-travel/plan/move-lines.ts';
import { fixVersion } from '#services/official-travel/plan/versions/versions.ts';
import { closeYear } from '#services/official-travel/plan/years/close-year.ts';
import { once } from './office.ts';
import { type DemonstrationLine, linesOfStories, lineTitle, otherLines } from './plan-lines.ts';
import { hands, type StoryPlan } from './story-plan.ts';
import type { Stage } from './walk.ts';

const yearOf = (day: Day): number => Number(day.slice(0, 4));

const kindOf = ({ line }: DemonstrationLine) =>
  line.regions.some((code) => code === 'HK' || code === 'MO') ? ('hong-kong-macao' as const) : ('abroad' as const);

/** Lines by unit, year and kind: submitted together, as a unit does. */
function together(lines: readonly DemonstrationLine[]): readonly (readonly DemonstrationLine[])[] {
  const groups = new Map<string, DemonstrationLine[]>();
  for (const one of lines) {
    const key = `${one.unit} ${one.year} ${kindOf(one)}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
}

/** How far a group of lines has come. */
type Reached = 'draft' | 'submitted' | 'consolidated' | 'returned' | 'given';

/** One unit's lines of a year on their way: liaison officer, head of the unit, bureau or county, office. */
async function bring(stage: Stage, group: readonly DemonstrationLine[], reached: Reached): Promise<readonly string[]> {
  const { runner, office, lines: known } = stage;
  const { unit, year } = group[0]!;
  const by = hands[unit]!;
  const unitId = office.units[unit]!;
  const as = (login: string) => office.actors[login]!;
  const ids = await once(runner, as(by.liaison), 'official-travel.plan-add', async (work) => {
    const made: string[] = [];
    for (const { line } of group) made.push((await addPlanLine(work, { unitId, year, line })).id);
    return made;
  });
  group.forEach(({ line }, index) => {
    known.set(`${year} ${unit} ${line.title}`, ids[index]!);
  });
  if (reached === 'draft') return ids;
  await once(runner, as(by.head), 'official-travel.plan-submit', (work) =>
    submitPlanLines(work, {
      unitId,
      year,
      header: {
        kind: kindOf(group[0]!),
        batch: 'start',
        opinion: '任务必要，经费有保障，同意上报。',
        documentNumber: null,
        fileId: null,
      },
      lines: ids,
    }),
  );
  if (reached === 'submitted') return ids;
  if (reached === 'returned') {
    await once(runner, as(by.firstReview), 'official-travel.plan-return', (work) =>
      returnPlanLines(work, ids, '请压减天数，并写明与上年同类任务的不同。'),
    );
    return ids;
  }
  await once(runner, as(by.firstReview), 'official-travel.plan-consolidate', (work) => consolidatePlanLines(work, ids));
  if (reached === 'consolidated') return ids;
  await once(runner, as('li.jing'), 'official-travel.plan-give', (work) => givePlanLines(work, ids, null));
  return ids;
}

/**
 * 年度计划 of the year before, this and the next: what the missions travel under and what is still free is given; for the next year some
 * units are still drafting, submitting or mending.
 */
export async function givePlans(stage: Stage, stories: readonly StoryPlan[], today: Day): Promise<void> {
  const year = yearOf(today);
  const lines = [...linesOfStories(stories, today), ...otherLines(year - 1), ...otherLines(year)];
  for (const group of together(lines)) await bring(stage, group, 'given');
}

/** The version at the beginning, before missions took anything. */
export async function fixFirstVersion(stage: Stage, today: Day): Promise<void> {
  const { runner, office } = stage;
  await once(runner, office.actors['li.jing']!, 'official-travel.plan-fix-version', (work) =>
    fixVersion(work, { year: yearOf(today), quarter: 1, note: '年初下达' }),
  );
}

/** What moves in the plan in the last weeks: next year's drafts, an adjustment granted and one that waits, the version of the quarter. */
export async function moveOn(stage: Stage, today: Day): Promise<void> {
  const { runner, office, clock, lines } = stage;
  const year = yearOf(today);
  const next: Readonly<Record<string, Reached>> = {
    'agri-centre': 'consolidated',
    college: 'submitted',
    'commerce-office': 'draft',
    'shuyang-commerce': 'returned',
  };
  clock.toDay(addDays(today, -9));
  for (const group of together(otherLines(year + 1))) await bring(stage, group, next[group[0]!.unit]!);

  const swap = async (unit: keyof typeof hands & string, title: string, to: object, reason: string) => {
    const originalId = lines.get(`${year} ${unit} ${title}`)!;
    const original = otherLines(year).find((one) => one.unit === unit && one.line.title === title)!.line;
    const { id } = await once(runner, office.actors[hands[unit]!.liaison]!, 'official-travel.plan-adjust', (work) =>
      askAdjustment(work, {
        originalId,
        unitId: office.units[unit]!,
        year,
        line: { ...original, ...to },
        reason,
      }),
    );
    return id;
  };
  const granted = await swap(
    'agri-centre',
    '赴新西兰乳业考察',
    { title: '赴爱尔兰乳业洽谈', regions: ['IE'] },
    '外方会期改在爱尔兰举行，人数、天数、经费不变。',
  );
  clock.laterBy(26);
  await once(runner, office.actors['li.jing']!, 'official-travel.plan-decide-adjustment', (work) =>
    decideAdjustment(work, granted, { decision: 'grant', text: '等量置换，同意调整。' }),
  );
  await swap(
    'commerce-office',
    '赴阿联酋展会',
    { title: '赴阿联酋、沙特展会', regions: ['AE', 'SA'], headcount: 5, days: 8, amountCny: 150_000 },
    '展会增设沙特分会场，需增加一人三天，请予增加。',
  );
}

/** At the end the year before is closed and the quarter's version fixed. */
export async function endOfPlans(stage: Stage, today: Day): Promise<void> {
  const { runner, office, clock } = stage;
  clock.toDay(today);
  const year = yearOf(today);
  await once(runner, office.actors['zhao.heng']!, 'official-travel.plan-close-year', (work) =>
    closeYear(work, { year: year - 1, reason: '年度结束，未使用的计划项不结转。' }),
  );
  const quarter = Math.ceil(Number(today.slice(5, 7)) / 3);
  if (quarter === 1) return;
  await once(runner, office.actors['li.jing']!, 'official-travel.plan-fix-version', (work) =>
    fixVersion(work, { year, quarter, note: `截至 ${dayInBeijing(clock.now())}` }),
  );
}

/** The line of that year that a story stands on; null: it was not planned. */
export const lineOf = ({ lines }: Stage, plan: StoryPlan, departure: Day): string | null =>
  lines.get(`${yearOf(departure)} ${plan.unit} ${plan.swapsFor ?? lineTitle(plan)}`) ?? null;
