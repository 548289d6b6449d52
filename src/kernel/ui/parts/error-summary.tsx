import { useEffect, useRef } from 'react';
import type { Fault } from '#kernel/http/problem.ts';
import { fieldId } from '#kernel/ui/forms/field-id.ts';
import { Icon } from '#kernel/ui/look/icon.tsx';
import { useText } from '#kernel/ui/look/language.ts';

export interface ErrorSummaryProps {
  readonly faults: readonly Fault[];
  /** Changes with each try, so that the focus comes back here. */
  readonly attempt: number;
  /** Where fields lie in several forms: opens the section before the focus goes there. */
  readonly onGo?: (fault: Fault) => void;
}

/** All faults at once, first on the page and with the focus; each leads to its field and says the same as there. */
export function ErrorSummary({ faults, attempt, onGo }: ErrorSummaryProps) {
  const t = useText();
  const box = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt brings the focus back even if the faults are the same
  useEffect(() => {
    if (faults.length > 0) box.current?.focus();
  }, [attempt]);
  if (faults.length === 0) return null;
  const go = (fault: Fault) => (event: React.MouseEvent) => {
    event.preventDefault();
    onGo?.(fault);
    const target = document.getElementById(fieldId(fault.at));
    target?.focus();
    target?.scrollIntoView({ block: 'center' });
  };
  return (
    <div className="error-summary" ref={box} tabIndex={-1} role="alert">
      <h2>
        <Icon name="alert" />
        {t({
          zh: `有 ${faults.length} 处须改正`,
          en: faults.length === 1 ? '1 thing to correct' : `${faults.length} things to correct`,
        })}
      </h2>
      <ol>
        {faults.map((fault) => (
          <li key={`${fault.at}${fault.code}`}>
            <a href={`#${fieldId(fault.at)}`} onClick={go(fault)}>
              {t(fault.message)}
            </a>
          </li>
        ))}
      </ol>
    </div>
  );
}
