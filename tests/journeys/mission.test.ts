import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Program, startProgram } from './program.ts';

let program: Program;
beforeAll(async () => {
  program = await startProgram();
});
afterAll(() => program?.close());

it('a refused sign-in says so on its page, and the right password enters', async () => {
  const context = await program.browser.newContext({ locale: 'zh-CN' });
  const page = await context.newPage();
  await page.goto(`${program.address}/desk`);
  await page.locator('input[autocomplete="username"]').fill('li.jing');
  await page.locator('input[type="password"]').fill('wrong-password-1A!');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').first().waitFor();
  expect(await page.getByRole('dialog').count()).toBe(0);
  await context.close();
  const visit = await program.signedIn('li.jing');
  expect(visit.page.url()).toContain('/desk');
  await visit.context.close();
});

it('the registrar finds the case that waits for the leader, and its acts and reasons stand beside it', async () => {
  const visit = await program.signedIn('zhou.ning');
  const { page } = visit;
  await page.goto(`${program.address}/desk/official-travel`);
  await page.getByRole('link', { name: '赴日本农产品推介团' }).first().click();
  await page.getByRole('heading', { level: 1 }).filter({ hasText: '赴日本农产品推介团' }).waitFor();
  await page.getByText('待市领导').first().waitFor();
  await page
    .getByRole('button', { name: /登记纸质批示/ })
    .first()
    .waitFor();
  expect(visit.complaints).toEqual([]);
  await visit.context.close();
});

it('the leader decides on a telephone in two steps, and the case goes on to the paper', async () => {
  const visit = await program.signedIn('wang.hai', { width: 360, height: 640 });
  const { page } = visit;
  await page.goto(`${program.address}/desk`);
  await page.getByText('赴日本农产品推介团').first().waitFor();
  const link = page.getByRole('link', { name: /赴日本农产品推介团/ }).first();
  await link.click();
  await page.getByRole('button', { name: '同意', exact: true }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  await dialog
    .getByRole('button', { name: /签署并同意|同意/ })
    .last()
    .click();
  await dialog.waitFor({ state: 'hidden', timeout: 20_000 });
  await visit.context.close();

  const reviewer = await program.signedIn('li.jing');
  await reviewer.page.goto(`${program.address}/desk/official-travel`);
  await reviewer.page.getByRole('link', { name: '赴日本农产品推介团' }).first().click();
  await reviewer.page.getByText('批件办理').first().waitFor({ timeout: 20_000 });
  expect([...visit.complaints, ...reviewer.complaints]).toEqual([]);
  await reviewer.context.close();
});
