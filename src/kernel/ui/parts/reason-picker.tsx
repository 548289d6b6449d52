import { Input, Select } from 'antd';
import { useId } from 'react';
import type { Text } from '#kernel/text.ts';
import { useText } from '#kernel/ui/look/language.ts';

export interface ReasonValue {
  readonly code: string | null;
  readonly text: string;
}

export interface ReasonPickerProps {
  readonly label: Text;
  readonly help?: Text;
  /** Coded reasons, so that reasons can be counted; empty: words only. */
  readonly reasons: readonly { readonly code: string; readonly label: Text }[];
  readonly value: ReasonValue;
  readonly onChange: (value: ReasonValue) => void;
  /** In one line, for cards. */
  readonly compact?: boolean;
  /** Faults at code and text, already in the reader's language. */
  readonly fault?: string;
}

/** Code and words: the code is counted, the words are read. */
export function ReasonPicker({ label, help, reasons, value, onChange, compact, fault }: ReasonPickerProps) {
  const t = useText();
  const id = useId();
  const describedBy = [help && `${id}-help`, fault && `${id}-fault`].filter(Boolean).join(' ') || undefined;
  return (
    <div className={compact ? 'reason-picker compact' : 'reason-picker'}>
      <label htmlFor={reasons.length > 0 ? `${id}-code` : `${id}-text`}>{t(label)}</label>
      {help && (
        <p id={`${id}-help`} className="field-help">
          {t(help)}
        </p>
      )}
      {reasons.length > 0 && (
        <Select<string>
          id={`${id}-code`}
          value={value.code}
          placeholder={t({ zh: '选择原因', en: 'Choose a reason' })}
          aria-describedby={describedBy}
          options={reasons.map((reason) => ({ value: reason.code, label: t(reason.label) }))}
          onChange={(code) => onChange({ ...value, code })}
        />
      )}
      <label className={reasons.length > 0 ? 'for-readers' : 'for-readers'} htmlFor={`${id}-text`}>
        {t({ zh: '说明文字', en: 'Explanation' })}
      </label>
      <Input.TextArea
        id={`${id}-text`}
        value={value.text}
        autoSize={{ minRows: compact ? 1 : 2, maxRows: 6 }}
        maxLength={500}
        aria-describedby={describedBy}
        {...(fault ? { status: 'error' as const, 'aria-invalid': true } : {})}
        onChange={(event) => onChange({ ...value, text: event.target.value })}
      />
      {fault && (
        <p id={`${id}-fault`} className="field-fault">
          {fault}
        </p>
      )}
    </div>
  );
}
