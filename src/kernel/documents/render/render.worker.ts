// A process of its own: compiling cannot be interrupted from inside, only killed from outside.
import { readFileSync } from 'node:fs';
import { NodeCompiler, type NodeError } from '@myriaddreamin/typst-ts-node-compiler';
import type { Numbered } from '#kernel/apart/limited-process.ts';
import type { Answer, Order, Start } from './orders.ts';

let compiler: NodeCompiler | null = null;
let faces = '';

function start({ root, fonts, faces: wanted }: Start): void {
  compiler = NodeCompiler.create({
    workspace: root,
    fontArgs: [{ fontBlobs: fonts.map((path) => readFileSync(path)) }],
  });
  faces = JSON.stringify(wanted);
}

function compile({ template, data, date }: Order): { readonly pdf: Uint8Array; readonly pages: number } {
  if (!compiler) throw new Error('the fonts have not been named');
  const result = compiler.compile({ mainFilePath: template, inputs: { data, date, faces }, resetRead: true });
  const document = result.result;
  if (!document) throw new Error(faults(result.takeError() ?? result.takeDiagnostics()));
  const pdf = compiler.pdf(document, {
    pdfStandard: 'a-2b',
    creationTimestamp: Date.parse(`${date}T00:00:00Z`) / 1000,
  });
  const pages = document.numOfPages;
  compiler.evictCache(10);
  return { pdf, pages };
}

function faults(error: NodeError | null): string {
  if (!error) return 'the template gave no document';
  return compiler
    ? JSON.stringify(compiler.fetchDiagnostics(error)).slice(0, 4_000)
    : JSON.stringify(error.shortDiagnostics).slice(0, 4_000);
}

process.on('message', (message: Start | Numbered<Order>) => {
  if (!('template' in message)) {
    start(message);
    return;
  }
  let answer: Numbered<Answer>;
  try {
    answer = { id: message.id, ...compile(message) };
  } catch (cause) {
    answer = { id: message.id, fault: cause instanceof Error ? cause.message : String(cause) };
  }
  process.send?.(answer);
});
process.on('disconnect', () => process.exit(0));
