import type { Citation, Severity } from '#kernel/rules/rule.ts';
import type { Text } from '#kernel/text.ts';
import type { IconName } from '#kernel/ui/look/icon.tsx';
import type { Tone } from '#kernel/ui/look/tokens.ts';

/** A finding as screens show it; the answers of services have this shape, `findingView` makes it of a rule's own. */
export interface FindingView {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: Text;
  /** JSON pointer to the place in the form; `""` is the whole. */
  readonly at: string;
  readonly citation: Citation | null;
  readonly params: Readonly<Record<string, unknown>>;
  readonly reason: string | null;
}

export interface SeverityWords {
  readonly label: Text;
  readonly icon: IconName;
  readonly tone: Tone;
}

export const severityWords: Readonly<Record<Severity, SeverityWords>> = {
  blocks: { label: { zh: '须改正', en: 'Must correct' }, icon: 'alert', tone: 'stop' },
  warns: { label: { zh: '须说明', en: 'Must explain' }, icon: 'pencil', tone: 'soon' },
  informs: { label: { zh: '请留意', en: 'Note' }, icon: 'info', tone: 'info' },
};

export const severityOrder: readonly Severity[] = ['blocks', 'warns', 'informs'];

/** A finding still asks for something: blocked, or a reason not yet written. */
export const isOpen = (finding: FindingView): boolean =>
  finding.severity === 'blocks' || (finding.severity === 'warns' && finding.reason === null);

/** Counts by severity, for heads and tabs: what is explained does not count any more. */
export function countFindings(findings: readonly FindingView[]): Readonly<Record<Severity, number>> {
  const count = (severity: Severity) =>
    findings.filter((one) => one.severity === severity && (severity === 'informs' || isOpen(one))).length;
  return { blocks: count('blocks'), warns: count('warns'), informs: count('informs') };
}

export const bySeverity = (findings: readonly FindingView[]): readonly FindingView[] =>
  severityOrder.flatMap((severity) => findings.filter((one) => one.severity === severity));
