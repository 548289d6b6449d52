import { masked } from '#kernel/ui/masked.ts';
import type { MissionCheck } from './answers.ts';
import { type Section, sections } from './model.ts';
import { ownChecksOnPersons } from './own-checks/checks.ts';
import { subjectOf } from './own-checks/subject-of.ts';

/** Rules whose outcome tells of secrecy, kinship or party: who does not read these facts is not told how the rule came out. */
const aboutParticulars: ReadonlySet<string> = new Set(['EDU-04', 'TEAM-03', 'TEAM-07', ...ownChecksOnPersons]);

/** The content for a reader without need of particulars (AZ-08). */
export function maskedContent(content: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(content).map(([section, value]) => [section, masked(sections[section as Section], value)]),
  );
}

/** The check for the same reader: that a rule of this kind stands in the way is said, about whom is not. */
export function maskedCheck(check: MissionCheck): MissionCheck {
  const plain = ({ rule }: { readonly rule: string }) => !aboutParticulars.has(rule);
  return {
    ...check,
    findings: check.findings.map((finding) =>
      plain(finding)
        ? finding
        : { ...finding, message: subjectOf(finding.rule), section: 'members', at: '/people', params: {} },
    ),
    passed: check.passed.filter(plain),
    unchecked: check.unchecked.filter(plain),
  };
}
