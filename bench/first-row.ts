import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findChromium } from '../scripts/chromium.mjs';
import { root } from '../scripts/prepare.mjs';
import { startProgram } from '../tests/journeys/program.ts';

/** Milliseconds from asking for the page to the first row of the list, and kilobytes over the network, as sent. */
export interface FirstLook {
  readonly list: readonly number[];
  readonly again: readonly number[];
  readonly portal: number;
}

const list = '/desk/official-travel';

/** The built program and its demonstration in a real browser; null without a build or a browser. */
export async function firstLook(login: string, times: number): Promise<FirstLook | null> {
  if (!findChromium() || !existsSync(join(root, 'dist/web/index.html'))) return null;
  const program = await startProgram();
  try {
    await program.whole();
    const first: number[] = [];
    const again: number[] = [];
    for (let time = 0; time < times; time += 1) {
      // A browser that has nothing yet, and the same one a second time.
      const context = await program.enter(login);
      for (const took of [first, again]) {
        const page = await context.newPage();
        const started = performance.now();
        await page.goto(`${program.address}${list}`, { waitUntil: 'commit' });
        await page.locator('main tbody tr a').first().waitFor({ timeout: 60_000 });
        took.push(performance.now() - started);
        await page.close();
      }
      await context.close();
    }
    const context = await program.browser.newContext();
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    await devtools.send('Network.enable');
    let bytes = 0;
    devtools.on('Network.loadingFinished', ({ encodedDataLength }) => {
      bytes += encodedDataLength;
    });
    await page.goto(program.address, { waitUntil: 'networkidle' });
    const sorted = (all: number[]) => all.toSorted((a, b) => a - b);
    return { list: sorted(first), again: sorted(again), portal: bytes / 1024 };
  } finally {
    await program.close();
  }
}
