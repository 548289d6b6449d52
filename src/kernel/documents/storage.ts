import { sql } from 'kysely';
import type { Day } from '../calendar/day.ts';
import type { Work } from '../commands/command.ts';
import type { Crypto } from '../crypto/crypto.ts';
import type { Queries } from '../database/database.ts';
import { uuidv7 } from '../database/uuid.ts';
import type { DocumentCommand, DocumentState } from './states.ts';

export interface StoredDocument {
  readonly id: string;
  readonly caseId: string;
  readonly kind: string;
  readonly issuerId: string;
  readonly issuer: string;
  readonly codeWord: string;
  readonly state: DocumentState;
  readonly drafter: string;
  readonly checker: string | null;
  readonly signer: string | null;
  readonly sample: boolean;
  readonly number: string | null;
  readonly code: string | null;
  readonly issuedOn: Day | null;
  readonly templateDigest: string | null;
  readonly pdfFileId: string | null;
  readonly docxFileId: string | null;
  readonly pages: number | null;
  readonly voidReason: string | null;
  readonly changedAt: Date;
  readonly replaces: string | null;
  readonly replacedBy: string | null;
  readonly cosigners: readonly { readonly personId: string; readonly signed: boolean }[];
  readonly sealed: string;
}

const columns = sql`d.id, d.case_id as "caseId", d.kind, d.issuer_id as "issuerId", i.name as issuer, i.code_word as "codeWord", d.state,
  d.drafter_id as drafter, d.checker_id as checker, d.signer_id as signer, d.sample, d.number, d.code, d.issued_on as "issuedOn",
  d.template_digest as "templateDigest", d.pdf_file_id as "pdfFileId", d.docx_file_id as "docxFileId", d.pages,
  d.void_reason as "voidReason", d.changed_at as "changedAt", d.replaces, d.replaced_by as "replacedBy", d.sealed,
  (select coalesce(json_agg(json_build_object('personId', c.person_id, 'signed', c.signed_at is not null) order by c.person_id), '[]')
    from kernel.document_cosigners c where c.office_id = d.office_id and c.document_id = d.id) as cosigners`;

const from = sql`kernel.documents d join kernel.issuers i on i.office_id = d.office_id and i.id = d.issuer_id`;

export async function documentsOfCase(
  queries: Queries,
  officeId: string,
  caseId: string,
): Promise<readonly StoredDocument[]> {
  const { rows } = await sql<StoredDocument>`select ${columns} from ${from}
    where d.office_id = ${officeId}::uuid and d.case_id = ${caseId}::uuid order by d.created_at, d.id`.execute(queries);
  return rows;
}

export async function findDocument(
  queries: Queries,
  officeId: string,
  id: string,
  lock = false,
): Promise<StoredDocument | null> {
  const { rows } = await sql<StoredDocument>`select ${columns} from ${from}
    where d.office_id = ${officeId}::uuid and d.id = ${id}::uuid ${lock ? sql`for update of d` : sql``}`.execute(
    queries,
  );
  return rows[0] ?? null;
}

const place = (id: string) => ({ table: 'kernel.documents', column: 'sealed', row: id });

export async function sealContent(
  queries: Queries,
  crypto: Crypto,
  officeId: string,
  id: string,
  content: unknown,
): Promise<string> {
  return (await crypto.office(queries, officeId)).seal(place(id), JSON.stringify(content));
}

export async function openContent(
  queries: Queries,
  crypto: Crypto,
  officeId: string,
  document: Pick<StoredDocument, 'id' | 'sealed'>,
): Promise<unknown> {
  return JSON.parse((await crypto.office(queries, officeId)).open(place(document.id), document.sealed));
}

export async function insertDraft(
  work: Work,
  crypto: Crypto,
  draft: {
    readonly caseId: string;
    readonly kind: string;
    readonly issuerId: string;
    readonly content: unknown;
    readonly sample: boolean;
    readonly replaces?: string | undefined;
    readonly cosigners?: readonly string[] | undefined;
  },
): Promise<string> {
  const id = uuidv7();
  const { officeId, personId } = work.actor;
  const sealed = await sealContent(work.queries, crypto, officeId, id, draft.content);
  await sql`insert into kernel.documents (office_id, id, case_id, kind, issuer_id, state, drafter_id, sealed, sample, replaces, created_at, changed_at)
    values (${officeId}::uuid, ${id}::uuid, ${draft.caseId}::uuid, ${draft.kind}, ${draft.issuerId}::uuid, 'draft', ${personId}::uuid, ${sealed},
      ${draft.sample}, ${draft.replaces ?? null}::uuid, ${work.now}, ${work.now})`.execute(work.queries);
  for (const person of new Set(draft.cosigners)) {
    await sql`insert into kernel.document_cosigners (office_id, document_id, person_id)
      values (${officeId}::uuid, ${id}::uuid, ${person}::uuid)`.execute(work.queries);
  }
  return id;
}

export interface Change {
  readonly state: DocumentState;
  readonly checker?: string | null;
  readonly signer?: string | null;
  readonly voidReason?: string;
  readonly sealed?: string;
}

/** Changes the row and adds what happened, with the person; `by: null` is the program. */
export async function changeDocument(
  work: Work,
  id: string,
  command: DocumentCommand | 'draft' | 'render' | 'render-failed',
  change: Change,
  words: string | null,
  by: string | null,
): Promise<void> {
  const { officeId } = work.actor;
  await sql`update kernel.documents set state = ${change.state}, changed_at = ${work.now},
      checker_id = ${change.checker === undefined ? sql`checker_id` : sql`${change.checker}::uuid`},
      signer_id = ${change.signer === undefined ? sql`signer_id` : sql`${change.signer}::uuid`},
      void_reason = ${change.voidReason === undefined ? sql`void_reason` : sql`${change.voidReason}`},
      sealed = ${change.sealed === undefined ? sql`sealed` : sql`${change.sealed}`}
    where office_id = ${officeId}::uuid and id = ${id}::uuid`.execute(work.queries);
  await addEvent(work, id, command, change.state, words, by);
}

export async function addEvent(
  work: Work,
  id: string,
  command: string,
  state: DocumentState,
  words: string | null,
  by: string | null,
): Promise<void> {
  await sql`insert into kernel.document_events (office_id, document_id, sequence, command, state, by_person, words, at)
    select ${work.actor.officeId}::uuid, ${id}::uuid, coalesce(max(sequence), 0) + 1, ${command}, ${state}, ${by}::uuid, ${words}, ${work.now}
    from kernel.document_events where office_id = ${work.actor.officeId}::uuid and document_id = ${id}::uuid`.execute(
    work.queries,
  );
}

export async function recordCosignature(work: Work, id: string): Promise<void> {
  await sql`update kernel.document_cosigners set signed_at = ${work.now}
    where office_id = ${work.actor.officeId}::uuid and document_id = ${id}::uuid and person_id = ${work.actor.personId}::uuid`.execute(
    work.queries,
  );
}

/** Sent back to the drafter, the text may change: whoever co-signed is asked anew. */
export async function clearCosignatures(work: Work, id: string): Promise<void> {
  await sql`update kernel.document_cosigners set signed_at = null
    where office_id = ${work.actor.officeId}::uuid and document_id = ${id}::uuid`.execute(work.queries);
}

/** 已变更: names the document that has taken its place. */
export async function markReplaced(work: Work, id: string, by: string): Promise<void> {
  await sql`update kernel.documents set state = 'replaced', replaced_by = ${by}::uuid, changed_at = ${work.now}
    where office_id = ${work.actor.officeId}::uuid and id = ${id}::uuid`.execute(work.queries);
  await addEvent(work, id, 'replace', 'replaced', null, work.actor.personId);
}

/** The next number of the series, taken under its lock; last of all that the issuing transaction does. */
export async function takeSerial(work: Work, issuerId: string, series: string, year: number): Promise<number> {
  const { rows } = await sql<{ last: number }>`
    insert into kernel.number_series (office_id, issuer_id, series, year, last)
    values (${work.actor.officeId}::uuid, ${issuerId}::uuid, ${series}, ${year}, 1)
    on conflict (office_id, issuer_id, series, year) do update set last = kernel.number_series.last + 1
    returning last`.execute(work.queries);
  return rows[0]!.last;
}

export interface Numbering {
  readonly number: string;
  readonly year: number;
  readonly serial: number;
  readonly code: string;
  readonly issuedOn: Day;
  readonly templateDigest: string;
  readonly fontsDigest: string;
  readonly sealed: string;
}

export async function writeNumbering(work: Work, id: string, n: Numbering): Promise<void> {
  await sql`update kernel.documents set state = 'issued', number = ${n.number}, number_year = ${n.year}, number_serial = ${n.serial}, code = ${n.code},
      issued_on = ${n.issuedOn}::date, template_digest = ${n.templateDigest}, fonts_digest = ${n.fontsDigest}, sealed = ${n.sealed}, changed_at = ${work.now}
    where office_id = ${work.actor.officeId}::uuid and id = ${id}::uuid`.execute(work.queries);
}

export async function writeRendering(
  work: Work,
  id: string,
  rendering: {
    readonly pdfFileId: string;
    readonly docxFileId: string | null;
    readonly digest: string;
    readonly pages: number;
  },
): Promise<void> {
  await sql`update kernel.documents set pdf_file_id = ${rendering.pdfFileId}::uuid, docx_file_id = ${rendering.docxFileId}::uuid,
      pdf_digest = ${rendering.digest}, pages = ${rendering.pages}, changed_at = ${work.now}
    where office_id = ${work.actor.officeId}::uuid and id = ${id}::uuid`.execute(work.queries);
}

export async function isDemonstration(queries: Queries, officeId: string): Promise<boolean> {
  const { rows } = await sql<{
    demonstration: boolean;
  }>`select demonstration from kernel.offices where office_id = ${officeId}::uuid`.execute(queries);
  return rows[0]?.demonstration ?? false;
}
