import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { work } from './clients.ts';
import { Journal } from './journal.ts';
import { furnish, kernelOn } from './office.ts';
import { freePort, type Program, serverPid, startProgram } from './program.ts';
import { type Reckoning, reckon } from './reckoning.ts';

export interface Killing {
  readonly kills: number;
  /** Two clients for each of three persons unless told otherwise. */
  readonly clients?: number;
  /** Decides what is killed and when; printed, so that a run can be repeated with the same moments. */
  readonly seed?: number;
  /** A server of one's own with an empty database; absent, the built-in one, which then is killed too now and then. */
  readonly databaseUrl?: string | undefined;
  readonly say?: (line: string) => void;
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function until(condition: () => boolean): Promise<void> {
  for (let waited = 0; !condition(); waited += 20) {
    if (waited > 60_000) throw new Error('no command was answered for a minute');
    await pause(20);
  }
}

/** Of a server that is just starting the file may still name the one before. */
function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ESRCH') throw cause;
  }
}

/** mulberry32: small, and the same on every machine. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * Kills the program again and again while clients work, starts it anew each time, lets every client repeat what was not answered, and
 * compares journal and database at the end.
 */
export async function killAndReckon(
  killing: Killing,
): Promise<Reckoning & { /** Kills that cut off at least one command. */ readonly inFlight: number }> {
  const { kills, clients = 6, databaseUrl, seed = randomInt(2 ** 31), say = () => {} } = killing;
  const random = randomFrom(seed);
  const dataFolder = mkdtempSync(join(tmpdir(), 'honglu-kill-'));
  let program: Program | undefined;
  try {
    const first = await kernelOn(dataFolder, databaseUrl);
    const { office, liaisons } = await furnish(first, 10 + kills * 5);
    await first.stop();

    const port = await freePort();
    const journal = new Journal(port);
    const start = () => startProgram({ dataFolder, port, databaseUrl });
    program = start();
    if (!(await program.up)) throw new Error(`the program did not start: ${program.output()}`);
    let stopped = false;
    const failures: unknown[] = [];
    const working = Array.from({ length: clients }, (_, index) =>
      work(journal, liaisons[index % liaisons.length]!, random, () => stopped).catch((cause) => {
        failures.push(cause);
      }),
    );
    let before = 0;
    let inFlight = 0;
    for (let kill = 1; kill <= kills && failures.length === 0; kill += 1) {
      // Now and then it dies while it is still starting.
      const early = kill > 1 && random() < 0.15;
      if (!early && !(await program.up)) throw new Error(`the program ended by itself: ${program.output()}`);
      // In the midst of work, then, not before it has begun again.
      if (!early) await until(() => journal.answered > before || failures.length > 0);
      await pause(random() * 1_500);
      before = journal.answered;
      const server = databaseUrl === undefined && random() < 0.3 ? serverPid(dataFolder) : undefined;
      say(
        `kill ${kill} of ${kills}${server ? ', the database server with it' : ''}${early ? ', while it starts' : ''}`,
      );
      const cutOff = journal.cutOff;
      program.child.kill('SIGKILL');
      if (server) killIfThere(server);
      await program.ended;
      // The clients hear of it from their broken connections.
      await pause(100);
      if (journal.cutOff > cutOff) inFlight += 1;
      program = start();
    }
    if (!(await program.up)) throw new Error(`the program did not come back: ${program.output()}`);
    stopped = true;
    await Promise.all(working);
    if (failures.length > 0) throw failures[0];
    program.child.kill('SIGTERM');
    await program.ended;
    program = undefined;

    const last = await kernelOn(dataFolder, databaseUrl);
    try {
      return { ...(await reckon(last, office.officeId, journal)), inFlight };
    } finally {
      await last.stop();
    }
  } catch (cause) {
    throw new Error(`in the run with seed ${seed}`, { cause });
  } finally {
    program?.child.kill('SIGKILL');
    await program?.ended;
    rmSync(dataFolder, { recursive: true, force: true });
  }
}
