import { createHash } from 'node:crypto';
import type { MultipartFile } from '@fastify/multipart';
import type { Work } from '#kernel/commands/command.ts';
import type { Crypto } from '#kernel/crypto/crypto.ts';
import type { Database, Queries } from '#kernel/database/database.ts';
import { Problem } from '#kernel/http/problem.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import { type ReadWorkbook, readWorkbook } from '#kernel/tables/read-workbook.ts';
import type { Sheet } from '#kernel/tables/sheet.ts';
import type { TableFault } from '#kernel/tables/table-fault.ts';
import type { ImportAnswer } from './endpoints.ts';
import { findImport, insertImport, lockImports } from './storage.ts';

export interface Context {
  readonly queries: Queries;
  readonly actor: Actor;
  readonly crypto: Crypto;
  readonly now: Date;
  readonly query: { readonly year?: number | undefined; readonly unit?: string | undefined };
}

/** What a table would do, found out without writing anything. */
export interface Prepared {
  readonly rows: number;
  readonly created: number;
  readonly changed: number;
  readonly faults: readonly TableFault[];
  write(work: Work): Promise<void>;
}

export interface ReadTable {
  readonly faults: readonly TableFault[];
  prepare(context: Context): Promise<Prepared>;
}

export interface Importer {
  readonly kind: string;
  read(file: UploadedTable): Promise<ReadTable>;
}

export function importer<Sheets extends Readonly<Record<string, Sheet>>>(definition: {
  readonly kind: string;
  readonly sheets: Sheets;
  /** @throws Problem where no row can be judged: a unit not chosen, a role missing */
  readonly prepare: (context: Context, workbook: ReadWorkbook<Sheets>) => Promise<Prepared>;
}): Importer {
  return {
    kind: definition.kind,
    async read(file) {
      const workbook = await readWorkbook(file.bytes, file, definition.sheets);
      return { faults: workbook.faults, prepare: (context) => definition.prepare(context, workbook) };
    },
  };
}

export interface UploadedTable {
  readonly bytes: Buffer;
  readonly name: string;
  readonly declaredType: string;
}

const mostBytes = 20 * 1024 * 1024;

/** The one file of the request, held in memory: a table is parsed, not stored. @throws Problem 413, 422 */
export async function uploadedTable(files: AsyncIterable<MultipartFile>): Promise<UploadedTable> {
  for await (const { filename, mimetype, file } of files) {
    const parts: Buffer[] = [];
    let size = 0;
    for await (const part of file as AsyncIterable<Buffer>) {
      size += part.length;
      if (size > mostBytes) throw tooLarge();
      parts.push(part);
    }
    return { bytes: Buffer.concat(parts), name: filename, declaredType: mimetype };
  }
  throw new Problem(422, 'file-missing', {
    zh: '没有收到文件，请选择表格后重新上传。',
    en: 'No file arrived. Choose a table and upload again.',
  });
}

const tooLarge = () =>
  new Problem(413, 'file-too-large', {
    zh: '表格超过 20 MB，没有读取。请分成几份导入。',
    en: 'The table is larger than 20 MB and was not read. Split it.',
  });

export function digestOf(kind: string, parameters: unknown, bytes: Buffer): string {
  return createHash('sha256')
    .update(JSON.stringify([kind, parameters]))
    .update(bytes)
    .digest('hex');
}

/** 预检: what would happen, and everything that stands in the way. Writes nothing. */
export async function checkTable(
  database: Database,
  table: ReadTable,
  context: Omit<Context, 'queries'>,
  of: { readonly kind: string; readonly digest: string },
): Promise<ImportAnswer> {
  return database.read(context.actor.officeId, async (queries) => {
    const already = await findImport(queries, context.actor.officeId, of.kind, of.digest);
    const prepared = await table.prepare({ ...context, queries });
    return {
      mode: 'check' as const,
      rows: prepared.rows,
      created: prepared.created,
      changed: prepared.changed,
      already: already?.toISOString() ?? null,
      faults: [...table.faults, ...prepared.faults].slice(0, 1_000),
    };
  });
}

/**
 * All or nothing, in the caller's transaction. Content that was taken over before changes nothing and says since when.
 * @throws Problem 422 `import-faults` with every fault at its cell
 */
export async function commitTable(
  work: Work,
  crypto: Crypto,
  table: ReadTable,
  of: { readonly kind: string; readonly digest: string; readonly fileName: string; readonly query: Context['query'] },
): Promise<ImportAnswer> {
  const { queries, actor, now } = work;
  await lockImports(work, of.kind);
  const already = await findImport(queries, actor.officeId, of.kind, of.digest);
  if (already) {
    return { mode: 'commit', rows: 0, created: 0, changed: 0, already: already.toISOString(), faults: [] };
  }
  const prepared = await table.prepare({ queries, actor, crypto, now, query: of.query });
  refuseFaults([...table.faults, ...prepared.faults]);
  await prepared.write(work);
  const { rows, created, changed } = prepared;
  const id = await insertImport(work, { ...of, rows, created, changed });
  work.audit({
    event: 'official-travel.imported',
    object: `import:${id}`,
    result: 'done',
    details: { kind: of.kind, rows, created, changed },
  });
  return { mode: 'commit', rows, created, changed, already: null, faults: [] };
}

export function refuseFaults(faults: readonly TableFault[]): void {
  if (faults.length === 0) return;
  throw new Problem(
    422,
    'import-faults',
    {
      zh: `表格有 ${faults.length} 处错误，整份没有导入。请按各处提示改正后重新导入。`,
      en: `The table has ${faults.length} faults; nothing of it was taken over. Correct them and import it again.`,
    },
    {
      faults: faults
        .slice(0, 200)
        .map(({ sheet, cell, code, message }) => ({ at: `/${sheet}${cell ? `/${cell}` : ''}`, code, message })),
    },
  );
}
