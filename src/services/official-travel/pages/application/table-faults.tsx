import type { Fault } from '#kernel/http/problem.ts';
import { faultsBelow } from '#kernel/ui/forms/draft.ts';
import { Icon } from '#kernel/ui/look/icon.tsx';
import { useText } from '#kernel/ui/look/language.ts';
import { type FindingView, severityWords } from '#kernel/ui/parts/finding.ts';
import { focusPointer } from './focus.ts';

interface TableFaultsProps {
  /** Pointer of the list: `/route/stops`. */
  readonly at: string;
  readonly faults: readonly Fault[];
  readonly findings: readonly FindingView[];
}

/** What is wrong in the cells of a sheet, by row, each a way to its cell; the same words as in the rail. */
export function TableFaults({ at, faults, findings }: TableFaultsProps) {
  const t = useText();
  const rowOf = (pointer: string) => {
    const index = Number(pointer.slice(at.length + 1).split('/')[0]);
    return Number.isInteger(index) && pointer !== at ? t({ zh: `第 ${index + 1} 行：`, en: `Row ${index + 1}: ` }) : '';
  };
  const below = (one: { readonly at: string }) => one.at === at || one.at.startsWith(`${at}/`);
  const own = faultsBelow(faults, at);
  const found = findings.filter(below);
  if (own.length === 0 && found.length === 0) return null;
  return (
    <ul className="field-faults">
      {own.map((fault) => (
        <li key={fault.at + fault.code + fault.message.en} className="field-fault">
          <Icon name="alert" />
          <button type="button" className="link" onClick={() => focusPointer(fault.at)}>
            {rowOf(fault.at)}
            {t(fault.message)}
          </button>
        </li>
      ))}
      {found.map((finding) => (
        <li key={finding.rule + finding.at} className={`field-fault tone-text-${severityWords[finding.severity].tone}`}>
          <Icon name={severityWords[finding.severity].icon} />
          <button type="button" className="link" onClick={() => focusPointer(finding.at)}>
            <strong>{t(severityWords[finding.severity].label)}</strong> {rowOf(finding.at)}
            {t(finding.message)}
          </button>
        </li>
      ))}
    </ul>
  );
}
