import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { type Command, Journal } from './journal.ts';
import { freePort } from './program.ts';

const command = { key: 'k', as: { cookie: '' }, method: 'POST', path: '/' } as unknown as Command;

test('a request whose connection broke was in flight; one that nobody took was not, nor one that was answered', async () => {
  const nobody = new Journal(await freePort());
  expect(await nobody.once(command)).toBeNull();
  expect(nobody.cutOff).toBe(0);

  let answers = true;
  const server = createServer((request, reply) => {
    if (answers) reply.end('done');
    else request.socket.destroy();
  });
  await new Promise<void>((ready) => server.listen(0, 'localhost', ready));
  const journal = new Journal((server.address() as AddressInfo).port);
  expect(await journal.once(command)).toEqual({ status: 200, body: 'done' });
  expect(journal.cutOff).toBe(0);
  answers = false;
  expect(await journal.once(command)).toBeNull();
  expect(journal.cutOff).toBe(1);
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
});
