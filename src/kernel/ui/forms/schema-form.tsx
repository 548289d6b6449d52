import type { z } from 'zod';
import type { Fault } from '#kernel/http/problem.ts';
import type { Text } from '#kernel/text.ts';
import { type FieldOf, fieldsOf } from '#kernel/ui/field.ts';
import { useText } from '#kernel/ui/look/language.ts';
import type { FindingView } from '#kernel/ui/parts/finding.ts';
import { useClosedPurposes } from './closed-purposes.tsx';
import { Control, type CustomControl, isGroup } from './control.tsx';
import { asDraftRecord, type DraftRecord } from './draft.ts';
import { FieldFrame } from './field-frame.tsx';

export interface SchemaFormProps {
  /** A `record` of labelled fields. */
  readonly schema: z.core.$ZodType;
  readonly value: DraftRecord;
  readonly onChange: (value: DraftRecord) => void;
  /** A field was left: a moment to save. */
  readonly onBlur?: () => void;
  readonly faults?: readonly Fault[];
  readonly findings?: readonly FindingView[];
  /** JSON pointer of this record within the whole: `/members/0`. */
  readonly at?: string;
  readonly readOnly?: boolean;
  /** Only these, in this order. Default: all. */
  readonly only?: readonly string[];
  /** Controls of its own, by name of the field. */
  readonly custom?: Readonly<Record<string, CustomControl>>;
  /** Where a prefilled value comes from, by name of the field. */
  readonly sources?: Readonly<Record<string, Text>>;
  /** What password managers and browsers may fill, by name of the field: `username`, `one-time-code`. */
  readonly autoComplete?: Readonly<Record<string, string>>;
  /** Name of the field that takes the focus when the form appears. */
  readonly autoFocus?: string;
  /** Fields shown must be answered although the schema lets each be left out (one of several). */
  readonly required?: boolean;
  /** A field is drawn only while this holds: questions that do not apply are not asked. */
  readonly asks?: (name: string, value: DraftRecord) => boolean;
}

/** The form of a schema: one column, labels above, in the order of definition. All fields are required unless marked 选填. */
export function SchemaForm(props: SchemaFormProps) {
  const { schema, value, only, asks } = props;
  const closed = useClosedPurposes();
  const all = fieldsOf(schema).filter((field) => !closed.has(field.meta.purpose));
  const chosen = only
    ? only.map((name) => all.find((field) => field.name === name)).filter((field) => field !== undefined)
    : all;
  return (
    <div className="schema-form">
      {chosen
        .filter((field) => field.widget !== 'hidden' && (asks?.(field.name, value) ?? true))
        .map((field) => (
          <SchemaField key={field.name} field={field} form={props} />
        ))}
    </div>
  );
}

function SchemaField({ field, form }: { readonly field: FieldOf; readonly form: SchemaFormProps }) {
  const t = useText();
  const at = `${form.at ?? ''}/${field.name}`;
  const own = form.value[field.name];
  const set = (next: unknown) => form.onChange({ ...form.value, [field.name]: next });
  const readOnly = (form.readOnly ?? false) || (field.meta.readOnly ?? false);
  const custom = form.custom?.[field.name];
  if (field.schema._zod.def.type === 'object' && !custom) {
    return (
      <fieldset className="schema-group">
        <legend>{t(field.meta.label)}</legend>
        {field.meta.help && <p className="field-help">{t(field.meta.help)}</p>}
        <SchemaForm
          schema={field.schema}
          value={asDraftRecord(own)}
          onChange={set}
          at={at}
          readOnly={readOnly}
          {...(form.faults ? { faults: form.faults } : {})}
          {...(form.findings ? { findings: form.findings } : {})}
          {...(form.onBlur ? { onBlur: form.onBlur } : {})}
        />
      </fieldset>
    );
  }
  return (
    <FieldFrame
      at={at}
      label={field.meta.label}
      help={field.meta.help}
      unit={field.widget === 'money' ? undefined : field.meta.unit}
      optional={field.optional && !form.required}
      source={form.sources?.[field.name]}
      faults={form.faults ?? []}
      findings={form.findings ?? []}
      group={!custom && isGroup(field)}
    >
      {(ties) => {
        const control = {
          field,
          at,
          value: own,
          onChange: set,
          readOnly,
          ties,
          ...(form.onBlur ? { onBlur: form.onBlur } : {}),
          ...(form.autoComplete?.[field.name] ? { autoComplete: form.autoComplete[field.name]! } : {}),
          ...(form.autoFocus === field.name ? { autoFocus: true } : {}),
        };
        return custom ? custom(control) : <Control {...control} />;
      }}
    </FieldFrame>
  );
}

/** Said once at the top of a form. */
export function RequiredNote() {
  const t = useText();
  return (
    <p className="quiet">
      {t({ zh: '以下均须填写，标“选填”的除外。', en: 'Everything is required unless marked optional.' })}
    </p>
  );
}
