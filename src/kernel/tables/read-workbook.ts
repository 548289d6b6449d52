import { setImmediate } from 'node:timers/promises';
import { Worker, type WorkerOptions } from 'node:worker_threads';
import type { z } from 'zod';
import { fileProblem } from '#kernel/files/file-problem.ts';
import { inspectFile, type Upload } from '#kernel/files/inspect.ts';
import { faultsOf } from '#kernel/http/faults.ts';
import { Problem } from '#kernel/http/problem.ts';
import type { Text } from '../text.ts';
import { mostFaults, type ReadData, type ReadSheetData, type SheetWanted } from './read-sheets.ts';
import { columnsOf, type Sheet } from './sheet.ts';
import { type TableFault, tableFault } from './table-fault.ts';

export interface ReadRow<Value> {
  /** As the spreadsheet counts, the head being row 1. */
  readonly row: number;
  readonly value: Value;
}

export interface ReadSheet<Value> {
  /** Rows without a fault. */
  readonly rows: readonly ReadRow<Value>[];
  /** A fault that the reader of the rows found, at the cell of that field. */
  fault(row: number, field: keyof Value & string, code: string, message: Text): TableFault;
}

export interface ReadWorkbook<Sheets extends Readonly<Record<string, Sheet>>> {
  readonly sheets: { readonly [Key in keyof Sheets]: ReadSheet<z.output<Sheets[Key]['row']>> };
  /** At most a thousand; if there is one, nothing of the workbook may be kept. */
  readonly faults: readonly TableFault[];
}

export interface ReadLimits {
  readonly heapMegabytes: number;
  readonly milliseconds: number;
}

/** IN-06. */
const usualLimits: ReadLimits = { heapMegabytes: 512, milliseconds: 30_000 };

/**
 * Reads a filled workbook: cells by declared type, rows by their schema, every fault with its cell. Parsing runs in a worker that is
 * killed at 512 MB or 30 seconds.
 * @throws Problem 413, 422 if the file is no harmless XLSX, 422 `table-too-heavy`
 */
export async function readWorkbook<Sheets extends Readonly<Record<string, Sheet>>>(
  bytes: Buffer,
  upload: Upload,
  sheets: Sheets,
  limits: ReadLimits = usualLimits,
): Promise<ReadWorkbook<Sheets>> {
  await inspectFile(bytes, upload, {
    id: 'tables.import',
    label: { zh: '导入表格', en: 'Table to take over' },
    types: ['xlsx'],
    sensitivity: 'personal',
    maxBytes: 20 * 1024 * 1024,
  });
  const wanted = Object.entries(sheets).map(
    ([key, { name, row }]): SheetWanted => ({ key, name, columns: columnsOf(row) }),
  );
  const data = await inWorker(bytes, wanted, limits);
  const faults = [...data.faults];
  const read: Record<string, ReadSheet<Record<string, unknown>>> = {};
  for (const each of data.sheets) {
    const { name, row } = sheets[each.key]!;
    read[each.key] = await checked(name, row, each, faults);
  }
  return { sheets: read as ReadWorkbook<Sheets>['sheets'], faults: faults.sort(byPlace).slice(0, mostFaults) };
}

const byPlace = (a: TableFault, b: TableFault) => (a.row ?? 0) - (b.row ?? 0);

async function checked(
  name: Text,
  schema: z.ZodObject,
  data: ReadSheetData,
  faults: TableFault[],
): Promise<ReadSheet<Record<string, unknown>>> {
  const fault = (row: number, field: string, code: string, message: Text): TableFault => {
    const letters = data.letters[field];
    return tableFault(name, { row, cell: letters ? `${letters}${row}` : null }, code, message);
  };
  const rows: ReadRow<Record<string, unknown>>[] = [];
  for (const [index, { row, value, faulty }] of data.rows.entries()) {
    // Other requests go on in between.
    if (index % 500 === 499) await setImmediate();
    const result = schema.safeParse(value, { reportInput: true });
    if (result.success && faulty.length === 0) rows.push({ row, value: result.data as Record<string, unknown> });
    if (result.success) continue;
    for (const { at, code, message } of faultsOf(result.error, schema)) {
      const field = at.split('/')[1] ?? '';
      if (faulty.includes(field) || faults.length >= mostFaults) continue;
      faults.push(fault(row, field, code, message));
    }
  }
  return { rows, fault };
}

type Answer = { readonly data: ReadData } | { readonly fault: string };

const script = new URL('./read.worker.ts', import.meta.url);

/** Run from source (tests, development) the worker first needs the loader of TypeScript; built, the script is plain JavaScript. */
function started(options: WorkerOptions): Worker {
  if (!script.pathname.endsWith('.ts')) return new Worker(script, options);
  const first = `import('tsx/esm/api').then(({ register }) => { register(); return import(${JSON.stringify(script.href)}); });`;
  return new Worker(first, { ...options, eval: true });
}

function inWorker(bytes: Buffer, wanted: readonly SheetWanted[], limits: ReadLimits): Promise<ReadData> {
  return new Promise((resolve, reject) => {
    const worker = started({
      workerData: { bytes, wanted },
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: limits.heapMegabytes },
    });
    const late = setTimeout(() => {
      reject(tooHeavy());
      void worker.terminate();
    }, limits.milliseconds);
    worker.once('message', (answer: Answer) => {
      if ('data' in answer) resolve(answer.data);
      else reject(fileProblem(answer.fault === 'file-bomb' ? 'file-bomb' : 'file-malformed'));
    });
    worker.once('error', (cause) => {
      const outOfMemory = 'code' in cause && cause.code === 'ERR_WORKER_OUT_OF_MEMORY';
      reject(outOfMemory ? tooHeavy() : cause);
    });
    worker.once('exit', () => {
      clearTimeout(late);
      // After a message or an error this changes nothing.
      reject(tooHeavy());
    });
  });
}

const tooHeavy = () =>
  new Problem(422, 'table-too-heavy', {
    zh: '表格过大，30 秒内或 512 MB 内存内读不完，没有导入。请分成几份导入。',
    en: 'The table is too heavy to be read within 30 seconds and 512 MB; nothing was taken over. Split it.',
  });
