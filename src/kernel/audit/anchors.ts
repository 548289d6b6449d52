import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import { mkdir, open, readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { Clock } from '#kernel/calendar/day.ts';
import type { Database } from '#kernel/database/database.ts';
import { syncFolder } from '../crypto/master-key.ts';
import { chainHead } from './link.ts';

const anchorLine = z.strictObject({
  office: z.uuid(),
  sequence: z.int().nonnegative(),
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  at: z.iso.datetime(),
  signature: z.string(),
});

/** A signed head of a chain, kept outside the database (AU-06). */
export type Anchor = z.infer<typeof anchorLine>;

/** Ed25519 pair. The private half signs at the office; whoever checks needs only the public one. */
export interface AnchorKey {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

export class AnchorKeyUnusable extends Error {}

/**
 * Reads `<data>/keys/anchor.key` (PKCS#8 PEM, mode 0600) or makes it.
 * @throws AnchorKeyUnusable if the file can be read by others or holds another kind of key
 */
export async function anchorKeyAt(path: string): Promise<AnchorKey> {
  const state = await stat(path).catch(() => undefined);
  if (!state) {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const file = await open(path, 'wx', 0o600);
    await file.writeFile(privateKey.export({ type: 'pkcs8', format: 'pem' }));
    await file.sync();
    await file.close();
    await syncFolder(dirname(path));
    return { privateKey, publicKey };
  }
  if ((state.mode & 0o077) !== 0) throw new AnchorKeyUnusable(`anchor key: ${path} can be read by others; chmod 600`);
  const privateKey = createPrivateKey(await readFile(path));
  if (privateKey.asymmetricKeyType !== 'ed25519') throw new AnchorKeyUnusable(`anchor key: ${path} is not Ed25519`);
  return { privateKey, publicKey: createPublicKey(privateKey) };
}

function signedBytes(anchor: Omit<Anchor, 'signature'>): Buffer {
  return Buffer.from(
    `honglu audit anchor v1\n${anchor.office}\n${anchor.sequence}\n${anchor.digest}\n${anchor.at}`,
    'utf8',
  );
}

export function signAnchor(key: AnchorKey, head: Omit<Anchor, 'signature'>): Anchor {
  return { ...head, signature: sign(null, signedBytes(head), key.privateKey).toString('base64url') };
}

/**
 * Signs the head of the office's chain and appends it to every store, each flushed to disk: hourly and at stop. Stores
 * are files outside the database, best on another disk. Nothing is written for an empty chain.
 */
export async function anchorChain(
  database: Database,
  clock: Clock,
  officeId: string,
  key: AnchorKey,
  stores: readonly string[],
): Promise<Anchor | null> {
  const head = await database.read(officeId, (queries) => chainHead(queries, officeId));
  if (head.sequence === 0) return null;
  const anchor = signAnchor(key, {
    office: officeId,
    sequence: head.sequence,
    digest: head.digest.toString('hex'),
    at: clock.now().toISOString(),
  });
  for (const store of stores) await appendLine(store, JSON.stringify(anchor));
  return anchor;
}

async function appendLine(path: string, line: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const file = await open(path, 'a', 0o600);
  try {
    const { size } = await file.stat();
    await file.writeFile(`${line}\n`);
    await file.sync();
    if (size === 0) await syncFolder(dirname(path));
  } finally {
    await file.close();
  }
}

export interface AnchorStore {
  readonly anchors: readonly Anchor[];
  /** Lines (from 1) that are no anchor or whose signature is wrong. */
  readonly badLines: readonly number[];
}

/** Reads one store and checks every signature. A missing store has no anchors. */
export async function readAnchors(path: string, publicKey: KeyObject): Promise<AnchorStore> {
  const text = await readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return '';
    throw cause;
  });
  const anchors: Anchor[] = [];
  const badLines: number[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line === '') continue;
    const anchor = parseLine(line);
    if (anchor && verify(null, signedBytes(anchor), publicKey, Buffer.from(anchor.signature, 'base64url'))) {
      anchors.push(anchor);
    } else {
      badLines.push(index + 1);
    }
  }
  return { anchors, badLines };
}

function parseLine(line: string): Anchor | undefined {
  try {
    return anchorLine.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
