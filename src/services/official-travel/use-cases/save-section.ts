import { readTexts, saveSection } from '#kernel/cases/drafts.ts';
import { writableSections } from '#kernel/cases/path.ts';
import { readCase } from '#kernel/cases/read.ts';
import { lockCase } from '#kernel/cases/storage.ts';
import type { Work } from '#kernel/commands/command.ts';
import { stateSecretMark } from '#kernel/files/state-secret.ts';
import { faultsOf } from '#kernel/http/faults.ts';
import { Problem } from '#kernel/http/problem.ts';
import { rowFacts } from '../case-facts.ts';
import { draftOf } from '../draft-content.ts';
import { knowsMission } from '../endpoints.ts';
import { type Section, sections } from '../model.ts';
import { missionProcess } from '../process.ts';
import { sectionStates } from '../section-states.ts';
import { writeSection } from '../storage.ts';
import { loadMission, type MissionParts } from './load.ts';

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
  await lockCase(queries, { officeId: actor.officeId, caseId });
  const stored = await readCase(queries, actor, knowsMission, missionProcess, caseId);
  const texts = await readTexts(queries, actor.officeId, caseId);
  const loaded = await loadMission(queries, parts, stored, texts, { now, instead: { [section]: parsed.data } });
  const writable = writableSections(stored.definition.definition, stored.state, actor, loaded.facts);
  if (!writable.includes(section)) {
    const label = missionProcess.sections[section] ?? { zh: section, en: section };
    throw new Problem(403, 'section-not-writable', {
      zh: `当前环节不能修改「${label.zh}」。须修改时请先撤回，或由办理人退回补正。`,
      en: `"${label.en}" cannot be changed at this step. Withdraw the application, or have it returned for correction.`,
    });
  }
  const members = section === 'members' ? loaded.facts.members : undefined;
  const title = section === 'basics' ? loaded.mission.basics?.title?.trim() : undefined;
  const version = await saveSection(work, {
    process: missionProcess,
    caseId,
    section,
    expectedVersion: input.expectedVersion,
    facts: rowFacts(loaded.mission, loaded.check),
    ...(title ? { title } : {}),
    ...(members ? { members } : {}),
  });
  await writeSection(work, parts.crypto, caseId, section, version, parsed.data);
  work.audit({
    event: 'official-travel.section-saved',
    object: `mission:${caseId}`,
    result: 'done',
    details: { section, version },
  });
  const saved = [
    ...loaded.sections.filter((one) => one.section !== section),
    { section, version, content: parsed.data, savedBy: actor.personId, savedAt: now },
  ];
  return {
    version,
    savedAt: now.toISOString(),
    sections: sectionStates(saved, loaded.check, new Map([[actor.personId, actor.name]])),
    check: loaded.check,
  };
}

/** 涉密不上网: matter marked as a state secret is refused at every text (AZ-09). */
function refuseSecrets(content: unknown): void {
  const texts: string[] = [];
  JSON.stringify(content, (_key, value) => {
    if (typeof value === 'string') texts.push(value);
    return value;
  });
  if (!texts.some((text) => stateSecretMark(text).verdict === 'marked')) return;
  throw new Problem(422, 'state-secret', {
    zh: '内容带有密级标志，没有保存。本系统不处理国家秘密，请线下办理，这里只登记文号和日期。',
    en: 'The text carries a mark of secrecy and was not kept. State secrets are handled offline; record only number and date here.',
  });
}
