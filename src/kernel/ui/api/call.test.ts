import { afterEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { endpoint } from '#kernel/http/endpoint.ts';
import { signedIn } from '#kernel/identity/permission.ts';
import { call, callWith } from './call.ts';
import { connection } from './connection.ts';
import { gate } from './gate.ts';
import { asProblem, faultsAt, ProblemError } from './problem-error.ts';

const submit = endpoint({
  id: 'missions.submit',
  method: 'POST',
  path: '/api/missions/:id/submit',
  summary: { zh: '提交', en: 'Submit' },
  permission: signedIn,
  audit: 'mission.submitted',
  versioned: true,
  params: z.strictObject({ id: z.string() }),
  body: z.strictObject({ note: z.string() }),
  answer: z.strictObject({ number: z.string() }),
});
const input = { params: { id: '7' }, body: { note: 'x' }, version: 3 };

const json = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/problem+json', ...headers } });

/** Answers one after the other; what was sent is kept. */
function line(...answers: (Response | Error)[]) {
  const sent: { url: string; headers: Headers; body: unknown }[] = [];
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    sent.push({ url, headers: init.headers as Headers, body: init.body });
    const answer = answers.shift();
    if (answer instanceof Response) return answer;
    throw answer ?? new Error('nothing left to answer');
  });
  return sent;
}

afterEach(() => {
  vi.unstubAllGlobals();
  connection.reached();
});

describe('a call', () => {
  test('sends path, body, language, key and version, and gives the answer', async () => {
    const sent = line(json(200, { number: 'H-1' }, { 'content-type': 'application/json' }));
    expect(await callWith(submit, { key: 'k-1' }, input)).toEqual({ number: 'H-1' });
    expect(sent[0]).toMatchObject({ url: '/api/missions/7/submit', body: '{"note":"x"}' });
    expect(Object.fromEntries(sent[0]!.headers)).toMatchObject({
      'idempotency-key': 'k-1',
      'if-match': '"3"',
      'accept-language': 'zh-CN',
      'content-type': 'application/json',
    });
  });

  test('refused with faults: each is found at its field in the language asked for', async () => {
    line(
      json(422, {
        type: 'urn:honglu:problem:malformed',
        title: { zh: '有 1 处须改正', en: 'One thing to correct' },
        faults: [{ at: '/note', code: 'too-short', message: { zh: '请填写说明。', en: 'Enter a note.' } }],
      }),
    );
    const problem = asProblem(await call(submit, input).catch((error: unknown) => error));
    expect(problem).toMatchObject({
      status: 422,
      code: 'malformed',
      text: { zh: '有 1 处须改正', en: 'One thing to correct' },
    });
    expect(faultsAt(problem, '/note', 'en')).toEqual(['Enter a note.']);
    expect(faultsAt(problem, '/other', 'en')).toEqual([]);
  });

  test('a conflict carries the state and what is possible now', async () => {
    line(
      json(409, {
        type: 'urn:honglu:problem:stale-version',
        title: '王敏 14:35 改了行程。',
        version: 4,
        actions: ['approve'],
      }),
    );
    const problem = asProblem(await call(submit, input).catch((error: unknown) => error));
    expect(problem.details).toMatchObject({ version: 4, actions: ['approve'] });
    expect(problem.text.zh).toBe('王敏 14:35 改了行程。');
  });

  test('a fault of the system without a document still says what happened, with a number to quote', async () => {
    line(new Response('<html>bad gateway</html>', { status: 502, headers: { 'x-request-id': '7F3K-22' } }));
    const problem = asProblem(await call(submit, input).catch((error: unknown) => error));
    expect(problem.status).toBe(502);
    expect(problem.text.zh).toContain('7F3K-22');
  });

  test('too many requests says how long to wait', async () => {
    line(json(429, {}, { 'retry-after': '12' }));
    const problem = asProblem(await call(submit, input).catch((error: unknown) => error));
    expect(problem.retryAfter).toBe(12);
    expect(problem.text.en).toContain('12 seconds');
  });

  test('a lost line is told apart from a refusal, and noticed', async () => {
    line(new TypeError('failed to fetch'));
    const problem = asProblem(await call(submit, input).catch((error: unknown) => error));
    expect(problem).toMatchObject({ status: 0, code: 'offline' });
    expect(connection.lostAt()).toBeInstanceOf(Date);
    line(json(200, { number: 'H-1' }));
    await call(submit, input);
    expect(connection.lostAt()).toBeNull();
  });
});

describe('the end of the session', () => {
  test('keeps the call waiting; after signing in it goes out again with the same key', async () => {
    const sent = line(json(401, { type: 'urn:honglu:problem:not-signed-in' }), json(200, { number: 'H-1' }));
    const answer = call(submit, input);
    await vi.waitFor(() => expect(gate.demand()).toBe('sign-in'));
    gate.pass();
    expect(await answer).toEqual({ number: 'H-1' });
    expect(sent[1]!.headers.get('idempotency-key')).toBe(sent[0]!.headers.get('idempotency-key'));
    expect(gate.demand()).toBeNull();
  });

  test('given up, the call fails with the words of the server', async () => {
    line(json(403, { type: 'urn:honglu:problem:step-up-needed', title: '需要再次验证身份。' }));
    const answer = call(submit, input).catch((error: unknown) => error);
    await vi.waitFor(() => expect(gate.demand()).toBe('step-up'));
    gate.giveUp();
    expect(await answer).toMatchObject({ status: 403, text: { zh: '需要再次验证身份。' } });
  });

  test('a quiet call does not ask', async () => {
    line(json(401, { type: 'urn:honglu:problem:not-signed-in' }));
    const problem = await callWith(submit, { quiet: true }, input).catch((error: unknown) => error);
    expect(problem).toBeInstanceOf(ProblemError);
    expect(gate.demand()).toBeNull();
  });

  test('a refusal for another reason does not ask either', async () => {
    line(json(403, { type: 'urn:honglu:problem:own-case' }));
    expect(await call(submit, input).catch((error: unknown) => error)).toMatchObject({ code: 'own-case' });
    expect(gate.demand()).toBeNull();
  });
});

test('a refused sign-in is told on the sign-in page and opens no dialog over it', async () => {
  const signIn = endpoint({ ...submit, id: 'identity.sign-in', keyless: true });
  line(json(401, { type: 'urn:honglu:problem:sign-in-refused', title: '登录名或密码不对', status: 401 }));
  await expect(call(signIn, input)).rejects.toMatchObject({ status: 401 });
  expect(gate.demand()).toBeNull();
});
