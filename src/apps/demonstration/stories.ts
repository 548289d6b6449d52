import { addDays, type Day } from '#kernel/calendar/day.ts';
import { missionContent } from './mission-content.ts';
import { units } from './people.ts';
import { lineOf } from './plan.ts';
import { headApproves, obtainConsent, provinceGrants } from './special-acts.ts';
import { hands, type Reached, type StoryPlan } from './story-plan.ts';
import { type Stage, Story } from './walk.ts';

const unitName = (key: string) => units.find((unit) => unit.key === key)!.name;

/** Lives one mission through, day by day, to the stage that the plan names. */
export async function liveThrough(stage: Stage, plan: StoryPlan, today: Day): Promise<Story> {
  const { clock, office } = stage;
  const asOf = addDays(today, -plan.appliedDaysAgo);
  clock.toDay(asOf);
  const by = hands[plan.unit]!;
  const story = new Story(stage, by);
  await story.begin(plan.title);
  const content = missionContent({
    title: plan.title,
    task: plan.task,
    purposeType: plan.purposeType,
    category: plan.category ?? 'general',
    region: plan.region,
    city: plan.city,
    host: plan.host,
    hostZh: plan.hostZh,
    departure: addDays(today, plan.departsIn),
    days: plan.days,
    unitName: unitName(plan.unit),
    organiserKind: plan.category === 'academic' ? 'university' : 'public-institution',
    contact: story.actor(by.liaison).name,
    people: plan.travellers.map((name, index) => ({
      id: office.travellers[name]!,
      name,
      rank: index === 0 ? plan.rank : 'section',
      post: index === 0 ? '负责人' : '工作人员',
    })),
    asOf,
    planLine: lineOf(stage, plan, addDays(today, plan.departsIn)),
    swapReason: plan.swapReason,
    exception: plan.exception,
    sender: plan.sender && unitName(plan.sender),
  });
  if (plan.reached === 'draft') {
    const { basics, members, route, invitations } = content;
    await story.fill({ basics, members, route, invitations });
    return story;
  }
  const { attachments: _, ...typed } = content;
  await story.fill(typed);
  const papers = ['request-letter', 'invitation', 'invitation-translation', 'inviter-note', 'commitment'] as const;
  const withAgenda = plan.purposeType === 'conference' || plan.purposeType === 'exhibition';
  await story.attach(withAgenda ? [...papers, 'agenda'] : papers, plan.exception ? ['over-days-request'] : []);
  if (plan.sender) await obtainConsent(story, stage, { plan, sender: plan.sender, today });
  await story.submit();
  for (const step of stepsTo(plan.reached)) await step(story);
  return story;
}

type Step = (story: Story) => Promise<void>;

const way: readonly (readonly [Reached, Step])[] = [
  ['unit-sign', (story) => story.toUnitSigned()],
  ['pre-review', (story) => story.toPreReviewed()],
  ['posted', (story) => story.toPublicityOver()],
  ['first-review', (story) => story.toFirstReviewed()],
  ['intake', (story) => story.toTakenIn()],
  ['review', (story) => story.toReviewed()],
  ['office-head', (story) => headApproves(story)],
  ['city-leader', (story) => story.toLeaderApproved()],
  ['issue', (story) => story.issued('mission-approval')],
];

/** The acts before the stage at which the mission is to be found. */
function stepsTo(reached: Reached): readonly Step[] {
  if (reached === 'province' || reached === 'granted-by-province') {
    const before = way.slice(0, -1).map(([, step]) => step);
    const asked: Step = (story) => story.issued('request-to-province');
    return reached === 'province' ? [...before, asked] : [...before, asked, provinceGrants];
  }
  if (reached === 'granted') return way.map(([, step]) => step);
  const before = way
    .slice(
      0,
      way.findIndex(([name]) => name === (reached === 'returned' ? 'review' : reached)),
    )
    .map(([, step]) => step);
  return reached === 'returned' ? [...before, (story) => story.returned()] : before;
}
