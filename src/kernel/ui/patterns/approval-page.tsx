import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import type { Text } from '#kernel/text.ts';
import { useLostAt } from '#kernel/ui/api/connection.ts';
import { Icon } from '#kernel/ui/look/icon.tsx';
import { useText } from '#kernel/ui/look/language.ts';
import { countFindings, type FindingView, severityWords } from '#kernel/ui/parts/finding.ts';
import { usePageTitle } from '#kernel/ui/parts/page.tsx';
import { StatusTag, type StatusTagProps } from '#kernel/ui/parts/status-tag.tsx';

export interface ApprovalPaper {
  readonly id: string;
  readonly title: Text;
  readonly pages?: number;
  /** Opened by this reader; unread does not block, but is shown at signing and kept on record. */
  readonly read: boolean;
  readonly onOpen: () => void;
}

export interface ApprovalAct {
  readonly key: string;
  readonly label: Text;
  readonly onAct: () => void;
}

export interface ApprovalPageProps {
  readonly title: string;
  readonly status: StatusTagProps;
  /** Place in the row of what waits: 1 / 3. */
  readonly place?: { readonly at: number; readonly of: number };
  readonly backTo: string;
  /** Who, how many, how long, where, money: three lines that decide. The first stands large. */
  readonly essentials: readonly Text[];
  readonly findings: readonly FindingView[];
  readonly passed: number;
  /** 上次退回：邀请函缺签字，已补 */
  readonly since?: Text;
  /** 财务：同意; 市外办 李静：拟同意 11-24 */
  readonly opinions: readonly string[];
  readonly papers: readonly ApprovalPaper[];
  readonly history: { readonly steps: number; readonly children: ReactNode };
  readonly nextStep: Text;
  /** Left out where the act is not open to this reader; then `closed` says why. */
  readonly approve?: ApprovalAct;
  readonly refuse?: ApprovalAct;
  readonly giveBack?: ApprovalAct;
  readonly more: readonly ApprovalAct[];
  /** Why nothing can be decided here: 您是本团成员，不能审批本件. */
  readonly closed?: Text;
}

/** One screen to understand, a second to decide. Acts at the thumb, 同意 and 不同意 apart. */
export function ApprovalPage(props: ApprovalPageProps) {
  const t = useText();
  const lost = useLostAt() !== null;
  usePageTitle({ zh: props.title, en: props.title });
  return (
    <div className="approval">
      <header className="approval-head">
        <Link to={props.backTo}>
          <Icon name="chevronLeft" />
          {t({ zh: '待办', en: 'To do' })}
        </Link>
        {props.place && (
          <span className="quiet figures">
            {props.place.at} / {props.place.of}
          </span>
        )}
      </header>
      <div className="row spread">
        <h1>{props.title}</h1>
        <StatusTag {...props.status} />
      </div>
      <div className="approval-essentials">
        {props.essentials.map((line, index) =>
          index === 0 ? <strong key={line.en}>{t(line)}</strong> : <span key={line.en}>{t(line)}</span>,
        )}
      </div>
      <Result {...props} />
      <section>
        <h2>{t({ zh: '意见', en: 'Opinions' })}</h2>
        {props.opinions.length === 0 && <p className="quiet">{t({ zh: '还没有意见。', en: 'None yet.' })}</p>}
        {props.opinions.map((opinion) => (
          <p key={opinion}>{opinion}</p>
        ))}
      </section>
      <section>
        <h2>{t({ zh: '正文', en: 'Papers' })}</h2>
        <div className="approval-papers">
          {props.papers.map((paper) => (
            <button key={paper.id} type="button" onClick={paper.onOpen}>
              <span>
                <Icon name="document" /> {t(paper.title)}
                {paper.pages !== undefined && (
                  <span className="quiet"> {t({ zh: `${paper.pages} 页`, en: `${paper.pages} p.` })}</span>
                )}
              </span>
              <span className={paper.read ? 'tone-text-done' : 'quiet'}>
                {paper.read ? t({ zh: '已看', en: 'read' }) : t({ zh: '未看', en: 'not read' })}
              </span>
            </button>
          ))}
        </div>
      </section>
      <History {...props.history} />
      <section>
        <p>
          <span className="quiet">{t({ zh: '下一步', en: 'Next' })}</span> {t(props.nextStep)}
        </p>
      </section>
      <footer className="approval-foot">
        <div>
          {props.closed && <p>{t(props.closed)}</p>}
          {lost && (
            <p className="tone-text-soon">
              {t({ zh: '没有网络，现在只能看，不能签署。', en: 'No network: you can read but not sign.' })}
            </p>
          )}
          {!lost && (
            <div className="approval-acts">
              {props.refuse && <Button onClick={props.refuse.onAct}>{t(props.refuse.label)}</Button>}
              {props.giveBack && <Button onClick={props.giveBack.onAct}>{t(props.giveBack.label)}</Button>}
              {props.approve && (
                <Button type="primary" onClick={props.approve.onAct}>
                  {t(props.approve.label)}
                </Button>
              )}
            </div>
          )}
          {!lost && props.more.length > 0 && (
            <div className="approval-more">
              {props.more.map((act) => (
                <button key={act.key} type="button" className="link" onClick={act.onAct}>
                  {t(act.label)}
                </button>
              ))}
            </div>
          )}
        </div>
      </footer>
    </div>
  );
}

function Result({ findings, passed, since }: ApprovalPageProps) {
  const t = useText();
  const counts = countFindings(findings);
  const clean = counts.blocks + counts.warns === 0;
  return (
    <section>
      <h2>
        {t({ zh: '核对', en: 'Check' })}{' '}
        <span className={clean ? 'tone-text-done' : 'quiet'}>
          {t({ zh: `通过 ${passed}`, en: `${passed} passed` })}
        </span>
      </h2>
      {findings.map((finding) => (
        <p key={`${finding.rule}${finding.at}`}>
          <span className={`tone-text-${severityWords[finding.severity].tone}`}>
            <Icon name={severityWords[finding.severity].icon} /> {t(severityWords[finding.severity].label)}
          </span>{' '}
          {t(finding.message)}
          {finding.reason && (
            <span className="quiet"> {t({ zh: `理由：${finding.reason}`, en: `Reason: ${finding.reason}` })}</span>
          )}
        </p>
      ))}
      {since && <p>{t(since)}</p>}
    </section>
  );
}

function History({ steps, children }: { readonly steps: number; readonly children: ReactNode }) {
  const t = useText();
  const [open, setOpen] = useState(false);
  return (
    <section>
      <h2>
        {t({ zh: '过程', en: 'History' })}{' '}
        <span className="quiet">{t({ zh: `${steps} 步`, en: `${steps} steps` })}</span>{' '}
        <button type="button" className="link" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? t({ zh: '收起', en: 'Fold' }) : t({ zh: '展开', en: 'Unfold' })}
        </button>
      </h2>
      {open && children}
    </section>
  );
}
