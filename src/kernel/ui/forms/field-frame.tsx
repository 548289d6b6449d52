import type { ReactNode } from 'react';
import type { Fault } from '#kernel/http/problem.ts';
import type { Text } from '#kernel/text.ts';
import { Icon } from '#kernel/ui/look/icon.tsx';
import { useText } from '#kernel/ui/look/language.ts';
import type { FindingView } from '#kernel/ui/parts/finding.ts';
import { severityWords } from '#kernel/ui/parts/finding.ts';
import { type ControlTies, faultId, faultsHere, helpId } from './draft.ts';
import { fieldId } from './field-id.ts';

export interface FieldFrameProps {
  /** JSON pointer of the value. */
  readonly at: string;
  readonly label: Text;
  readonly help?: Text | undefined;
  readonly unit?: Text | undefined;
  readonly optional?: boolean;
  /** 来自人员库 2026-05-08: where a prefilled value comes from. */
  readonly source?: Text | undefined;
  readonly faults?: readonly Fault[];
  /** Findings of rules at this field, in the same words as in the rail. */
  readonly findings?: readonly FindingView[];
  /** Several controls under one label (radio, checkboxes, dates from–to): a group instead of a label. */
  readonly group?: boolean;
  readonly children: (ties: ControlTies) => ReactNode;
}

/** Label, help above the control, unit behind it, fault and findings below: the same for every control. */
export function FieldFrame(props: FieldFrameProps) {
  const { at, label, help, unit, optional, source, group, children } = props;
  const t = useText();
  const faults = faultsHere(props.faults ?? [], at);
  const findings = (props.findings ?? []).filter((finding) => finding.at === at);
  const id = fieldId(at);
  const described = [help && helpId(at), (faults.length > 0 || findings.length > 0) && faultId(at)]
    .filter(Boolean)
    .join(' ');
  const ties: ControlTies = {
    id,
    'aria-required': !optional,
    ...(described ? { 'aria-describedby': described } : {}),
    ...(faults.length > 0 ? { 'aria-invalid': true } : {}),
  };
  const words = (
    <>
      {t(label)}
      {optional && <span className="field-optional">{t({ zh: '选填', en: 'optional' })}</span>}
    </>
  );
  const inside = (
    <>
      {help && (
        <p className="field-help" id={helpId(at)}>
          {t(help)}
        </p>
      )}
      <div className="field-control">
        {children(ties)}
        {unit && <span className="field-unit">{t(unit)}</span>}
      </div>
      {source && <p className="field-source">{t(source)}</p>}
      {(faults.length > 0 || findings.length > 0) && (
        <ul className="field-faults" id={faultId(at)}>
          {faults.map((fault) => (
            <li key={fault.code + fault.message.zh} className="field-fault">
              <Icon name="alert" />
              {t(fault.message)}
            </li>
          ))}
          {findings.map((finding) => (
            <li key={finding.rule} className={`field-fault tone-text-${severityWords[finding.severity].tone}`}>
              <Icon name={severityWords[finding.severity].icon} />
              <strong>{t(severityWords[finding.severity].label)}</strong> {t(finding.message)}
            </li>
          ))}
        </ul>
      )}
    </>
  );
  const className = faults.length > 0 ? 'field field-faulty' : 'field';
  if (group) {
    return (
      <fieldset className={className} id={id} tabIndex={-1} {...(described ? { 'aria-describedby': described } : {})}>
        <legend>{words}</legend>
        {inside}
      </fieldset>
    );
  }
  return (
    <div className={className}>
      <label htmlFor={id}>{words}</label>
      {inside}
    </div>
  );
}
