import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { useAct, useRead } from '#kernel/ui/api/hooks.ts';
import { keepFile } from '#kernel/ui/api/keep-file.ts';
import { asProblem, type ProblemError } from '#kernel/ui/api/problem-error.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { Answered } from '#kernel/ui/parts/answered.tsx';
import { ConfirmSheet } from '#kernel/ui/parts/confirm-sheet.tsx';
import { Page } from '#kernel/ui/parts/page.tsx';
import { ProblemNotice } from '#kernel/ui/parts/problem-notice.tsx';
import { StatusTag } from '#kernel/ui/parts/status-tag.tsx';
import { listNotices } from '../notice-endpoints.ts';
import { changeProcessing, exportProcessing, type ProcessingRow, readProcessing } from '../processing-endpoints.ts';
import { NoticeBody } from './notice-body.tsx';
import { PublishNotice } from './publish-notice.tsx';

const classes: Readonly<Record<string, { zh: string; en: string }>> = {
  personal: { zh: '个人信息', en: 'personal' },
  sensitive: { zh: '敏感', en: 'sensitive' },
  minor: { zh: '未成年人', en: 'minors' },
};

/** 个人信息处理: the register of processing and the notices, with every version that was ever shown. */
export default function Processing() {
  const t = useText();
  const register = useRead(readProcessing);
  const notices = useRead(listNotices);
  const [changing, setChanging] = useState<ProcessingRow | null>(null);
  const [publishing, setPublishing] = useState<string | null>(null);
  const [problem, setProblem] = useState<ProblemError | null>(null);
  const take = () => {
    setProblem(null);
    keepFile(exportProcessing.path, 'processing.xlsx').catch((error: unknown) => setProblem(asProblem(error)));
  };
  return (
    <Page
      title={{ zh: '个人信息处理', en: 'Processing of personal data' }}
      width="reading"
      acts={<Button onClick={take}>{t({ zh: '导出登记', en: 'Export the register' })}</Button>}
    >
      <ProblemNotice problem={problem} />
      <Answered of={register} part={{ zh: '处理活动登记', en: 'Register of processing' }}>
        {({ activities, mayChange }) =>
          activities.map((row) => (
            <section className="card stack" key={row.purpose}>
              <header className="row spread">
                <h2>{t(row.label)}</h2>
                {!row.active && <StatusTag tone="pause" label={{ zh: '已停止收集', en: 'No longer collected' }} />}
              </header>
              <dl className="facts">
                {(
                  [
                    [{ zh: '依据', en: 'Basis' }, t(row.basis)],
                    [{ zh: '接收方', en: 'Recipients' }, t(row.recipients)],
                    [{ zh: '存放', en: 'Place' }, t(row.place)],
                    [{ zh: '期限', en: 'Retention' }, t(row.retention)],
                  ] as const
                ).map(([name, value]) => (
                  <div key={name.en}>
                    <dt>{t(name)}</dt>
                    <dd>{value}</dd>
                  </div>
                ))}
              </dl>
              <details>
                <summary>{t({ zh: `信息 ${row.fields.length} 项`, en: `Fields: ${row.fields.length}` })}</summary>
                <p>
                  {row.fields
                    .map((one) => `${t(one.label)}（${t(classes[one.class] ?? { zh: one.class, en: one.class })}）`)
                    .join(t({ zh: '、', en: ', ' }))}
                </p>
              </details>
              {row.reason && <p className="quiet">{row.reason}</p>}
              {mayChange && !row.essential && (
                <div className="row">
                  <Button size="small" onClick={() => setChanging(row)}>
                    {row.active ? t({ zh: '停止收集…', en: 'Close…' }) : t({ zh: '恢复收集…', en: 'Take up again…' })}
                    <span className="for-readers"> {t(row.label)}</span>
                  </Button>
                </div>
              )}
            </section>
          ))
        }
      </Answered>
      <Answered of={notices} part={{ zh: '告知书', en: 'Notices' }}>
        {(answer) =>
          answer.notices.map((notice) => (
            <section className="card stack" key={notice.about}>
              <header className="row spread">
                <h2>{t(notice.label)}</h2>
                {notice.mayPublish && publishing !== notice.about && (
                  <Button size="small" onClick={() => setPublishing(notice.about)}>
                    {t({ zh: '发布新版…', en: 'Publish a new version…' })}
                  </Button>
                )}
              </header>
              <p className="quiet">
                {t({
                  zh: `现行第 ${notice.current.version} 版，自 ${notice.current.validFrom}${notice.current.own ? '' : '（系统自带文本）'}`,
                  en: `Version ${notice.current.version} in force from ${notice.current.validFrom}${notice.current.own ? '' : ' (the words that come with the program)'}`,
                })}
              </p>
              {publishing === notice.about ? (
                <PublishNotice notice={notice} onClose={() => setPublishing(null)} />
              ) : (
                <NoticeBody words={notice.current.words} />
              )}
              {notice.versions
                .filter(({ version }) => version !== notice.current.version)
                .map((former) => (
                  <details key={former.version}>
                    <summary>
                      {t({
                        zh: `第 ${former.version} 版，自 ${former.validFrom}${former.version > notice.current.version ? '，尚未生效' : ''}`,
                        en: `Version ${former.version}, from ${former.validFrom}${former.version > notice.current.version ? ', not yet in force' : ''}`,
                      })}
                    </summary>
                    <NoticeBody words={former.words} />
                  </details>
                ))}
            </section>
          ))
        }
      </Answered>
      {changing && <ChangeSheet row={changing} onClose={() => setChanging(null)} />}
    </Page>
  );
}

function ChangeSheet({ row, onClose }: { readonly row: ProcessingRow; readonly onClose: () => void }) {
  const t = useText();
  const id = useId();
  const [reason, setReason] = useState('');
  const act = useAct(changeProcessing, { onDone: onClose });
  const closes = row.active;
  return (
    <ConfirmSheet
      open
      title={{
        zh: `${closes ? '停止' : '恢复'}收集：${row.label.zh}`,
        en: `${closes ? 'Close' : 'Take up again'}: ${row.label.en}`,
      }}
      sentence={
        closes
          ? {
              zh: '表单不再询问这些项目，填了也不接收；已收集的按期限保存。',
              en: 'Forms no longer ask for these fields and take nothing for them; what was collected stays until its term.',
            }
          : { zh: '表单重新询问这些项目。', en: 'Forms ask for these fields again.' }
      }
      act={closes ? { zh: '停止收集', en: 'Close' } : { zh: '恢复收集', en: 'Take up again' }}
      busy={act.isPending}
      problem={act.error}
      missing={reason.trim().length < 2 ? { zh: '请写明依据或理由。', en: 'Write the basis or reason.' } : null}
      onClose={onClose}
      onAct={() => act.mutate({ body: { purpose: row.purpose, active: !row.active, reason: reason.trim() } })}
    >
      <div className="field">
        <label htmlFor={id}>{t({ zh: '依据或理由', en: 'Basis or reason' })}</label>
        <Input.TextArea
          id={id}
          maxLength={500}
          autoSize={{ minRows: 2 }}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </div>
    </ConfirmSheet>
  );
}
