import type { Text } from '#kernel/text.ts';
import { Icon } from '#kernel/ui/look/icon.tsx';
import { useText } from '#kernel/ui/look/language.ts';

export interface PathStep {
  readonly node: string;
  readonly label: Text;
  readonly status: 'done' | 'current' | 'to-come' | 'skipped';
  /** Why a step is skipped: `condition`, `done-before`. */
  readonly why?: string | undefined;
}

const statusWords: Readonly<Record<PathStep['status'], Text>> = {
  done: { zh: '已完成', en: 'done' },
  current: { zh: '办理中', en: 'current' },
  'to-come': { zh: '未到', en: 'still to come' },
  skipped: { zh: '略过', en: 'skipped' },
};

const whyWords: Readonly<Record<string, Text>> = {
  condition: { zh: '本件不需要此环节', en: 'not needed for this case' },
  'done-before': { zh: '此前已办过', en: 'done before' },
};

/** The real steps of this case, by its own definition: done, current, still to come, skipped with the reason. */
export function PathSteps({ path }: { readonly path: readonly PathStep[] }) {
  const t = useText();
  return (
    <ol className="path" aria-label={t({ zh: '办理路径', en: 'Steps of this case' })}>
      {path.map((item) => {
        const why = item.why === undefined ? undefined : whyWords[item.why];
        return (
          <li
            key={item.node}
            className={`path-step path-${item.status}`}
            {...(item.status === 'current' ? { 'aria-current': 'step' as const } : {})}
            {...(why ? { title: t(why) } : {})}
          >
            {item.status === 'done' && <Icon name="check" />}
            <span className="path-name">{t(item.label)}</span>
            <span className="for-readers">
              {t({ zh: '：', en: ': ' })}
              {t(statusWords[item.status])}
              {why && ` ${t(why)}`}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
