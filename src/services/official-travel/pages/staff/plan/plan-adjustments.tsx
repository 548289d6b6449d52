import '../staff.css';
import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useAct, useRead } from '#kernel/ui/api/hooks.ts';
import { tableInstant } from '#kernel/ui/look/dates.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { Answered } from '#kernel/ui/parts/answered.tsx';
import { ConfirmSheet } from '#kernel/ui/parts/confirm-sheet.tsx';
import { Page } from '#kernel/ui/parts/page.tsx';
import { Empty } from '#kernel/ui/parts/page-states.tsx';
import { ProblemNotice } from '#kernel/ui/parts/problem-notice.tsx';
import { StatusTag } from '#kernel/ui/parts/status-tag.tsx';
import { Facts } from '#kernel/ui/patterns/facts.tsx';
import { useMayOpen } from '#kernel/ui/shell/session.tsx';
import {
  adjust,
  decideAdjustment,
  listAdjustments,
  type PlanAdjustment,
  withdrawAdjustment,
} from '../../../plan/adjustments/endpoints.ts';
import { adjustmentStates } from '../../../plan/model.ts';
import { planAdjustPath, planLinePath } from '../staff-paths.ts';
import { BeforeAfter } from './before-after.tsx';
import { planTrail } from './plan-trail.ts';
import { usePlanYear } from './plan-year.ts';

const tones = { asked: 'info', granted: 'done', refused: 'stop', withdrawn: 'neutral' } as const;

/** 调整: a line given up for a new one, equal in people, days and money, or with reasons. */
export default function PlanAdjustments() {
  const t = useText();
  const mayOpen = useMayOpen();
  const year = usePlanYear();
  const [search] = useSearchParams();
  const unit = search.get('unit');
  const answer = useRead(listAdjustments, { query: { year, ...(unit ? { unit } : {}) } });
  const [sheet, setSheet] = useState<{
    readonly row: PlanAdjustment;
    readonly decision: 'grant' | 'refuse';
  } | null>(null);
  return (
    <Page
      title={{ zh: `${year} 年计划调整`, en: `Adjustments of the plan ${year}` }}
      trail={planTrail(year)}
      acts={
        mayOpen(adjust.permission) && (
          <Link className="link-button main" to={`${planAdjustPath}?year=${year}`}>
            {t({ zh: '申请调整', en: 'Ask for an adjustment' })}
          </Link>
        )
      }
    >
      <Answered of={answer} part={{ zh: '计划调整', en: 'Adjustments' }}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty why={{ zh: '没有计划调整。', en: 'No adjustments.' }} />
          ) : (
            <div className="stack">
              {(rows as readonly PlanAdjustment[]).map((row) => (
                <One key={row.id} row={row} onDecide={(decision) => setSheet({ row, decision })} />
              ))}
            </div>
          )
        }
      </Answered>
      {sheet && <DecideSheet row={sheet.row} decision={sheet.decision} onClose={() => setSheet(null)} />}
    </Page>
  );
}

function One({
  row,
  onDecide,
}: {
  readonly row: PlanAdjustment;
  readonly onDecide: (decision: 'grant' | 'refuse') => void;
}) {
  const t = useText();
  const withdraw = useAct(withdrawAdjustment);
  return (
    <section className="card stack">
      <header className="row spread">
        <h2>{row.line.title}</h2>
        <StatusTag label={adjustmentStates[row.state]} tone={tones[row.state]} />
      </header>
      <Facts
        items={[
          { label: { zh: '单位', en: 'Unit' }, value: row.unit.name },
          {
            label: { zh: '原计划项', en: 'Line given up' },
            value: row.original ? (
              <Link to={planLinePath(row.original.id)}>
                {row.original.number} {row.original.title}
              </Link>
            ) : (
              t({ zh: '无可置换', en: 'none' })
            ),
          },
          {
            label: { zh: '等量置换', en: 'Equal' },
            value: row.equal
              ? t({ zh: '是：人数、天数、经费都不超过原项', en: 'Yes: neither more people, days nor money' })
              : t({ zh: '否：超过原项，须看理由', en: 'No: more than the line given up; see the reason' }),
          },
          { label: { zh: '理由', en: 'Reason' }, value: row.reason },
          { label: { zh: '申请', en: 'Asked' }, value: `${row.askedBy.name} ${tableInstant(row.askedAt)}` },
          ...(row.decidedBy
            ? [
                {
                  label: { zh: '审批', en: 'Decided' },
                  value: `${row.decidedBy.name} ${row.decidedAt ? tableInstant(row.decidedAt) : ''} ${row.decisionText ?? ''}`,
                },
              ]
            : []),
        ]}
      />
      <BeforeAfter before={row.original} after={row.line} />
      {row.mayWithdraw && (
        <p className="row">
          <Button loading={withdraw.isPending} onClick={() => withdraw.mutate({ params: { id: row.id } })}>
            {t({ zh: '撤回申请', en: 'Withdraw' })}
          </Button>
        </p>
      )}
      <ProblemNotice problem={withdraw.error} />
      {row.mayDecide && (
        <p className="row">
          <Button type="primary" onClick={() => onDecide('grant')}>
            {t({ zh: '同意调整…', en: 'Grant…' })}
          </Button>
          <Button onClick={() => onDecide('refuse')}>{t({ zh: '不同意…', en: 'Refuse…' })}</Button>
        </p>
      )}
    </section>
  );
}

function DecideSheet({
  row,
  decision,
  onClose,
}: {
  readonly row: PlanAdjustment;
  readonly decision: 'grant' | 'refuse';
  readonly onClose: () => void;
}) {
  const t = useText();
  const id = useId();
  const [text, setText] = useState(decision === 'grant' ? '同意调整。' : '');
  const act = useAct(decideAdjustment, { refresh: ['official-travel', 'desk'], onDone: onClose });
  const grant = decision === 'grant';
  return (
    <ConfirmSheet
      open
      title={
        grant
          ? { zh: `同意调整 ${row.line.title}`, en: `Grant: ${row.line.title}` }
          : { zh: `不同意调整 ${row.line.title}`, en: `Refuse: ${row.line.title}` }
      }
      sentence={
        grant
          ? {
              zh: row.original ? '原计划项置换为新计划项，新项随即可用于申报。' : '新增计划项，随即可用于申报。',
              en: row.original
                ? 'The old line gives way to the new one, which can be used at once.'
                : 'A line is added and can be used at once.',
            }
          : { zh: '计划不变，理由告知申请单位。', en: 'The plan stays as it is; the unit is told why.' }
      }
      act={grant ? { zh: '同意调整', en: 'Grant' } : { zh: '不同意', en: 'Refuse' }}
      danger={!grant}
      busy={act.isPending}
      problem={act.error}
      missing={text.trim().length < 2 ? { zh: '请写明意见。', en: 'Write your words.' } : null}
      onClose={onClose}
      onAct={() => act.mutate({ params: { id: row.id }, body: { decision, text: text.trim() } })}
    >
      <div className="field">
        <label htmlFor={id}>{t({ zh: '意见', en: 'Words' })}</label>
        <Input.TextArea
          id={id}
          value={text}
          maxLength={500}
          autoSize={{ minRows: 2 }}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
    </ConfirmSheet>
  );
}
