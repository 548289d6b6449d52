import { addDays, type Day, dayInBeijing } from '#kernel/calendar/day.ts';
import { answerSender, askSender, registerPaper } from '#services/official-travel/consents/consent.ts';
import { once } from './office.ts';
import { units } from './people.ts';
import { hands, type StoryPlan } from './story-plan.ts';
import type { Stage, Story } from './walk.ts';

/** The head of the office grants by name what was asked for, and then approves; else approves at once. */
export async function headApproves(story: Story): Promise<void> {
  const { check } = await story.page('zhao.heng');
  for (const { rule, exception } of check.findings) {
    if (exception?.state !== 'asked') continue;
    await story.act('zhao.heng', 'grantException', {
      finding: rule,
      reason: exception.code,
      words: '情况属实，同意按例外办理。',
    });
  }
  await story.toHeadApproved();
}

/** 省级批复: registered with its number, and the mission is granted. */
export async function provinceGrants(story: Story): Promise<void> {
  const { clock } = story.stage;
  clock.laterBy(24 * 6);
  const date = dayInBeijing(clock.now());
  await story.save('li.jing', 'province-reply', {
    number: `苏外演〔${date.slice(0, 4)}〕26号`,
    authority: '江苏省人民政府外事办公室（演示）',
    date,
    granted: true,
    note: '',
    fileId: null,
  });
  await story.act('li.jing', 'completeWait', { node: 'province' });
}

interface Asked {
  readonly plan: StoryPlan;
  readonly sender: string;
  readonly today: Day;
}

/** 双跨: the other unit is asked, its head agrees by names, and both papers are registered. */
export async function obtainConsent(story: Story, stage: Stage, { plan, sender, today }: Asked): Promise<void> {
  const { runner, office, clock } = stage;
  const as = (login: string) => office.actors[login]!;
  const on = dayInBeijing(clock.now());
  const departure = addDays(today, plan.departsIn);
  const organiser = as(story.hands.liaison);
  const { id } = await once(runner, organiser, 'official-travel.consent-ask', (work) =>
    askSender(work, story.caseId, {
      unitId: office.units[sender]!,
      unitName: units.find(({ key }) => key === sender)!.name,
      letterNumber: `宿农技函〔${on.slice(0, 4)}〕8号`,
      task: plan.task,
      departure,
      return: addDays(departure, plan.days - 1),
      regions: [plan.region],
      places: plan.travellers.length - 1,
      costs: '费用由派员单位承担',
      replyDue: addDays(on, 5),
    }),
  );
  await once(runner, as(hands[sender]!.head), 'official-travel.consent-answer', (work) =>
    answerSender(work, {
      id,
      expectedVersion: 1,
      answer: {
        decision: 'agree',
        people: plan.travellers.slice(1).map((name) => office.travellers[name]!),
        reason: '',
        signer: as(hands[sender]!.head).name,
        fileId: null,
      },
    }),
  );
  const papers = [
    ['task-notice', organiser, '宿迁市农业技术推广中心', `宿农技任〔${on.slice(0, 4)}〕2号`],
    ['confirmation', as('li.jing'), '宿迁市人民政府外事办公室', `宿外确演〔${on.slice(0, 4)}〕5号`],
  ] as const;
  for (const [index, [kind, actor, issuer, number]] of papers.entries()) {
    await once(runner, actor, 'official-travel.consent-paper', (work) =>
      registerPaper(work, {
        id,
        expectedVersion: 2 + index,
        paper: { kind, issuer, number, date: on, fileId: null },
      }),
    );
  }
}
