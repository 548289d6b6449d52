import { randomBytes } from 'node:crypto';
import type { Database, Queries } from '#kernel/database/database.ts';
import { bindingBytes, type Place } from './binding.ts';
import { blindIndexOf, type IndexForm } from './blind-index.ts';
import { openChunks, sealChunks } from './chunks.ts';
import type { MasterKey } from './master-key.ts';
import { type MasterKeys, oneMasterKey } from './master-keys.ts';
import { type KeyKind, openText, readHeader, sealText } from './sealed-value.ts';
import {
  addDataKey,
  type KeyPurpose,
  type KeyVersion,
  personKeys,
  storedDataKeys,
  unwrapDataKey,
} from './stored-keys.ts';
import { keyBytes, SealBroken, type Suite, type SuiteName } from './suite.ts';
import { suiteById, suites } from './suites.ts';

/** Seals and opens values that belong to one place in the database. */
export interface Cipher {
  /** Text for a text column; begins with `hl1.`. */
  seal(place: Place, text: string): string;
  /** @throws SealBroken if changed, moved to another place, or its key is gone */
  open(place: Place, sealed: string): string;
}

export interface OfficeCipher extends Cipher {
  /** What the look-up column holds. None for what is easily guessed: sex, birthday (CR-06). */
  index(field: { readonly table: string; readonly column: string }, form: IndexForm, text: string): string;
  /** All values that the look-up column may hold for this text, whichever profile wrote it: search with `in`. */
  indexes(field: { readonly table: string; readonly column: string }, form: IndexForm, text: string): string[];
}

export interface PersonCipher extends Cipher {
  /** The person's key was destroyed: nothing can be sealed or opened. */
  readonly destroyed: boolean;
}

export interface Crypto {
  readonly profile: SuiteName;
  /** Makes the office's first keys; part of setting up an office. Does nothing if they are there. */
  prepareOffice(officeId: string): Promise<void>;
  office(queries: Queries, officeId: string): Promise<OfficeCipher>;
  /**
   * Ciphers under the persons' own keys. `make`: missing keys are made in this transaction (for writing); `read`: a person
   * without a key is absent from the answer. Nothing is remembered between calls, so a destroyed key is gone at once.
   */
  persons(
    queries: Queries,
    officeId: string,
    personIds: readonly string[],
    missing: 'make' | 'read',
  ): Promise<ReadonlyMap<string, PersonCipher>>;
  /**
   * A new version of the office's key. It is sealed with after two minutes, when every node knows it; old versions are
   * read until destroyed. Answers its version.
   */
  rotate(officeId: string, purpose: Exclude<KeyPurpose, 'index'>): Promise<number>;
  /** Encrypts a stream under a key of its own, wrapped in the stream's head. `name` binds it, e.g. to a file's digest. */
  sealStream(
    queries: Queries,
    officeId: string,
    name: string,
    source: AsyncIterable<Uint8Array>,
  ): Promise<AsyncGenerator<Buffer>>;
  /** @throws SealBroken before the first byte that is not what was written */
  openStream(
    queries: Queries,
    officeId: string,
    name: string,
    source: AsyncIterable<Uint8Array>,
  ): Promise<AsyncGenerator<Buffer>>;
  /** Seals stored answers of commands (`RunnerParts.answers`). */
  readonly answers: {
    seal(queries: Queries, officeId: string, key: string, json: string): Promise<string>;
    open(queries: Queries, officeId: string, key: string, stored: string): Promise<string>;
  };
}

export interface CryptoParts {
  readonly database: Database;
  /** One key, or the key file of a running program, whose key may be changed meanwhile. */
  readonly master: MasterKey | MasterKeys;
  /** Default `aes-256-gcm`; `sm4-ctr-hmac-sm3` for the 国密 profile. Data of either is always readable. */
  readonly profile?: SuiteName;
}

const rememberedMs = 60_000;
const activeAfterSeconds = 120;
const streamHead = Buffer.from('HLF1');

interface KeySet {
  readonly current: KeyVersion;
  readonly versions: ReadonlyMap<number, KeyVersion | SealBroken>;
  readonly readAt: number;
}

/** Call `selfTest()` first: a start with broken cryptography must not get this far (CR-04). */
export function createCrypto(parts: CryptoParts): Crypto {
  const suite = suites[parts.profile ?? 'aes-256-gcm'];
  const masters = 'current' in parts.master ? parts.master : oneMasterKey(parts.master);
  const ring = keyRing(parts.database, masters, suite);

  const office = async (queries: Queries, officeId: string): Promise<OfficeCipher> => {
    const fields = await ring(queries, officeId, 'field');
    const index = (await ring(queries, officeId, 'index')).current.key;
    return {
      seal: (place, text) =>
        sealText(suite, fields.current.key, 'office', fields.current.version, [officeId], place, text),
      open: (place, sealed) => openWith(sealed, 'office', [officeId], place, (version) => keyOf(fields, version)),
      index: (field, form, text) => blindIndexOf(suite.name, index, field, form, text),
      indexes: (field, form, text) =>
        Object.values(suites).map((each) => blindIndexOf(each.name, index, field, form, text)),
    };
  };
  const answerPlace = (key: string): Place => ({ table: 'kernel.command_keys', column: 'answer', row: key });

  return {
    profile: suite.name,
    office,
    async prepareOffice(officeId) {
      await parts.database.transaction(officeId, async (queries) => {
        for (const purpose of ['field', 'file', 'index'] as const) {
          await addDataKey(queries, officeId, purpose, 1, masters, suite);
        }
      });
    },
    async persons(queries, officeId, personIds, missing) {
      const keys = await personKeys(queries, officeId, personIds, masters, missing === 'make' ? suite : null);
      return new Map([...keys].map(([id, key]) => [id, personCipher(suite, officeId, id, key)]));
    },
    async rotate(officeId, purpose) {
      return parts.database.transaction(officeId, async (queries) => {
        const stored = await storedDataKeys(queries, officeId, purpose);
        const version = (stored.at(-1)?.version ?? 0) + 1;
        await addDataKey(queries, officeId, purpose, version, masters, suite);
        return version;
      });
    },
    async sealStream(queries, officeId, name, source) {
      const { current } = await ring(queries, officeId, 'file');
      const key = randomBytes(keyBytes);
      const binding = bindingBytes('honglu stream', suite.id, officeId, name);
      const version = Buffer.alloc(4);
      version.writeUInt32BE(current.version);
      const wrapped = suite.seal(current.key, key, bindingBytes('honglu stream key', suite.id, officeId, name));
      const head = Buffer.concat([streamHead, Buffer.from([suite.id]), version, wrapped]);
      return prepended(head, sealChunks(suite, key, binding, source));
    },
    async openStream(queries, officeId, name, source) {
      const keys = await ring(queries, officeId, 'file');
      return openSealedStream(keys, officeId, name, source);
    },
    answers: {
      seal: async (queries, officeId, key, json) => (await office(queries, officeId)).seal(answerPlace(key), json),
      open: async (queries, officeId, key, stored) => (await office(queries, officeId)).open(answerPlace(key), stored),
    },
  };
}

/** The office's unwrapped keys, remembered for a minute. Keys are made in a transaction of their own, never rolled back. */
function keyRing(database: Database, masters: MasterKeys, suite: Suite) {
  const remembered = new Map<string, KeySet>();
  return async (queries: Queries, officeId: string, purpose: KeyPurpose): Promise<KeySet> => {
    const name = `${officeId} ${purpose}`;
    const known = remembered.get(name);
    if (known && performance.now() - known.readAt < rememberedMs) return known;
    let stored = await storedDataKeys(queries, officeId, purpose);
    if (stored.length === 0) {
      await database.transaction(officeId, (own) => addDataKey(own, officeId, purpose, 1, masters, suite));
      stored = await database.read(officeId, (own) => storedDataKeys(own, officeId, purpose));
    }
    const versions = new Map<number, KeyVersion | SealBroken>(
      stored.map((each) => {
        try {
          return [each.version, unwrapDataKey(masters, officeId, purpose, each)] as const;
        } catch (cause) {
          if (cause instanceof SealBroken) return [each.version, cause] as const;
          throw cause;
        }
      }),
    );
    const live = stored.filter((each) => each.wrapped !== null);
    const newest = live.filter((each) => each.ageSeconds >= activeAfterSeconds).at(-1) ?? live[0];
    const current = newest && versions.get(newest.version);
    if (!current) throw new SealBroken('key-destroyed');
    if (current instanceof SealBroken) throw current;
    const set: KeySet = { current, versions, readAt: performance.now() };
    remembered.set(name, set);
    return set;
  };
}

function keyOf(keys: KeySet, version: number): Buffer {
  const found = keys.versions.get(version);
  if (!found) throw new SealBroken('key-missing');
  if (found instanceof SealBroken) throw found;
  return found.key;
}

function openWith(
  sealed: string,
  kind: KeyKind,
  owner: readonly string[],
  place: Place,
  key: (version: number) => Uint8Array,
): string {
  const header = readHeader(sealed);
  if (header.kind !== kind) throw new SealBroken('changed');
  return openText(header, key(header.version), owner, place);
}

function personCipher(suite: Suite, officeId: string, personId: string, key: Buffer | null): PersonCipher {
  const living = (): Buffer => {
    if (key === null) throw new SealBroken('key-destroyed');
    return key;
  };
  const owner = [officeId, personId];
  return {
    destroyed: key === null,
    seal: (place, text) => sealText(suite, living(), 'person', 1, owner, place, text),
    open: (place, sealed) => openWith(sealed, 'person', owner, place, living),
  };
}

async function* prepended<T extends Uint8Array>(head: T, rest: AsyncIterable<T>): AsyncGenerator<T> {
  yield head;
  yield* rest;
}

async function* openSealedStream(
  keys: KeySet,
  officeId: string,
  name: string,
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<Buffer> {
  const parts = source[Symbol.asyncIterator]();
  try {
    const { suite, version, wrapped, rest } = await readStreamHead(parts);
    const binding = bindingBytes('honglu stream key', suite.id, officeId, name);
    const fileKey = suite.open(keyOf(keys, version), wrapped, binding);
    const content = prepended(rest, { [Symbol.asyncIterator]: () => parts });
    yield* openChunks(suite, fileKey, bindingBytes('honglu stream', suite.id, officeId, name), content);
  } finally {
    // A stream that is refused or dropped lets its source go, e.g. the open file.
    await parts.return?.();
  }
}

async function readStreamHead(parts: AsyncIterator<Uint8Array>) {
  let start = Buffer.alloc(0);
  const atLeast = async (size: number) => {
    while (start.length < size) {
      const next = await parts.next();
      if (next.done) throw new SealBroken('malformed');
      start = Buffer.concat([start, next.value]);
    }
  };
  const fixed = streamHead.length + 5;
  await atLeast(fixed);
  if (!start.subarray(0, streamHead.length).equals(streamHead)) throw new SealBroken('malformed');
  const suite = suiteById(start[streamHead.length]);
  const headBytes = fixed + keyBytes + suite.overhead;
  await atLeast(headBytes);
  return {
    suite,
    version: start.readUInt32BE(streamHead.length + 1),
    wrapped: start.subarray(fixed, headBytes),
    rest: start.subarray(headBytes),
  };
}
