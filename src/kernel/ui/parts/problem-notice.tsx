import { Alert, Button } from 'antd';
import type { ReactNode } from 'react';
import type { ProblemError } from '#kernel/ui/api/problem-error.ts';
import { Icon } from '#kernel/ui/look/icon.tsx';
import { useText } from '#kernel/ui/look/language.ts';

export interface ProblemNoticeProps {
  readonly problem: ProblemError | null;
  readonly onRetry?: () => void;
  /** What else can be done, as buttons or links. */
  readonly children?: ReactNode;
}

/** The server's own words where the act was tried. Stays on the page, is read out once. */
export function ProblemNotice({ problem, onRetry, children }: ProblemNoticeProps) {
  const t = useText();
  if (!problem) return null;
  const amber = problem.status === 0 || problem.status === 409 || problem.status === 429;
  return (
    <Alert
      role="alert"
      showIcon
      icon={<Icon name="alert" size={16} />}
      type={amber ? 'warning' : 'error'}
      title={t(problem.text)}
      action={
        onRetry && (
          <Button size="small" onClick={onRetry}>
            {t({ zh: '再试', en: 'Try again' })}
          </Button>
        )
      }
      {...(children ? { description: children } : {})}
    />
  );
}
