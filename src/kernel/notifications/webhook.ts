import { createHmac, timingSafeEqual } from 'node:crypto';
import { request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';
import { isIP } from 'node:net';
import { pinnedAddress } from './addresses.ts';
import { NotDelivered } from './failure.ts';
import type { Webhook } from './outgoing.ts';

export interface Posting {
  /** The same for every attempt: a receiver drops what it has seen. */
  readonly id: string;
  /** Real time of this attempt. */
  readonly at: Date;
  readonly json: string;
}

const patience = 10_000;
const mostBytes = 1024 * 1024;

/** `v1=` and the HMAC-SHA-256 of id, time in seconds and body, joined by dots. */
export function signature(secret: string, id: string, seconds: string, body: string): string {
  return `v1=${createHmac('sha256', secret).update(`${id}.${seconds}.${body}`).digest('hex')}`;
}

/** For receivers: compares without telling by its time how much was right. */
export function signatureFits(secret: string, id: string, seconds: string, body: string, given: string): boolean {
  const wanted = Buffer.from(signature(secret, id, seconds, body));
  const got = Buffer.from(given);
  return wanted.length === got.length && timingSafeEqual(wanted, got);
}

/**
 * Hands one message over: to the configured address only, without following redirects, within 10 s and 1 MB of answer.
 * @throws NotDelivered
 */
export async function post(webhook: Webhook, posting: Posting): Promise<void> {
  const url = new URL(webhook.url);
  const address = await pinnedAddress(url.hostname, webhook.privateAddresses);
  const seconds = String(Math.floor(posting.at.getTime() / 1000));
  const status = await exchange(url, address, posting.json, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': String(Buffer.byteLength(posting.json)),
    'user-agent': 'Honglu',
    'honglu-id': posting.id,
    'honglu-time': seconds,
    'honglu-signature': signature(webhook.secret, posting.id, seconds, posting.json),
  });
  if (status >= 200 && status < 300) return;
  const passing = status === 408 || status === 425 || status === 429 || status >= 500;
  throw new NotDelivered(`HTTP ${status}`, !passing, passing);
}

function exchange(url: URL, address: string, body: string, headers: Record<string, string>): Promise<number> {
  const secure = url.protocol === 'https:';
  const name = url.hostname.replace(/^\[|\]$/g, '');
  return new Promise<number>((resolve, reject) => {
    const fail = (code: string) => reject(new NotDelivered(code, false, true));
    const call = (secure ? secureRequest : plainRequest)({
      host: address,
      port: url.port === '' ? (secure ? 443 : 80) : Number(url.port),
      path: `${url.pathname}${url.search}`,
      method: 'POST',
      headers: { ...headers, host: url.host },
      agent: false,
      // The certificate must be that of the name, although the address is called.
      ...(secure && isIP(name) === 0 ? { servername: name } : {}),
    });
    // One limit over everything: a receiver that answers a byte a second does not hold us.
    const timer = setTimeout(() => {
      fail('ETIMEDOUT');
      call.destroy();
    }, patience);
    call.on('error', (cause) => fail('code' in cause && typeof cause.code === 'string' ? cause.code : 'ESEND'));
    call.on('close', () => clearTimeout(timer));
    call.on('response', (response) => {
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes <= mostBytes) return;
        fail('answer-too-long');
        call.destroy();
      });
      response.on('error', () => fail('ECONNRESET'));
      response.on('end', () => resolve(response.statusCode ?? 0));
    });
    call.end(body);
  });
}
