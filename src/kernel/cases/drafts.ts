import type { Work } from '#kernel/commands/command.ts';
import type { Queries } from '#kernel/database/database.ts';
import { uuidv7 } from '#kernel/database/uuid.ts';
import type { Process } from './definition.ts';
import { draftDefinition } from './draft-definition.ts';
import type { UnitRef } from './facts.ts';
import { emptyState } from './fold.ts';
import { staleSection, unknownCase } from './problems.ts';
import { lockCase, writePeople } from './storage.ts';

export interface DraftInput {
  readonly process: Process;
  readonly title: string;
  readonly unit: UnitRef;
  /** Who applies; the actor, unless a service lets one person prepare for another. */
  readonly applicant: string;
  readonly members?: readonly string[];
  readonly facts?: Readonly<Record<string, string | number | boolean | null>>;
}

/** A draft: the future case's id, no number, no history. @returns the id */
export async function createDraft(work: Work, input: DraftInput): Promise<string> {
  const { queries, actor, now } = work;
  const caseId = uuidv7();
  const { process, title, unit, applicant } = input;
  await queries
    .insertInto('kernel.cases')
    .values({
      office_id: actor.officeId,
      id: caseId,
      service: process.service,
      kind: process.kind,
      number: null,
      title,
      phase: 'draft',
      state: process.outcomes.draft,
      due_on: null,
      definition: null,
      unit_id: unit.id,
      unit_path: [...unit.path],
      applicant_id: applicant,
      facts: JSON.stringify(input.facts ?? {}),
      created_at: now,
      submitted_at: null,
      updated_at: now,
    })
    .execute();
  const people = { applicant, members: input.members ?? [], unitPath: unit.path };
  const id = { officeId: actor.officeId, caseId };
  await writePeople(queries, id, emptyState(draftDefinition(process).definition), people);
  work.audit({ event: `${process.service}.draft-created`, object: `${process.kind}:${caseId}`, result: 'done' });
  work.send({ topic: 'cases.drafted', about: `${process.kind}:${caseId}`, body: { caseId } });
  return caseId;
}

export interface SectionInput {
  readonly process: Process;
  readonly caseId: string;
  readonly section: string;
  /** Version that the writer saw; 0 if there was none. */
  readonly expectedVersion: number;
  readonly title?: string;
  readonly members?: readonly string[];
  readonly facts?: Readonly<Record<string, string | number | boolean | null>>;
}

/**
 * Takes the next version of one section; the service writes the content under it, in the same transaction. Autosave comes through here.
 * Whether the actor may write it is asked before, with `writableSections`.
 * @throws Problem 404, 409 `stale-section`
 */
export async function saveSection(work: Work, input: SectionInput): Promise<number> {
  const { queries, actor, now } = work;
  const id = { officeId: actor.officeId, caseId: input.caseId };
  const row = await lockCase(queries, id);
  if (!row || row.service !== input.process.service || row.kind !== input.process.kind) throw unknownCase();
  const sections = row.sections as Readonly<Record<string, number>>;
  const current = sections[input.section] ?? 0;
  if (current !== input.expectedVersion) {
    throw staleSection(input.process.sections[input.section] ?? { zh: input.section, en: input.section }, current);
  }
  const next = current + 1;
  await queries
    .updateTable('kernel.cases')
    .set({
      sections: JSON.stringify({ ...sections, [input.section]: next }),
      // Of a running case the time of the last act stands, which the history says too.
      ...(row.phase === 'draft' ? { updated_at: now } : {}),
      ...(input.title === undefined ? {} : { title: input.title }),
      ...(input.facts === undefined ? {} : { facts: JSON.stringify(input.facts) }),
    })
    .where('office_id', '=', id.officeId)
    .where('id', '=', id.caseId)
    .execute();
  if (row.phase === 'draft' && input.members) {
    const people = { applicant: row.applicant_id, members: input.members, unitPath: row.unit_path };
    await writePeople(queries, id, emptyState(draftDefinition(input.process).definition), people);
  }
  // What it is found by has changed; autosave of anything else tells nobody.
  if ((input.title !== undefined && input.title !== row.title) || (row.phase === 'draft' && input.members)) {
    work.send({ topic: 'cases.drafted', about: `${row.kind}:${row.id}`, body: { caseId: row.id } });
  }
  return next;
}

/** Removes a draft. What was submitted has a history and stays. @throws Problem 404 */
export async function deleteDraft(work: Work, process: Process, caseId: string): Promise<void> {
  const gone = await work.queries
    .deleteFrom('kernel.cases')
    .where('office_id', '=', work.actor.officeId)
    .where('id', '=', caseId)
    .where('service', '=', process.service)
    .where('kind', '=', process.kind)
    .where('phase', '=', 'draft')
    .returning('id')
    .executeTakeFirst();
  if (!gone) throw unknownCase();
  work.audit({ event: `${process.service}.draft-deleted`, object: `${process.kind}:${caseId}`, result: 'done' });
}

/** Keeps the words of an opinion or return; commands and events name them by the id that is returned. */
export async function saveText(work: Work, caseId: string, body: string): Promise<string> {
  const id = uuidv7();
  await work.queries
    .insertInto('kernel.case_texts')
    .values({
      office_id: work.actor.officeId,
      id,
      case_id: caseId,
      author_id: work.actor.personId,
      body,
      written_at: work.now,
    })
    .execute();
  return id;
}

export async function readTexts(
  queries: Queries,
  officeId: string,
  caseId: string,
): Promise<ReadonlyMap<string, string>> {
  const rows = await queries
    .selectFrom('kernel.case_texts')
    .select(['id', 'body'])
    .where('office_id', '=', officeId)
    .where('case_id', '=', caseId)
    .orderBy('written_at')
    .execute();
  return new Map(rows.map((row) => [row.id, row.body]));
}
