import { Button, Checkbox } from 'antd';
import { type ReactNode, useId, useState } from 'react';
import { Link } from 'react-router';
import type { Fault } from '#kernel/http/problem.ts';
import type { Text } from '#kernel/text.ts';
import type { ProblemError } from '#kernel/ui/api/problem-error.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { ErrorSummary } from '#kernel/ui/parts/error-summary.tsx';
import { type FindingView, isOpen } from '#kernel/ui/parts/finding.ts';
import { FindingCard, type FindingCardProps } from '#kernel/ui/parts/finding-card.tsx';
import { Page } from '#kernel/ui/parts/page.tsx';
import { ProblemNotice } from '#kernel/ui/parts/problem-notice.tsx';

export interface ReviewGroup {
  readonly key: string;
  readonly title: Text;
  /** Where it is changed; facts of other registers have none but say where to correct them. */
  readonly changeTo?: string;
  readonly elsewhere?: Text;
  readonly children: ReactNode;
}

export interface ReviewPageProps {
  readonly title?: Text;
  readonly number?: string;
  readonly status?: ReactNode;
  /** Gaps and faults of form. */
  readonly faults: readonly Fault[];
  readonly findings: readonly FindingView[];
  /** Remedies, reasons, exceptions of one finding. */
  readonly card?: (finding: FindingView) => Omit<FindingCardProps, 'finding'>;
  /** Opens the section and field of a fault or finding. */
  readonly onGo: (at: string) => void;
  readonly groups: readonly ReviewGroup[];
  /** The real route, an honest expectation, what is reserved. */
  readonly willHappen: readonly Text[];
  readonly statement: Text;
  readonly submitLabel: Text;
  readonly backTo: string;
  readonly busy?: boolean;
  readonly problem?: ProblemError | null;
  readonly onSubmit: () => void;
}

const notStated: Text = { zh: '请先阅读并勾选声明。', en: 'Read and tick the statement first.' };

/** 核对后提交: summary of what is wrong first, all answers, what will happen, the statement, the act. */
export function ReviewPage(props: ReviewPageProps) {
  const { findings, groups, willHappen, statement, card } = props;
  const t = useText();
  const id = useId();
  const [stated, setStated] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const open = findings.filter(isOpen);
  const asFaults = open.map((finding): Fault => ({ at: finding.at, code: finding.rule, message: finding.message }));
  const missing: readonly Fault[] =
    attempt > 0 && !stated ? [{ at: '/statement', code: 'required', message: notStated }] : [];
  const faults = [...props.faults, ...asFaults, ...missing];
  const submit = () => {
    setAttempt(attempt + 1);
    if (stated && props.faults.length === 0 && open.length === 0) props.onSubmit();
  };
  return (
    <Page
      title={props.title ?? { zh: '核对后提交', en: 'Check, then submit' }}
      width="form"
      faulty={attempt > 0 && faults.length > 0}
      {...(props.number ? { number: props.number } : {})}
      head={props.status}
    >
      <ErrorSummary
        faults={faults}
        attempt={attempt}
        onGo={(fault) => fault.at !== '/statement' && props.onGo(fault.at)}
      />
      {findings.map((finding) => (
        <FindingCard key={`${finding.rule}${finding.at}`} finding={finding} {...card?.(finding)} />
      ))}
      {groups.map((group) => (
        <section key={group.key} className="review-group" aria-labelledby={`${id}-${group.key}`}>
          <header>
            <h2 id={`${id}-${group.key}`}>{t(group.title)}</h2>
            {group.changeTo && (
              <Link to={group.changeTo}>
                {t({ zh: '修改', en: 'Change' })}
                <span className="for-readers">{t(group.title)}</span>
              </Link>
            )}
            {group.elsewhere && <span className="quiet">{t(group.elsewhere)}</span>}
          </header>
          {group.children}
        </section>
      ))}
      <section className="review-group" aria-labelledby={`${id}-next`}>
        <header>
          <h2 id={`${id}-next`}>{t({ zh: '将发生什么', en: 'What will happen' })}</h2>
        </header>
        <ul className="stack">
          {willHappen.map((line) => (
            <li key={line.en}>{t(line)}</li>
          ))}
        </ul>
      </section>
      <div className={missing.length > 0 ? 'field field-faulty' : 'field'}>
        <Checkbox id="field-statement" checked={stated} onChange={(event) => setStated(event.target.checked)}>
          {t(statement)}
        </Checkbox>
        {missing.length > 0 && <p className="field-fault">{t(notStated)}</p>}
      </div>
      <ProblemNotice problem={props.problem ?? null} />
      <div className="review-foot">
        <Link className="link-button" to={props.backTo}>
          {t({ zh: '先不提交，返回修改', en: 'Not yet: go back and change' })}
        </Link>
        <Button type="primary" loading={props.busy ?? false} onClick={submit}>
          {t(props.submitLabel)}
        </Button>
      </div>
    </Page>
  );
}
