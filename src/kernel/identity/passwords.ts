import { availableParallelism } from 'node:os';
import { hash, parseOptions, verify } from '@node-rs/argon2';

/** ID-02: 64 MiB, 3 passes. `algorithm: 2` is Argon2id (the library's names are const enums, which single-file builds cannot read). */
const parameters = { algorithm: 2, memoryCost: 65_536, timeCost: 3, parallelism: 1, outputLen: 32 } as const;

/** Unlimited parallel hashing of 64 MiB each is itself an attack: at most 4 at once, the rest queue. */
const atOnce = Math.min(4, availableParallelism());
let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password, parameters));
}

let dummy: Promise<string> | undefined;

/**
 * True if the password is the one behind the digest. With no digest (unknown name) a dummy is verified, so that the answer
 * takes the same time (ID-06), and the result is false.
 */
export async function passwordMatches(digest: string | null, password: string): Promise<boolean> {
  dummy ??= hashPassword('a password that nobody has');
  const against = digest ?? (await dummy);
  const right = await inTurn(() => verify(against, password));
  return digest !== null && right;
}

/** True if the digest was made with weaker parameters than today's and should be made again at the next sign-in. */
export function needsRehash(digest: string): boolean {
  const made = parseOptions(digest);
  return (
    made.algorithm !== parameters.algorithm ||
    made.memoryCost < parameters.memoryCost ||
    made.timeCost < parameters.timeCost
  );
}

/** Hashes waiting for their turn, for metrics. */
export function passwordQueue(): number {
  return waiting.length;
}
