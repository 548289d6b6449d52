import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Program, startProgram } from './program.ts';

const built = join(import.meta.dirname, '../../dist/web');
const minute = 60_000;

/** Each would set the mark if any page took it for more than text. */
const hostile = [
  '<img src=x onerror="window.__ran=1">甲',
  '<script>window.__ran=1</script>乙',
  '"><svg onload="window.__ran=1">丙',
  '[丁](javascript:window.__ran=1)**粗**',
];

let program: Program;
beforeAll(async () => {
  program = await startProgram();
}, 5 * minute);
afterAll(() => program?.close());

interface Watched {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Hosts that anything was asked of. */
  readonly hosts: Set<string>;
  readonly refused: string[];
}

async function watched(login: string): Promise<Watched> {
  const context = await program.enter(login);
  const hosts = new Set<string>();
  context.on('request', (request) => {
    const { protocol, host } = new URL(request.url());
    if (/^(https?|wss?):$/.test(protocol)) hosts.add(host);
  });
  const page = await context.newPage();
  const refused: string[] = [];
  page.on('console', (message) => {
    if (/Content Security Policy|violates the following/i.test(message.text())) refused.push(message.text());
  });
  page.on('dialog', (dialog) => {
    refused.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  return { context, page, hosts, refused };
}

async function open({ page }: Watched, path: string): Promise<void> {
  await page.goto(`${program.address}${path}`);
  await page
    .locator('h1')
    .first()
    .waitFor({ timeout: 30_000 })
    .catch(() => {
      throw new Error(`${path} shows no heading`);
    });
  await page.waitForLoadState('networkidle');
}

async function ask<T>(
  { context }: Watched,
  method: 'POST' | 'PUT',
  path: string,
  data: object,
  version?: number,
): Promise<T> {
  const answer = await context.request.fetch(`${program.address}${path}`, {
    method,
    data,
    headers: {
      'idempotency-key': randomUUID(),
      origin: program.address,
      ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
    },
  });
  if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${await answer.text()}`);
  return (await answer.json()) as T;
}

/** What is left of an attack on a page where it succeeded. */
const traces = (page: Page) =>
  page.evaluate(() => ({
    ran: '__ran' in window,
    planted: document.querySelectorAll('img[src="x"], svg[onload], [onerror], a[href^="javascript:"]').length,
    inline: [...document.scripts].filter((script) => script.src === '' && script.textContent?.includes('__ran')).length,
  }));

describe('text is shown as text (OB-03)', () => {
  it(
    'in lists, forms and cases: what somebody typed as a script stands there letter by letter and does not run',
    async () => {
      const liaison = await watched('zhou.kexin');
      const { page } = liaison;
      const units = (await (await liaison.context.request.get(`${program.address}/api/identity/me`)).json()) as {
        posts: { unitId: string }[];
      };
      const unitId = units.posts[0]!.unitId;
      const made: string[] = [];
      for (const title of hostile) {
        const { id } = await ask<{ id: string }>(liaison, 'POST', '/api/official-travel/missions', { unitId, title });
        made.push(id);
        await ask(
          liaison,
          'PUT',
          `/api/official-travel/missions/${id}/sections/basics`,
          { content: { title, task: title, necessity: title.repeat(3), organiserUnit: title, contactName: title } },
          1,
        );
      }
      const paths = [
        '/desk',
        '/desk/service-desk/official-travel',
        ...made.flatMap((id) =>
          ['', '/application', '/application/basics', '/review'].map((part) => `/desk/official-travel/${id}${part}`),
        ),
      ];
      const seen = new Set<string>();
      for (const path of paths) {
        await open(liaison, path);
        expect({ path, ...(await traces(page)) }).toEqual({ path, ran: false, planted: 0, inline: 0 });
        const text = await page.evaluate(
          () =>
            `${document.body.textContent} ${[...document.querySelectorAll('input, textarea')].map((one) => (one as HTMLInputElement).value).join(' ')}`,
        );
        for (const one of hostile) if (text.includes(one)) seen.add(one);
      }
      expect([...seen].sort()).toEqual([...hostile].sort());
      expect(liaison.refused).toEqual([]);
      await liaison.context.close();
    },
    5 * minute,
  );

  it('marks that turn the direction of what is read are refused where they are typed', async () => {
    const liaison = await watched('zhou.kexin');
    const me = (await (await liaison.context.request.get(`${program.address}/api/identity/me`)).json()) as {
      posts: { unitId: string }[];
    };
    await expect(
      ask(liaison, 'POST', '/api/official-travel/missions', { unitId: me.posts[0]!.unitId, title: '赴韩国\u202e团组' }),
    ).rejects.toThrow('422');
    await liaison.context.close();
  });
});

describe('nothing is loaded from another host (OB-09)', () => {
  it('the built pages, styles and scripts load from ourselves only', () => {
    const html = readFileSync(join(built, 'index.html'), 'utf8');
    expect(
      [...html.matchAll(/(?:src|href)="([^"]+)"/g)]
        .map(([, address]) => address)
        .filter((one) => !/^\/(?!\/)/.test(one!)),
    ).toEqual([]);
    const assets = readdirSync(join(built, 'assets'));
    expect(assets.length).toBeGreaterThan(20);
    const foreign: string[] = [];
    for (const file of assets.filter((one) => /\.(css|js)$/.test(one))) {
      const text = readFileSync(join(built, 'assets', file), 'utf8');
      const loading = file.endsWith('.css')
        ? /url\(\s*["']?(?:https?:)?\/\/|@import\s/g
        : /(?:\bfetch|\bimport|importScripts|WebSocket|EventSource|sendBeacon)\(\s*["'`](?:https?:|wss?:)?\/\/|\.src\s*=\s*["'`](?:https?:)?\/\//g;
      for (const [found] of text.matchAll(loading)) foreign.push(`${file}: ${found}`);
    }
    expect(foreign).toEqual([]);
  });

  it(
    'a walk through desk and portal asks no other host, and the policy of the pages is not broken once',
    async () => {
      const own = new URL(program.address).host;
      for (const [login, paths] of [
        [
          'li.jing',
          [
            '/desk',
            '/desk/official-travel',
            '/desk/official-travel-plan',
            '/desk/obligations',
            '/desk/messages',
            '/desk/figures',
            '/desk/account',
          ],
        ],
        ['admin.security', ['/desk', '/desk/accounts', '/desk/recoveries', '/desk/units', '/desk/settings']],
      ] as const) {
        const visitor = await watched(login);
        for (const path of paths) await open(visitor, path);
        expect([...visitor.hosts]).toEqual([own]);
        expect(visitor.refused).toEqual([]);
        await visitor.context.close();
      }
      const stranger = await program.browser.newContext({ locale: 'ja-JP' });
      const hosts = new Set<string>();
      stranger.on('request', (request) => void hosts.add(new URL(request.url()).host));
      const page = await stranger.newPage();
      for (const path of ['/', '/verify?lang=ja', '/?lang=ko', '/desk/sign-in', '/desk/recovery']) {
        await page.goto(`${program.address}${path}`);
        await page.locator('h1').first().waitFor();
      }
      expect([...hosts]).toEqual([own]);
      await stranger.close();
    },
    5 * minute,
  );

  it('a page that tries is stopped by its policy, and the watch of this journey sees the attempt', async () => {
    const visitor = await watched('li.jing');
    await open(visitor, '/desk');
    const answered = await visitor.page.evaluate(async () => {
      const tried = await fetch('http://elsewhere.invalid/hit').then(
        () => 'answered',
        () => 'refused',
      );
      const picture = document.createElement('img');
      picture.src = 'http://elsewhere.invalid/a.png';
      document.body.append(picture);
      await new Promise((resolve) => setTimeout(resolve, 300));
      return tried;
    });
    expect(answered).toBe('refused');
    expect(visitor.refused.length).toBeGreaterThan(1);
    await visitor.context.close();
  });
});

describe('a lost password or authenticator (ID-10)', () => {
  it(
    'asked for on the sign-in page, taken up by one administrator, and the other is shown what to do, in both languages',
    async () => {
      const page = await (
        await program.browser.newContext({ locale: 'zh-CN', viewport: { width: 360, height: 640 } })
      ).newPage();
      await page.goto(`${program.address}/desk/sign-in`);
      await page.getByRole('link', { name: '忘记密码，或身份验证器丢失' }).click();
      await page.getByRole('heading', { name: '找回账号' }).waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
      await page.getByRole('button', { name: '申请找回' }).click();
      await page.getByText('请填写「登录名」').first().waitFor();
      await page.locator('input[autocomplete="username"]').fill('li.jing');
      await page.getByText('忘记密码', { exact: true }).click();
      await page.getByRole('button', { name: '申请找回' }).click();
      await page.getByText('管理员已收到申请').waitFor();
      await page.context().close();

      const administrator = await watched('admin.security');
      await open(administrator, '/desk/recoveries');
      await administrator.page.getByText('待受理').first().waitFor();
      await administrator.page.getByRole('button', { name: '发起找回' }).waitFor();
      await administrator.context.close();
      const english = await program.enter('admin.system', { language: 'en' });
      const other = await english.newPage();
      await other.goto(`${program.address}/desk/recoveries`);
      await other.getByRole('heading', { name: 'Accounts to recover' }).waitFor();
      await other.getByText('To be taken up').first().waitFor();
      await english.close();
    },
    3 * minute,
  );
});
