import { Select } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useRead } from '#kernel/ui/api/hooks.ts';
import { PlanCounters } from '#kernel/ui/charts/plan-counters.tsx';
import type { ControlProps } from '#kernel/ui/forms/control.tsx';
import { regionListName } from '#kernel/ui/forms/region-names.ts';
import { RequiredNote, SchemaForm } from '#kernel/ui/forms/schema-form.tsx';
import { beijing } from '#kernel/ui/look/dates.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { useNow } from '#kernel/ui/look/now.ts';
import { Answered } from '#kernel/ui/parts/answered.tsx';
import { listLines } from '../../../plan/endpoints.ts';
import { lineUses } from '../../../plan/model.ts';
import { words } from '../../../words.ts';
import { planPath } from '../../staff/staff-paths.ts';
import { readLine } from '../plan-lines.ts';
import { formOf, type SectionProps } from '../section-props.ts';

const asOfOf = (now: Date): string => beijing(now).day;

export function PlanSection(props: SectionProps) {
  const { page, value, onChange, readOnly, mission } = props;
  const t = useText();
  const now = useNow();
  const departs = mission.route?.departure?.slice(0, 4);
  const [year, setYear] = useState(Number(departs ?? asOfOf(now).slice(0, 4)));
  const years = [...new Set([Number(asOfOf(now).slice(0, 4)), Number(asOfOf(now).slice(0, 4)) + 1, year])].sort();
  const choose = (name: 'lineId' | 'swapFor') => (control: ControlProps) => (
    <Lines
      unit={page.unit.id}
      year={year}
      name={name}
      control={control}
      readOnly={readOnly}
      own={page.id}
      onChoose={(id, list) =>
        onChange(
          name === 'lineId'
            ? { ...value, lineId: id, ...(list ? { list, status: value.status ?? 'in-plan' } : {}) }
            : { ...value, swapFor: id },
        )
      }
    />
  );
  return (
    <div className="stack">
      {page.plan && (
        <section className="card" aria-label={t({ zh: '计划控制数', en: 'Counters of the plan' })}>
          <h3>
            {t({
              zh: `${page.plan.year} 年计划　${page.plan.unit.name}`,
              en: `Plan of ${page.plan.year}, ${page.plan.unit.name}`,
            })}
          </h3>
          <PlanCounters figures={page.plan} unit={{ zh: '团组（个）', en: 'missions' }} asOf={asOfOf(now)} />
        </section>
      )}
      <RequiredNote />
      <div className="row">
        <label htmlFor="plan-year">{t({ zh: '计划年度', en: 'Year of the plan' })}</label>
        <Select<number>
          id="plan-year"
          value={year}
          options={years.map((one) => ({ value: one, label: t({ zh: `${one} 年`, en: String(one) }) }))}
          onChange={setYear}
        />
      </div>
      <SchemaForm
        {...formOf(props)}
        custom={{ lineId: choose('lineId'), swapFor: choose('swapFor') }}
        only={['lineId', 'status', 'list', 'swapFor', 'reason']}
        asks={(name, { status }) => {
          if (name === 'swapFor') return status === 'swapped';
          if (name === 'reason') return typeof status === 'string' && status !== 'in-plan';
          return true;
        }}
      />
      <p className="quiet">
        {t({
          zh: '计划内容不在此修改；需要调整时，请在年度计划中申请。',
          en: 'The plan itself is not changed here; ask for an adjustment in the annual plan.',
        })}
      </p>
      <p>
        <Link to={planPath}>{t({ zh: '去年度计划', en: 'Annual plan' })}</Link>
      </p>
    </div>
  );
}

interface LinesProps {
  readonly unit: string;
  readonly own: string;
  readonly year: number;
  readonly name: 'lineId' | 'swapFor';
  readonly control: ControlProps;
  readonly readOnly: boolean;
  readonly onChoose: (id: string | null, list: unknown) => void;
}

/** Lines given to the unit, each with whether it is still free. */
function Lines({ unit, own, year, name, control, readOnly, onChoose }: LinesProps) {
  const t = useText();
  const read = useRead(listLines, { query: { year, unit, own: 'yes', state: 'given', limit: 200 } });
  return (
    <div className="small-rows" id={control.ties.id} tabIndex={-1}>
      <Answered of={read} part={{ zh: '计划项', en: 'Plan lines' }} rows={3}>
        {({ rows }) => (
          <>
            {rows.length === 0 && (
              <p className="quiet">
                {t({
                  zh: `${year} 年没有下达给本单位的计划项。可申请调整，或按计划外申报并说明理由。`,
                  en: `No line of ${year} has been given to this unit. Ask for an adjustment, or apply outside the plan with reasons.`,
                })}
              </p>
            )}
            {rows.map((row) => {
              const line = readLine(row.line);
              const mine = row.mission?.id === own;
              const free = row.use === 'free' || mine;
              return (
                <label key={row.id} className="plan-line">
                  <input
                    type="radio"
                    name={name}
                    checked={control.value === row.id}
                    disabled={readOnly || (!free && control.value !== row.id)}
                    onChange={() => onChoose(row.id, line?.list ?? null)}
                    onBlur={control.onBlur}
                  />{' '}
                  <span className="figures">{row.number ?? t({ zh: '未编号', en: 'no number' })}</span> {line?.title}{' '}
                  {line && (
                    <span className="quiet">
                      {line.regions.map((code) => t(regionListName(code))).join('、')}
                      {t({
                        zh: `　${line.month}　${line.headcount} 人 ${line.days} 天　`,
                        en: `, ${line.month}, ${line.headcount} people, ${line.days} days, `,
                      })}
                      {t(words.planLists[line.list])}
                    </span>
                  )}{' '}
                  <span className={free ? 'tone-text-done' : 'tone-text-neutral'}>
                    {mine ? t({ zh: '本件占用', en: 'held by this application' }) : row.use && t(lineUses[row.use])}
                    {!free && row.mission?.number ? ` ${row.mission.number}` : ''}
                  </span>
                </label>
              );
            })}
            {typeof control.value === 'string' && !readOnly && (
              <button type="button" className="link" onClick={() => onChoose(null, null)}>
                {t({ zh: '不选计划项', en: 'Choose no line' })}
              </button>
            )}
          </>
        )}
      </Answered>
    </div>
  );
}
