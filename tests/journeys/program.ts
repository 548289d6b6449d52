import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { findChromium } from '../../scripts/chromium.mjs';

/** The built program with its demonstration, as `npm start` leaves it, on a port and a folder of its own. */
export interface Program {
  readonly address: string;
  readonly browser: Browser;
  /** A browser of its own in which this account is signed in. */
  signedIn(login: string, look?: Look): Promise<Visit>;
  passwordOf(login: string): string;
  /** Signed in without the form, for walks that begin behind it. */
  enter(login: string, look?: Look): Promise<BrowserContext>;
  /** Resolves when the demonstration is there to the last mission. */
  whole(): Promise<void>;
  close(): Promise<void>;
}

interface Account {
  readonly login: string;
  readonly password: string;
}

export interface Look {
  readonly width?: number;
  readonly height?: number;
  readonly language?: 'zh' | 'en';
}

export interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the browser complained about: errors of scripts, refused resources, answers of 5xx. */
  readonly complaints: string[];
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

async function said(child: ChildProcess, output: () => string, what: RegExp): Promise<void> {
  const until = Date.now() + 150_000;
  while (!what.test(output())) {
    if (child.exitCode !== null) throw new Error(`the program ended: ${output()}`);
    if (Date.now() > until) throw new Error(`the program did not become ready: ${output()}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: findChromium()!,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

export async function startProgram(): Promise<Program> {
  const data = mkdtempSync(join(tmpdir(), 'honglu-journey-'));
  const port = await freePort();
  const address = `http://localhost:${port}`;
  let output = '';
  const child = spawn(process.execPath, [join(import.meta.dirname, '../../dist/src/apps/server/main.js')], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, PORT: String(port), HONGLU_DATA: data },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  await said(child, () => output, /admin\.audit/);
  const accounts = JSON.parse(readFileSync(join(data, 'demonstration-accounts.json'), 'utf8')) as Account[];
  const accountOf = (login: string) => accounts.find((one) => one.login === login)!;
  const browser = await openBrowser();
  return {
    address,
    browser,
    signedIn: (login, look) => signIn(browser, address, accountOf(login), look ?? {}),
    passwordOf: (login) => accountOf(login).password,
    enter: (login, look) => enter(browser, address, accountOf(login), look ?? {}),
    whole: () => said(child, () => output, /Demonstration data: (\d+) \/ \1/),
    async close() {
      await browser.close();
      child.kill('SIGTERM');
      await new Promise((resolve) => child.once('exit', resolve));
      rmSync(data, { recursive: true, force: true });
    },
  };
}

function newContext(browser: Browser, { width = 1366, height = 768, language = 'zh' }: Look): Promise<BrowserContext> {
  return browser.newContext({
    viewport: { width, height },
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
    hasTouch: width < 600,
  });
}

/** Sessions by account: signing in is counted by address, and a walk opens many windows. */
const sessions = new Map<string, ReturnType<BrowserContext['storageState']>>();

async function enter(browser: Browser, address: string, account: Account, look: Look): Promise<BrowserContext> {
  const context = await newContext(browser, look);
  await context.addInitScript((language) => {
    localStorage.setItem('honglu.preferences', JSON.stringify({ language }));
  }, look.language ?? 'zh');
  const known = sessions.get(account.login);
  if (known) {
    await context.addCookies((await known).cookies);
    return context;
  }
  const answer = await context.request.post(`${address}/api/identity/sign-in`, {
    data: { login: account.login, password: account.password },
    headers: { 'idempotency-key': randomUUID() },
  });
  if (!answer.ok()) throw new Error(`${account.login} could not sign in: ${await answer.text()}`);
  sessions.set(account.login, context.storageState());
  return context;
}

async function signIn(browser: Browser, address: string, account: Account, look: Look): Promise<Visit> {
  const context = await newContext(browser, look);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`script: ${error.message}`));
  page.on('console', (message) => {
    // The first question who it is, before anybody signed in, is answered 401 and the browser says so.
    if (message.type() === 'error' && !message.text().includes('401')) complaints.push(`console: ${message.text()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 500) complaints.push(`${response.status()} ${new URL(response.url()).pathname}`);
  });
  await page.goto(`${address}/desk`);
  await page.locator('input[autocomplete="username"]').fill(account.login);
  await page.locator('input[type="password"]').fill(account.password);
  await page.keyboard.press('Enter');
  await page.locator('main h1').first().waitFor({ timeout: 20_000 });
  await page.waitForFunction(() => !location.pathname.includes('sign-in'));
  return { page, context, complaints };
}
