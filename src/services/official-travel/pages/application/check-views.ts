import type { Fault } from '#kernel/http/problem.ts';
import type { Text } from '#kernel/text.ts';
import type { FindingView } from '#kernel/ui/parts/finding.ts';
import type { Gap, MissionCheck, MissionFinding } from '../../answers.ts';
import type { ApplicationSection } from '../../model.ts';
import { subjectOf } from '../../own-checks/subject-of.ts';

/** A finding at its place in the whole application: `/route/return`. */
export const placeOf = ({ section, at }: Pick<MissionFinding, 'section' | 'at'>): string => `/${section}${at}`;

export const viewOf = (finding: MissionFinding): FindingView => ({ ...finding, at: placeOf(finding) });

export const gapFault = (gap: Gap): Fault => ({ at: placeOf(gap), code: gap.code, message: gap.message });

export const titleOf = (finding: Pick<MissionFinding, 'rule'>): Text => subjectOf(finding.rule);

/** Codes that say no more than that nothing has been entered yet. */
const openCodes: ReadonlySet<string> = new Set(['required', 'missing', 'section-empty']);
export const isOpenGap = (gap: Pick<Gap, 'code'>): boolean => openCodes.has(gap.code);

/** While filling, only what was entered wrongly is said at the field; what is not entered yet, once the person has asked for a check. */
export function faultsWhileFilling(
  gaps: readonly Gap[],
  section: ApplicationSection,
  asked: boolean,
): readonly Fault[] {
  return gaps.filter((gap) => gap.section === section && (asked || !isOpenGap(gap))).map(gapFault);
}

export interface CheckCounts {
  /** 须改正: rules that block and faults of form. */
  readonly mend: number;
  /** 须说明. */
  readonly explain: number;
  /** 未填. */
  readonly open: number;
}

export function countCheck(check: MissionCheck): CheckCounts {
  const stops = ({ blocks }: MissionFinding) => blocks === 'submit';
  return {
    mend:
      check.findings.filter((one) => one.severity === 'blocks' && stops(one)).length +
      check.gaps.filter((gap) => !isOpenGap(gap)).length,
    explain: check.findings.filter((one) => one.severity === 'warns' && stops(one)).length,
    open: check.gaps.filter(isOpenGap).length,
  };
}

/** Decided on the way, after the submission (posting, filing): told apart, so that nobody takes them for a fault of the form. */
export const comesLater = (finding: MissionFinding): boolean =>
  finding.blocks === 'approve' && finding.exception === null && finding.severity !== 'informs';

/** One card for a rule that is broken at several places: the places in its words, the first as the way to mend. */
export function byRule(findings: readonly MissionFinding[]): readonly MissionFinding[] {
  const found = new Map<string, MissionFinding>();
  for (const finding of findings) {
    const key = `${finding.rule} ${finding.section}`;
    const first = found.get(key);
    if (!first) found.set(key, finding);
    else if (!first.message.zh.includes(finding.message.zh)) {
      const message = {
        zh: `${first.message.zh}${finding.message.zh}`,
        en: `${first.message.en} ${finding.message.en}`,
      };
      found.set(key, { ...first, message });
    }
  }
  return [...found.values()];
}

/** Findings that submitting waits for; the others are told and do not stop it. */
export const stopsSubmission = (finding: MissionFinding): boolean => finding.blocks === 'submit';

/** 未填、填写中、有问题、完成, from what stands on the screen; what is decided after the submission is no issue of the form. */
export function sectionState(
  section: ApplicationSection,
  begun: boolean,
  check: MissionCheck,
): { readonly state: 'empty' | 'begun' | 'issues' | 'done'; readonly issues: number } {
  const gaps = check.gaps.filter((gap) => gap.section === section);
  const findings = check.findings.filter(
    (one) => one.section === section && one.blocks !== 'nothing' && !comesLater(one),
  );
  if (!begun) return { state: 'empty', issues: 0 };
  if (findings.length > 0) return { state: 'issues', issues: findings.length + gaps.length };
  return gaps.length > 0 ? { state: 'begun', issues: gaps.length } : { state: 'done', issues: 0 };
}

/** What a reason or a request for an exception must hold at least (model: statements). */
export const leastReason = 10;
