import { randomUUID } from 'node:crypto';
import ExcelJS from 'exceljs';
import { zipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { missionStage } from '#apps/server/testing-missions.ts';
import { sampleFile } from '#kernel/files/testing.ts';
import type { Text } from '#kernel/text.ts';
import { multipart } from '#services/official-travel/imports/testing.ts';
import type { Section } from '#services/official-travel/model.ts';
import { identityNumber, lawfulTraveller } from '#services/official-travel/people/fixtures.ts';
import type { CastName, Reply } from '#services/official-travel/testing.ts';
import type { TestMission } from '#services/official-travel/testing-walk.ts';

/*
 * What people send by mistake or by malice, through the whole server. Each situation: a clear answer in both languages, nothing lost of
 * what was there, nothing done twice.
 */

const { app, office, walk } = await missionStage();

interface Problem {
  readonly type: string;
  readonly title: string;
  readonly text: Text;
  readonly faults?: readonly { readonly at: string; readonly message: Text }[];
}

/** Status, code and words of a refusal; the title is in the language asked for. */
function said(reply: Reply) {
  const { type, text, title, faults = [] } = reply.json() as unknown as Problem;
  expect([text.zh, text.en]).toContain(title);
  return { status: reply.statusCode, code: type.split(':').at(-1), text, faults };
}

const mission = (change?: (mission: TestMission) => void) => office.mission(change);
let titles = 0;
/** A draft of its own, under a title of its own. */
const drafted = async (change?: (mission: TestMission) => void) => {
  const made = mission((one) => {
    one.basics.title = `赴韩国推介团${++titles}`;
    change?.(one);
  });
  return { id: await walk.draft(made), made };
};
const row = async (id: string) =>
  (await app.asOwner('select phase, number, version from kernel.cases where id = $1', [id]))[0];

/** Saves a section as the form does, tries to hand in, and tells what was said; the draft must be kept as typed and not be handed in. */
async function tried(section: Section, change: (mission: TestMission) => void) {
  const { id } = await drafted();
  const wrong = mission(change)[section as keyof TestMission] as Record<string, unknown>;
  const saved = await walk.save(id, 'liaison', section, wrong);
  expect(saved.statusCode).toBe(200);
  const { check } = saved.json() as unknown as {
    check: {
      gaps: { section: string; at: string; message: Text }[];
      findings: { rule: string; blocks: string; message: Text }[];
    };
  };
  const page = await walk.page(id, 'liaison');
  const kept = JSON.stringify(page.content[section]);
  const submitted = await walk.act(id, 'liaison', 'submit');
  expect(submitted.statusCode).toBeGreaterThanOrEqual(400);
  expect(await row(id)).toMatchObject({ phase: 'draft', number: null });
  expect(JSON.stringify((await walk.page(id, 'liaison')).content[section])).toBe(kept);
  return { check, submitted: said(submitted), content: page.content[section] as Record<string, unknown> };
}

const wordsAt = (gaps: readonly { readonly at: string; readonly message: Text }[], at: string) =>
  gaps.find((gap) => gap.at === at)?.message;

describe('in the form', () => {
  it('dates reversed: said where, kept as typed, not handed in', async () => {
    const { check, submitted } = await tried('route', (one) => {
      one.route.departure = '2026-06-12' as typeof one.route.departure;
      one.route.return = '2026-06-08' as typeof one.route.return;
    });
    const words = { zh: '「拟抵境日」：入境日早于出境日。', en: '"Return": The return is before the departure.' };
    expect(wordsAt(check.gaps, '/return')).toEqual(words);
    expect(submitted).toMatchObject({ status: 422, code: 'application-incomplete' });
    expect(wordsAt(submitted.faults, '/route/return')).toEqual(words);
    expect(submitted.text.zh).toMatch(/^还有 \d+ 处没有填好，没有提交。/);
    expect(submitted.text.en).toMatch(/nothing was submitted/);
  });

  it('a stay that ends before it begins', async () => {
    const { submitted } = await tried('route', (one) => {
      one.route.stops[0]!.arrive = '2026-06-12' as (typeof one.route.stops)[0]['arrive'];
      one.route.stops[0]!.leave = '2026-06-08' as (typeof one.route.stops)[0]['leave'];
    });
    expect(wordsAt(submitted.faults, '/route/stops/0/leave')).toEqual({
      zh: '「访问和经停」：离开日早于抵达日。',
      en: '"Stops": The day of leaving is before the day of arrival.',
    });
  });

  it('a day that no calendar has', async () => {
    const { submitted } = await tried('route', (one) => {
      one.route.departure = '2026-02-30' as typeof one.route.departure;
    });
    expect(wordsAt(submitted.faults, '/route/departure')).toEqual({
      zh: '「拟离境日」不是有效日期，请按 2026-05-06 的格式填写。',
      en: '"Departure" is not a real day. Write it as 2026-05-06.',
    });
  });

  it('an unknown country, and a city of the budget where nobody goes', async () => {
    const country = await tried('route', (one) => {
      one.route.stops[0]!.region = 'XX';
    });
    expect(wordsAt(country.submitted.faults, '/route/stops/0/region')).toEqual({
      zh: '「国家（地区）」没有这个国家（地区）代码，请从列表中选择。',
      en: '"Country (region)" is not a known country or region. Choose from the list.',
    });
    const city = await tried('budget', (one) => {
      one.budget.lines[1]!.city = '不存在之城';
    });
    expect(wordsAt(city.submitted.faults, '/budget/lines/1/city')).toEqual({
      zh: '「预算明细」：行程中没有该地点。',
      en: '"Budget lines": The place is not one of the stops.',
    });
  });

  it('an unknown currency, and one that is not of the place', async () => {
    for (const [currency, zh, en] of [
      [
        'ABC',
        '「币种」没有这个币种代码，请从列表中选择。',
        '"Currency" is not a known currency. Choose from the list.',
      ],
      [
        'KRW',
        '「预算明细」：币种须为该地标准所用币种或人民币。',
        '"Budget lines": The currency must be that of the place\'s rate, or CNY.',
      ],
    ] as const) {
      const { submitted } = await tried('budget', (one) => {
        one.budget.lines[1]!.currency = currency;
      });
      expect(wordsAt(submitted.faults, '/budget/lines/1/currency'), currency).toEqual({ zh, en });
    }
  });

  it('negative money', async () => {
    const { submitted } = await tried('budget', (one) => {
      one.budget.lines[1]!.amount = -2880;
    });
    expect(wordsAt(submitted.faults, '/budget/lines/1/amount')).toEqual({
      zh: '「金额」不能是负数，请改为 0 或正数。',
      en: '"Amount" cannot be negative. Enter 0 or more.',
    });
    expect(submitted.text.en).toContain('1 place is not filled in yet');
  });

  it('a member who is nobody: refused, and the members stay', async () => {
    const { id, made } = await drafted();
    const wrong = structuredClone(made.members);
    wrong.people[1]!.id = 'nobody';
    const refused = said(await walk.save(id, 'liaison', 'members', wrong));
    expect(refused).toMatchObject({
      status: 422,
      code: 'section-malformed',
      text: { zh: '内容的形式不对，没有保存。', en: 'The content has a wrong form and was not saved.' },
    });
    expect(refused.faults[0]!.at).toBe('/content/people/1/id');
  });

  it('the same member twice', async () => {
    const { submitted } = await tried('members', (one) => {
      one.members.people.push({ ...one.members.people[1]! });
    });
    const words = wordsAt(submitted.faults, '/members/people/4');
    expect(words?.zh).toContain('与前面的成员为同一人');
    expect(words?.en).toContain('is the same person');
  });

  it('a rank that there is not: refused in words, and the section stays what it was', async () => {
    const { id, made } = await drafted();
    const before = (await walk.page(id, 'liaison')).content.members;
    const wrong = structuredClone(made.members) as unknown as { people: Record<string, unknown>[] };
    wrong.people[1]!.rank = 'emperor';
    const refused = said(await walk.save(id, 'liaison', 'members', wrong));
    expect(refused).toMatchObject({ status: 422, code: 'section-malformed' });
    expect(refused.faults[0]!.message.zh).toBe(
      '「行政级别」须为以下之一：省部级、厅局级正职、厅局级副职、县处级正职、县处级副职、乡科级及以下、无级别。',
    );
    expect(refused.faults[0]!.message.en).toContain('"Rank" must be one of: Ministerial,');
    expect((await walk.page(id, 'liaison')).content.members).toEqual(before);
  });

  it('a rank that does not fit the class of the flight: the article is told, and it is not handed in', async () => {
    const { check, submitted } = await tried('route', (one) => {
      for (const leg of one.route.legs) leg.class = 'business';
    });
    const finding = check.findings.find(({ rule }) => rule.startsWith('CLASS'));
    expect(finding?.blocks).toBe('submit');
    expect(finding?.message.zh).toMatch(/李望舒.*职级|舱位/);
    expect(finding?.message.en).toMatch(/rank/);
    expect(submitted).toMatchObject({ status: 409, code: 'findings-stand' });
  });

  it('rare characters of names come back letter by letter: 喆 堃 昇 镕 䶮 𬭎', async () => {
    const name = '喆堃昇镕䶮𬭎';
    const { id } = await drafted((one) => {
      one.members.people[1]!.name = name;
    });
    const people = (await walk.page(id, 'liaison')).content.members as unknown as { people: { name: string }[] };
    expect(people.people[1]!.name).toBe(name);
    const file = lawfulTraveller(office.units.centre, {
      surname: '𬭎',
      givenName: '喆堃昇镕䶮',
      surnameLatin: 'HONG',
      givenNameLatin: 'ZHEKUNSHENGRONGYAN',
      identityNumber: identityNumber('19850307', '101'),
    });
    await office.done('liaison', 'POST', '/api/official-travel/people', {
      body: { file },
    });
    const found = await office.as('liaison', 'GET', `/api/official-travel/people?q=${encodeURIComponent('𬭎')}`);
    // A list masks the name after its first character, and never in the middle of one.
    const { rows } = found.json() as unknown as { rows: { id: string; maskedName: string }[] };
    expect(rows.map(({ maskedName }) => maskedName)).toEqual(['𬭎*']);
    const [stored] = await app.asOwner('select name from kernel.persons where id = $1', [rows[0]!.id]);
    expect(stored).toEqual({ name: '𬭎喆堃昇镕䶮' });
  });

  it('emoji in a title and a name do not break anything: kept as typed where text is free, never half a character', async () => {
    const { id } = await drafted((one) => {
      one.basics.task = '推介农产品🍎，与采购商洽谈供货👨‍👩‍👧';
      one.members.people[1]!.name = '李望舒😀';
    });
    const page = await walk.page(id, 'liaison');
    expect(page.content.basics!.task).toBe('推介农产品🍎，与采购商洽谈供货👨‍👩‍👧');
    const half = await office.as('liaison', 'PUT', `${id}/sections/basics`, {
      body: `{"content":{"title":"\\ud83c"}}`,
      version: page.sections.find(({ section }) => section === 'basics')!.version,
    });
    const refused = said(half);
    expect([refused.status, refused.code]).toEqual([422, 'malformed']);
    expect(refused.faults[0]!.message).toEqual({
      zh: '含有不能显示的控制字符，请重新键入。',
      en: 'Contains control characters that cannot be shown. Type it again.',
    });
    expect((await walk.page(id, 'liaison')).content.basics!.task).toContain('🍎');
  });
});

describe('in files', () => {
  let id: string;
  beforeAll(async () => {
    ({ id } = await drafted());
  });
  const files = async () => (await app.asOwner('select count(*)::int as files from kernel.files'))[0];
  const refusedFile = async (file: Parameters<typeof walk.upload>[3]) => {
    const before = await files();
    const answer = said(await walk.upload(id, 'liaison', 'invitation', file));
    expect(await files()).toEqual(before);
    return answer;
  };

  it('an .exe named .pdf', async () => {
    const exe = Buffer.concat([Buffer.from('MZ\x90\0\x03\0\0\0', 'latin1'), Buffer.alloc(4_096)]);
    expect(await refusedFile({ name: '邀请函.pdf', content: exe })).toMatchObject({
      status: 422,
      code: 'file-type-disagrees',
      text: {
        zh: '文件的扩展名与实际内容不一致，未保存。请用原软件另存为正确的格式后再上传。',
        en: 'The extension does not match what the file holds; it was not saved. Save it again in the right format.',
      },
    });
    expect(await refusedFile({ name: '邀请函.exe', content: exe, type: 'application/octet-stream' })).toMatchObject({
      status: 422,
      code: 'file-type-not-allowed',
    });
  });

  it.each(['pdf', 'png', 'jpg', 'docx'] as const)('a malformed %s', async (type) => {
    const whole = await sampleFile(type);
    const media = {
      pdf: 'application/pdf',
      png: 'image/png',
      jpg: 'image/jpeg',
      docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    };
    const { status, text } = await refusedFile({
      name: `材料.${type}`,
      type: media[type],
      content: whole.subarray(0, Math.floor(whole.length * 0.5)),
    });
    expect(status).toBe(422);
    expect(text.zh).toMatch(/未保存/);
    expect(text.en).toMatch(/not saved/);
  });

  it('beyond the limit of its size', async () => {
    const big = Buffer.concat([await sampleFile('pdf'), Buffer.alloc(21 * 1024 * 1024)]);
    expect(await refusedFile({ content: big })).toMatchObject({
      status: 413,
      code: 'file-too-large',
      text: {
        zh: '文件超过 20 MB，未保存。请压缩图片或拆分文件后再上传。',
        en: 'The file is larger than 20 MB and was not saved. Make it smaller or split it.',
      },
    });
  });

  it('a picture that unpacks to more than can be decoded', async () => {
    const sharp = (await import('sharp')).default;
    const bomb = await sharp({
      create: { width: 12_000, height: 9_000, channels: 3, background: '#fff' },
      limitInputPixels: false,
    })
      .png({ compressionLevel: 9 })
      .toBuffer();
    expect(bomb.length).toBeLessThan(2_000_000);
    expect(await refusedFile({ name: '护照.png', type: 'image/png', content: bomb })).toMatchObject({
      status: 422,
      code: 'picture-too-large',
      text: {
        zh: '图片超过 5000 万像素，无法处理，未保存。请缩小图片尺寸后再上传。',
        en: 'The picture has more than 50 megapixels and was not saved. Make it smaller.',
      },
    });
  }, 60_000);

  it('the same file sent twice by the same click lies there once', async () => {
    const key = randomUUID();
    const content = await sampleFile('pdf');
    const before = await files();
    const [first, second] = [
      await walk.upload(id, 'liaison', 'invitation', { content, key }),
      await walk.upload(id, 'liaison', 'invitation', { content, key }),
    ];
    expect([first.statusCode, second.statusCode]).toEqual([200, 200]);
    expect(second.body).toBe(first.body);
    expect((await files())!.files).toBe(Number(before!.files) + 1);
  });
});

describe('in workbooks', () => {
  const send = (content: Buffer, who: CastName = 'liaison') =>
    office.as(who, 'POST', '/api/official-travel/imports/people?mode=commit', multipart(content));
  const people = async () => (await app.asOwner('select count(*)::int as people from official_travel.people'))[0];

  it('a zip bomb as .xlsx is refused before it is unpacked', async () => {
    const before = await people();
    const huge = new Uint8Array(150 * 1024 * 1024);
    const bomb = Buffer.from(
      zipSync(
        { '[Content_Types].xml': new Uint8Array(10), 'xl/workbook.xml': huge, 'xl/worksheets/sheet1.xml': huge },
        { level: 9 },
      ),
    );
    expect(bomb.length).toBeLessThan(1_000_000);
    const started = performance.now();
    const answer = said(await send(bomb));
    expect(performance.now() - started).toBeLessThan(10_000);
    expect(answer).toMatchObject({
      status: 422,
      code: 'file-bomb',
      text: {
        zh: '文件解压后过大，未保存。请拆分内容后再上传。',
        en: 'The file unpacks to far more than is allowed; it was not saved. Split its content.',
      },
    });
    expect(await people()).toEqual(before);
  }, 60_000);

  it('a formula in a cell: the cell is told, and not one row is taken over', async () => {
    const before = await people();
    const template = await office.as('liaison', 'GET', '/api/official-travel/imports/people/template.xlsx');
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(template.rawPayload as unknown as ArrayBuffer);
    const sheet = workbook.worksheets[0]!;
    const at = sheet.rowCount + 1;
    sheet.getCell(at, 1).value = { formula: 'HYPERLINK("http://evil.example","点我")', result: '张' };
    sheet.getCell(at, 2).value = '三';
    const reply = await send(Buffer.from(await workbook.xlsx.writeBuffer()));
    const words = JSON.stringify(reply.json());
    expect(words).toContain('公式');
    expect(words).toContain('holds a formula. Copy it and paste its value instead.');
    expect(await people()).toEqual(before);
  });

  it('a text file named .xlsx, and half a workbook', async () => {
    for (const content of [Buffer.from('姓名,事由\n'), (await sampleFile('xlsx')).subarray(0, 2_000)]) {
      const { status, text } = said(await send(content));
      expect(status).toBe(422);
      expect([text.zh, text.en]).toEqual([expect.stringMatching(/未保存/), expect.stringMatching(/not saved/)]);
    }
  });
});

describe('at the wrong moment', () => {
  it('a session that ends in the middle of a form: told so, and after signing in the draft is there and the same save goes on', async () => {
    const { id, made } = await drafted();
    const changed = { ...made.basics, task: '写到一半的出访任务' };
    const page = await walk.page(id, 'liaison');
    const version = page.sections.find(({ section }) => section === 'basics')!.version;
    const key = randomUUID();
    await app.asOwner(
      `update kernel.sessions set ended_at = seen_at, ended_because = 'ended-by-owner' where ended_at is null and account_id =
      (select id from kernel.accounts where person_id = $1)`,
      [office.id('liaison')],
    );
    app.app.sessions.forget();
    const save = () =>
      office.as('liaison', 'PUT', `${id}/sections/basics`, { body: { content: changed }, version, key });
    expect(said(await save())).toMatchObject({
      status: 401,
      code: 'not-signed-in',
      text: {
        zh: '尚未登录或登录已过期，请登录后继续。',
        en: 'You are not signed in, or no longer. Sign in to go on.',
      },
    });
    await office.on('2026-04-13');
    expect((await walk.page(id, 'liaison')).content.basics!.task).toBe(made.basics.task);
    expect((await save()).statusCode).toBe(200);
    expect((await walk.page(id, 'liaison')).content.basics!.task).toBe('写到一半的出访任务');
  });

  it('the same click twice, and ten times at once: handed in once, one number', async () => {
    const { id } = await drafted();
    const { version } = await walk.page(id, 'liaison');
    const key = randomUUID();
    const click = () => office.as('liaison', 'POST', `${id}/submit`, { body: {}, version, key });
    const answers = await Promise.all(Array.from({ length: 10 }, click));
    answers.push(await click());
    expect(new Set(answers.map(({ statusCode, body }) => `${statusCode} ${body}`)).size).toBe(1);
    expect(answers[0]!.statusCode).toBe(200);
    const events = await app.asOwner(
      `select count(*)::int as events from kernel.case_events where case_id = $1 and type = 'submitted'`,
      [id],
    );
    expect(events).toEqual([{ events: 1 }]);
    // A second click of its own: on the page as it was, and on the page as it is now.
    const stale = said(await office.as('liaison', 'POST', `${id}/submit`, { body: {}, version }));
    expect(stale.status).toBe(409);
    expect(stale.text.zh).toContain('本件在您打开后已有变化，本次操作没有执行。');
    expect(stale.text.en).toMatch(/changed/);
    const again = said(await walk.act(id, 'liaison', 'submit'));
    expect(again.status).toBe(409);
    expect(again.text.zh).toContain('本件已经提交，无须再次提交');
    expect(again.text.en).toContain('has been submitted already');
    // The next one may travel on the same days only when this one does not.
    expect((await walk.act(id, 'liaison', 'withdraw', { outcome: 'end' })).statusCode).toBe(200);
  });

  it('two people decide at once: one decision stands, the other is told what holds now and what is open', async () => {
    const { id } = await drafted();
    const handedIn = await walk.act(id, 'liaison', 'submit');
    expect(handedIn.statusCode, handedIn.body).toBe(200);
    const { actions, version } = await walk.page(id, 'unitHead');
    const open = actions.find(({ command }) => command === 'approve')!;
    const place = { node: open.node, ...(open.seat ? { seat: open.seat } : {}) };
    const answers = await Promise.all([
      office.as('unitHead', 'POST', `${id}/approve`, { body: { ...place, words: '同意' }, version }),
      office.as('liaison', 'POST', `${id}/withdraw`, { body: { outcome: 'correct' }, version }),
    ]);
    const statuses = answers.map(({ statusCode }) => statusCode);
    expect(
      statuses.filter((status) => status === 200),
      answers.map(({ body }) => body).join('\n'),
    ).toHaveLength(1);
    const lost = said(answers.find(({ statusCode }) => statusCode !== 200)!);
    expect(lost.status).toBe(409);
    expect(lost.text.zh).toMatch(/当前状态|现在/);
    expect(lost.text.en).toMatch(/State|now/);
    const events = await app.asOwner('select type from kernel.case_events where case_id = $1 order by sequence', [id]);
    expect(events.filter(({ type }) => type === 'decided' || type === 'withdrawn')).toHaveLength(1);
  });

  it('two people write one section at once: the later one is told, and the earlier words stand', async () => {
    const { id, made } = await drafted();
    const page = await walk.page(id, 'liaison');
    const version = page.sections.find(({ section }) => section === 'basics')!.version;
    const write = (task: string) =>
      office.as('liaison', 'PUT', `${id}/sections/basics`, { body: { content: { ...made.basics, task } }, version });
    const [first, second] = [await write('先写的出访任务'), await write('后写的出访任务')];
    expect(first.statusCode).toBe(200);
    const refused = said(second);
    expect(refused).toMatchObject({ status: 409, code: 'stale-section' });
    expect([refused.text.zh.length, refused.text.en.length].every((length) => length > 10)).toBe(true);
    expect((await walk.page(id, 'liaison')).content.basics!.task).toBe('先写的出访任务');
  });
});

it('the words come in the language asked for, with both beside', async () => {
  const { id } = await drafted();
  for (const [language, title] of [
    ['zh-CN', '文件是空的，请选择有内容的文件。'],
    ['en-GB', 'The file is empty. Choose one with content.'],
  ] as const) {
    const boundary = 'honglu-test-boundary';
    const reply = await office.as('liaison', 'POST', `${id}/files?purpose=invitation`, {
      payload: Buffer.from(
        `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="a.pdf"\r\ncontent-type: application/pdf\r\n\r\n\r\n--${boundary}--\r\n`,
      ),
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}`, 'accept-language': language },
    });
    expect((reply.json() as unknown as { title: string }).title).toBe(title);
  }
});
