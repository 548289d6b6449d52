import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suites } from '../crypto/suites.ts';
import { type BackupKeySource, type PartSeal, partSeal } from './backup-key.ts';
import {
  archiveName,
  blobName,
  checkManifestSeal,
  fontName,
  type Kept,
  keptSchema,
  type Manifest,
  manifestFile,
  manifestSealFile,
  type Part,
  parseManifest,
} from './manifest.ts';
import { unpacked } from './packs.ts';
import { checkPart, readPart } from './parts.ts';
import { BackupRefused, partRefused } from './refusal.ts';

export interface OpenedBackup {
  readonly folder: string;
  readonly manifest: Manifest;
  readonly seal: PartSeal;
}

/**
 * The backup's own folder; of a folder that holds several, the newest.
 * @throws BackupRefused `no-backup`
 */
export async function findBackup(path: string): Promise<string> {
  if (existsSync(join(path, manifestFile))) return path;
  const names = await readdir(path).catch(() => [] as string[]);
  const backups = names.filter((name) => /^honglu-/.test(name) && existsSync(join(path, name, manifestFile))).sort();
  const newest = backups.at(-1);
  if (newest !== undefined) return join(path, newest);
  throw new BackupRefused('no-backup', {
    zh: `${path} 不是备份目录：里面没有清单 ${manifestFile}。请给出 honglu-日期-时间-编号 这样的目录。`,
    en: `${path} is no backup: there is no ${manifestFile} in it. Name the folder honglu-<day>-<time>-<id>.`,
  });
}

/** @throws BackupRefused if it is none, was changed, or the key is another's */
export async function openBackup(folder: string, key: BackupKeySource): Promise<OpenedBackup> {
  const bytes = await readFile(join(folder, manifestFile)).catch(() => null);
  if (!bytes) throw partRefused('part-missing', manifestFile);
  const manifest = parseManifest(bytes);
  const sealed = await readFile(join(folder, manifestSealFile)).catch(() => null);
  if (!sealed) throw partRefused('part-missing', manifestSealFile);
  const seal = partSeal(suites[manifest.suite], key.unwrap(manifest.id, manifest.key), manifest.id);
  checkManifestSeal(seal, bytes, sealed);
  return { folder, manifest, seal };
}

/** Every part is there, and is the file that was written. @throws BackupRefused naming the first that is not */
export async function checkParts({ folder, manifest }: Pick<OpenedBackup, 'folder' | 'manifest'>): Promise<void> {
  for (const part of manifest.parts) await checkPart(folder, part);
}

export function partOf(manifest: Manifest, name: string): Part {
  const part = manifest.parts.find((one) => one.name === name);
  if (!part) throw partRefused('part-missing', name);
  return part;
}

export function partContent(backup: OpenedBackup, name: string): AsyncGenerator<Buffer> {
  return readPart(backup.folder, partOf(backup.manifest, name), backup.seal);
}

export async function readKept(backup: OpenedBackup): Promise<Kept> {
  const pieces: Buffer[] = [];
  for await (const piece of partContent(backup, backup.manifest.kept)) pieces.push(piece);
  return keptSchema.parse(JSON.parse(Buffer.concat(pieces).toString('utf8')));
}

/**
 * Reads the whole backup from the disk: checksums, seals, rows, files. What cannot be read back is no backup.
 * @throws BackupRefused naming the part
 */
export async function readBack(backup: OpenedBackup): Promise<void> {
  const { manifest } = backup;
  await checkParts(backup);
  for (const table of manifest.tables) {
    const rows = await linesOf(partContent(backup, table.part));
    if (rows !== table.rows) throw readBackFailed(table.part);
  }
  let files = 0;
  for (const pack of manifest.files.packs) {
    for await (const { content } of unpacked(pack, blobName, partContent(backup, pack))) {
      for await (const _piece of content);
      files += 1;
    }
  }
  if (files !== manifest.files.count) throw readBackFailed('files');
  for await (const { content } of unpacked(manifest.fonts, fontName, partContent(backup, manifest.fonts))) {
    for await (const _piece of content);
  }
  if (manifest.archives !== undefined) {
    for await (const { content } of unpacked(manifest.archives, archiveName, partContent(backup, manifest.archives))) {
      for await (const _piece of content);
    }
  }
  await readKept(backup);
}

/** COPY text: one line for each row, line ends inside values are written as \n. */
async function linesOf(content: AsyncIterable<Buffer>): Promise<number> {
  let lines = 0;
  for await (const piece of content) {
    for (let at = piece.indexOf(10); at >= 0; at = piece.indexOf(10, at + 1)) lines += 1;
  }
  return lines;
}

function readBackFailed(name: string): BackupRefused {
  return new BackupRefused('read-back-failed', {
    zh: `备份写入后读回核对不符：「${name}」。本次备份作废，请检查存放备份的磁盘后重做。`,
    en: `The backup did not read back as written: ${name}. It was discarded; check the disk it was written to and make another.`,
  });
}
