import '../staff.css';
import { Button, Input, Select } from 'antd';
import { useId, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { useAct, useRead } from '#kernel/ui/api/hooks.ts';
import { asDraftRecord } from '#kernel/ui/forms/draft.ts';
import { useClearing } from '#kernel/ui/look/clearing.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { Answered } from '#kernel/ui/parts/answered.tsx';
import { Page } from '#kernel/ui/parts/page.tsx';
import { NoPermission } from '#kernel/ui/parts/page-states.tsx';
import { ProblemNotice } from '#kernel/ui/parts/problem-notice.tsx';
import { adjust } from '../../../plan/adjustments/endpoints.ts';
import { listLines, type PlanLineRow } from '../../../plan/endpoints.ts';
import { planAdjustmentsPath } from '../staff-paths.ts';
import { BeforeAfter } from './before-after.tsx';
import { LineFields } from './line-fields.tsx';
import { OwnUnit, useOwnUnits } from './own-unit.tsx';
import { planTrail } from './plan-trail.ts';
import { usePlanYear } from './plan-year.ts';
import { useLineForm } from './use-line-form.ts';

/** 申请调整: a line given up, the new one in its place, both side by side, and why. */
export default function AskAdjustment() {
  const year = usePlanYear();
  const [search] = useSearchParams();
  const units = useOwnUnits('liaison-officer', 'unit-head');
  const [unit, setUnit] = useState(search.get('unit') ?? units[0]?.id ?? '');
  const title = { zh: `申请调整 ${year} 年计划`, en: `Ask for an adjustment of the plan ${year}` };
  if (units.length === 0) {
    return (
      <Page title={title} width="reading" trail={planTrail(year)}>
        <NoPermission
          text={{
            zh: '计划调整由单位外事专办员或单位负责人提出。',
            en: 'Adjustments are asked for by the liaison officer or the head of the unit.',
          }}
        />
      </Page>
    );
  }
  return (
    <Page title={title} width="form" trail={planTrail(year)}>
      <OwnUnit units={units} value={unit} onChange={setUnit} />
      <Asking key={unit} unit={unit} year={year} chosen={search.get('line')} />
    </Page>
  );
}

function Asking({
  unit,
  year,
  chosen,
}: {
  readonly unit: string;
  readonly year: number;
  readonly chosen: string | null;
}) {
  const answer = useRead(listLines, { query: { year, unit, own: 'yes', use: 'free', limit: 200 } });
  return (
    <Answered of={answer} part={{ zh: '可置换的计划项', en: 'Lines that may be given up' }}>
      {({ rows }) => <Form rows={rows as readonly PlanLineRow[]} unit={unit} year={year} chosen={chosen} />}
    </Answered>
  );
}

interface FormProps {
  readonly rows: readonly PlanLineRow[];
  readonly unit: string;
  readonly year: number;
  readonly chosen: string | null;
}

function Form({ rows, unit, year, chosen }: FormProps) {
  const clearing = useClearing();
  const t = useText();
  const navigate = useNavigate();
  const ids = { original: useId(), reason: useId() };
  const first = rows.find(({ id }) => id === chosen);
  const [originalId, setOriginalId] = useState<string | null>(first?.id ?? null);
  const [reason, setReason] = useState('');
  const original = rows.find(({ id }) => id === originalId) ?? null;
  const form = useLineForm(
    first ? asDraftRecord(first.line) : { list: 'general', arrangement: 'own', funding: 'fiscal' },
  );
  const act = useAct(adjust, {
    onDone: () => navigate(`${planAdjustmentsPath}?year=${year}`, { replace: true }),
    onProblem: (problem) => form.setProblem(problem),
  });
  const [short, setShort] = useState(false);
  const ask = () => {
    const line = form.check();
    setShort(reason.trim().length < 10);
    if (line && reason.trim().length >= 10)
      act.mutate({ body: { originalId, unitId: unit, year, line, reason: reason.trim() } });
  };
  return (
    <>
      <div className="field">
        <label htmlFor={ids.original}>{t({ zh: '原计划项', en: 'Line given up' })}</label>
        <p className="field-help">
          {t({
            zh: '计划外任务以等量置换为原则；确无可置换的不选，并说明理由，由市外办负责人审批。',
            en: 'A new task takes the place of an old one of the same size. Without one, say why: the head of the office decides.',
          })}
        </p>
        <Select<string>
          id={ids.original}
          allowClear={clearing}
          value={originalId}
          placeholder={t({ zh: '无可置换', en: 'None' })}
          options={rows.map((row) => ({ value: row.id, label: `${row.number ?? ''}　${row.line.title}` }))}
          onChange={(next) => setOriginalId(next ?? null)}
        />
      </div>
      <LineFields form={form} />
      <BeforeAfter before={original?.line ?? null} after={form.value} />
      <div className="field">
        <label htmlFor={ids.reason}>{t({ zh: '调整理由', en: 'Reason' })}</label>
        <Input.TextArea
          id={ids.reason}
          value={reason}
          maxLength={1000}
          autoSize={{ minRows: 3 }}
          status={short ? 'error' : ''}
          aria-invalid={short}
          onChange={(event) => setReason(event.target.value)}
        />
        {short && (
          <p className="tone-text-soon">
            {t({ zh: '请写明调整理由，不少于 10 个字。', en: 'Write the reason, at least ten characters.' })}
          </p>
        )}
      </div>
      <ProblemNotice problem={act.error} />
      <div className="row">
        <Button type="primary" loading={act.isPending} onClick={ask}>
          {t({ zh: '提交调整申请', en: 'Ask for the adjustment' })}
        </Button>
        <span className="quiet">{t({ zh: '批准前原计划项不变', en: 'Until it is granted the old line stands' })}</span>
      </div>
    </>
  );
}
