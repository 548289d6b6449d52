import { afterAll, expect, it } from 'vitest';
import { plainText, readPages } from '../testing-pdf.ts';
import { createRenderer } from './render.ts';
import { samplePaper } from './sample-paper.ts';

const renderer = createRenderer();
afterAll(() => renderer.close());

it('a paper of the demonstration shows its lines, and 样张 on every page', async () => {
  const lines = Array.from({ length: 60 }, (_, index) => `第${index}行`);
  const pages = await readPages(await samplePaper(renderer, { title: 'Letter of Invitation', lines }));
  expect(pages.length).toBeGreaterThan(2);
  for (const page of pages) expect(plainText([page]).replaceAll(/\s/g, '')).toContain('样张');
  const text = plainText(pages).replaceAll(/\s/g, '');
  expect(text).toContain('LetterofInvitation');
  for (const line of lines) expect(text).toContain(line);
});
