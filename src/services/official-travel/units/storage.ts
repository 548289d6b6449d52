import { sql } from 'kysely';
import type { Work } from '#kernel/commands/command.ts';
import type { Queries } from '#kernel/database/database.ts';
import { uuidv7 } from '#kernel/database/uuid.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import { permissionFilter } from '#kernel/identity/filter.ts';
import { readsUnits } from './endpoints.ts';
import type { officerStates, UnitFileInput, UnitFileState } from './model.ts';

export type OfficerState = keyof typeof officerStates;

export interface StoredUnitFile {
  readonly file: UnitFileInput;
  readonly state: UnitFileState;
  readonly stateReason: string | null;
  readonly version: number;
}

interface FileRow extends UnitFileInput {
  readonly state: UnitFileState;
  readonly stateReason: string | null;
  readonly version: number;
}

export async function findUnitFile(
  queries: Queries,
  officeId: string,
  unitId: string,
  lock = false,
): Promise<StoredUnitFile | undefined> {
  const { rows } =
    await sql<FileRow>`select kind, tier, credit_code as "creditCode", credit_code_of_parent as "creditCodeOfParent",
      first_review_unit_id as "firstReviewUnitId", responsible_section as "responsibleSection", phone, seal_file_id as "sealFileId",
      opening_letter_file_id as "openingLetterFileId", opening_letter_number as "openingLetterNumber",
      opening_letter_on::text as "openingLetterOn", custody_file_id as "custodyFileId", state, state_reason as "stateReason", version
    from official_travel.unit_files where office_id = ${officeId}::uuid and unit_id = ${unitId}::uuid
    ${lock ? sql`for update` : sql``}`.execute(queries);
  const row = rows[0];
  if (!row) return undefined;
  const { state, stateReason, version, ...file } = row;
  return { file, state, stateReason, version };
}

export async function writeUnitFile(work: Work, unitId: string, file: UnitFileInput, version: number): Promise<void> {
  const { officeId, personId } = work.actor;
  await sql`insert into official_travel.unit_files (office_id, unit_id, kind, tier, credit_code, credit_code_of_parent, first_review_unit_id,
      responsible_section, phone, seal_file_id, opening_letter_file_id, opening_letter_number, opening_letter_on, custody_file_id, state,
      version, changed_by, changed_at)
    values (${officeId}::uuid, ${unitId}::uuid, ${file.kind}, ${file.tier}, ${file.creditCode}, ${file.creditCodeOfParent},
      ${file.firstReviewUnitId}::uuid, ${file.responsibleSection}, ${file.phone}, ${file.sealFileId}::uuid, ${file.openingLetterFileId}::uuid,
      ${file.openingLetterNumber}, ${file.openingLetterOn}::date, ${file.custodyFileId}::uuid, 'awaiting', ${version}, ${personId}::uuid, ${work.now})
    on conflict (office_id, unit_id) do update set kind = excluded.kind, tier = excluded.tier, credit_code = excluded.credit_code,
      credit_code_of_parent = excluded.credit_code_of_parent, first_review_unit_id = excluded.first_review_unit_id,
      responsible_section = excluded.responsible_section, phone = excluded.phone, seal_file_id = excluded.seal_file_id,
      opening_letter_file_id = excluded.opening_letter_file_id, opening_letter_number = excluded.opening_letter_number,
      opening_letter_on = excluded.opening_letter_on, custody_file_id = excluded.custody_file_id, version = excluded.version,
      changed_by = excluded.changed_by, changed_at = excluded.changed_at`.execute(work.queries);
}

export async function writeUnitState(work: Work, unitId: string, state: UnitFileState, reason: string): Promise<void> {
  await sql`update official_travel.unit_files set state = ${state}, state_reason = ${reason}, version = version + 1,
      changed_by = ${work.actor.personId}::uuid, changed_at = ${work.now}
    where office_id = ${work.actor.officeId}::uuid and unit_id = ${unitId}::uuid`.execute(work.queries);
}

export interface UnitFileRow {
  readonly unitId: string;
  readonly unitName: string;
  readonly state: UnitFileState;
  readonly stateReason: string | null;
  readonly kind: string;
  readonly tier: string;
  readonly reviewId: string | null;
  readonly reviewName: string | null;
  readonly officers: number;
  readonly signatories: number;
}

export async function findUnitFiles(
  queries: Queries,
  actor: Actor,
  filter: { readonly state?: string | undefined; readonly q?: string | undefined; readonly today: string },
): Promise<readonly UnitFileRow[]> {
  const { rows } = await sql<UnitFileRow>`
    select c.id as "unitId", c.name as "unitName", f.state, f.state_reason as "stateReason", f.kind, f.tier,
      r.id as "reviewId", r.name as "reviewName",
      (select count(*)::int from official_travel.liaison_officers o
        where o.office_id = f.office_id and o.unit_id = f.unit_id and o.state <> 'left') as officers,
      (select count(*)::int from official_travel.signatories s where s.office_id = f.office_id and s.unit_id = f.unit_id
        and s.ended_at is null and s.valid_to >= ${filter.today}::date) as signatories
    from (select office_id, id, name, path as unit_path from kernel.units) c
      join official_travel.unit_files f on f.office_id = c.office_id and f.unit_id = c.id
      left join kernel.units r on r.office_id = f.office_id and r.id = f.first_review_unit_id
    where ${permissionFilter(actor, readsUnits)} and (${filter.state ?? null}::text is null or f.state = ${filter.state ?? null})
      and (${filter.q ?? null}::text is null or position(${filter.q ?? ''} in c.name) > 0)
    order by c.name, c.id limit 2000`.execute(queries);
  return rows;
}

export interface UnitOfTree {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
}

export async function unitOfTree(queries: Queries, officeId: string, unitId: string): Promise<UnitOfTree | undefined> {
  const { rows } = await sql<UnitOfTree>`select id, name, kind from kernel.units
    where office_id = ${officeId}::uuid and id = ${unitId}::uuid`.execute(queries);
  return rows[0];
}

/** Which of these files the office does not have. */
export async function unknownFiles(
  queries: Queries,
  officeId: string,
  ids: readonly string[],
): Promise<readonly string[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<{
    id: string;
  }>`select id from kernel.files where office_id = ${officeId}::uuid and id = any (${[...ids]}::uuid[])`.execute(
    queries,
  );
  const there = new Set(rows.map(({ id }) => id));
  return ids.filter((id) => !there.has(id));
}

/** Whether a paper of this unit's files names the file, or the reader has just brought it. */
export async function isUnitPaper(
  queries: Queries,
  officeId: string,
  unitId: string,
  fileId: string,
  uploader: string,
): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`select exists (
      select from official_travel.unit_files f where f.office_id = ${officeId}::uuid and f.unit_id = ${unitId}::uuid
        and ${fileId}::uuid in (f.seal_file_id, f.opening_letter_file_id, f.custody_file_id)
      union all select from official_travel.signatories s where s.office_id = ${officeId}::uuid and s.unit_id = ${unitId}::uuid
        and ${fileId}::uuid in (s.appointment_file_id, s.specimen_file_id)
      union all select from official_travel.liaison_officers o where o.office_id = ${officeId}::uuid and o.unit_id = ${unitId}::uuid
        and o.filing_file_id = ${fileId}::uuid
      union all select from official_travel.plans p where p.office_id = ${officeId}::uuid and p.unit_id = ${unitId}::uuid
        and p.file_id = ${fileId}::uuid
      union all select from official_travel.consents n where n.office_id = ${officeId}::uuid
        and ${unitId}::uuid in (n.unit_id, n.organiser_unit_id) and ${fileId}::uuid in (n.answer_file_id, n.notice_file_id, n.confirmation_file_id)
      union all select from kernel.files k where k.office_id = ${officeId}::uuid and k.id = ${fileId}::uuid
        and k.purpose = 'official-travel.unit-paper' and k.uploaded_by = ${uploader}::uuid
    ) as found`.execute(queries);
  return rows[0]!.found;
}

export interface SignatoryRow {
  readonly id: string;
  readonly personId: string;
  readonly post: string;
  readonly signsFor: string[];
  readonly validFrom: string;
  readonly validTo: string;
  readonly appointmentFileId: string | null;
  readonly specimenFileId: string | null;
}

/** Those whose power was not ended; terms that are over stay visible. */
export async function findSignatories(
  queries: Queries,
  officeId: string,
  unitId: string,
): Promise<readonly SignatoryRow[]> {
  const { rows } =
    await sql<SignatoryRow>`select id, person_id as "personId", post, signs_for as "signsFor", valid_from::text as "validFrom",
      valid_to::text as "validTo", appointment_file_id as "appointmentFileId", specimen_file_id as "specimenFileId"
    from official_travel.signatories where office_id = ${officeId}::uuid and unit_id = ${unitId}::uuid and ended_at is null
    order by valid_from, id`.execute(queries);
  return rows;
}

export async function insertSignatory(work: Work, unitId: string, one: Omit<SignatoryRow, 'id'>): Promise<string> {
  const id = uuidv7();
  await sql`insert into official_travel.signatories (office_id, id, unit_id, person_id, post, appointment_file_id, specimen_file_id, signs_for, valid_from, valid_to)
    values (${work.actor.officeId}::uuid, ${id}::uuid, ${unitId}::uuid, ${one.personId}::uuid, ${one.post}, ${one.appointmentFileId}::uuid,
      ${one.specimenFileId}::uuid, ${[...one.signsFor]}::text[], ${one.validFrom}::date, ${one.validTo}::date)`.execute(
    work.queries,
  );
  return id;
}

/** @returns false if there is no such signatory in force */
export async function endSignatoryRow(work: Work, unitId: string, id: string): Promise<boolean> {
  const { rows } =
    await sql`update official_travel.signatories set ended_at = ${work.now} where office_id = ${work.actor.officeId}::uuid
    and unit_id = ${unitId}::uuid and id = ${id}::uuid and ended_at is null returning id`.execute(work.queries);
  return rows.length > 0;
}

export interface OfficerRow {
  readonly id: string;
  readonly unitId: string;
  readonly personId: string;
  readonly state: OfficerState;
  readonly termFrom: string;
  readonly termTo: string;
  readonly trainedOn: string | null;
  readonly filingFileId: string | null;
  readonly substituteId: string | null;
  readonly openHandOver: string | null;
}

const officerColumns = sql`o.id, o.unit_id as "unitId", o.person_id as "personId", o.state, o.term_from::text as "termFrom", o.term_to::text as "termTo",
  o.trained_on::text as "trainedOn", o.filing_file_id as "filingFileId", o.substitute_id as "substituteId",
  (select h.id from official_travel.hand_overs h where h.office_id = o.office_id and h.officer_id = o.id and h.state = 'open') as "openHandOver"`;

export async function findOfficers(queries: Queries, officeId: string, unitId: string): Promise<readonly OfficerRow[]> {
  const { rows } = await sql<OfficerRow>`select ${officerColumns} from official_travel.liaison_officers o
    where o.office_id = ${officeId}::uuid and o.unit_id = ${unitId}::uuid order by o.state = 'left', o.term_from, o.id`.execute(
    queries,
  );
  return rows;
}

export async function findOfficer(
  queries: Queries,
  officeId: string,
  id: string,
  lock = false,
): Promise<OfficerRow | undefined> {
  const { rows } = await sql<OfficerRow>`select ${officerColumns} from official_travel.liaison_officers o
    where o.office_id = ${officeId}::uuid and o.id = ${id}::uuid ${lock ? sql`for update of o` : sql``}`.execute(
    queries,
  );
  return rows[0];
}

export async function insertOfficer(
  work: Work,
  unitId: string,
  one: Pick<OfficerRow, 'personId' | 'termFrom' | 'termTo' | 'trainedOn' | 'filingFileId' | 'substituteId'>,
): Promise<string> {
  const id = uuidv7();
  const { officeId, personId } = work.actor;
  await sql`insert into official_travel.liaison_officers (office_id, id, unit_id, person_id, filing_file_id, term_from, term_to, trained_on, substitute_id, state, changed_by, changed_at)
    values (${officeId}::uuid, ${id}::uuid, ${unitId}::uuid, ${one.personId}::uuid, ${one.filingFileId}::uuid, ${one.termFrom}::date,
      ${one.termTo}::date, ${one.trainedOn}::date, ${one.substituteId}::uuid, 'pending', ${personId}::uuid, ${work.now})`.execute(
    work.queries,
  );
  return id;
}

export async function writeOfficerState(work: Work, id: string, state: OfficerState): Promise<void> {
  await sql`update official_travel.liaison_officers set state = ${state}, changed_by = ${work.actor.personId}::uuid, changed_at = ${work.now}
    where office_id = ${work.actor.officeId}::uuid and id = ${id}::uuid`.execute(work.queries);
}

/** Whether the person holds a liaison officer's post that reaches the unit on that day. */
export async function isLiaisonOf(
  queries: Queries,
  officeId: string,
  personId: string,
  path: readonly string[],
  today: string,
) {
  const { rows } = await sql<{
    found: boolean;
  }>`select exists (select from kernel.posts where office_id = ${officeId}::uuid
      and person_id = ${personId}::uuid and 'liaison-officer' = any (roles) and ended_at is null
      and valid_from <= ${today}::date and (valid_to is null or valid_to >= ${today}::date)
      and (unit_id = ${path.at(-1)}::uuid or (subtree and unit_id = any (${[...path]}::uuid[])))) as found`.execute(
    queries,
  );
  return rows[0]!.found;
}
