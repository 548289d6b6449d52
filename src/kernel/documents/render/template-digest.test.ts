import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { templateDigest } from './template-digest.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'honglu-digest-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function house(name: string, files: Readonly<Record<string, string>>): Promise<string> {
  for (const [path, source] of Object.entries({ 'service/permit.typ': '#import "../kit/kit.typ": *\n= A', ...files })) {
    await mkdir(join(folder, name, path, '..'), { recursive: true });
    await writeFile(join(folder, name, path), source);
  }
  return join(folder, name, 'service/permit.typ');
}

it('is the same wherever the program lies, and another when the template or anything it imports changes', async () => {
  const kit = { 'kit/kit.typ': '#import "measures.typ": pitch', 'kit/measures.typ': '#let pitch = 29pt' };
  const digest = templateDigest(await house('here', kit));
  expect(templateDigest(await house('there', kit))).toBe(digest);
  const changed = [
    templateDigest(await house('a', { ...kit, 'service/permit.typ': '#import "../kit/kit.typ": *\n= B' })),
    templateDigest(await house('b', { ...kit, 'kit/measures.typ': '#let pitch = 28pt' })),
  ];
  expect(new Set([digest, ...changed]).size).toBe(3);
});

it('a path from the root is followed below the root, as the typesetter does', async () => {
  const from = (pitch: string) =>
    house(`root-${pitch}`, {
      'service/permit.typ': '#import "/kit/kit.typ": *',
      'kit/kit.typ': `#let pitch = ${pitch}`,
    });
  const digests = await Promise.all(
    ['29pt', '28pt'].map(async (pitch) => templateDigest(await from(pitch), join(folder, `root-${pitch}`))),
  );
  expect(new Set(digests).size).toBe(2);
});

it('every template of the program is found whole', () => {
  for (const name of ['document', 'letter', 'sample-paper']) {
    expect(templateDigest(fileURLToPath(new URL(`../typst/${name}.typ`, import.meta.url)))).toMatch(/^[0-9a-f]{64}$/);
  }
});

it('files that import each other are read once', async () => {
  const circle = { 'kit/kit.typ': '#import "other.typ": a', 'kit/other.typ': '#import "kit.typ": b' };
  expect(templateDigest(await house('circle', circle))).toMatch(/^[0-9a-f]{64}$/);
});

it('a file that is missing is named', async () => {
  const template = await house('lacking', {});
  expect(() => templateDigest(template)).toThrow('kit.typ');
});
