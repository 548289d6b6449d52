import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type TestApp, type TestPerson, testApp } from '#apps/server/testing.ts';
import { DatabaseUnavailable, StorageFull } from '#kernel/database/errors.ts';
import { everybody, related, role, roleOverUnit, type Subject, signedIn } from '#kernel/identity/permission.ts';
import { field, record } from '#kernel/ui/field.ts';
import { endpoint } from './endpoint.ts';
import { type Handler, handle, Stream } from './handler.ts';

const base = { summary: { zh: '试', en: 'Try' }, audit: 'not-audited' } as const;
const byId = z.strictObject({ id: z.uuid() });
const note = field(z.string().min(2).max(10), { label: { zh: '说明', en: 'Note' }, class: 'internal' });
const form = record({ note, count: field(z.int().max(5), { label: { zh: '数量', en: 'Count' }, class: 'internal' }) });

const echo = endpoint({
  ...base,
  id: 'try.echo',
  method: 'POST',
  path: '/api/try/echo',
  permission: signedIn,
  body: form,
  answer: z.strictObject({ note: z.string(), count: z.int() }),
});
const loose = endpoint({
  ...base,
  id: 'try.loose',
  method: 'POST',
  path: '/api/try/loose',
  permission: signedIn,
  body: z.json(),
  answer: z.json(),
});
const read = endpoint({
  ...base,
  id: 'try.read',
  audit: 'try.read',
  method: 'GET',
  path: '/api/try/things/:id',
  permission: roleOverUnit('reviewer'),
  params: byId,
  answer: z.strictObject({ version: z.int() }),
});
const decide = endpoint({
  ...base,
  id: 'try.decide',
  audit: 'try.decided',
  method: 'POST',
  path: '/api/try/things/:id/decide',
  permission: roleOverUnit('office-head'),
  params: byId,
  versioned: true,
  answer: z.strictObject({ version: z.int() }),
});
const secret = endpoint({
  ...base,
  id: 'try.secret',
  method: 'GET',
  path: '/api/try/secret',
  permission: role('intake'),
  stepUp: true,
  answer: z.strictObject({ shown: z.literal(true) }),
});
const list = endpoint({
  ...base,
  id: 'try.list',
  method: 'GET',
  path: '/api/try/list',
  permission: signedIn,
  query: z.strictObject({ page: z.coerce.number().int().max(9).optional() }),
  answer: z.strictObject({ page: z.number().nullable() }),
});
const fails = endpoint({
  ...base,
  id: 'try.fails',
  method: 'GET',
  path: '/api/try/fails/:how',
  permission: signedIn,
  params: z.strictObject({ how: z.string() }),
});
const file = endpoint({
  ...base,
  id: 'try.file',
  method: 'GET',
  path: '/api/try/file',
  permission: signedIn,
  gives: 'stream',
});
const rare = endpoint({
  ...base,
  id: 'try.rare',
  method: 'GET',
  path: '/api/try/rare',
  permission: everybody,
  perMinute: 3,
});

let t: TestApp;
let decided = 0;
const things = new Map<string, Subject>();
const handlers = (): readonly Handler[] => [
  handle(echo, { run: async ({ body }) => body }),
  handle(loose, { run: async ({ body }) => body as never }),
  handle(read, { subject: async ({ params }) => things.get(params.id) ?? null, run: async () => ({ version: 4 }) }),
  handle(decide, {
    subject: async ({ params }) => things.get(params.id) ?? null,
    knownTo: roleOverUnit('reviewer', 'office-head'),
    run: ({ runner, actor, key, params, version }) =>
      runner.run(actor, {
        name: decide.id,
        key,
        input: { params, version },
        run: async () => {
          decided += 1;
          return { version: (version ?? 0) + 1 };
        },
      }),
  }),
  handle(secret, { run: async () => ({ shown: true as const }) }),
  handle(list, { run: async ({ query }) => ({ page: query.page ?? null }) }),
  handle(fails, {
    run: async ({ params }) => {
      if (params.how === 'unavailable') throw new DatabaseUnavailable('unreachable');
      if (params.how === 'full') throw new StorageFull(null);
      throw new Error('select * from passwords at /srv/secret.ts');
    },
  }),
  handle(file, { run: async () => new Stream(Buffer.from('内容'), 'text/plain; charset=utf-8', "出访 '报告'.txt") }),
  handle(rare, { run: async () => undefined }),
];

let reviewer: TestPerson;
let outside: TestPerson;
let head: TestPerson;
let intake: TestPerson;
const thing = randomUUID();
const foreign = randomUUID();

beforeAll(async () => {
  t = await testApp({ handlers });
  reviewer = await t.person({ roles: ['reviewer'], subtree: true });
  head = await t.person({ roles: ['office-head'], subtree: true });
  intake = await t.person({ roles: ['intake'] });
  const other = randomUUID();
  await t.asOwner(
    `insert into kernel.units (office_id, id, parent_id, name, name_en, kind, path, valid_from)
     values ($1, $2, $3, '沭阳县外办', 'Shuyang', 'county', array[$3::uuid, $2::uuid], '2020-01-01')`,
    [t.officeId, other, t.rootUnitId],
  );
  outside = await t.person({ roles: ['reviewer'], unitId: other });
  things.set(thing, { officeId: t.officeId, unitPath: [t.rootUnitId], people: {} });
  things.set(foreign, { officeId: randomUUID(), unitPath: [t.rootUnitId], people: {} });
});
afterAll(() => t.close());

const good = { note: 'fine', count: 2 };

describe('who may', () => {
  test('without a session 401 in the language asked for, both texts beside it (AZ-01)', async () => {
    const zh = await t.ask('POST', '/api/try/echo', { body: good });
    expect([zh.statusCode, zh.headers['content-type']]).toEqual([401, 'application/problem+json; charset=utf-8']);
    expect(zh.json().title).toBe(zh.json().text.zh);
    const en = await t.ask('POST', '/api/try/echo', {
      body: good,
      headers: { 'accept-language': 'en-GB,en;q=0.9,zh;q=0.1' },
    });
    expect(en.json().title).toBe(zh.json().text.en);
    expect(en.json().instance).toBe(`urn:uuid:${en.headers['x-request-id']}`);
  });

  test('a role over the unit opens the thing; another unit, another office and a thing that is not there all look alike (AZ-02)', async () => {
    const open = await t.ask('GET', `/api/try/things/${thing}`, { as: reviewer });
    expect([open.statusCode, open.headers.etag, open.headers['cache-control']]).toEqual([200, '"4"', 'no-store']);
    const refused = await Promise.all([
      t.ask('GET', `/api/try/things/${thing}`, { as: outside }),
      t.ask('GET', `/api/try/things/${foreign}`, { as: reviewer }),
      t.ask('GET', `/api/try/things/${randomUUID()}`, { as: reviewer }),
    ]);
    expect(refused.map((one) => one.statusCode)).toEqual([404, 404, 404]);
    expect(new Set(refused.map((one) => JSON.stringify({ ...one.json(), instance: '' }))).size).toBe(1);
  });

  test('who may know of it but not decide is told why; who lacks the role is told that', async () => {
    const knows = await t.ask('POST', `/api/try/things/${thing}/decide`, { as: reviewer, version: 1 });
    expect([knows.statusCode, knows.json().type]).toEqual([403, 'urn:honglu:problem:role-missing']);
    const decides = await t.ask('POST', `/api/try/things/${thing}/decide`, { as: head, version: 1 });
    expect(decides.json()).toEqual({ version: 2 });
  });

  test('a reading and a refusal are on record (AU-01)', async () => {
    const read = await t.ask('GET', `/api/try/things/${thing}`, { as: reviewer });
    const refused = await t.ask('GET', `/api/try/things/${thing}`, { as: intake });
    const rows = await t.asOwner(
      'select event, object, result, reason from kernel.audit_entries where request_id = any ($1) order by result',
      [[read.headers['x-request-id'], refused.headers['x-request-id']]],
    );
    expect(rows).toEqual([
      { event: 'try.read', object: `try:${thing}`, result: 'done', reason: null },
      { event: 'try.read', object: `try:${thing}`, result: 'refused', reason: 'role-missing' },
    ]);
  });

  test('a second factor four minutes old suffices for step-up; six minutes do not, and none does not (ID-09)', async () => {
    const fresh = await t.person({ roles: ['intake'], factorAt: new Date(t.clock.now().getTime() - 4 * 60_000) });
    const stale = await t.person({ roles: ['intake'], factorAt: new Date(t.clock.now().getTime() - 6 * 60_000) });
    const never = await t.person({ roles: ['intake'], factorAt: null });
    expect((await t.ask('GET', '/api/try/secret', { as: fresh })).statusCode).toBe(200);
    for (const person of [stale, never]) {
      const answer = await t.ask('GET', '/api/try/secret', { as: person });
      expect([answer.statusCode, answer.json().type]).toEqual([403, 'urn:honglu:problem:step-up-needed']);
    }
  });

  test('a permission that speaks of a subject cannot be bound without one', () => {
    expect(() => handle(read, { run: async () => ({ version: 1 }) })).toThrow(TypeError);
    const mine = endpoint({
      ...base,
      id: 'try.mine',
      method: 'GET',
      path: '/api/try/mine',
      permission: related('holder'),
    });
    expect(() => handle(mine, { filtered: true, run: async () => undefined })).not.toThrow();
  });
});

describe('what comes in', () => {
  test('every fault is named at once, with its field and both languages (IN-01)', async () => {
    const answer = await t.ask('POST', '/api/try/echo?x=1', { as: intake, body: { note: 'a', count: 9, extra: 1 } });
    expect(answer.statusCode).toBe(422);
    const faults = answer.json().faults as { at: string; code: string; message: { zh: string; en: string } }[];
    expect(faults.map((fault) => [fault.at, fault.code]).sort()).toEqual([
      ['/count', 'too-big'],
      ['/extra', 'unknown-field'],
      ['/note', 'too-small'],
      ['/query/x', 'unknown-field'],
    ]);
    expect(faults.find((fault) => fault.at === '/note')!.message).toEqual({
      zh: '「说明」不能少于 2 个字符。',
      en: '"Note" must be at least 2 characters.',
    });
  });

  const types = [
    'text/plain',
    'application/json\t',
    ' application/json x',
    'application/json; charset=gbk',
    'application/json, text/plain',
    'application/json;',
    'application/jsonx',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/merge-patch+json',
    'APPLICATION/XML',
    '',
  ];
  test.each(types)('content type %j is refused before the body is parsed (IN-02)', async (type) => {
    const answer = await t.ask('POST', '/api/try/echo', {
      as: intake,
      body: '{not json',
      headers: { 'content-type': type },
    });
    expect(answer.statusCode).toBe(415);
  });

  test('JSON with and without charset is taken; what is no JSON is 400', async () => {
    for (const type of ['application/json', 'application/json; charset=utf-8']) {
      const answer = await t.ask('POST', '/api/try/echo', {
        as: intake,
        body: good,
        headers: { 'content-type': type },
      });
      expect(answer.json()).toEqual(good);
    }
    const broken = await t.ask('POST', '/api/try/echo', { as: intake, body: '{not json' });
    expect([broken.statusCode, broken.json().type]).toEqual([400, 'urn:honglu:problem:not-json']);
  });

  test('a body where none is wanted is refused', async () => {
    const answer = await t.ask('POST', `/api/try/things/${thing}/decide`, { as: head, version: 1, body: {} });
    expect(answer.statusCode).toBe(415);
  });

  const hostile: [string, string][] = [
    ['a prototype key', '{"__proto__": {"admin": true}}'],
    ['a constructor key', '{"constructor": 1}'],
    ['NUL', '{"a": "x\\u0000y"}'],
    ['a lone surrogate', '{"a": "\\ud800"}'],
    ['a mark that turns the direction', '{"a": "\\u202egpj.exe"}'],
    ['nine levels', '[[[[[[[[[1]]]]]]]]]'],
    ['1,001 entries', `[${'1,'.repeat(1000)}1]`],
    ['10,001 characters', `["${'x'.repeat(10_001)}"]`],
  ];
  test.each(hostile)('%s is refused', async (_name, body) => {
    expect((await t.ask('POST', '/api/try/loose', { as: intake, body })).statusCode).toBe(422);
  });

  test('the same just inside the limits is taken, text in its composed form', async () => {
    const bodies = ['[[[[[[[[1]]]]]]]]', `[${'1,'.repeat(999)}1]`, `["${'x'.repeat(10_000)}"]`];
    for (const body of bodies)
      expect((await t.ask('POST', '/api/try/loose', { as: intake, body })).statusCode).toBe(200);
    const composed = await t.ask('POST', '/api/try/loose', { as: intake, body: { name: 'Zoe\u0308' } });
    expect(composed.json()).toEqual({ name: 'Zo\u00eb' });
  });

  test('more than 1 MiB is 413 (IN-01)', async () => {
    const answer = await t.ask('POST', '/api/try/loose', { as: intake, body: `["${'x'.repeat(1024 * 1024)}"]` });
    expect(answer.statusCode).toBe(413);
  });

  test('a query key is given once; twice is a fault (IN-01)', async () => {
    expect((await t.ask('GET', '/api/try/list?page=2', { as: intake })).json()).toEqual({ page: 2 });
    const twice = await t.ask('GET', '/api/try/list?page=2&page=3', { as: intake });
    expect(twice.json().faults[0]).toMatchObject({ at: '/query/page', code: 'repeated' });
  });

  test('a form that would let unknown fields pass cannot be bound (AZ-03)', async () => {
    const open = endpoint({
      ...base,
      id: 'try.open',
      method: 'POST',
      path: '/api/try/open',
      permission: signedIn,
      body: z.object({ a: z.string() }),
    });
    await expect(testApp({ handlers: () => [handle(open, { run: async () => undefined })] })).rejects.toThrow(
      'lets unknown fields pass',
    );
  });
});

describe('a change', () => {
  const act = (options: Parameters<TestApp['ask']>[2]) =>
    t.ask('POST', `/api/try/things/${thing}/decide`, { as: head, version: 1, ...options });

  test('needs an Idempotency-Key, and sent twice with one has one effect and the same answer (CC-01)', async () => {
    expect((await act({ key: null })).json().type).toBe('urn:honglu:problem:idempotency-key');
    expect((await act({ key: 'not-a-uuid' })).statusCode).toBe(400);
    const key = randomUUID();
    const before = decided;
    const answers = [await act({ key }), await act({ key })];
    expect(answers.map((one) => one.body)).toEqual(['{"version":2}', '{"version":2}']);
    expect(decided - before).toBe(1);
    expect((await act({ key, version: 2 })).statusCode).toBe(422);
  });

  test('names the version that it saw; without it 428 (CC-03)', async () => {
    const missing = await t.ask('POST', `/api/try/things/${thing}/decide`, { as: head });
    expect(missing.statusCode).toBe(428);
    expect((await act({ headers: { 'if-match': '*' } })).statusCode).toBe(428);
  });

  const strangers: [string, Record<string, string>][] = [
    ['another site', { origin: 'https://evil.example' }],
    ['a sandboxed page', { origin: 'null' }],
    ['the same host on another port', { origin: 'http://localhost:9999' }],
    ['a cross-site form', { 'sec-fetch-site': 'cross-site' }],
    ['a sibling site', { 'sec-fetch-site': 'same-site' }],
    ['a name pointed at this machine', { host: 'evil.example', origin: 'http://evil.example' }],
  ];
  test.each(strangers)('from %s is refused (OB-02)', async (_who, headers) => {
    const before = decided;
    expect((await act({ headers })).statusCode).toBe(403);
    expect(decided).toBe(before);
  });

  test('a method that is not listed is not there', async () => {
    expect((await t.ask('PUT', `/api/try/things/${thing}/decide`, { as: head, version: 1 })).statusCode).toBe(404);
    expect((await t.ask('HEAD', `/api/try/things/${thing}`, { as: head })).statusCode).toBe(404);
  });
});

describe('what goes out', () => {
  test('a fault of the program says its number and nothing of its inside (OB-08)', async () => {
    const answer = await t.ask('GET', '/api/try/fails/inside', { as: intake });
    expect(answer.statusCode).toBe(500);
    expect(answer.body).not.toMatch(/select|passwords|secret|\.ts|node_modules|at /);
    expect(answer.json().instance).toBe(`urn:uuid:${answer.headers['x-request-id']}`);
  });

  test('no database is 503 with a time to try again; a full disk is 507; both in words (DU-06)', async () => {
    const away = await t.ask('GET', '/api/try/fails/unavailable', { as: intake });
    expect([away.statusCode, away.headers['retry-after']]).toEqual([503, '5']);
    expect(away.json().title).toContain('数据库');
    const full = await t.ask('GET', '/api/try/fails/full', { as: intake });
    expect([full.statusCode, full.json().type]).toEqual([507, 'urn:honglu:problem:storage-full']);
  });

  test('a file keeps its Chinese name in one line', async () => {
    const answer = await t.ask('GET', '/api/try/file', { as: intake });
    expect(answer.headers['content-disposition']).toBe(
      "attachment; filename*=UTF-8''%E5%87%BA%E8%AE%BF%20%27%E6%8A%A5%E5%91%8A%27.txt",
    );
    expect(answer.body).toBe('内容');
  });

  test('every answer carries the protective headers; none says what software this is (OB-01)', async () => {
    for (const url of ['/api/identity/me', '/api/openapi.json', '/healthz', '/nowhere']) {
      const { headers } = await t.ask('GET', url);
      expect(headers['content-security-policy']).toContain("default-src 'none'");
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['referrer-policy']).toBe('no-referrer');
      expect(headers['cross-origin-opener-policy']).toBe('same-origin');
      expect(headers['x-powered-by'] ?? headers.server).toBeUndefined();
    }
  });

  test('the request over the limit is told when to come back', async () => {
    const answers = [];
    for (let nth = 0; nth < 4; nth += 1) answers.push(await t.ask('GET', '/api/try/rare', { address: '10.9.9.9' }));
    expect(answers.map((one) => one.statusCode)).toEqual([204, 204, 204, 429]);
    expect(Number(answers[3]!.headers['retry-after'])).toBeGreaterThan(0);
    expect((await t.ask('GET', '/api/try/rare', { address: '10.9.9.8' })).statusCode).toBe(204);
  });

  test('forged forwarding headers do not make a second client (OP-09)', async () => {
    const answers = [];
    for (let nth = 0; nth < 4; nth += 1) {
      answers.push(
        await t.ask('GET', '/api/try/rare', { address: '10.9.9.7', headers: { 'x-forwarded-for': `1.2.3.${nth}` } }),
      );
    }
    expect(answers.at(-1)!.statusCode).toBe(429);
  });
});

test('every answer tells the business time, so that labels of the desk follow the office and not the machine', async () => {
  const answered = await t.ask('GET', '/api/try/list', { as: intake });
  expect(answered.headers['business-time']).toBe(t.clock.now().toISOString());
  const refused = await t.ask('GET', '/api/try/list');
  expect(refused.statusCode).toBe(401);
  expect(refused.headers['business-time']).toBe(t.clock.now().toISOString());
});
