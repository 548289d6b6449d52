import { Icon } from '#kernel/ui/look/icon.tsx';
import { useText } from '#kernel/ui/look/language.ts';
import { useNow } from '#kernel/ui/look/now.ts';
import { type Due, dueWords } from './due.ts';

export interface DueLabelProps {
  readonly due: Due;
  /** Default: business time now. */
  readonly now?: Date;
}

/** 还有 2 天 / 今天到期 / 逾期 3 天 / 暂停: words, icon and tone; the whole date in the title and for readers. */
export function DueLabel({ due, now }: DueLabelProps) {
  const t = useText();
  const clock = useNow();
  const label = dueWords(due, now ?? clock);
  return (
    <span className={`due tone-text-${label.tone}${label.strong ? ' strong' : ''}`} title={t(label.full)}>
      {label.icon && <Icon name={label.icon} />}
      {t(label.words)}
      <span className="for-readers">{t({ zh: `（${label.full.zh}）`, en: ` (${label.full.en})` })}</span>
    </span>
  );
}
