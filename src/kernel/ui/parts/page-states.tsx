import { Button, Progress } from 'antd';
import { type ReactNode, useContext, useEffect, useState } from 'react';
import { Link } from 'react-router';
import type { Text } from '#kernel/text.ts';
import type { ProblemError } from '#kernel/ui/api/problem-error.ts';
import { Icon, type IconName } from '#kernel/ui/look/icon.tsx';
import { useText } from '#kernel/ui/look/language.ts';
import { InPage, usePageTitle } from './page.tsx';
import { ProblemNotice } from './problem-notice.tsx';

function useAfter(milliseconds: number): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setOver(true), milliseconds);
    return () => clearTimeout(timer);
  }, [milliseconds]);
  return over;
}

export interface LoadingProps {
  /** What is being read: 办件. Said in words after one second. */
  readonly what?: Text;
  readonly rows?: number;
  /** How far, where that is known: shown after three seconds. */
  readonly done?: { readonly count: number; readonly of: number };
}

/** The shape of what comes; words after one second, numbers after three. Never a spinner alone. */
export function Loading({ what, rows = 6, done }: LoadingProps) {
  const t = useText();
  const slow = useAfter(1_000);
  const verySlow = useAfter(3_000);
  const name = what ?? { zh: '本页', en: 'this page' };
  return (
    <div className="state-loading" aria-busy="true">
      <div className="skeleton" aria-hidden="true">
        {Array.from({ length: rows + 1 }, (_row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: bars without meaning or state
          <span key={index} />
        ))}
      </div>
      <p role="status" className="quiet">
        {slow && t({ zh: `正在读取${name.zh}…`, en: `Reading ${name.en}…` })}
        {verySlow && !done && t({ zh: '比平时慢，请稍候。', en: ' This takes longer than usual.' })}
      </p>
      {verySlow && done && (
        <Progress
          percent={Math.round((done.count / Math.max(1, done.of)) * 100)}
          format={() => `${done.count} / ${done.of}`}
        />
      )}
    </div>
  );
}

interface StateProps {
  readonly icon: IconName;
  readonly title: Text;
  readonly children?: ReactNode;
}

function State({ icon, title, children }: StateProps) {
  const t = useText();
  const inPage = useContext(InPage);
  return (
    <section className="state">
      <Icon name={icon} size={20} />
      <div>
        {inPage ? <h2>{t(title)}</h2> : <FaultyHead title={title} />}
        {children}
      </div>
    </section>
  );
}

/** The heading of what stands instead of a page, and of its window. */
function FaultyHead({ title }: { readonly title: Text }) {
  const t = useText();
  usePageTitle(title, undefined, true);
  return <h1 tabIndex={-1}>{t(title)}</h1>;
}

export interface EmptyProps {
  /** Why there is nothing: 没有待办。最近一件于今天 10:12 办结。 */
  readonly why: Text;
  /** What to do next. */
  readonly children?: ReactNode;
}

export function Empty({ why, children }: EmptyProps) {
  return (
    <State icon="inbox" title={why}>
      {children}
    </State>
  );
}

/** One part of the page could not be read; the rest works. */
export function PartFailed({
  problem,
  what,
  onRetry,
}: {
  readonly problem: ProblemError;
  readonly what?: Text;
  readonly onRetry?: () => void;
}) {
  const t = useText();
  return (
    <div className="state-part">
      {what && (
        <p>
          {t({
            zh: `「${what.zh}」没有读到，本页其他部分不受影响。`,
            en: `${what.en} could not be read; the rest of this page works.`,
          })}
        </p>
      )}
      <ProblemNotice problem={problem} {...(onRetry ? { onRetry } : {})} />
    </div>
  );
}

/** Refused: the named reason of the server, and who can. */
export function NoPermission({ text, children }: { readonly text?: Text; readonly children?: ReactNode }) {
  const t = useText();
  return (
    <State icon="lock" title={{ zh: '不在您的办理范围', en: 'Outside your scope' }}>
      <p>
        {t(
          text ?? {
            zh: '您现在的岗位不能打开本页。需要时请联系本单位管理员调整岗位。',
            en: 'Your present post cannot open this page. If you need it, ask the administrator of your unit.',
          },
        )}
      </p>
      {children}
      <p>
        <Link to="/desk">{t({ zh: '回到待办', en: 'Back to the to-do list' })}</Link>
      </p>
    </State>
  );
}

export function NotFound({ text }: { readonly text?: Text }) {
  const t = useText();
  return (
    <State icon="search" title={{ zh: '没有找到', en: 'Not found' }}>
      <p>
        {t(
          text ?? {
            zh: '可能地址或编号有误，或不在您的查看范围。请核对后再试。',
            en: 'The address or number may be wrong, or it lies outside your view. Check it and try again.',
          },
        )}
      </p>
      <p>
        <Link to="/desk">{t({ zh: '回到待办', en: 'Back to the to-do list' })}</Link>
      </p>
    </State>
  );
}

/** The bar on top of a page that cannot be written now: read-only, locked or archived, with the reason. */
export function ReadOnly({
  why,
  icon = 'lock',
  children,
}: {
  readonly why: Text;
  readonly icon?: IconName;
  readonly children?: ReactNode;
}) {
  const t = useText();
  return (
    <div className="bar bar-neutral" role="note">
      <Icon name={icon} />
      <span>{t(why)}</span>
      {children}
    </div>
  );
}

export interface StaleProps {
  /** 王敏 14:35 修改了行程。 */
  readonly what: Text;
  readonly onRefresh: () => void;
  readonly onCompare?: () => void;
}

/** Somebody changed what is shown here. */
export function Stale({ what, onRefresh, onCompare }: StaleProps) {
  const t = useText();
  return (
    <div className="bar bar-soon" role="status">
      <Icon name="refresh" />
      <span>{t(what)}</span>
      {onCompare && (
        <Button size="small" onClick={onCompare}>
          {t({ zh: '看变化', en: 'See changes' })}
        </Button>
      )}
      <Button size="small" onClick={onRefresh}>
        {t({ zh: '刷新', en: 'Refresh' })}
      </Button>
    </div>
  );
}

/** Whole page failed: refused, unknown, or a fault. */
export function Failed({ problem, onRetry }: { readonly problem: ProblemError; readonly onRetry?: () => void }) {
  if (problem.status === 403) return <NoPermission text={problem.text} />;
  if (problem.status === 404 || problem.status === 410) return <NotFound text={problem.text} />;
  return (
    <State icon="alert" title={{ zh: '没有读到', en: 'Not read' }}>
      <ProblemNotice problem={problem} {...(onRetry ? { onRetry } : {})} />
    </State>
  );
}
