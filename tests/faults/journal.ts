import { randomUUID } from 'node:crypto';
import type { Liaison } from './office.ts';

export interface Command {
  readonly key: string;
  readonly as: Liaison;
  readonly method: 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  readonly version?: number;
}

export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** What a client knows of one command: kept outside the program, so that no kill can take it away. */
export interface Entry {
  readonly command: Command;
  /** How often it was sent; more than once only if no answer came. */
  sent: number;
  answer: Answer | null;
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Sends commands under keys of their own and repeats each, unchanged, until the program has answered it. */
export class Journal {
  readonly entries: Entry[] = [];
  /** Requests that the program had taken when their connection broke: it was killed with these in flight. */
  cutOff = 0;
  readonly #address: string;

  constructor(port: number) {
    this.#address = `http://localhost:${port}`;
  }

  get answered(): number {
    return this.entries.filter(({ answer }) => answer !== null).length;
  }

  /** @throws Error if the program gives no answer for two minutes */
  async send(command: Omit<Command, 'key'>): Promise<Answer> {
    const entry: Entry = { command: { ...command, key: randomUUID() }, sent: 0, answer: null };
    this.entries.push(entry);
    for (let waited = 0; waited < 1_200; waited += 1) {
      entry.sent += 1;
      const answer = await this.once(entry.command);
      if (answer) {
        entry.answer = answer;
        return answer;
      }
      await pause(100);
    }
    throw new Error(`no answer to ${command.method} ${command.path}`);
  }

  /** Null: no answer, or one that says to repeat the command. */
  async once(command: Command): Promise<Answer | null> {
    try {
      const reply = await fetch(`${this.#address}${command.path}`, {
        method: command.method,
        headers: {
          origin: this.#address,
          'sec-fetch-site': 'same-origin',
          cookie: command.as.cookie,
          'idempotency-key': command.key,
          ...(command.version === undefined ? {} : { 'if-match': `"${command.version}"` }),
          ...(command.body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(command.body === undefined ? {} : { body: JSON.stringify(command.body) }),
        signal: AbortSignal.timeout(20_000),
      });
      const answer = { status: reply.status, body: await reply.text() };
      const again = answer.status === 429 || answer.status === 503 || answer.body.includes('still-running');
      return again ? null : answer;
    } catch (cause) {
      if (!neverTaken(cause)) this.cutOff += 1;
      return null;
    }
  }
}

/** Nobody listened: the program was not there, so nothing of the request was in flight. */
export function neverTaken(cause: unknown): boolean {
  const reasons = [cause, (cause as { cause?: unknown }).cause].flatMap((one) =>
    one instanceof AggregateError ? one.errors : [one],
  );
  return reasons.some((one) => (one as NodeJS.ErrnoException | undefined)?.code === 'ECONNREFUSED');
}
