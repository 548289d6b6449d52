import type { z } from 'zod';
import type { MissionCheck, missionPage } from './answers.ts';
import { type Section, sections } from './model.ts';
import type { StoredSection } from './storage.ts';

type SectionState = z.infer<typeof missionPage>['sections'][number];

/** 未填、填写中、有问题、完成: computed, never asked. */
export function sectionStates(
  stored: readonly StoredSection[],
  check: MissionCheck,
  names: ReadonlyMap<string, string>,
): SectionState[] {
  return (Object.keys(sections) as Section[]).map((section) => {
    const kept = stored.find((one) => one.section === section);
    const gaps = check.gaps.filter((gap) => gap.section === section).length;
    const findings = check.findings.filter(
      (finding) => finding.section === section && finding.blocks !== 'nothing',
    ).length;
    const state = !kept ? 'empty' : findings > 0 ? 'issues' : gaps > 0 ? 'begun' : 'done';
    return {
      section,
      version: kept?.version ?? 0,
      state,
      issues: kept ? gaps + findings : 0,
      savedAt: kept?.savedAt.toISOString() ?? null,
      savedBy: kept ? { id: kept.savedBy, name: names.get(kept.savedBy) ?? '' } : null,
    };
  });
}
