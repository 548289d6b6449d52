import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fontName } from './manifest.ts';
import { type Packed, unpacked } from './packs.ts';
import { type OpenedBackup, partContent } from './read-back.ts';

/** The files in `<data>/fonts`; none where the office has no typefaces of its own. */
export async function* fontsIn(dataFolder: string): AsyncGenerator<Packed<{ readonly font: string }>> {
  const folder = join(dataFolder, 'fonts');
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return [];
    throw cause;
  });
  for (const { name } of entries.filter((entry) => entry.isFile()).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    yield { head: { font: name }, content: createReadStream(join(folder, name)) as AsyncIterable<Buffer> };
  }
}

export async function restoreFonts(backup: OpenedBackup, dataFolder: string): Promise<void> {
  const { fonts } = backup.manifest;
  const folder = join(dataFolder, 'fonts');
  for await (const { head, content } of unpacked(fonts, fontName, partContent(backup, fonts))) {
    await mkdir(folder, { recursive: true, mode: 0o755 });
    const target = createWriteStream(join(folder, head.font), { flags: 'wx', mode: 0o644, flush: true });
    await pipeline(Readable.from(content, { objectMode: false }), target);
  }
}
