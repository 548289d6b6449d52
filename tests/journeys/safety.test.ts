import type { Page, Route } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Program, startProgram } from './program.ts';

let program: Program;
beforeAll(async () => {
  program = await startProgram();
  await program.whole();
});
afterAll(() => program?.close());

interface Listed {
  readonly id: string;
  readonly title: string;
  readonly state: string;
}

async function missionsOf(page: Page): Promise<readonly Listed[]> {
  const answer = await page.request.get(`${program.address}/api/official-travel/missions?limit=100`);
  return ((await answer.json()) as { rows: readonly Listed[] }).rows;
}

it('a session that ends in the middle of the long form loses nothing: signed in again in place, the text is there and saved', async () => {
  const visit = await program.signedIn('zhou.kexin');
  const { page, context } = visit;
  const draft = (await missionsOf(page)).find(({ state }) => state === 'draft')!;
  await page.goto(`${program.address}/desk/official-travel/${draft.id}/application/basics`);
  const task = page.locator('#field-basics-task');
  await task.fill('洽谈温室技术引进，签署合作备忘录');
  // Another tab signs out, or the night has passed: the server no longer knows this session.
  await context.clearCookies();
  await task.press('End');
  await task.pressSequentially('，落实人才培训');
  const dialog = page.getByRole('dialog');
  await dialog.waitFor({ timeout: 20_000 });
  await dialog.locator('input[autocomplete="username"]').fill('zhou.kexin');
  await dialog.locator('input[type="password"]').fill(program.passwordOf('zhou.kexin'));
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'hidden', timeout: 20_000 });
  expect(await task.inputValue()).toBe('洽谈温室技术引进，签署合作备忘录，落实人才培训');
  await expect
    .poll(
      async () => {
        const answer = await page.request.get(`${program.address}/api/official-travel/missions/${draft.id}`);
        return answer.text();
      },
      { timeout: 20_000 },
    )
    .toContain('签署合作备忘录，落实人才培训');
  await context.close();
});

it('the same press twice does one thing', async () => {
  const visit = await program.signedIn('zhou.kexin');
  const { page } = visit;
  const title = '赴意大利葡萄种植考察团';
  await page.goto(`${program.address}/desk/service-desk/official-travel/new`);
  await page.locator('#field-title').fill(title);
  const count = async () => (await missionsOf(page)).filter((one) => one.title === title).length;
  const before = await count();
  const answers: Route[] = [];
  // Both presses are on their way before the first answer comes.
  await page.route('**/api/official-travel/missions', async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    answers.push(route);
    if (answers.length < 2) await new Promise((resolve) => setTimeout(resolve, 1_500));
    return route.continue();
  });
  await page.locator('#field-title').press('Enter');
  await page.locator('#field-title').press('Enter');
  await page.waitForURL('**/application**');
  expect(answers.length).toBeGreaterThan(0);
  expect(await count()).toBe(before + 1);
  expect(visit.complaints).toEqual([]);
  await visit.context.close();
});

/** Holds every request that matches until it is let go, as a slow line does. */
async function held(page: Page, pattern: string): Promise<() => void> {
  let letGo = () => {};
  const gate = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route(pattern, async (route) => {
    await gate;
    await route.continue();
  });
  return () => letGo();
}

it('over a slow line something is always said: before the program has come, and between two pages', async () => {
  const visit = await program.signedIn('li.jing');
  const { page } = visit;
  const letGo = await held(page, '**/assets/*.js');
  await page.goto(`${program.address}/desk`, { waitUntil: 'commit' });
  await page.getByText('鸿胪正在打开').waitFor({ timeout: 5_000 });
  letGo();
  await page.locator('main h1').waitFor({ timeout: 30_000 });

  const parts = await held(page, '**/assets/*.js');
  const answers = await held(page, '**/api/measures**');
  await page.getByRole('link', { name: '统计', exact: true }).first().click();
  await page.getByText('正在打开…', { exact: true }).waitFor({ timeout: 5_000 });
  parts();
  await page
    .getByText(/^正在读取/)
    .first()
    .waitFor({ timeout: 10_000 });
  answers();
  await page.getByRole('heading', { level: 1, name: '统计' }).waitFor();
  await visit.context.close();
});

it('a page that is for other posts says so once, and asks the server for nothing of it', async () => {
  const visit = await program.signedIn('admin.audit');
  const { page } = visit;
  const asked: string[] = [];
  page.on('request', (request) => void asked.push(new URL(request.url()).pathname));
  await page.goto(`${program.address}/desk/privacy/requests`);
  await page.getByRole('heading', { level: 1, name: '不在您的办理范围' }).waitFor();
  expect(asked.filter((path) => path.startsWith('/api/privacy/requests'))).toEqual([]);
  await page.goto(`${program.address}/desk/audit`);
  await page.getByRole('heading', { level: 1, name: '审计记录' }).waitFor();
  expect(visit.complaints).toEqual([]);
  await visit.context.close();
});
