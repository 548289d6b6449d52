import Fastify from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Limits } from '#kernel/http/limits.ts';
import { type PortalParts, servePortal } from '../../src/apps/portal/portal.ts';
import { languages } from '../../src/apps/portal/texts.ts';
import { type Program, startProgram } from './program.ts';
import { faultsOfAccess, faultsOfFocus, faultsOfPage } from './walk/checks.ts';
import { desktop, phone } from './walk/visitor.ts';
import { watch } from './walk/watch.ts';
import { Given } from './walk/words.ts';

let program: Program;
beforeAll(async () => {
  program = await startProgram();
});
afterAll(() => program?.close());

/** Addresses as the portal itself lays them out; nothing is asked of the parts until somebody visits. */
async function portalRoutes(): Promise<readonly string[]> {
  const server = Fastify({ exposeHeadRoutes: false });
  const found: string[] = [];
  server.addHook('onRoute', ({ url }) => {
    if (!url.endsWith('.css')) found.push(url);
  });
  const parts = new Proxy({}, { get: () => expect.fail('laying out routes asks nothing') }) as PortalParts;
  const limits: Limits = { count() {}, countRequest() {}, countAddress() {}, close: async () => {} };
  servePortal(server, parts, limits);
  await server.close();
  return found;
}

const unknownCode = 'ABCDEFGHJKMNPQRSTVWXYZ2345';
/** How each is visited: empty, and with a code that no document has. */
const visits: Readonly<Record<string, readonly string[]>> = {
  '/': ['/'],
  '/verify': ['/verify', `/verify?code=${unknownCode}`, '/verify?code=short'],
  '/verify/:code': [`/verify/${unknownCode}`],
};

it('every page of the portal is whole in four languages, on desk and phone, without script', async () => {
  const routes = await portalRoutes();
  expect(routes.filter((route) => visits[route] === undefined)).toEqual([]);
  const context = await program.browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  // Access is judged by a script of our own, which needs a browser that runs it; the page brings none.
  const judged = await (await program.browser.newContext({ viewport: phone })).newPage();
  const faults: string[] = [];
  let at = '';
  watch(page, (what) => faults.push(`${at}: ${what}`));
  const given = new Given();
  given.take([unknownCode, new URL(program.address).hostname]);
  for (const language of languages) {
    for (const path of routes.flatMap((route) => visits[route] ?? [])) {
      at = `${language} ${path}`;
      await page.setViewportSize(desktop);
      const address = `${program.address}${path}${path.includes('?') ? '&' : '?'}lang=${language}`;
      await page.goto(address);
      await judged.goto(address);
      const found = [...(await faultsOfPage(page, language, given)), ...(await faultsOfFocus(page, 4))];
      await page.setViewportSize(phone);
      found.push(...(await faultsOfPage(page, language, given)), ...(await faultsOfAccess(judged)));
      faults.push(...found.map((fault) => `${at}: ${fault}`));
    }
  }
  await context.close();
  await judged.context().close();
  expect(faults.join('\n')).toBe('');
});
