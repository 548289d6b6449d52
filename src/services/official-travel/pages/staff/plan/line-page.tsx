import '../staff.css';
import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { useAct, useRead } from '#kernel/ui/api/hooks.ts';
import { asDraftRecord } from '#kernel/ui/forms/draft.ts';
import { moneyWords } from '#kernel/ui/look/dates.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { Answered } from '#kernel/ui/parts/answered.tsx';
import { ConfirmSheet } from '#kernel/ui/parts/confirm-sheet.tsx';
import { Page } from '#kernel/ui/parts/page.tsx';
import { ProblemNotice } from '#kernel/ui/parts/problem-notice.tsx';
import { StatusTag } from '#kernel/ui/parts/status-tag.tsx';
import { Facts, RecordFacts } from '#kernel/ui/patterns/facts.tsx';
import { changeLine, closeLine, deleteLine, type PlanLineRow, readLine } from '../../../plan/endpoints.ts';
import { lineStates, lineUses, planLine } from '../../../plan/model.ts';
import { casePath } from '../../paths.ts';
import { regionWords } from '../case/mission-facts.ts';
import { planAdjustPath, planLinePath, planWorkPath } from '../staff-paths.ts';
import { LineFields } from './line-fields.tsx';
import { lineTones } from './line-tones.ts';
import { workTrail } from './plan-trail.ts';
import { useLineForm } from './use-line-form.ts';

/** One line of the plan: what it says, what stands against it, and what may be done with it now. */
export default function LinePage() {
  const { id = '' } = useParams();
  const answer = useRead(readLine, { params: { id } });
  return (
    <Answered of={answer} part={{ zh: '计划项', en: 'The line' }}>
      {(row) => <One key={row.version} row={row as PlanLineRow} />}
    </Answered>
  );
}

function One({ row }: { readonly row: PlanLineRow }) {
  const t = useText();
  const [sheet, setSheet] = useState<'delete' | 'close' | null>(null);
  const may = (act: PlanLineRow['acts'][number]) => row.acts.includes(act);
  return (
    <Page
      title={{ zh: row.line.title, en: row.line.title }}
      {...(row.number ? { number: row.number } : {})}
      width="form"
      trail={workTrail(row.year)}
      head={<StatusTag label={lineStates[row.state]} tone={lineTones[row.state]} />}
      acts={
        <span className="row">
          {may('adjust') && (
            <Link className="link-button" to={`${planAdjustPath}?line=${row.id}`}>
              {t({ zh: '申请调整', en: 'Ask for an adjustment' })}
            </Link>
          )}
          {may('close') && <Button onClick={() => setSheet('close')}>{t({ zh: '关闭…', en: 'Close…' })}</Button>}
          {may('delete') && <Button onClick={() => setSheet('delete')}>{t({ zh: '删除草稿…', en: 'Delete…' })}</Button>}
        </span>
      }
    >
      <Facts
        items={[
          { label: { zh: '单位', en: 'Unit' }, value: row.unit.name },
          ...(row.returnedReason
            ? [{ label: { zh: '退回或关闭理由', en: 'Why it came back or was closed' }, value: row.returnedReason }]
            : []),
          ...(row.authorityNumber
            ? [{ label: { zh: '上级批复', en: 'Approval from above' }, value: row.authorityNumber }]
            : []),
          ...(row.use ? [{ label: { zh: '使用', en: 'Use' }, value: <Use row={row} /> }] : []),
          ...(row.replacedBy
            ? [
                {
                  label: { zh: '置换为', en: 'Replaced by' },
                  value: <Link to={planLinePath(row.replacedBy)}>{t({ zh: '看新计划项', en: 'the new line' })}</Link>,
                },
              ]
            : []),
        ]}
      />
      {may('change') ? (
        <Edit row={row} />
      ) : (
        <RecordFacts
          schema={planLine}
          value={asDraftRecord(row.line)}
          words={{ regions: () => t(regionWords(row.line.regions)) }}
        />
      )}
      {sheet === 'delete' && <DeleteSheet row={row} onClose={() => setSheet(null)} />}
      {sheet === 'close' && <CloseSheet row={row} onClose={() => setSheet(null)} />}
    </Page>
  );
}

function Use({ row }: { readonly row: PlanLineRow }) {
  const t = useText();
  return (
    <>
      {t(lineUses[row.use ?? 'free'])}{' '}
      {row.mission && (
        <Link to={casePath(row.mission.id)}>{row.mission.number ?? t({ zh: '团组', en: 'mission' })}</Link>
      )}
      {row.usedCny !== null &&
        t({
          zh: `　团组预算 ${moneyWords(row.usedCny.toFixed(2)).zh}`,
          en: `, costs ${moneyWords(row.usedCny.toFixed(2)).en}`,
        })}
    </>
  );
}

function Edit({ row }: { readonly row: PlanLineRow }) {
  const t = useText();
  const form = useLineForm(asDraftRecord(row.line));
  const act = useAct(changeLine, { onProblem: (problem) => form.setProblem(problem) });
  const keep = () => {
    const line = form.check();
    if (line) act.mutate({ params: { id: row.id }, body: { line }, version: row.version });
  };
  return (
    <>
      <LineFields form={form} />
      <ProblemNotice problem={act.error} />
      <div className="row">
        <Button type="primary" loading={act.isPending} onClick={keep}>
          {t({ zh: '保存', en: 'Save' })}
        </Button>
        <Link to={`${planWorkPath}?year=${row.year}`}>
          {t({ zh: '回到编制和办理', en: 'Back to drafts and submissions' })}
        </Link>
      </div>
    </>
  );
}

function DeleteSheet({ row, onClose }: { readonly row: PlanLineRow; readonly onClose: () => void }) {
  const navigate = useNavigate();
  const act = useAct(deleteLine, { onDone: () => navigate(`${planWorkPath}?year=${row.year}`, { replace: true }) });
  return (
    <ConfirmSheet
      open
      danger
      title={{ zh: `删除草稿「${row.line.title}」`, en: `Delete "${row.line.title}"` }}
      sentence={{
        zh: '草稿不再保留，尚未上报，不影响他人。',
        en: 'The draft is gone. It was not submitted; nobody else is concerned.',
      }}
      act={{ zh: '删除草稿', en: 'Delete the draft' }}
      busy={act.isPending}
      problem={act.error}
      onClose={onClose}
      onAct={() => act.mutate({ params: { id: row.id } })}
    />
  );
}

function CloseSheet({ row, onClose }: { readonly row: PlanLineRow; readonly onClose: () => void }) {
  const t = useText();
  const id = useId();
  const [reason, setReason] = useState('');
  const act = useAct(closeLine, { onDone: onClose });
  return (
    <ConfirmSheet
      open
      danger
      title={{ zh: `关闭计划项 ${row.number ?? ''}`, en: `Close ${row.number ?? 'the line'}` }}
      sentence={{
        zh: '本项不再使用，不计入可用数；编号保留，不再分给别的计划项。',
        en: 'The line is not used any more and counts no longer as free. Its number is kept and given to no other line.',
      }}
      act={{ zh: '关闭计划项', en: 'Close the line' }}
      busy={act.isPending}
      problem={act.error}
      missing={reason.trim().length < 2 ? { zh: '请写明理由。', en: 'Write the reason.' } : null}
      onClose={onClose}
      onAct={() => act.mutate({ params: { id: row.id }, body: { reason: reason.trim() } })}
    >
      <div className="field">
        <label htmlFor={id}>{t({ zh: '理由', en: 'Reason' })}</label>
        <Input.TextArea
          id={id}
          value={reason}
          maxLength={500}
          autoSize={{ minRows: 2 }}
          onChange={(event) => setReason(event.target.value)}
        />
      </div>
    </ConfirmSheet>
  );
}
