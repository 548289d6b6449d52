import { Input } from 'antd';
import { useId } from 'react';
import type { Fault } from '#kernel/http/problem.ts';
import type { Text } from '#kernel/text.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { missionProcess } from '../../../process.ts';

export const stepLabel = (step: string): Text => missionProcess.steps[step]?.label ?? { zh: step, en: step };

export function Faults({ faults }: { readonly faults: readonly Fault[] }) {
  const t = useText();
  if (faults.length === 0) return null;
  return (
    <ul className="field-faults">
      {faults.map((fault) => (
        <li key={fault.at + fault.code} className="field-fault">
          {t(fault.message)}
        </li>
      ))}
    </ul>
  );
}

export interface FieldProps<Value> {
  readonly label: Text;
  readonly value: Value;
  readonly readOnly: boolean;
  readonly onChange: (value: Value) => void;
}

export function TextField({
  label,
  help,
  value,
  readOnly,
  code,
  faults = [],
  onChange,
}: FieldProps<string> & { readonly help?: Text; readonly code?: boolean; readonly faults?: readonly Fault[] }) {
  const t = useText();
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{t(label)}</label>
      {help && (
        <p className="field-help" id={`${id}-help`}>
          {code ? <Quoted text={t(help)} /> : t(help)}
        </p>
      )}
      <Input
        id={id}
        {...(help ? { 'aria-describedby': `${id}-help` } : {})}
        className={code ? 'code-input' : ''}
        value={value}
        readOnly={readOnly}
        status={faults.length > 0 ? 'error' : ''}
        onChange={(event) => onChange(event.target.value)}
      />
      <Faults faults={faults} />
    </div>
  );
}

/** Names and signs of the language of conditions, set apart from the words around them. */
function Quoted({ text }: { readonly text: string }) {
  const parts = text.split(/`([^`]+)`/);
  return parts.map((part, index) => (index % 2 === 1 ? <code key={part}>{part}</code> : part));
}
