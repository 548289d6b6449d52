import { useEffect } from 'react';
import { Icon } from '#kernel/ui/look/icon.tsx';
import { useText } from '#kernel/ui/look/language.ts';
import { bySeverity, countFindings, type FindingView, isOpen, severityOrder, severityWords } from './finding.ts';

export interface FindingRailProps {
  readonly findings: readonly FindingView[];
  /** Goes to the place of the finding: opens the section and focuses the field. */
  readonly onGo: (finding: FindingView) => void;
  /** How many rules were passed, with what opens them. */
  readonly passed?: { readonly count: number; readonly onOpen?: () => void };
}

/** The live list beside a form: by severity, each a way to its place. F8 and Shift+F8 go to the next and the one before. */
export function FindingRail({ findings, onGo, passed }: FindingRailProps) {
  const t = useText();
  const counts = countFindings(findings);
  const sorted = bySeverity(findings);
  useFindingKeys(sorted.filter(isOpen), onGo);
  return (
    <aside className="finding-rail" aria-label={t({ zh: '核对结果', en: 'Findings' })}>
      <p className="finding-rail-counts" role="status">
        {severityOrder
          .filter((severity) => counts[severity] > 0)
          .map((severity) => (
            <span key={severity} className={`tone-text-${severityWords[severity].tone}`}>
              {t(severityWords[severity].label)} {counts[severity]}
            </span>
          ))}
        {sorted.length === 0 && <span>{t({ zh: '没有问题', en: 'No findings' })}</span>}
      </p>
      <ul>
        {sorted.map((finding) => (
          <li key={`${finding.rule}${finding.at}`} className={`finding-line finding-${finding.severity}`}>
            <button type="button" onClick={() => onGo(finding)}>
              <Icon name={severityWords[finding.severity].icon} />
              <span className="for-readers">{t(severityWords[finding.severity].label)}</span>
              {t(finding.message)}
            </button>
          </li>
        ))}
      </ul>
      {passed && (
        <p className="quiet">
          {passed.onOpen ? (
            <button type="button" className="link" onClick={passed.onOpen}>
              {t({ zh: `通过 ${passed.count} 项`, en: `${passed.count} passed` })}
            </button>
          ) : (
            t({ zh: `通过 ${passed.count} 项`, en: `${passed.count} passed` })
          )}
        </p>
      )}
    </aside>
  );
}

function useFindingKeys(findings: readonly FindingView[], onGo: (finding: FindingView) => void): void {
  useEffect(() => {
    let at = -1;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'F8' || findings.length === 0 || event.isComposing) return;
      event.preventDefault();
      at = (at + (event.shiftKey ? -1 : 1) + findings.length) % findings.length;
      const finding = findings[at];
      if (finding) onGo(finding);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [findings, onGo]);
}
