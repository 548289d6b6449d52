import { Input } from 'antd';
import { useEffect, useState } from 'react';
import { writeNumber } from '#kernel/ui/look/dates.ts';
import { useText } from '#kernel/ui/look/language.ts';
import type { ControlTies } from './draft.ts';
import { parseMoneyText } from './money-text.ts';

export interface MoneyFieldProps extends Partial<ControlTies> {
  /** Exact decimal text with two places, never a float. */
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
  readonly onBlur?: () => void;
  /** ISO 4217; CNY stands as 元. */
  readonly currency?: string;
  readonly readOnly?: boolean;
}

/** An amount: thousands marked after leaving, 万 understood, two places. */
export function MoneyField({ value, onChange, onBlur, currency = 'CNY', readOnly, ...ties }: MoneyFieldProps) {
  const t = useText();
  const [typed, setTyped] = useState(value === null ? '' : writeNumber(value));
  useEffect(() => {
    setTyped((words) => (parseMoneyText(words) === value ? words : value === null ? '' : writeNumber(value)));
  }, [value]);
  const amount = parseMoneyText(typed);
  const unclear = typed.trim() !== '' && amount === null;
  return (
    <Input
      {...ties}
      className="money-field"
      value={typed}
      readOnly={readOnly ?? false}
      inputMode="decimal"
      autoComplete="off"
      status={unclear || ties['aria-invalid'] ? 'error' : ''}
      suffix={currency === 'CNY' ? t({ zh: '元', en: 'CNY' }) : currency}
      onChange={(event) => {
        setTyped(event.target.value);
        const next = parseMoneyText(event.target.value);
        if (next !== value) onChange(next);
      }}
      onBlur={() => {
        if (amount) setTyped(writeNumber(amount));
        onBlur?.();
      }}
    />
  );
}
