import { join } from 'node:path';
import type { BrowserContext, Page, Response } from 'playwright-core';
import type { Program } from '../program.ts';
import { faultsOfAccess, faultsOfFocus, faultsOfPage } from './checks.ts';
import type { Place } from './places.ts';
import { watch } from './watch.ts';
import { Given } from './words.ts';

export type Language = 'zh' | 'en';
export const desktop = { width: 1440, height: 900 } as const;
export const phone = { width: 390, height: 844 } as const;

export interface Fault {
  readonly at: string;
  readonly what: string;
}

/** Main heading there, and nothing that still loads: pages ask again and again, so the net is never idle. */
export async function waitUntilReady(page: Page): Promise<void> {
  await page.waitForFunction(
    () =>
      document.querySelector('main h1, main .state h1') !== null &&
      !document.querySelector('[aria-busy="true"], .skeleton, .ant-skeleton, .ant-spin-spinning, .ant-btn-loading'),
    undefined,
    { timeout: 20_000 },
  );
  await page.evaluate(
    () => new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))),
  );
}

/** One account at its desk in one language: goes from place to place and writes down what is wrong there. */
export class Visitor {
  readonly faults: Fault[] = [];
  readonly given = new Given();
  #at = 'signing in';
  #refused: readonly number[] = [];
  #reading: Promise<void>[] = [];
  #stuck = 0;
  /** Where pictures of every page go, for a person to look at. */
  readonly #pictures = process.env.HONGLU_WALK_PICTURES;

  private constructor(
    readonly login: string,
    readonly language: Language,
    readonly origin: string,
    readonly context: BrowserContext,
    readonly page: Page,
  ) {}

  static async enter(program: Program, login: string, language: Language): Promise<Visitor> {
    const context = await program.enter(login, { ...desktop, language });
    const page = await context.newPage();
    const visitor = new Visitor(login, language, program.address, context, page);
    watch(
      page,
      (what) => visitor.#tell(what),
      (status) => visitor.#refused.includes(status),
    );
    page.on('response', (response) => visitor.#hear(response));
    return visitor;
  }

  #tell(what: string, how = ''): void {
    this.faults.push({ at: `${this.login} ${this.language} ${this.#at}${how}`, what });
  }

  #hear(response: Response): void {
    const { pathname } = new URL(response.url());
    if (!pathname.startsWith('/api/') || !(response.headers()['content-type'] ?? '').includes('json')) return;
    this.#reading.push(
      response.json().then(
        (body) => this.given.take(body),
        // The page went on before the answer was read.
        () => {},
      ),
    );
  }

  /** A program that does not answer need not be asked two hundred times. */
  get lost(): boolean {
    return this.#stuck >= 4;
  }

  /** The page on the desk, then part by part, then on a phone. Access is judged on the desk in Chinese, on the phone in English. */
  async visit({ path, refused = [] }: Place): Promise<void> {
    const { page, language } = this;
    this.#at = path;
    this.#refused = refused;
    await page.setViewportSize(desktop);
    await page.goto(`${this.origin}${path}`);
    if (!(await this.#ready(''))) return;
    await this.#measure(' 1440', language === 'zh');
    for (const fault of await faultsOfFocus(page)) this.#tell(fault, ' 1440');
    await this.#parts(' 1440');
    await page.setViewportSize(phone);
    if (!(await this.#ready(' 390'))) return;
    await this.#measure(' 390', language === 'en');
    await this.#parts(' 390');
  }

  async #ready(how: string): Promise<boolean> {
    try {
      await waitUntilReady(this.page);
      await Promise.all(this.#reading.splice(0));
      this.#stuck = 0;
      return true;
    } catch (error) {
      const text = ((await this.page.locator('body').textContent()) ?? '').replace(/\s+/g, ' ').slice(0, 200);
      this.#stuck += 1;
      this.#tell(`never ready (${error instanceof Error ? error.name : 'unknown'}): ${text}`, how);
      return false;
    }
  }

  async #measure(how: string, access: boolean): Promise<void> {
    for (const fault of await faultsOfPage(this.page, this.language, this.given)) this.#tell(fault, how);
    if (access) for (const fault of await faultsOfAccess(this.page)) this.#tell(fault, how);
    if (!this.#pictures) return;
    const name = `${this.login} ${this.language} ${this.#at}${how}`.replace(/[^\w.-]+/g, '_');
    await this.page.screenshot({ path: join(this.#pictures, `${name}.png`), fullPage: true });
  }

  /** What stands behind the other tabs of the page. */
  async #parts(how: string): Promise<void> {
    const tabs = this.page.locator('main [role=tab]');
    const count = await tabs.count();
    for (let index = 0; index < count; index += 1) {
      const tab = tabs.nth(index);
      if ((await tab.getAttribute('aria-selected')) === 'true') continue;
      try {
        await tab.click({ timeout: 5_000 });
      } catch {
        this.#tell(`out of reach: tab "${await tab.textContent()}"`, how);
        await tab.evaluate((element: HTMLElement) => element.click());
      }
      const part = `${how} part ${index + 1}`;
      if (!(await this.#ready(part))) return;
      await this.#measure(part, this.language === 'zh' && how === ' 1440');
    }
  }
}
