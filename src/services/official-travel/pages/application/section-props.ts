import type { Fault } from '#kernel/http/problem.ts';
import { type FieldOf, fieldsOf } from '#kernel/ui/field.ts';
import type { DraftRecord } from '#kernel/ui/forms/draft.ts';
import type { SchemaFormProps } from '#kernel/ui/forms/schema-form.tsx';
import type { FindingView } from '#kernel/ui/parts/finding.ts';
import type { MissionPage } from '../../answers.ts';
import { type ApplicationSection, type DraftMission, sections } from '../../model.ts';

/** What each section of the form works with. Pointers carry the section before them: `/route/return`. */
export interface SectionProps {
  readonly page: MissionPage;
  readonly section: ApplicationSection;
  /** The whole application as it stands on the screen. */
  readonly mission: DraftMission;
  readonly value: DraftRecord;
  readonly readOnly: boolean;
  readonly faults: readonly Fault[];
  readonly findings: readonly FindingView[];
  readonly onChange: (value: DraftRecord) => void;
  /** A field was left. */
  readonly onBlur: () => void;
  /** Changes another section: a remedy, a reason, a plan line that names the list. */
  readonly change: (section: ApplicationSection, value: DraftRecord) => void;
  readonly go: (section: ApplicationSection) => void;
}

/** The form of the section's own fields. */
export function formOf(props: SectionProps): Omit<SchemaFormProps, 'only'> {
  const { section, value, onChange, onBlur, faults, findings, readOnly } = props;
  return { schema: sections[section], value, onChange, onBlur, faults, findings, readOnly, at: `/${section}` };
}

/** @throws TypeError for a name that the section does not have */
export function fieldNamed(section: ApplicationSection, name: string): FieldOf {
  const found = fieldsOf(sections[section]).find((field) => field.name === name);
  if (!found) throw new TypeError(`${section} has no field ${name}`);
  return found;
}

export function rowsOf(value: unknown): readonly DraftRecord[] {
  return Array.isArray(value) ? value.filter((row) => typeof row === 'object' && row !== null) : [];
}
