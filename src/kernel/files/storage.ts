import { sql } from 'kysely';
import type { Queries } from '#kernel/database/database.ts';
import type { FileType, Sensitivity } from './file-types.ts';

/** A stored file as the record knows it. */
export interface StoredFile {
  readonly id: string;
  readonly officeId: string;
  /** SHA-256 of the content, 64 hexadecimal digits. */
  readonly digest: string;
  /** In bytes. */
  readonly size: number;
  readonly type: FileType;
  readonly name: string;
  readonly purpose: string;
  readonly caseId: string | null;
  /** Person id. */
  readonly uploadedBy: string;
  readonly sensitivity: Sensitivity;
  readonly uploadedAt: Date;
}

export async function insertFile(queries: Queries, file: StoredFile): Promise<void> {
  await queries
    .insertInto('kernel.files')
    .values({
      office_id: file.officeId,
      id: file.id,
      digest: Buffer.from(file.digest, 'hex'),
      size: file.size,
      type: file.type,
      name: file.name,
      purpose: file.purpose,
      case_id: file.caseId,
      uploaded_by: file.uploadedBy,
      sensitivity: file.sensitivity,
      uploaded_at: file.uploadedAt,
    })
    .execute();
}

const columns = [
  'id',
  'office_id',
  'digest',
  'size',
  'type',
  'name',
  'purpose',
  'case_id',
  'uploaded_by',
  'sensitivity',
  'uploaded_at',
] as const;

export async function findFile(queries: Queries, officeId: string, id: string): Promise<StoredFile | undefined> {
  const row = await queries
    .selectFrom('kernel.files')
    .select(columns)
    .where('office_id', '=', officeId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row && fromRow(row);
}

export async function filesOfCase(queries: Queries, officeId: string, caseId: string): Promise<StoredFile[]> {
  const rows = await queries
    .selectFrom('kernel.files')
    .select(columns)
    .where('office_id', '=', officeId)
    .where('case_id', '=', caseId)
    .orderBy('id')
    .execute();
  return rows.map(fromRow);
}

/** The check constraints of the table name the same words as the types. */
function fromRow(row: {
  readonly id: string;
  readonly office_id: string;
  readonly digest: Buffer;
  readonly size: string | number | bigint;
  readonly type: string;
  readonly name: string;
  readonly purpose: string;
  readonly case_id: string | null;
  readonly uploaded_by: string;
  readonly sensitivity: string;
  readonly uploaded_at: Date;
}): StoredFile {
  return {
    id: row.id,
    officeId: row.office_id,
    digest: row.digest.toString('hex'),
    size: Number(row.size),
    type: row.type as FileType,
    name: row.name,
    purpose: row.purpose,
    caseId: row.case_id,
    uploadedBy: row.uploaded_by,
    sensitivity: row.sensitivity as Sensitivity,
    uploadedAt: row.uploaded_at,
  };
}

export async function deleteFile(queries: Queries, officeId: string, id: string): Promise<boolean> {
  const { rows } = await sql`delete from kernel.files where office_id = ${officeId} and id = ${id}
    returning id`.execute(queries);
  return rows.length > 0;
}

/** Bytes that the person stored in the last day of business time, and that the case holds. */
export async function usedBytes(
  queries: Queries,
  officeId: string,
  personId: string,
  caseId: string | null,
  since: Date,
): Promise<{ readonly person: number; readonly case: number }> {
  const { rows } = await sql<{ person: number; held: number }>`select
    (select coalesce(sum(size), 0)::bigint from kernel.files
      where office_id = ${officeId} and uploaded_by = ${personId} and uploaded_at > ${since}) as person,
    (select coalesce(sum(size), 0)::bigint from kernel.files
      where office_id = ${officeId} and case_id = ${caseId}::uuid) as held`.execute(queries);
  return { person: rows[0]!.person, case: rows[0]!.held };
}

/**
 * Held until the transaction ends: a content is not swept away between being found and being named by a row.
 */
export async function lockDigest(queries: Queries, officeId: string, digest: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`honglu file ${officeId} ${digest}`}, 0))`.execute(queries);
}

export async function isNamed(queries: Queries, officeId: string, digest: string): Promise<boolean> {
  const { rows } = await sql`select from kernel.files where office_id = ${officeId}
    and digest = ${Buffer.from(digest, 'hex')} limit 1`.execute(queries);
  return rows.length > 0;
}

/** A page of distinct digests with one file id each, after `after`. */
export async function digestPage(
  queries: Queries,
  officeId: string,
  after: string,
  size: number,
): Promise<{ readonly digest: string; readonly fileIds: readonly string[] }[]> {
  const { rows } = await sql<{ digest: Buffer; ids: string[] }>`
    select digest, array_agg(id order by id) as ids from kernel.files
    where office_id = ${officeId} and digest > ${Buffer.from(after, 'hex')}
    group by digest order by digest limit ${size}`.execute(queries);
  return rows.map((row) => ({ digest: row.digest.toString('hex'), fileIds: row.ids }));
}
