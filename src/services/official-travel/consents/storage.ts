import { sql } from 'kysely';
import type { Work } from '#kernel/commands/command.ts';
import type { Queries } from '#kernel/database/database.ts';
import { uuidv7 } from '#kernel/database/uuid.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import { permissionFilter } from '#kernel/identity/filter.ts';
import { seesConsents } from './endpoints.ts';
import type { ConsentAnswerInput, ConsentPaperInput, ConsultationInput } from './model.ts';

export interface ConsentRow {
  readonly id: string;
  readonly caseId: string;
  readonly organiserId: string;
  readonly organiserName: string;
  readonly organiserPath: readonly string[];
  readonly unitId: string | null;
  readonly unitPath: readonly string[];
  readonly unitName: string;
  readonly letterNumber: string | null;
  readonly task: string;
  readonly departure: string;
  readonly return: string;
  readonly regions: string[];
  readonly places: number;
  readonly costs: string;
  readonly replyDue: string;
  readonly state: 'asked' | 'agreed' | 'refused' | 'withdrawn';
  readonly askedBy: string;
  readonly askedAt: Date;
  readonly people: string[];
  readonly reason: string | null;
  readonly signer: string | null;
  readonly answerFileId: string | null;
  readonly answeredBy: string | null;
  readonly answeredAt: Date | null;
  readonly notice: { issuer: string; number: string; date: string; fileId: string | null } | null;
  readonly confirmation: { issuer: string; number: string; date: string; fileId: string | null } | null;
  readonly version: number;
}

const columns = sql`c.id, c.case_id as "caseId", c.organiser_unit_id as "organiserId", o.name as "organiserName", o.path as "organiserPath",
  c.unit_id as "unitId", c.unit_path as "unitPath", c.unit_name as "unitName", c.letter_number as "letterNumber", c.task,
  c.departure::text, c.return::text, c.regions, c.places, c.costs, c.reply_due::text as "replyDue", c.state, c.asked_by as "askedBy",
  c.asked_at as "askedAt", c.people, c.reason, c.signer, c.answer_file_id as "answerFileId", c.answered_by as "answeredBy",
  c.answered_at as "answeredAt", c.version,
  case when c.notice_number is null then null else json_build_object('issuer', c.notice_unit, 'number', c.notice_number,
    'date', c.notice_on, 'fileId', c.notice_file_id) end as notice,
  case when c.confirmation_number is null then null else json_build_object('issuer', c.confirmation_authority,
    'number', c.confirmation_number, 'date', c.confirmation_on, 'fileId', c.confirmation_file_id) end as confirmation`;
const from = sql`official_travel.consents c join kernel.units o on o.office_id = c.office_id and o.id = c.organiser_unit_id`;

export async function consentsOfCase(
  queries: Queries,
  officeId: string,
  caseId: string,
): Promise<readonly ConsentRow[]> {
  const { rows } = await sql<ConsentRow>`select ${columns} from ${from}
    where c.office_id = ${officeId}::uuid and c.case_id = ${caseId}::uuid order by c.asked_at, c.id`.execute(queries);
  return rows;
}

/** What was asked of the units that the reader stands over. */
export async function consentsOfUnits(
  queries: Queries,
  actor: Actor,
  state: string | undefined,
): Promise<readonly ConsentRow[]> {
  const { rows } = await sql<ConsentRow>`select ${columns} from ${from}
    where ${permissionFilter(actor, seesConsents)} and c.unit_id is not null
      and (${state ?? null}::text is null or c.state = ${state ?? null}) order by c.reply_due, c.id limit 500`.execute(
    queries,
  );
  return rows;
}

export async function lockConsent(work: Work, id: string): Promise<ConsentRow | undefined> {
  const { rows } = await sql<ConsentRow>`select ${columns} from ${from}
    where c.office_id = ${work.actor.officeId}::uuid and c.id = ${id}::uuid for update of c`.execute(work.queries);
  return rows[0];
}

export async function insertConsent(
  work: Work,
  caseId: string,
  organiserId: string,
  unitPath: readonly string[],
  asked: ConsultationInput,
): Promise<string> {
  const id = uuidv7();
  const { officeId, personId } = work.actor;
  await sql`insert into official_travel.consents (office_id, id, case_id, organiser_unit_id, unit_id, unit_path, unit_name, letter_number, task,
      departure, return, regions, places, costs, reply_due, state, asked_by, asked_at)
    values (${officeId}::uuid, ${id}::uuid, ${caseId}::uuid, ${organiserId}::uuid, ${asked.unitId}::uuid, ${[...unitPath]}::uuid[], ${asked.unitName},
      ${asked.letterNumber}, ${asked.task}, ${asked.departure}::date, ${asked.return}::date, ${[...asked.regions]}::text[], ${asked.places},
      ${asked.costs}, ${asked.replyDue}::date, 'asked', ${personId}::uuid, ${work.now})`.execute(work.queries);
  return id;
}

export async function writeAnswer(work: Work, id: string, answer: ConsentAnswerInput): Promise<void> {
  const agreed = answer.decision === 'agree';
  await sql`update official_travel.consents set state = ${agreed ? 'agreed' : 'refused'}, people = ${agreed ? [...answer.people] : []}::uuid[],
      reason = ${answer.reason === '' ? null : answer.reason}, signer = ${answer.signer}, answer_file_id = ${answer.fileId}::uuid,
      answered_by = ${work.actor.personId}::uuid, answered_at = ${work.now}, version = version + 1
    where office_id = ${work.actor.officeId}::uuid and id = ${id}::uuid`.execute(work.queries);
}

export async function writePaper(work: Work, id: string, paper: ConsentPaperInput): Promise<void> {
  const change =
    paper.kind === 'task-notice'
      ? sql`notice_unit = ${paper.issuer}, notice_number = ${paper.number}, notice_on = ${paper.date}::date, notice_file_id = ${paper.fileId}::uuid`
      : sql`confirmation_authority = ${paper.issuer}, confirmation_number = ${paper.number}, confirmation_on = ${paper.date}::date,
          confirmation_file_id = ${paper.fileId}::uuid`;
  await sql`update official_travel.consents set ${change}, version = version + 1
    where office_id = ${work.actor.officeId}::uuid and id = ${id}::uuid`.execute(work.queries);
}

export async function writeWithdrawal(work: Work, id: string): Promise<void> {
  await sql`update official_travel.consents set state = 'withdrawn', version = version + 1
    where office_id = ${work.actor.officeId}::uuid and id = ${id}::uuid`.execute(work.queries);
}
