import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Program, startProgram, type Visit } from './program.ts';

let program: Program;
beforeAll(async () => {
  program = await startProgram();
});
afterAll(() => program?.close());

const looks = [
  { width: 1366, height: 768, language: 'zh' },
  { width: 360, height: 640, language: 'en' },
] as const;

/** Every page that the menu offers this person. */
async function menuOf({ page }: Visit): Promise<string[]> {
  const found = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLAnchorElement>('nav a[href^="/desk"]')].map((link) => link.getAttribute('href')!),
  );
  return [...new Set(found)];
}

/** Nothing of a page may lie beyond the right edge, but in frames of their own that scroll. */
const overflow = ({ page }: Visit) =>
  page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - window.innerWidth));

/** Words of the interface: what the menu and the headings say. Content of the demonstration is Chinese in every language. */
const menuWords = ({ page }: Visit) =>
  page.evaluate(() =>
    [...document.querySelectorAll('nav a, nav button')].map((one) => (one.textContent ?? '').trim()).filter(Boolean),
  );

async function settle({ page }: Visit): Promise<void> {
  await page.locator('main h1').first().waitFor({ timeout: 20_000 });
  await page.waitForLoadState('networkidle');
}

describe.each(['zhou.kexin', 'li.jing', 'zhao.heng', 'admin.system'])('every page that the menu offers %s', (login) => {
  it.each(looks)('at $width px in $language', async (look) => {
    const wide = await program.signedIn(login, { ...look, width: 1366, height: 768 });
    const paths = await menuOf(wide);
    await wide.context.close();
    expect(paths.length).toBeGreaterThan(2);

    const visit = await program.signedIn(login, look);
    const faults: string[] = [];
    if (look.language === 'en') {
      await visit.page.evaluate(() =>
        localStorage.setItem(
          'honglu.preferences',
          JSON.stringify({ ...JSON.parse(localStorage.getItem('honglu.preferences') ?? '{}'), language: 'en' }),
        ),
      );
    }
    for (const path of paths) {
      await visit.page.goto(program.address + path);
      await settle(visit);
      const beyond = await overflow(visit);
      if (beyond > 1) faults.push(`${path}: ${beyond} px beyond the right edge`);
      const language = await visit.page.evaluate(() => document.documentElement.lang);
      if (!language.startsWith(look.language)) faults.push(`${path}: lang is ${language}`);
      if (look.language === 'en') {
        const chinese = (await menuWords(visit)).filter(
          (word) => /\p{Script=Han}/u.test(word) && word !== '中文' && word !== '简体中文',
        );
        // The person's own name and post are as they are.
        if (chinese.length > 3) faults.push(`${path}: untranslated: ${chinese.slice(0, 5).join(' ')}`);
      }
      if (look.width === 1366) {
        const { violations } = await new AxeBuilder({ page: visit.page })
          .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
          .analyze();
        for (const one of violations) faults.push(`${path}: axe ${one.id}: ${one.nodes[0]?.target.join(' ')}`);
      }
    }
    await visit.context.close();
    expect([...faults, ...visit.complaints]).toEqual([]);
  });
});

it('the public portal answers in four languages without script, and knows a code from a wrong one', async () => {
  const context = await program.browser.newContext({ javaScriptEnabled: false, viewport: { width: 320, height: 640 } });
  const page = await context.newPage();
  for (const [language, word] of [
    ['zh', '核验文书真伪'],
    ['en', 'Check a document'],
    ['ja', '文書の確認'],
    ['ko', '문서 진위 확인'],
  ]) {
    await page.goto(`${program.address}/verify?lang=${language}`);
    expect(await page.locator('h1').textContent()).toContain(word);
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth).catch(() => 0);
    expect(beyond).toBeLessThanOrEqual(1);
  }
  await page.goto(`${program.address}/verify?lang=zh`);
  await page.locator('#code').fill('ABC');
  await page.keyboard.press('Enter');
  await page.getByText('核验码不完整').waitFor();
  await page.goto(`${program.address}/verify/${'A'.repeat(26)}?lang=zh`);
  await page.getByText('未查到这份文书').waitFor();
  await context.close();
});
