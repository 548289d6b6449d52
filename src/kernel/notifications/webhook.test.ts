import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { outgoingConfiguration, type Webhook } from './outgoing.ts';
import { post, signatureFits } from './webhook.ts';

interface Received {
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  readonly url: string | undefined;
}

const secret = 'a-secret-of-more-than-thirty-two-signs';
let server: Server;
let received: Received[];
let answer: (response: ServerResponse) => void;

beforeEach(async () => {
  received = [];
  answer = (response) => response.writeHead(204).end();
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push({ headers: request.headers, body: Buffer.concat(chunks).toString(), url: request.url });
      answer(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const port = () => (server.address() as AddressInfo).port;
const to = (change: Partial<Webhook> = {}): Webhook => ({
  key: 'sms',
  office: 'suqian',
  url: `http://127.0.0.1:${port()}/honglu?x=1`,
  secret,
  privateAddresses: ['127.0.0.1'],
  ...change,
});
const posting = { id: '0198a000-0000-7000-8000-000000000001', at: new Date('2026-03-02T01:00:00Z'), json: '{"字":1}' };
const failure = (promise: Promise<void>) =>
  promise.then(
    () => 'was handed over',
    (cause: { code: string; lasting: boolean; unreachable: boolean }) => ({
      code: cause.code,
      lasting: cause.lasting,
      unreachable: cause.unreachable,
    }),
  );

test('the receiver gets id, time and body, and a signature that fits these and no others (CC-07)', async () => {
  await post(to(), posting);
  const [one] = received;
  expect(one?.url).toBe('/honglu?x=1');
  expect(one?.body).toBe(posting.json);
  const { 'honglu-id': id, 'honglu-time': time, 'honglu-signature': signed } = one!.headers;
  expect([id, time]).toEqual([posting.id, '1772413200']);
  const fits = (change: { secret?: string; id?: string; time?: string; body?: string }) =>
    signatureFits(
      change.secret ?? secret,
      change.id ?? String(id),
      change.time ?? String(time),
      change.body ?? one!.body,
      String(signed),
    );
  expect(fits({})).toBe(true);
  expect([
    fits({ secret: `${secret}x` }),
    fits({ id: 'x' }),
    fits({ time: '1772413201' }),
    fits({ body: '{}' }),
  ]).toEqual([false, false, false, false]);
});

describe('is not handed over (IN-11)', () => {
  test('to an address of the inside that is not listed: no connection is made', async () => {
    expect(await failure(post(to({ privateAddresses: [] }), posting))).toEqual({
      code: 'address-not-allowed',
      lasting: true,
      unreachable: true,
    });
    expect(received).toEqual([]);
  });
  test('to where a redirect points', async () => {
    answer = (response) => response.writeHead(302, { location: `http://127.0.0.1:${port()}/elsewhere` }).end();
    expect(await failure(post(to(), posting))).toMatchObject({ code: 'HTTP 302', lasting: true });
    expect(received.map((one) => one.url)).toEqual(['/honglu?x=1']);
  });
  test('to a receiver that is not there: to be tried again', async () => {
    const dead = to();
    await new Promise((resolve) => server.close(resolve));
    expect(await failure(post(dead, posting))).toEqual({ code: 'ECONNREFUSED', lasting: false, unreachable: true });
    server = createServer().listen(0, '127.0.0.1');
  });
  test.each([
    [500, false],
    [503, false],
    [429, false],
    [400, true],
    [404, true],
  ])('when it answers %i; lasting: %s', async (status, lasting) => {
    answer = (response) => response.writeHead(status).end('no');
    expect(await failure(post(to(), posting))).toMatchObject({ code: `HTTP ${status}`, lasting });
  });
  test('when its answer has no end', async () => {
    answer = (response) => {
      response.writeHead(200);
      const more = () => {
        if (!response.destroyed) response.write(Buffer.alloc(65_536), () => setImmediate(more));
      };
      more();
    };
    expect(await failure(post(to(), posting))).toMatchObject({ code: 'answer-too-long' });
  });
  test('when it is silent for ten seconds', async () => {
    answer = () => {};
    const began = performance.now();
    expect(await failure(post(to(), posting))).toMatchObject({ code: 'ETIMEDOUT', lasting: false });
    expect(performance.now() - began).toBeGreaterThan(9_000);
  }, 15_000);
});

describe('the configuration', () => {
  const webhook = { key: 'sms', office: 'suqian', url: 'https://sms.example.gov.cn/x', secret };
  const smtp = { host: 'mail.example.gov.cn', port: 465, security: 'tls', from: 'honglu@example.gov.cn' };
  test('of mail and webhooks', () => {
    expect(outgoingConfiguration.parse({ smtp, webhooks: [webhook] }).webhooks[0]?.privateAddresses).toEqual([]);
  });
  test.each([
    ['a short secret', { webhooks: [{ ...webhook, secret: 'short' }] }],
    ['an address that is no web address', { webhooks: [{ ...webhook, url: 'file:///etc/passwd' }] }],
    ['mail in the clear to another machine', { smtp: { ...smtp, security: 'none' } }],
    ['a line break in the host', { smtp: { ...smtp, host: 'mail\r\nRCPT TO:<x>' } }],
    ['a sender that is no address', { smtp: { ...smtp, from: 'honglu' } }],
    ['a setting that does not exist', { smtp: { ...smtp, certificate: 'ignore' } }],
  ])('with %s is refused', (_, wrong) => {
    expect(outgoingConfiguration.safeParse(wrong).success).toBe(false);
  });
});
