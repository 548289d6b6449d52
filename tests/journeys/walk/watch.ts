import type { Page, Response } from 'playwright-core';

/** Tells what a browser complains about: errors of scripts and console, requests that got no answer or a refusal. */
export function watch(page: Page, tell: (what: string) => void, isExpected: (status: number) => boolean = () => false) {
  page.on('pageerror', (error) => tell(`script error: ${error.message}`));
  page.on('console', (message) => {
    // The browser repeats each refused request here; those are told from the answers themselves.
    const repeats = message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && !repeats) tell(`console: ${message.text().slice(0, 300)}`);
  });
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? '';
    // A page that is left lets its open requests go.
    if (why !== 'net::ERR_ABORTED') tell(`request failed: ${new URL(request.url()).pathname} ${why}`);
  });
  page.on('response', (response: Response) => {
    if (response.status() >= 400 && !isExpected(response.status()))
      tell(`answered ${response.status()}: ${new URL(response.url()).pathname}`);
  });
}
