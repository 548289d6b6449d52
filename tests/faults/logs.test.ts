import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createMetrics } from '#kernel/http/metrics.ts';
import { officialTravel } from '#services/official-travel/service.ts';
import { draftMission, type MissionOffice, missionOffice, missionsAt } from '#services/official-travel/testing.ts';
import { fileLog } from '../../src/apps/server/log.ts';
import { noLimits, type TestApp, testApp } from '../../src/apps/server/testing.ts';
import { testKernel } from '../../src/apps/server/testing-kernel.ts';
import { identityNumber, lawfulTraveller } from '../../src/services/official-travel/people/fixtures.ts';

const folder = mkdtempSync(join(tmpdir(), 'honglu-logs-'));
let t: TestApp;
let office: MissionOffice;
let closeLog: () => void;
const metrics = createMetrics(() => ({ open: 1, idle: 1, waiting: 0 }));

beforeAll(async () => {
  const { log, close } = fileLog(folder, { now: () => new Date('2026-04-13T01:00:00Z') });
  closeLog = close;
  t = await testApp({
    handlers: (base) => officialTravel.handlers(testKernel(base)),
    parts: { services: [officialTravel], limits: noLimits, log, metrics },
  });
  office = await missionOffice(t, '2026-04-13');
});
afterAll(async () => {
  await t.close();
  closeLog();
  rmSync(folder, { recursive: true });
});

/** What must never be found: names, numbers, telephones, addresses, passwords, codes, tokens, words of the matter. */
const canaries = {
  surname: '鹓',
  names: ['鹓鶵甲', '鹓鶵乙', '鹓鶵丙', '鹓鶵丁', 'YUANCHU'],
  numbers: [identityNumber('19870613', '731'), identityNumber('19910222', '913'), '321302198706137777'],
  passports: ['PE9081726', 'SE5566778', 'DE1029384'],
  telephones: ['13987650001', '13987650002', '18112345678', '0527-84360001'],
  mails: ['canary.kestrel@example.gov.cn', 'canary.merlin@example.org'],
  passwords: ['Canary-Passphrase-1!', 'canary wrong 7788', 'Canary-New-Secret-2!'],
  logins: ['canary.login.ospreys', 'canary.nobody'],
  codes: ['482913', '771204', 'CANARYCODE8XKQ'],
  titles: ['鹓鶵号试验团', '鹓鶵任务密语', '鹓鶵意见原话', '鹓鶵退回理由'],
  files: ['鹓鶵护照扫描件.pdf', '鹓鶵名单.csv'],
  places: ['鹓鶵路7号', '鹓鶵大厦'],
  queries: ['鹓鶵查询词', 'canary-query-string', 'canary-header-value', 'canary-path-part', 'canary-key-name'],
  tokens: ['canarytokencanarytokencanarytokencanary1234', 'canary-bearer-token'],
} as const;
const all = Object.values(canaries).flat();

const logged = () => {
  const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
  return texts.join('\n');
};

/** As it is, and as an address or an escape writes it. */
const spellings = (canary: string) => [
  canary,
  encodeURIComponent(canary),
  JSON.stringify(canary).slice(1, -1),
  Buffer.from(canary).toString('base64'),
];

describe('OP-04 logs without personal data', () => {
  test('journeys full of canaries, with their refusals and faults, leave none of them in logs, metrics and addresses', async () => {
    expect(all.length).toBeGreaterThanOrEqual(40);
    // Sign-in: names, passwords, codes, tokens.
    for (const login of canaries.logins) {
      for (const password of canaries.passwords) {
        await t.ask('POST', '/api/identity/sign-in', { body: { login, password }, key: null });
      }
    }
    for (const code of canaries.codes) {
      await t.ask('POST', '/api/identity/second-factor', { body: { code }, key: null });
      await t.ask('POST', '/api/identity/set-up', { body: { code }, key: null });
    }
    for (const token of canaries.tokens) {
      await t.ask('GET', '/api/identity/me', {
        headers: { cookie: `honglu=${token}`, authorization: `Bearer ${token}` },
      });
    }
    // Travellers: names, numbers, telephones.
    const people: string[] = [];
    for (const [nth, number] of canaries.numbers.slice(0, 2).entries()) {
      const file = lawfulTraveller(office.units.centre, {
        surname: canaries.surname,
        givenName: `鶵${'甲乙'[nth]}`,
        surnameLatin: 'YUANCHU',
        latinReason: '与已有护照一致',
        identityNumber: number,
        birthDate: (nth === 0 ? '1987-06-13' : '1991-02-22') as never,
        passportNumber: canaries.passports[nth]!,
        phone: canaries.telephones[nth]!,
      });
      const made = await office.as('liaison', 'POST', '/api/official-travel/people', { body: { file } });
      if (made.statusCode !== 200) throw new Error(made.body);
      people.push((made.json() as unknown as { id: string }).id);
      await office.as('liaison', 'POST', '/api/official-travel/people', { body: { file } });
      await office.as('liaison', 'POST', '/api/official-travel/people', {
        body: {
          file: {
            ...file,
            passportNumber: canaries.passports[2],
            phone: canaries.telephones[3],
            [canaries.queries[4]]: 1,
          },
        },
      });
    }
    expect(people.length).toBe(2);
    for (const name of canaries.names) {
      await office.as('liaison', 'POST', '/api/parties/persons', { body: { name } });
      const q = encodeURIComponent(name);
      for (const path of [
        `/api/parties/persons?name=${q}`,
        `/api/official-travel/people?q=${q}`,
        `/api/search?q=${q}`,
      ]) {
        await office.as('liaison', 'GET', path);
      }
    }
    for (const query of [...canaries.queries, ...canaries.numbers, ...canaries.mails]) {
      await office.as(
        'liaison',
        'GET',
        `/api/search?q=${encodeURIComponent(query)}&other=${encodeURIComponent(query)}`,
      );
      await t.ask('GET', `/api/nothing/${encodeURIComponent(query)}?x=${encodeURIComponent(query)}`, {
        headers: { 'x-canary': encodeURIComponent(query), 'user-agent': encodeURIComponent(query) },
      });
      await t.ask('GET', `/%E0%A4%A/${encodeURIComponent(query)}`);
      await t.ask('GET', `/verify/${encodeURIComponent(query)}`);
    }
    // A mission, its words, its files, and what is refused of it.
    const mission = office.mission((one) => {
      one.basics.title = canaries.titles[0];
      one.basics.task = `${canaries.titles[1]}，住${canaries.places[0]}${canaries.places[1]}`;
      for (const person of one.members.people) person.name = canaries.names[3];
    });
    const id = await draftMission(office, mission).catch(() => null);
    const draft = id ?? (await draftMission(office, office.mission()));
    await office.as('liaison', 'PUT', `${draft}/sections/basics`, {
      body: {
        content: { ...mission.basics, contactPhone: canaries.telephones[2], [canaries.queries[4]]: canaries.mails[0] },
      },
      version: 1,
    });
    await office.as('liaison', 'PUT', `${draft}/sections/basics`, {
      body: { content: canaries.numbers[2] },
      version: 1,
    });
    for (const name of canaries.files) {
      const boundary = 'canaryboundary';
      const payload = Buffer.from(
        `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/pdf\r\n\r\n${canaries.numbers[0]}\r\n--${boundary}--\r\n`,
      );
      await office.as('liaison', 'POST', `${draft}/files?purpose=invitation`, {
        payload,
        headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
      });
    }
    await office.as('liaison', 'POST', `${draft}/submit`, { body: {}, version: 0 });
    for (const words of canaries.titles.slice(2)) {
      await office.as('unitHead', 'POST', `${draft}/return`, { body: { words, reason: words }, version: 1 });
    }
    await office.as('liaison', 'PUT', '/api/notifications/address', { body: { address: canaries.mails[0] } });
    await office.as('liaison', 'POST', missionsAt, { body: `{"title": "${canaries.titles[0]}", broken` });
    // A fault of the database, which quotes the row that it refused.
    await t.asOwner(
      `alter table kernel.persons add constraint canary_check check (name <> '${canaries.names[2]}') not valid`,
    );
    const fault = await office.as('liaison', 'POST', '/api/parties/persons', { body: { name: canaries.names[2] } });
    expect(fault.statusCode).toBe(500);
    expect(fault.body).not.toContain(canaries.names[2]);
    await t.asOwner('alter table kernel.persons drop constraint canary_check');

    const text = `${logged()}\n${await metrics.registry.metrics()}`;
    expect(text).toContain('request failed');
    expect(text.split('\n').length).toBeGreaterThan(100);
    expect(all.filter((canary) => spellings(canary).some((spelling) => text.includes(spelling)))).toEqual([]);
  }, 60_000);

  test('every line is JSON, with listed fields only, in UTC', () => {
    const fields = new Set<string>();
    for (const line of logged().split('\n').filter(Boolean)) {
      const said = JSON.parse(line) as Record<string, unknown>;
      for (const name of Object.keys(said)) fields.add(name);
      expect(said.time).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
      if ('route' in said) expect(String(said.route)).not.toMatch(/\?|[0-9a-f]{8}-[0-9a-f]{4}/);
    }
    expect([...fields].sort()).toEqual(['err', 'level', 'method', 'ms', 'msg', 'reqId', 'route', 'status', 'time']);
  });

  test('a line end in what somebody sends makes no second line', async () => {
    const before = logged().split('\n').length;
    await t.ask('GET', '/api/nothing/%0A%7B%22level%22%3A60%7D?a=%0D%0A%7B%22level%22%3A60%7D');
    await t.ask('POST', '/api/identity/sign-in', { body: { login: 'x\n{"level":60}', password: 'y\r\n' }, key: null });
    const lines = logged().split('\n');
    expect(lines.length - before).toBe(2);
    expect(lines.some((line) => line.includes('"level":60'))).toBe(false);
  });
});
