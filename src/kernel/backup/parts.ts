import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { openChunks, sealChunks } from '../crypto/chunks.ts';
import { SealBroken } from '../crypto/suite.ts';
import type { PartSeal } from './backup-key.ts';
import type { Part } from './manifest.ts';
import { partRefused } from './refusal.ts';

const fileOf = (folder: string, name: string) => join(folder, `${name}.part`);
const bufferSize = 256 * 1024;

/** Seals a stream into `<folder>/<name>.part`; on the disk when it returns. */
export async function writePart(
  folder: string,
  name: string,
  compressed: boolean,
  seal: PartSeal,
  content: AsyncIterable<Uint8Array>,
): Promise<Part> {
  const path = fileOf(folder, name);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const hash = createHash('sha256');
  let bytes = 0;
  async function* sealed(source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
    for await (const chunk of sealChunks(seal.suite, seal.keyOf(name), seal.bindingOf(name), source)) {
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  }
  const target = createWriteStream(path, { flags: 'wx', mode: 0o600, highWaterMark: bufferSize });
  const source = Readable.from(content, { objectMode: false, highWaterMark: bufferSize });
  // Rows repeat themselves: a fast setting makes them a fifth, and the disk is slower than it.
  if (compressed) await pipeline(source, createGzip({ level: 3 }), sealed, target);
  else await pipeline(source, sealed, target);
  const file = await open(path, 'r+');
  await file.sync().finally(() => file.close());
  return { name, bytes, sha256: hash.digest('hex'), compressed };
}

/** Whether the file is the one that was written, without its key. @throws BackupRefused naming the part */
export async function checkPart(folder: string, part: Part): Promise<void> {
  const path = fileOf(folder, part.name);
  const state = await stat(path).catch(() => undefined);
  if (!state) throw partRefused('part-missing', part.name);
  if (state.size !== part.bytes) throw partRefused('part-changed', part.name);
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: bufferSize })) hash.update(chunk as Buffer);
  if (hash.digest('hex') !== part.sha256) throw partRefused('part-changed', part.name);
}

/** Gives out only authenticated bytes. @throws BackupRefused naming the part */
export async function* readPart(folder: string, part: Part, seal: PartSeal): AsyncGenerator<Buffer> {
  const { name } = part;
  const source = createReadStream(fileOf(folder, name), { highWaterMark: bufferSize });
  const opened = openChunks(seal.suite, seal.keyOf(name), seal.bindingOf(name), source as AsyncIterable<Buffer>);
  try {
    if (!part.compressed) {
      yield* opened;
      return;
    }
    const gunzip = createGunzip();
    // What goes wrong in it is thrown to whoever reads its end.
    pipeline(Readable.from(opened, { objectMode: false }), gunzip).catch(() => {});
    for await (const chunk of gunzip) yield chunk as Buffer;
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : '';
    if (code === 'ENOENT') throw partRefused('part-missing', name);
    if (cause instanceof SealBroken || String(code).startsWith('Z_')) throw partRefused('part-changed', name);
    throw cause;
  } finally {
    source.destroy();
  }
}
