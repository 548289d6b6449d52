import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { servePages } from './pages.ts';

const folder = mkdtempSync(join(tmpdir(), 'honglu-pages-'));
mkdirSync(join(folder, 'assets'));
writeFileSync(
  join(folder, 'index.html'),
  '<!doctype html><html><head></head><body><div id="root"></div></body></html>',
);
writeFileSync(join(folder, 'assets', 'desk-4f3a2b.js'), 'export {}');
writeFileSync(join(folder, '.secret'), 'no');
writeFileSync(join(tmpdir(), 'honglu-outside.txt'), 'foreign file');

let app: FastifyInstance;
beforeAll(async () => {
  app = Fastify();
  await servePages(app, { folder });
  await app.ready();
});
afterAll(() => app.close());
const get = (url: string) => app.inject({ method: 'GET', url });

test('every address of the desk answers with the page, each time with another nonce (OB-01)', async () => {
  const [first, second] = [await get('/desk'), await get('/desk/official-travel/0198?tab=itinerary')];
  const nonces = [first, second].map((answer) => /nonce="([A-Za-z0-9+/=]{24})"/.exec(answer.body)![1]!);
  expect(new Set(nonces).size).toBe(2);
  expect(first.headers['content-security-policy']).toContain(`'nonce-${nonces[0]}'`);
  expect(first.headers['content-security-policy']).not.toMatch(/script-src[^;]*unsafe/);
  expect(first.headers['cache-control']).toBe('no-cache');
});

test.each(['/desk/figures/official-travel.missions', '/desk/figures/a.b/records', '/m/missions/0198'])(
  '%s is loaded again as it was opened: ids may hold a dot',
  async (url) => {
    const answer = await get(url);
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, expect.stringContaining('text/html')]);
  },
);

test('files with a digest in their name are kept for a year', async () => {
  const answer = await get('/assets/desk-4f3a2b.js');
  expect([answer.statusCode, answer.headers['cache-control']]).toEqual([200, 'public, max-age=31536000, immutable']);
});

const absent = [
  '/api/nothing',
  '/assets/gone-123.js',
  '/.secret',
  '/..%2fhonglu-outside.txt',
  '/assets/../../honglu-outside.txt',
  '/desk.js.map',
  '/index.html',
  '/.git/config',
  '/desk/.git/config',
  '/admin',
];
test.each(absent)('%s is not there', async (url) => {
  const answer = await get(url);
  expect(answer.statusCode).toBeGreaterThanOrEqual(400);
  expect(answer.statusCode).toBeLessThan(500);
  expect(answer.body).not.toMatch(/foreign file|id="root"|^no$/);
});
