import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dayInBeijing, systemClock } from '#kernel/calendar/day.ts';
import { createRunner } from '#kernel/commands/runner.ts';
import type { Kernel } from '#kernel/http/kernel.ts';
import { keepFiles, standInAndPutOff } from './files.ts';
import { type DemonstrationAccount, foundDemonstration } from './office.ts';
import { endOfPlans, fixFirstVersion, givePlans, moveOn } from './plan.ts';
import { now, special, yearBehind } from './programme.ts';
import { setStage } from './set-stage.ts';
import { liveThrough } from './stories.ts';
import type { StoryPlan } from './story-plan.ts';
import { type Stage, StoryClock } from './walk.ts';

export interface Demonstration {
  readonly accounts: readonly DemonstrationAccount[];
  /** What was not there yet when the desk opened; tells how far it is. */
  readonly rest: Promise<void>;
}

const day = 86_400_000;
const accountFile = (dataFolder: string) => join(dataFolder, 'demonstration-accounts.json');

/** The accounts of a demonstration that was made before; passwords rest nowhere but in this file of its owner. */
export function knownAccounts(dataFolder: string): readonly DemonstrationAccount[] | null {
  const file = accountFile(dataFolder);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as DemonstrationAccount[]) : null;
}

/**
 * Makes the demonstration office by the same commands as real work. Units, accounts and the first missions are there when it answers;
 * the year behind them is lived through in the background.
 */
export async function makeDemonstration(
  kernel: Kernel,
  dataFolder: string,
  tell: (line: string) => void,
): Promise<Demonstration> {
  const today = dayInBeijing(systemClock.now());
  const clock = new StoryClock(new Date(systemClock.now().getTime() - 400 * day));
  const runner = createRunner({ database: kernel.database, clock, answers: kernel.crypto.answers });
  const office = await foundDemonstration(kernel, runner, clock);
  mkdirSync(dataFolder, { recursive: true });
  writeFileSync(accountFile(dataFolder), JSON.stringify(office.accounts, null, 1), { mode: 0o600 });
  chmodSync(accountFile(dataFolder), 0o600);
  const stage = await setStage(kernel, runner, clock, office);
  const [first, ...others] = now;
  // Missions travel under lines of the plan, so that it is there before the first of them.
  await givePlans(stage, [...now, ...special, ...yearBehind], today);
  await fixFirstVersion(stage, today);
  await liveThrough(stage, first!, today);
  return { accounts: office.accounts, rest: liveRest(stage, others, today, tell) };
}

async function liveRest(
  stage: Stage,
  others: readonly StoryPlan[],
  today: ReturnType<typeof dayInBeijing>,
  tell: (line: string) => void,
): Promise<void> {
  await keepFiles(stage, today);
  await liveOthers(stage, [...others, ...special, ...inOrder(yearBehind)], today, tell);
  await moveOn(stage, today);
  await endOfPlans(stage, today);
  await standInAndPutOff(stage, today);
}

const inOrder = (plans: readonly StoryPlan[]) => [...plans].sort((a, b) => b.appliedDaysAgo - a.appliedDaysAgo);

async function liveOthers(
  stage: Stage,
  plans: readonly StoryPlan[],
  today: ReturnType<typeof dayInBeijing>,
  tell: (line: string) => void,
): Promise<void> {
  for (const [index, plan] of plans.entries()) {
    await liveThrough(stage, plan, today);
    if ((index + 1) % 5 === 0 || index + 1 === plans.length) {
      tell(`演示数据 Demonstration data: ${index + 1} / ${plans.length}`);
    }
    // The desk answers first: people are waiting for it, nobody for the next sample.
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
