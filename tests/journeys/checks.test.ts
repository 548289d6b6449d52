import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser } from './program.ts';
import { faultsOfAccess, faultsOfFocus, faultsOfPage } from './walk/checks.ts';
import { watch } from './walk/watch.ts';
import { Given } from './walk/words.ts';

let browser: Browser;
let page: Page;
beforeAll(async () => {
  browser = await openBrowser();
  page = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage();
});
afterAll(() => browser?.close());

/** What the server gave: a name, a code, and a word of the program in both languages. */
const given = new Given();
given.take({ title: '赴日本农产品推介团', state: 'under-review', label: { zh: '审核中', en: 'Under review' } });

const style = ':focus-visible { outline: 2px solid #1d4e89 } body { margin: 8px; color: #000; background: #fff }';
const whole = (main: string, head = '<title>Case · Honglu</title>', language = 'en') =>
  `<!doctype html><html lang="${language}"><head><meta charset="utf-8">${head}<style>${style}</style></head>
   <body><main tabindex="-1">${main}</main></body></html>`;
const good = '<h1>Case</h1><p>赴日本农产品推介团, under review</p><button type="button">Save</button>';

async function faultsOn(html: string, language: 'zh' | 'en' = 'en'): Promise<string> {
  await page.setContent(html);
  const faults = [
    ...(await faultsOfPage(page, language, given)),
    ...(await faultsOfAccess(page)),
    ...(await faultsOfFocus(page, 3)),
  ];
  return faults.join('\n');
}

it('a good page has no fault, in either language', async () => {
  expect(await faultsOn(whole(good))).toBe('');
  const chinese = '<h1>办件</h1><p>赴日本农产品推介团，审核中</p><button type="button">保存</button>';
  expect(await faultsOn(whole(chinese, '<title>办件 · 鸿胪</title>', 'zh-CN'), 'zh')).toBe('');
});

/** Each fault planted alone, and the words by which its check tells it. */
const planted: readonly (readonly [string, string, RegExp])[] = [
  ['a table wider than the window', `${good}<div style="width:600px">wide</div>`, /document is \d+ px too wide/],
  ['no main heading', '<p>Text</p>', /0 main headings/],
  ['two main headings', `${good}<h1>Again</h1>`, /2 main headings/],
  [
    'a button whose word does not fit',
    `${good}<button style="width:30px;overflow:hidden;white-space:nowrap">Submit the case</button>`,
    /clipped/,
  ],
  [
    'a button cut by its frame',
    `<div style="width:100px;overflow:hidden"><button style="margin-left:60px">Submit it</button></div>${good}`,
    /clipped/,
  ],
  ['a button on another', `${good}<button style="position:relative;left:-20px">Refuse</button>`, /overlapping/],
  ['a Chinese word of the program', `${good}<p>审核中</p>`, /untranslated 审核中/],
  ['a Chinese word for readers only', `${good}<button aria-label="关闭">x</button>`, /untranslated 关闭/],
  ['a code of the machine', `${good}<p>State under-review</p>`, /raw code under-review/],
  ['a name of the machine', `${good}<p>publicityExempt</p>`, /raw name publicityExempt/],
  ['a value that is missing', `${good}<p>Members undefined</p>`, /broken text/],
  ['an object written as text', `${good}<p>[object Object]</p>`, /broken text/],
  ['a place that was not filled', `${good}<p>Due {day}</p>`, /broken text/],
  ['an instant as the machine writes it', `${good}<p>2026-11-24T09:00:00Z</p>`, /broken text/],
  ['a word that the office does not write', `${good}<p>Please wait</p>`, /word that is not used/],
  ['a picture without words', `${good}<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">`, /axe image-alt/],
  ['grey on grey', `${good}<p style="color:#bbb">Quiet</p>`, /axe color-contrast/],
  [
    'a target too small for a finger',
    `${good}<div><button style="width:10px;height:10px;padding:0" aria-label="A"></button><button style="width:10px;height:10px;padding:0" aria-label="B"></button></div>`,
    /axe target-size/,
  ],
  ['a control without a ring', `${good}<style>button:focus-visible{outline:none}</style>`, /no ring around/],
  ['a ring under a bar', `${good}<div style="position:fixed;inset:0;background:#fff">over</div>`, /focus covered/],
];
it.each(planted)('%s is found', async (_name, main, words) => {
  expect(await faultsOn(whole(main))).toMatch(words);
});

it('English left on a Chinese page, a word of no office, a missing title and the wrong language are found', async () => {
  const faults = await faultsOn(whole('<h1>办件</h1><p>Overview</p><button>确定</button>', '<title></title>'), 'zh');
  for (const words of [/untranslated Overview/, /word that is not used here/, /window title/, /says it is in "en"/])
    expect(faults).toMatch(words);
});

it('errors of the console, of scripts and of requests are heard', async () => {
  const heard: string[] = [];
  const other = await (await browser.newContext()).newPage();
  watch(
    other,
    (what) => heard.push(what),
    (status) => status === 404,
  );
  await other.route('http://planted.test/**', (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === '/lost') return route.abort('connectionrefused');
    const status = pathname === '/broken' ? 500 : pathname === '/absent' ? 404 : 200;
    return route.fulfill({ status, contentType: 'text/html', body: '<p>planted' });
  });
  await other.goto('http://planted.test/');
  await other.evaluate(async () => {
    console.error('planted');
    setTimeout(() => {
      throw new Error('thrown');
    });
    for (const path of ['/lost', '/broken', '/absent']) await fetch(path).catch(() => {});
  });
  expect(heard.sort()).toEqual([
    'answered 500: /broken',
    'console: planted',
    expect.stringMatching(/^request failed: \/lost/),
    'script error: thrown',
  ]);
});
