import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Journal } from './journal.ts';
import { type Furnished, furnish, kernelOn } from './office.ts';
import { freePort, type Program, serverPid, startProgram } from './program.ts';
import { reckon } from './reckoning.ts';

/** The real program with its built-in server, which is held still or killed behind its back. */
const dataFolder = mkdtempSync(join(tmpdir(), 'honglu-lost-'));
let furnished: Furnished;
let program: Program;
let journal: Journal;
let address: string;

beforeAll(async () => {
  const kernel = await kernelOn(dataFolder);
  furnished = await furnish(kernel, 0);
  await kernel.stop();
  const port = await freePort();
  address = `http://localhost:${port}`;
  journal = new Journal(port);
  program = startProgram({ dataFolder, port });
  if (!(await program.up)) throw new Error(program.output());
}, 180_000);
afterAll(async () => {
  program?.child.kill('SIGKILL');
  await program?.ended;
  rmSync(dataFolder, { recursive: true, force: true });
}, 60_000);

const missions = '/api/official-travel/missions';
const list = (language: string) =>
  fetch(`${address}${missions}`, {
    headers: { cookie: furnished.liaisons[0]!.cookie, 'accept-language': language },
    signal: AbortSignal.timeout(30_000),
  });
const ready = async () => (await fetch(`${address}/readyz`)).status;

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (let waited = 0; !(await condition()); waited += 50) {
    if (waited > 60_000) throw new Error('waited in vain');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

test('while the database is gone every request is told so in words, and when it is back work goes on by itself', async () => {
  const [liaison] = furnished.liaisons;
  const create = (title: string) =>
    journal.send({ as: liaison!, method: 'POST', path: missions, body: { unitId: liaison!.unitId, title } });
  expect((await create('数据库中断之前')).status).toBe(200);
  expect((await list('zh')).status).toBe(200);

  // Three times, with less than the five ends after which the server would not be started again.
  for (let round = 0; round < 3; round += 1) {
    const gone = serverPid(dataFolder)!;
    process.kill(gone, 'SIGKILL');
    let told: { status: number; retryAfter: string | null; body: Record<string, unknown> } | undefined;
    await until(async () => {
      const reply = await list('en');
      if (reply.status === 503) {
        told = {
          status: 503,
          retryAfter: reply.headers.get('retry-after'),
          body: (await reply.json()) as Record<string, unknown>,
        };
      }
      return told !== undefined || serverPid(dataFolder) !== gone;
    });
    if (round === 0) {
      expect(told?.retryAfter).toMatch(/^\d+$/);
      expect(told?.body).toMatchObject({ type: 'urn:honglu:problem:database-unavailable', status: 503 });
      expect(told?.body.title).toMatch(/database is not available/);
      expect(told?.body.text).toMatchObject({ zh: expect.stringContaining('数据库暂时不可用') });
    }
    if (round === 2) {
      // The server waits longer before each restart; readiness looks once a second.
      await until(async () => (await ready()) === 503);
      expect((await fetch(`${address}/healthz`)).status).toBe(200);
    }
    // Sent into the gap and repeated under its key until answered.
    expect((await create(`数据库中断第${round + 1}次`)).status).toBe(200);
  }
  await until(async () => (await ready()) === 200);
  expect((await list('zh')).status).toBe(200);
  expect(program.child.exitCode).toBeNull();

  program.child.kill('SIGTERM');
  await program.ended;
  const kernel = await kernelOn(dataFolder);
  const { faults, repeated } = await reckon(kernel, furnished.office.officeId, journal).finally(() => kernel.stop());
  expect(faults).toEqual([]);
  expect(repeated).toBeGreaterThan(0);
}, 180_000);
