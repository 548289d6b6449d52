import { useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { callWith } from '#kernel/ui/api/call.ts';
import { readKey } from '#kernel/ui/api/hooks.ts';
import { asDraftRecord, type DraftRecord } from '#kernel/ui/forms/draft.ts';
import { type Autosave, useAutosave } from '#kernel/ui/forms/use-autosave.ts';
import type { MissionPage } from '../../answers.ts';
import { read, saveSection } from '../../endpoints.ts';
import { type ApplicationSection, applicationSections, type DraftMission } from '../../model.ts';

export type SectionSavers = Readonly<Record<ApplicationSection, Autosave>>;

/** One section: saved by itself under its own version; the answer brings the check of the whole application. */
function useSection(page: MissionPage, section: ApplicationSection): Autosave {
  const client = useQueryClient();
  const params = { id: page.id };
  const key = readKey(read, { params });
  const kept = page.sections.find((one) => one.section === section);
  return useAutosave({
    key: `official-travel:${page.id}:${section}`,
    value: asDraftRecord(page.content[section]),
    version: kept?.version ?? 0,
    savedAt: kept?.savedAt ?? null,
    save: async (value, version) => {
      const saved = await callWith(
        saveSection,
        {},
        { params: { ...params, section }, body: { content: { ...value } }, version },
      );
      client.setQueryData<MissionPage>(
        key,
        (before) =>
          before && {
            ...before,
            sections: saved.sections,
            check: saved.check,
            content: { ...before.content, [section]: value },
          },
      );
      return { version: saved.version, savedAt: saved.savedAt };
    },
    reload: async () => {
      const theirs = await callWith(read, {}, { params });
      client.setQueryData<MissionPage>(key, theirs);
      const stored = theirs.sections.find((one) => one.section === section);
      return {
        value: asDraftRecord(theirs.content[section]),
        version: stored?.version ?? 0,
        ...(stored?.savedBy ? { by: stored.savedBy.name } : {}),
        ...(stored?.savedAt ? { at: stored.savedAt } : {}),
      };
    },
  });
}

/** All sections are kept alive while the form is open: going from one to another loses no keystroke. */
export function useSections(page: MissionPage): SectionSavers {
  return {
    basics: useSection(page, 'basics'),
    plan: useSection(page, 'plan'),
    members: useSection(page, 'members'),
    route: useSection(page, 'route'),
    programme: useSection(page, 'programme'),
    invitations: useSection(page, 'invitations'),
    budget: useSection(page, 'budget'),
    publicity: useSection(page, 'publicity'),
    attachments: useSection(page, 'attachments'),
    statements: useSection(page, 'statements'),
  };
}

/** The application of its sections; the same object as long as no section has changed, so that the rules do not run for nothing. */
export function useSameMission(values: Readonly<Record<string, DraftRecord>>): DraftMission {
  const kept = useRef<{ readonly values: Readonly<Record<string, DraftRecord>>; readonly mission: DraftMission }>(null);
  const same =
    kept.current && applicationSections.every((section) => kept.current?.values[section] === values[section]);
  if (kept.current && same) return kept.current.mission;
  const mission: DraftMission = Object.fromEntries(
    Object.entries(values).filter(([, value]) => Object.keys(value).length > 0),
  );
  kept.current = { values, mission };
  return mission;
}
