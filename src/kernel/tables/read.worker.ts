import { parentPort, workerData } from 'node:worker_threads';
import { Problem } from '#kernel/http/problem.ts';
import { readSheets, type SheetWanted } from './read-sheets.ts';

const { bytes, wanted } = workerData as { readonly bytes: Uint8Array; readonly wanted: readonly SheetWanted[] };

try {
  parentPort?.postMessage({ data: await readSheets(Buffer.from(bytes), wanted) });
} catch (cause) {
  const fault = cause instanceof Problem ? cause.code : 'file-malformed';
  parentPort?.postMessage({ fault });
}
