import { randomBytes, randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { subscribersOf } from '#apps/server/desk-side.ts';
import { day } from '#kernel/calendar/day.ts';
import { type TestRunner, testRunner } from '#kernel/commands/testing.ts';
import type { Crypto } from '#kernel/crypto/crypto.ts';
import { createCrypto } from '#kernel/crypto/crypto.ts';
import { masterKeyFrom } from '#kernel/crypto/master-key.ts';
import { loanKind, type Town, town } from '#kernel/desk/testing.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import { setSetting } from '#kernel/settings/storage.ts';
import { setMailAddress } from './addresses-of-people.ts';
import { deliverRound } from './jobs.ts';
import { createMailSender } from './mail.ts';
import type { Outgoing } from './outgoing.ts';
import { mailSetting } from './settings.ts';
import { undelivered } from './undelivered.ts';

let t: TestRunner;
let place: Town;
let crypto: Crypto;
let applicant: Actor;
let head: Actor;
const subscribers = subscribersOf([{ name: 'banner-loans', cases: [loanKind] }]);
const secret = 'a-secret-of-more-than-thirty-two-signs';

beforeAll(async () => {
  t = await testRunner({ start: '2026-03-02T09:00:00+08:00' });
  crypto = createCrypto({ database: t.database, master: masterKeyFrom(randomBytes(32)) });
  await crypto.prepareOffice(t.officeId);
  place = await town(t);
  applicant = await place.person('李静', place.club, 'liaison-officer');
  head = await place.person('王强', place.club, 'unit-head');
  await place.run(head, (work) => setMailAddress(crypto, work, 'wang.qiang@example.gov.cn'));
});
afterAll(() => t.close());
afterEach(async () => {
  await t.asOwner('delete from kernel.deliveries');
  await t.asOwner('delete from kernel.outbox');
});

const round = (outgoing: Partial<Outgoing>) =>
  deliverRound({ runner: t.runner, crypto }, { subscribers, outgoing: { webhooks: [], ...outgoing } }, t.officeId);
const later = () =>
  t.asOwner('update kernel.deliveries set next_attempt_at = null where delivered_at is null and given_up_at is null');
const deliveries = () =>
  t.asOwner(
    'select channel, target, attempts, delivered_at, given_up_at, last_error from kernel.deliveries order by position',
  );

describe('mail', () => {
  interface Mail {
    readonly to: string[];
    readonly text: string;
  }
  let server: SMTPServer;
  let mails: Mail[];
  let refuse: number | null;

  const listen = async (port = 0) => {
    server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      logger: false,
      onRcptTo: (_address, _session, done) =>
        refuse === null ? done() : done(Object.assign(new Error('no such box'), { responseCode: refuse })),
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          mails.push({ to: session.envelope.rcptTo.map((one) => one.address), text: Buffer.concat(chunks).toString() });
          done();
        });
      },
    });
    server.on('error', () => {});
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    return (server.server.address() as AddressInfo).port;
  };
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
  let port: number;
  beforeEach(async () => {
    mails = [];
    refuse = null;
    port = await listen();
    const keeper = t.actor({ roles: ['system-administrator'] });
    await place.run(keeper, (work) =>
      setSetting(work, mailSetting, { value: true, validFrom: day('2026-01-01'), reason: '启用' }),
    );
  });
  afterEach(close);
  const smtp = () => ({ host: '127.0.0.1', port, security: 'none' as const, from: 'honglu@example.gov.cn' });
  /** Encoded words of heads and bodies, as a mail program would show them. */
  const shown = (raw: string) => {
    const words = raw.replaceAll(/=\?UTF-8\?B\?([^?]*)\?=\s*/gi, (_, base: string) =>
      Buffer.from(base, 'base64').toString(),
    );
    const [, body = ''] = words.split(/\r?\n\r?\n/, 2);
    return `${words}\n${Buffer.from(body.replaceAll(/\s/g, ''), 'base64').toString()}`;
  };

  test('says number and act and nothing about whom or what, to whoever gave an address', async () => {
    const one = await place.submitted(applicant, '赴日本射箭交流借旗 86000元');
    await round({ smtp: smtp(), address: 'https://fao.example.gov.cn' });
    expect(mails).toHaveLength(1);
    expect(mails[0]?.to).toEqual(['wang.qiang@example.gov.cn']);
    const text = shown(mails[0]!.text);
    expect(text).toContain(`【鸿胪】${one.number} 待办 单位签批`);
    expect(text).toContain(`https://fao.example.gov.cn/desk/banner-loans/${one.id}`);
    for (const hidden of ['日本', '86000', '李静', '王强']) expect(text).not.toContain(hidden);
  });

  test('is not sent where the office has not switched it on, nor to whoever gave no address', async () => {
    const keeper = t.actor({ roles: ['system-administrator'] });
    await place.run(keeper, (work) =>
      setSetting(work, mailSetting, { value: false, validFrom: day('2026-01-01'), reason: '停用' }),
    );
    await place.submitted(applicant, '不发邮件的借旗');
    await round({ smtp: smtp() });
    expect([mails, await deliveries()]).toEqual([[], []]);
  });

  test('waits while the server is away and goes when it is back, once and under the same id (DU-09)', async () => {
    await close();
    await place.submitted(applicant, '邮件迟到的借旗');
    await round({ smtp: smtp() });
    await later();
    await round({ smtp: smtp() });
    expect((await deliveries())[0]).toMatchObject({ attempts: 2, delivered_at: null, last_error: 'ESOCKET' });
    await listen(port);
    await later();
    await round({ smtp: smtp() });
    await round({ smtp: smtp() });
    expect(mails).toHaveLength(1);
    const [sent] = await t.asOwner('select id from kernel.deliveries');
    expect(mails[0]?.text).toContain(`Message-ID: <${String(sent?.id)}@example.gov.cn>`);
  });

  test('to a box that does not exist is given up after a few attempts and is visible to who runs the system', async () => {
    refuse = 550;
    await place.submitted(applicant, '无此邮箱的借旗');
    for (let attempt = 0; attempt < 6; attempt += 1) {
      await round({ smtp: smtp() });
      await later();
    }
    expect((await deliveries())[0]).toMatchObject({ attempts: 5, last_error: 'EENVELOPE 550' });
    const seen = await t.database.read(t.officeId, (queries) => undelivered(queries, t.officeId));
    expect(seen).toMatchObject([{ channel: 'mail', topic: 'cases.changed', attempts: 5 }]);
    expect(seen[0]?.givenUpAt).not.toBeNull();
  });

  test('with a line break in a head or an address is refused before anything is sent', async () => {
    const sender = createMailSender(smtp());
    const mail = { to: 'x@example.gov.cn', subject: '好', body: '好', id: randomUUID() };
    await expect(sender.send({ ...mail, subject: '好\r\nBcc: y@example.org' })).rejects.toMatchObject({
      code: 'malformed',
    });
    await expect(sender.send({ ...mail, to: 'x@example.gov.cn\nRCPT TO:<y@example.org>' })).rejects.toMatchObject({
      code: 'malformed',
    });
    sender.close();
    expect(mails).toEqual([]);
  });

  test('an address is sealed in the database and goes when it is taken back', async () => {
    const [kept] = await t.asOwner('select address from kernel.mail_addresses');
    expect(String(kept?.address)).toMatch(/^hl1\./);
    await place.submitted(applicant, '撤回邮箱的借旗');
    await place.run(head, (work) => setMailAddress(crypto, work, null));
    await round({ smtp: smtp() });
    expect(mails).toEqual([]);
    await place.run(head, (work) => setMailAddress(crypto, work, 'wang.qiang@example.gov.cn'));
  });
});

describe('webhook', () => {
  interface Told {
    readonly id: string;
    readonly about: string;
    readonly text: { readonly zh: string };
    readonly to: readonly string[];
  }
  let server: Server;
  let told: Told[];
  let status: number;
  const listen = async (port = 0) => {
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        if (status < 300) told.push(JSON.parse(Buffer.concat(chunks).toString()) as Told);
        response.writeHead(status).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    return (server.address() as AddressInfo).port;
  };
  const close = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  let port: number;
  beforeEach(async () => {
    told = [];
    status = 200;
    port = await listen();
  });
  afterEach(close);
  const hook = (key: string, at: number, office = 'suqian') => ({
    key,
    office,
    url: `http://127.0.0.1:${at}/`,
    secret,
    privateAddresses: ['127.0.0.1'],
  });

  test('gets number, act, link and for whom, of its own office and its own topics', async () => {
    const one = await place.submitted(applicant, '短信通知的借旗');
    await round({
      webhooks: [
        hook('sms', port),
        hook('other', port, 'huaian'),
        { ...hook('duties', port), topics: ['obligations.climbed'] },
      ],
    });
    expect(told).toMatchObject([
      { about: `loan:${one.id}`, text: { zh: `${one.number} 待办 单位签批` }, to: [head.personId] },
    ]);
    expect(JSON.stringify(told)).not.toContain('短信通知');
  });

  test('a receiver that was dead gets everything when it is back, in the order of each case', async () => {
    await close();
    const cases = [await place.submitted(applicant, '一'), await place.submitted(applicant, '二')];
    for (const one of cases) await round({ webhooks: [hook('sms', port)] }).then(() => one);
    t.clock.advance({ days: 2 });
    const [first, second] = cases as [(typeof cases)[0], (typeof cases)[0]];
    await place.act(applicant, first.id, first.version, { type: 'urge' });
    await place.act(applicant, second.id, second.version, { type: 'urge' });
    await round({ webhooks: [hook('sms', port)] });
    expect(told).toEqual([]);
    await listen(port);
    await later();
    await round({ webhooks: [hook('sms', port)] });
    const of = (id: string) => told.filter((one) => one.about === `loan:${id}`).map((one) => one.text.zh.split(' ')[1]);
    expect([of(first.id), of(second.id)]).toEqual([
      ['待办', '催办'],
      ['待办', '催办'],
    ]);
    expect(new Set(told.map((one) => one.id)).size).toBe(4);
  });

  test('a dead receiver stops neither the in-box nor the other receiver', async () => {
    const gone = port;
    await close();
    port = await listen();
    const one = await place.submitted(applicant, '两个接收方的借旗');
    await round({ webhooks: [hook('dead', gone), hook('alive', port)] });
    expect(told).toHaveLength(1);
    const shown = await t.asOwner('select count(*)::int as n from kernel.inbox where case_id = $1', [one.id]);
    expect(shown[0]?.n).toBe(1);
    expect((await deliveries()).map((row) => [row.target, row.delivered_at !== null])).toEqual([
      ['dead', false],
      ['alive', true],
    ]);
  });

  test('one that fails is not asked again for every message of the round', async () => {
    status = 500;
    for (const title of ['一', '二', '三', '四']) await place.submitted(applicant, title);
    let asked = 0;
    server.on('request', () => {
      asked += 1;
    });
    await round({ webhooks: [hook('sms', port)] });
    expect(asked).toBe(1);
    status = 200;
    await later();
    await round({ webhooks: [hook('sms', port)] });
    expect(told).toHaveLength(4);
  });

  test('one that took the message and then lost its answer is told again under the same id', async () => {
    await place.submitted(applicant, '再发一次的借旗');
    await round({ webhooks: [hook('sms', port)] });
    await t.asOwner('update kernel.deliveries set delivered_at = null');
    await round({ webhooks: [hook('sms', port)] });
    expect(told).toHaveLength(2);
    expect(told[0]?.id).toBe(told[1]?.id);
  });
});
