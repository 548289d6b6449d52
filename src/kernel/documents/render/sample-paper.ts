import { fileURLToPath } from 'node:url';
import type { Renderer } from './render.ts';

const template = fileURLToPath(new URL('../typst/sample-paper.typ', import.meta.url));

/** A paper of the demonstration that another body would have given, such as an invitation: 样张 stands over each page. */
export async function samplePaper(
  renderer: Renderer,
  paper: { readonly title: string; readonly lines: readonly string[] },
): Promise<Buffer> {
  // A sample has no day of its own; a fixed one keeps its bytes equal.
  return (await renderer.render({ template, data: paper, date: '2020-01-01' })).pdf;
}
