import { type DraftRecord, isDraftRecord } from '#kernel/ui/forms/draft.ts';

const listOf = (value: unknown): readonly DraftRecord[] => (Array.isArray(value) ? value.filter(isDraftRecord) : []);

/** One reason per rule: a later one takes the place of the earlier. */
export function withReason(statements: DraftRecord, rule: string, text: string): DraftRecord {
  const others = listOf(statements.reasons).filter((one) => one.rule !== rule);
  return { ...statements, reasons: text === '' ? others : [...others, { rule, text }] };
}

/** One request per rule; `null` takes it back. */
export function withException(
  statements: DraftRecord,
  rule: string,
  request: { readonly code: string; readonly text: string } | null,
): DraftRecord {
  const others = listOf(statements.exceptions).filter((one) => one.rule !== rule);
  return { ...statements, exceptions: request ? [...others, { rule, ...request }] : others };
}
