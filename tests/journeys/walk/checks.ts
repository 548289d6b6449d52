import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { type Measured, measureFocus, measurePage } from './measure.ts';
import { faultsOfWords, type Given, type WalkedLanguage } from './words.ts';

const standard = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Its place, its words, its heads: everything that is measured at once. */
export async function faultsOfPage(page: Page, language: WalkedLanguage, given: Given): Promise<string[]> {
  return faultsOfMeasures(await page.evaluate(measurePage), language, given);
}

export function faultsOfMeasures(measured: Measured, language: WalkedLanguage, given: Given): string[] {
  const { title, heads, overflow, sticksOut, clipped, overlapping, pieces } = measured;
  const faults: string[] = [];
  if (overflow > 1) faults.push(`the document is ${overflow} px too wide: ${sticksOut.join('; ')}`);
  for (const one of clipped) faults.push(`clipped: ${one}`);
  for (const one of overlapping) faults.push(`overlapping: ${one}`);
  if (heads !== 1) faults.push(`${heads} main headings instead of one`);
  if (!/鸿胪|Honglu|外事服务|Foreign affairs services|外事サービス|외사 서비스/.test(title) || title.length < 6)
    faults.push(`window title "${title}"`);
  if (!measured.language.startsWith(language)) faults.push(`the page says it is in "${measured.language}"`);
  return [...faults, ...faultsOfWords(pieces, language, given)];
}

/** Rules of WCAG 2.2 AA that a machine can judge. */
export async function faultsOfAccess(page: Page, rules?: readonly string[]): Promise<string[]> {
  // One document without frames: no second page need be opened to collect the answers.
  const builder = new AxeBuilder({ page }).setLegacyMode(true);
  const { violations } = await (rules ? builder.withRules([...rules]) : builder.withTags(standard)).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.slice(0, 3).map((node) => {
      const why = [...node.any, ...node.all, ...node.none][0]?.message ?? '';
      return `axe ${id}: ${node.target.join(' ')} ${node.html.slice(0, 100)} (${why.slice(0, 120)})`;
    }),
  );
}

/** Goes on by Tab from the head of the page: the ring must be seen, and not lie under a bar. */
export async function faultsOfFocus(page: Page, steps = 6): Promise<string[]> {
  const faults: string[] = [];
  await page.evaluate(() => document.querySelector<HTMLElement>('main')?.focus({ preventScroll: true }));
  for (let step = 0; step < steps; step += 1) {
    await page.keyboard.press('Tab');
    let fault = await page.evaluate(measureFocus);
    if (fault && fault !== 'end') {
      // The library marks a chosen field a moment after the focus has come.
      await page.waitForTimeout(200);
      fault = await page.evaluate(measureFocus);
    }
    if (fault === 'end') break;
    if (fault) faults.push(fault);
  }
  return faults;
}
