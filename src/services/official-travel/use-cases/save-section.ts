import { saveSection } from '#kernel/cases/drafts.ts';
import { readCase, type StoredCase } from '#kernel/cases/read.ts';
import { lockCase } from '#kernel/cases/storage.ts';
import type { Work } from '#kernel/commands/command.ts';
import { faultsOf } from '#kernel/http/faults.ts';
import { Problem } from '#kernel/http/problem.ts';
import { refuseClosedPurposes } from '#kernel/privacy/purposes.ts';
import { rowFacts } from '../case-facts.ts';
import { draftOf } from '../draft-content.ts';
import { knowsMission } from '../endpoints.ts';
import { type DraftMission, type Section, sections } from '../model.ts';
import { missionProcess } from '../process.ts';
import { sectionStates } from '../section-states.ts';
import { missionOf, readVersions, writeSection } from '../storage.ts';
import { refuseForeignFiles } from './case-files.ts';
import { loadMission, type MissionParts, versionsWanted } from './load.ts';
import { owesPapers, writableFor } from './reader.ts';
import { refuseSecrets } from './refuse-secrets.ts';

/**
 * Autosave of one section. What is not finished is kept as it is; the answer says what the rules find in the whole application now.
 * @throws Problem 404, 403 `section-not-writable`, 409 `stale-section`, 422 for what no form can send or state secrets
 */
export async function saveMissionSection(
  work: Work,
  parts: MissionParts,
  input: {
    readonly caseId: string;
    readonly section: Section;
    readonly expectedVersion: number;
    readonly content: unknown;
  },
) {
  const { queries, actor, now } = work;
  const { caseId, section } = input;
  const parsed = draftOf(sections[section]).safeParse(input.content, { reportInput: true });
  if (!parsed.success) {
    throw new Problem(
      422,
      'section-malformed',
      { zh: '内容的形式不对，没有保存。', en: 'The content has a wrong form and was not saved.' },
      { faults: faultsOf(parsed.error, sections[section], '/content') },
    );
  }
  refuseSecrets(parsed.data);
  await refuseClosedPurposes(queries, actor.officeId, sections[section], parsed.data, '/content');
  await lockCase(queries, { officeId: actor.officeId, caseId });
  const stored = await readCase(queries, actor, knowsMission, missionProcess, caseId);
  const writable = writableFor(stored, actor);
  if (!writable.includes(section)) {
    const label = missionProcess.sections[section] ?? { zh: section, en: section };
    throw new Problem(403, 'section-not-writable', {
      zh: `当前环节不能修改「${label.zh}」。须修改时请先撤回，或由办理人退回补正。`,
      en: `"${label.en}" cannot be changed at this step. Withdraw the application, or have it returned for correction.`,
    });
  }
  const content = await withOwnFiles(work, parts, stored, section, parsed.data as DraftMission[Section]);
  const loaded = await loadMission(queries, parts, stored, {
    now,
    latest: writable,
    instead: { [section]: content },
  });
  // Once submitted, the row says what was submitted, not what is being drafted.
  const drafted = stored.row.phase === 'draft';
  const members = drafted && section === 'members' ? loaded.facts.members : undefined;
  const title = drafted && section === 'basics' ? loaded.mission.basics?.title?.trim() : undefined;
  const version = await saveSection(work, {
    process: missionProcess,
    caseId,
    section,
    expectedVersion: input.expectedVersion,
    ...(drafted ? { facts: rowFacts(loaded.mission, loaded.check) } : {}),
    ...(title ? { title } : {}),
    ...(members ? { members } : {}),
  });
  await writeSection(work, parts.crypto, caseId, section, version, content);
  work.audit({
    event: 'official-travel.section-saved',
    object: `mission:${caseId}`,
    result: 'done',
    details: { section, version },
  });
  const saved = [
    ...loaded.sections.filter((one) => one.section !== section),
    { section, version, content, savedBy: actor.personId, savedAt: now },
  ];
  return {
    version,
    savedAt: now.toISOString(),
    sections: sectionStates(saved, loaded.check, new Map([...loaded.names, [actor.personId, actor.name]])),
    check: loaded.check,
  };
}

/** Papers are named by files of this case, under the names that those have. */
async function withOwnFiles(
  { queries, actor }: Work,
  { crypto }: MissionParts,
  stored: StoredCase,
  section: Section,
  content: DraftMission[Section],
): Promise<DraftMission[Section]> {
  const caseId = stored.row.id;
  if (section === 'province-reply') {
    const { fileId } = content as NonNullable<DraftMission['province-reply']>;
    await refuseForeignFiles(queries, actor.officeId, caseId, [fileId]);
  }
  if (section !== 'attachments') return content;
  const attachments = content as NonNullable<DraftMission['attachments']>;
  const ids = (attachments.files ?? []).map(({ fileId }) => fileId);
  const own = await refuseForeignFiles(queries, actor.officeId, caseId, ids);
  if (owesPapers(stored)) {
    const newest = versionsWanted(stored, []);
    const before = missionOf(
      await readVersions(queries, crypto, actor.officeId, caseId, { attachments: newest.attachments ?? 0 }),
    );
    const gone = (before.attachments?.files ?? []).filter(({ fileId }) => !ids.includes(fileId));
    if (gone.length > 0) {
      throw new Problem(409, 'papers-only-added', {
        zh: '本件正在办理，这时只能补交材料，不能删除或替换已提交的材料。',
        en: 'The case is being handled: papers can be added now, not removed or replaced.',
      });
    }
  }
  return {
    ...attachments,
    files: (attachments.files ?? []).map((entry) => ({
      ...entry,
      name: own.get(entry.fileId ?? '')?.name ?? entry.name ?? null,
    })),
  };
}
