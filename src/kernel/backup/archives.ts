import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { archiveName } from './manifest.ts';
import { type Packed, unpacked } from './packs.ts';
import { type OpenedBackup, partContent } from './read-back.ts';

/** Where sealed months of the audit trail lie in a data folder. */
export const archivesIn = (dataFolder: string) => join(dataFolder, 'audit-archive');

/** The sealed months; what is still being written is none. */
export async function* sealedMonthsIn(dataFolder: string): AsyncGenerator<Packed<{ readonly archive: string }>> {
  const folder = archivesIn(dataFolder);
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return [];
    throw cause;
  });
  const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith('.jsonl.gz'));
  for (const { name } of files.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    yield { head: { archive: name }, content: createReadStream(join(folder, name)) as AsyncIterable<Buffer> };
  }
}

/** Backups made before months were sealed have none. */
export async function restoreArchives(backup: OpenedBackup, dataFolder: string): Promise<void> {
  const { archives } = backup.manifest;
  if (archives === undefined) return;
  const folder = archivesIn(dataFolder);
  for await (const { head, content } of unpacked(archives, archiveName, partContent(backup, archives))) {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const target = createWriteStream(join(folder, head.archive), { flags: 'wx', mode: 0o600, flush: true });
    await pipeline(Readable.from(content, { objectMode: false }), target);
  }
}
