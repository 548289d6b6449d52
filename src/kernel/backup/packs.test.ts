import { mkdtemp, readFile, rename, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aesGcm } from '../crypto/aes-gcm.ts';
import { sm4Ctr } from '../crypto/sm4-ctr.ts';
import { partSeal } from './backup-key.ts';
import { blobName, fontName } from './manifest.ts';
import { packed, unpacked } from './packs.ts';
import { readPart, writePart } from './parts.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'honglu-parts-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function* pieces(...content: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* content;
}

async function whole(content: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const read: Uint8Array[] = [];
  for await (const piece of content) read.push(piece);
  return Buffer.concat(read);
}

const office = '018f0000-0000-7000-8000-000000000001';
const digest = (n: number) => n.toString(16).padStart(64, '0');

describe('many contents in one part', () => {
  it('come out as they went in, however the bytes arrive', async () => {
    const content = fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(fc.array(content, { maxLength: 6 }), fc.integer({ min: 1, max: 97 }), async (blobs, step) => {
        async function* source() {
          for (const [n, parts] of blobs.entries())
            yield { head: { office, digest: digest(n) }, content: pieces(...parts) };
        }
        const bytes = await whole(packed(source()));
        async function* cut() {
          for (let at = 0; at < bytes.length; at += step) yield bytes.subarray(at, at + step);
        }
        const found: [string, Buffer][] = [];
        for await (const { head, content } of unpacked('files/00001', blobName, cut())) {
          found.push([head.digest, await whole(content)]);
        }
        expect(found).toEqual(blobs.map((parts, n) => [digest(n), Buffer.concat(parts)]));
      }),
    );
  });

  it('are refused by name when the part ends in the middle of one', async () => {
    async function* source() {
      yield { head: { office, digest: digest(1) }, content: pieces(Buffer.from('one'), Buffer.from('two')) };
    }
    const bytes = await whole(packed(source()));
    const read = async () => {
      for await (const { content } of unpacked('files/00001', blobName, pieces(bytes.subarray(0, -5))))
        await whole(content);
    };
    await expect(read()).rejects.toMatchObject({
      code: 'part-changed',
      message: expect.stringContaining('files/00001'),
    });
  });
});

describe('the name of a typeface', () => {
  it('is that of a file in its folder, and leads nowhere else', () => {
    for (const font of ['仿宋_GB2312.ttf', 'a.otf', '..a']) expect(fontName.safeParse({ font }).success).toBe(true);
    for (const font of ['', '.', '..', '../a', 'a/b', 'a\\b', '/a', 'a\0']) {
      expect(fontName.safeParse({ font }).success).toBe(false);
    }
  });
});

describe.each([aesGcm, sm4Ctr])('a part sealed by $name', (suite) => {
  const id = '018f0000-0000-7000-8000-0000000000aa';
  const seal = partSeal(suite, Buffer.alloc(32, 7), id);
  const content = Buffer.from('行\n'.repeat(60_000));

  it.each([true, false])('is read as written (compressed: %s), and holds nothing readable', async (compressed) => {
    const name = `database/${suite.id}-${compressed}`;
    const part = await writePart(
      folder,
      name,
      compressed,
      seal,
      pieces(content.subarray(0, 1001), content.subarray(1001)),
    );
    expect((await whole(readPart(folder, part, seal))).equals(content)).toBe(true);
    expect((await readFile(join(folder, `${name}.part`))).includes('行\n行')).toBe(false);
  });

  it('is refused when its name, its backup or its key is another', async () => {
    const part = await writePart(folder, `database/${suite.id}-moved`, true, seal, pieces(content));
    const others = [
      partSeal(suite, Buffer.alloc(32, 8), id),
      partSeal(suite, Buffer.alloc(32, 7), '018f0000-0000-7000-8000-0000000000ab'),
    ];
    for (const other of others) {
      await expect(whole(readPart(folder, part, other))).rejects.toMatchObject({ code: 'part-changed' });
    }
    const renamed = await writePart(folder, `database/${suite.id}-renamed`, true, seal, pieces(content));
    await rename(join(folder, `${part.name}.part`), join(folder, `${renamed.name}.part`));
    await expect(whole(readPart(folder, renamed, seal))).rejects.toMatchObject({ code: 'part-changed' });
  });

  it('is refused when its end is cut off at any place', async () => {
    const part = await writePart(folder, `database/${suite.id}-cut`, false, seal, pieces(content));
    for (const size of [part.bytes - 1, Math.floor(part.bytes / 2), 10]) {
      await truncate(join(folder, `${part.name}.part`), size);
      await expect(whole(readPart(folder, part, seal))).rejects.toMatchObject({ code: 'part-changed' });
    }
  });
});
