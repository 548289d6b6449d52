import { createDraft, deleteDraft, saveSection } from '#kernel/cases/drafts.ts';
import { readCase } from '#kernel/cases/read.ts';
import type { Work } from '#kernel/commands/command.ts';
import { refusal } from '#kernel/http/answers.ts';
import { Problem } from '#kernel/http/problem.ts';
import { may } from '#kernel/identity/may.ts';
import { allOf, related, roleOverUnit } from '#kernel/identity/permission.ts';
import { unitPath } from '#kernel/identity/registry-read.ts';
import { knowsMission } from '../endpoints.ts';
import { applicationSections, type DraftMission, type Section } from '../model.ts';
import { memberFrom } from '../people/member-from.ts';
import { filesOf } from '../people/storage.ts';
import { missionProcess } from '../process.ts';
import { deleteSections, missionOf, readVersions, writeSection } from '../storage.ts';
import { type MissionParts, versionsWanted } from './load.ts';
import { refuseSecrets } from './refuse-secrets.ts';

/** Sections whose facts belong to one journey only; a copy starts them afresh. */
const notCopied: ReadonlySet<string> = new Set(['plan', 'publicity', 'attachments', 'statements', 'invitations']);

/**
 * A draft for a unit of the liaison officer, empty or begun from an earlier mission that the officer may see.
 * @throws Problem 403 outside the own units, 404 for the mission to copy
 */
export async function createMission(
  work: Work,
  parts: MissionParts,
  input: { readonly unitId: string; readonly title: string; readonly copyOf?: string | undefined },
): Promise<{ id: string }> {
  const { queries, actor } = work;
  const path = await unitPath(queries, actor.officeId, input.unitId);
  if (!path) {
    throw new Problem(422, 'unit-unknown', {
      zh: '没有这个单位，请重新选择。',
      en: 'There is no such unit. Choose again.',
    });
  }
  refuseSecrets(input.title);
  const verdict = may(actor, roleOverUnit('liaison-officer'), { officeId: actor.officeId, unitPath: path, people: {} });
  if (!verdict.allowed) throw refusal(verdict.reason);
  const caseId = await createDraft(work, {
    process: missionProcess,
    title: input.title,
    unit: { id: input.unitId, path },
    applicant: actor.personId,
  });
  const copied = input.copyOf ? await contentOf(work, parts, input.copyOf) : {};
  const content: Partial<Record<Section, unknown>> = {
    ...copied,
    basics: { ...(copied.basics as object | undefined), title: input.title },
  };
  for (const [section, value] of Object.entries(content) as [Section, unknown][]) {
    const version = await saveSection(work, { process: missionProcess, caseId, section, expectedVersion: 0 });
    await writeSection(work, parts.crypto, caseId, section, version, value);
  }
  return { id: caseId };
}

async function contentOf(work: Work, parts: MissionParts, caseId: string): Promise<Partial<Record<Section, unknown>>> {
  const { queries, actor } = work;
  // Personal particulars of an earlier mission go only to who prepares missions for its unit.
  const known = await readCase(
    queries,
    actor,
    allOf(knowsMission, roleOverUnit('liaison-officer')),
    missionProcess,
    caseId,
  );
  const { crypto } = parts;
  const mission = missionOf(await readVersions(queries, crypto, actor.officeId, caseId, versionsWanted(known, [])));
  const members = mission.members && (await asOfToday(work, parts, mission.members));
  const copied: DraftMission = { ...mission, ...(members ? { members } : {}) };
  return Object.fromEntries(
    applicationSections
      .filter((section) => !notCopied.has(section) && copied[section])
      .map((section) => [section, copied[section]]),
  );
}

/**
 * Members as their files say now: posts change, passports expire. Papers, kinship and the declaration about the family belong to one
 * mission and are not carried over. Who has no file keeps what the earlier mission said.
 */
async function asOfToday(
  { queries, actor }: Work,
  { crypto }: MissionParts,
  members: NonNullable<DraftMission['members']>,
): Promise<DraftMission['members']> {
  const people = members.people ?? [];
  const files = await filesOf(
    queries,
    crypto,
    actor.officeId,
    people.flatMap(({ id }) => (id ? [id] : [])),
  );
  return {
    ...members,
    people: people.map(({ family: _, ...person }) => {
      const stored = files.get(person.id ?? '');
      const fresh = stored && memberFrom({ ...stored, earlier: [] });
      return {
        ...person,
        ...(fresh ? { ...fresh, groupRole: person.groupRole ?? null, duty: person.duty ?? null } : {}),
        documents: [],
        relations: [],
        earlier: person.earlier ?? null,
      };
    }),
    senders: (members.senders ?? []).map((sender) => ({ ...sender, documents: [] })),
  };
}

/** @throws Problem 404 if it is no draft of the actor */
export async function discardMission(work: Work, caseId: string): Promise<void> {
  await readCase(work.queries, work.actor, related('applicant'), missionProcess, caseId);
  await deleteSections(work, caseId);
  await deleteDraft(work, missionProcess, caseId);
}
