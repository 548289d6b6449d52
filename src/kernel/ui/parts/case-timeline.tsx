import type { Text } from '#kernel/text.ts';
import { tableInstant } from '#kernel/ui/look/dates.ts';
import { Icon } from '#kernel/ui/look/icon.tsx';
import { useText } from '#kernel/ui/look/language.ts';

/** One act, one line: when, who, for whom, what, with which words. */
export interface TimelineEntry {
  readonly id: string;
  /** Instant, UTC. */
  readonly at: string;
  readonly by: string | 'system';
  /** The person acted for; both stand on record. */
  readonly for?: string;
  readonly act: Text;
  readonly step?: Text;
  /** What the person wrote. */
  readonly words?: string;
  /** A correction of an earlier entry stays beside it. */
  readonly corrects?: string;
}

export function CaseTimeline({ entries }: { readonly entries: readonly TimelineEntry[] }) {
  const t = useText();
  return (
    <ol className="timeline" aria-label={t({ zh: '办理过程', en: 'History' })}>
      {entries.map((entry) => (
        <li key={entry.id} className={entry.by === 'system' ? 'timeline-system' : ''}>
          <time dateTime={entry.at}>{tableInstant(entry.at)}</time>
          <span className="timeline-act">
            {t(entry.act)}
            {entry.step && <span className="quiet">{t(entry.step)}</span>}
          </span>
          <span className="timeline-by">
            {entry.by === 'system' ? (
              <>
                <Icon name="settings" />
                {t({ zh: '系统', en: 'System' })}
              </>
            ) : (
              entry.by
            )}
            {entry.for && t({ zh: `（代 ${entry.for}）`, en: ` (for ${entry.for})` })}
          </span>
          <span className="timeline-words">
            {entry.corrects && <em className="quiet">{t({ zh: '更正', en: 'Correction' })}</em>}
            {entry.words}
          </span>
        </li>
      ))}
    </ol>
  );
}
