import type { ReactNode } from 'react';
import type { Text } from '#kernel/text.ts';
import { Icon } from '#kernel/ui/look/icon.tsx';
import { useText } from '#kernel/ui/look/language.ts';

export interface LockCardProps {
  /** 张伟暂不能列入新团 */
  readonly what: Text;
  /** What still works: 本单位其他人不受影响 */
  readonly not: Text;
  readonly since: string;
  readonly facts: readonly Text[];
  readonly lifts: Text;
  readonly ask: Text;
  /** 已临时放行至 12月5日，批准人…，理由… */
  readonly release?: Text;
  /** 申诉, and whatever else is open. */
  readonly acts?: ReactNode;
}

/** The lightest lock, seen by all concerned: what, what not, since when, what lifts it, whom to ask. */
export function LockCard({ what, not, since, facts, lifts, ask, release, acts }: LockCardProps) {
  const t = useText();
  const rows: readonly [Text, ReactNode][] = [
    [{ zh: '不受影响', en: 'Not affected' }, t(not)],
    [{ zh: '自何时', en: 'Since' }, since],
    [{ zh: '原因', en: 'Because' }, facts.map((fact) => <span key={fact.en}>{t(fact)}</span>)],
    [{ zh: '如何解除', en: 'Lifted by' }, t(lifts)],
    [{ zh: '咨询', en: 'Ask' }, t(ask)],
  ];
  return (
    <div className="lock">
      <p className="finding-title">
        <Icon name="lock" />
        {t(what)}
      </p>
      {release && <p className="tone-text-soon">{t(release)}</p>}
      <dl className="facts">
        {rows.map(([label, value]) => (
          <div key={label.en}>
            <dt>{t(label)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {acts && <div className="row">{acts}</div>}
    </div>
  );
}
