import { Checkbox, Input, InputNumber, Radio, Select } from 'antd';
import type { ReactNode } from 'react';
import type { FieldOf } from '#kernel/ui/field.ts';
import { optionsOf } from '#kernel/ui/field.ts';
import { useClearing } from '#kernel/ui/look/clearing.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { DateField } from './date-field.tsx';
import { type ControlTies, isDraftRecord } from './draft.ts';
import { MoneyField } from './money-field.tsx';
import { RegionSelect } from './region-select.tsx';
import { SheetTable } from './sheet-table.tsx';

export interface ControlProps {
  readonly field: FieldOf;
  readonly at: string;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  readonly onBlur?: () => void;
  readonly readOnly?: boolean;
  readonly ties: ControlTies;
  readonly autoComplete?: string;
  readonly autoFocus?: boolean;
}

/** Draws a control of its own for one field, e.g. a person looked up by name. */
export type CustomControl = (props: ControlProps) => ReactNode;

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
/** An empty text is no answer. */
const orNull = (value: string): string | null => (value === '' ? null : value);
const isNumeric = (field: FieldOf): boolean =>
  field.schema._zod.def.type === 'number' || field.schema._zod.def.type === 'int';

const inputTypes = { phone: 'tel', email: 'email', text: 'text', time: 'time' } as const;

/** More than this many choices are a list to open, fewer stand as words to press. */
const radiosUpTo = 4;

/** The control that belongs to a field. Lists of records are sheets; groups are drawn by SchemaForm. */
export function Control(props: ControlProps) {
  const { field, value, onChange, readOnly = false, ties } = props;
  const t = useText();
  const blur = props.onBlur ? { onBlur: props.onBlur } : {};
  const filled = {
    ...(props.autoComplete ? { autoComplete: props.autoComplete } : {}),
    ...(props.autoFocus ? { autoFocus: true } : {}),
  };
  const status = ties['aria-invalid'] ? ('error' as const) : ('' as const);
  const example =
    field.meta.example === undefined
      ? {}
      : { placeholder: t({ zh: `如 ${field.meta.example}`, en: `e.g. ${field.meta.example}` }) };
  switch (field.widget) {
    case 'day':
      return <DateField {...ties} {...blur} value={textOf(value) || null} onChange={onChange} readOnly={readOnly} />;
    case 'money': {
      const numeric = isNumeric(field);
      const amount = typeof value === 'number' ? value.toFixed(2) : textOf(value) || null;
      const take = (next: string | null) => onChange(numeric && next !== null ? Number(next) : next);
      return <MoneyField {...ties} {...blur} value={amount} onChange={take} readOnly={readOnly} />;
    }
    case 'number':
      return (
        <InputNumber<number>
          {...ties}
          {...blur}
          {...example}
          value={typeof value === 'number' ? value : null}
          onChange={onChange}
          readOnly={readOnly}
          status={status}
          controls={false}
        />
      );
    case 'region':
      return (
        <RegionSelect
          {...ties}
          {...blur}
          value={textOf(value) || null}
          onChange={onChange}
          readOnly={readOnly}
          withMainland
        />
      );
    case 'yes-no':
      return (
        <Radio.Group
          aria-describedby={ties['aria-describedby']}
          value={value}
          disabled={readOnly}
          onChange={(event) => onChange(event.target.value)}
        >
          <Radio value={true}>{t({ zh: '是', en: 'Yes' })}</Radio>
          <Radio value={false}>{t({ zh: '否', en: 'No' })}</Radio>
        </Radio.Group>
      );
    case 'choice':
      return <Choice {...props} />;
    case 'choices':
      return (
        <Checkbox.Group
          value={Array.isArray(value) ? value : []}
          disabled={readOnly}
          options={optionsOf(field).map((option) => ({ value: option.value, label: t(option.label) }))}
          onChange={onChange}
        />
      );
    case 'table':
      return (
        <SheetTable
          field={field}
          at={props.at}
          rows={Array.isArray(value) ? value.filter(isDraftRecord) : []}
          onChange={onChange}
          readOnly={readOnly}
          ties={ties}
          {...blur}
        />
      );
    case 'textarea':
      return (
        <Input.TextArea
          {...ties}
          {...blur}
          {...example}
          value={textOf(value)}
          autoSize={{ minRows: 3, maxRows: 12 }}
          readOnly={readOnly}
          status={status}
          onChange={(event) => onChange(orNull(event.target.value))}
        />
      );
    case 'password':
      return (
        <Input.Password
          {...ties}
          {...blur}
          {...filled}
          value={textOf(value)}
          status={status}
          onChange={(event) => onChange(orNull(event.target.value))}
        />
      );
    case 'hidden':
      return null;
    default: {
      const type = field.widget in inputTypes ? inputTypes[field.widget as keyof typeof inputTypes] : 'text';
      return (
        <Input
          {...ties}
          {...blur}
          {...filled}
          {...example}
          type={type}
          value={textOf(value)}
          readOnly={readOnly}
          status={status}
          onChange={(event) => onChange(orNull(event.target.value))}
        />
      );
    }
  }
}

function Choice({ field, value, onChange, onBlur, readOnly = false, ties }: ControlProps) {
  const clearing = useClearing();
  const t = useText();
  const options = optionsOf(field).map((option) => ({ value: option.value, label: t(option.label) }));
  if (options.length <= radiosUpTo && !field.optional) {
    return (
      <Radio.Group
        aria-describedby={ties['aria-describedby']}
        value={value}
        disabled={readOnly}
        options={options}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  }
  return (
    <Select<string>
      {...ties}
      value={textOf(value) || null}
      disabled={readOnly}
      showSearch={{ optionFilterProp: 'label' }}
      allowClear={field.optional && clearing}
      status={ties['aria-invalid'] ? 'error' : ''}
      placeholder={t({ zh: '选择', en: 'Choose' })}
      options={options}
      onChange={(next) => onChange(next ?? null)}
      {...(onBlur ? { onBlur } : {})}
    />
  );
}

/** Whether a field is several controls under one label: a group for readers instead of a label. */
export function isGroup(field: FieldOf): boolean {
  if (field.widget === 'yes-no' || field.widget === 'choices' || field.widget === 'table') return true;
  return field.widget === 'choice' && !field.optional && optionsOf(field).length <= radiosUpTo;
}
