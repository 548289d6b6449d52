import { Select } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useRead } from '#kernel/ui/api/hooks.ts';
import type { Answer } from '#kernel/ui/api/request.ts';
import { PlanCounters } from '#kernel/ui/charts/plan-counters.tsx';
import type { ControlProps } from '#kernel/ui/forms/control.tsx';
import { regionListName } from '#kernel/ui/forms/region-names.ts';
import { RequiredNote, SchemaForm } from '#kernel/ui/forms/schema-form.tsx';
import { beijing, moneyWords } from '#kernel/ui/look/dates.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { useNow } from '#kernel/ui/look/now.ts';
import { Answered } from '#kernel/ui/parts/answered.tsx';
import { listLines } from '../../../plan/endpoints.ts';
import { lineUses } from '../../../plan/model.ts';
import { words } from '../../../words.ts';
import { planPath } from '../../staff/staff-paths.ts';
import { byMatch, type MissionToMatch, matchLine } from '../match-line.ts';
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
      mission={toMatch(props)}
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
          <PlanMoney plan={page.plan} budgetCny={page.check.facts.budgetCny} holds={page.state !== 'draft'} />
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

/** What of the application says which line it was planned as. */
function toMatch({ mission, page }: SectionProps): MissionToMatch {
  const stops = mission.route?.stops ?? [];
  return {
    title: mission.basics?.title,
    purposeType: mission.basics?.purposeType,
    regions: [...new Set(stops.flatMap(({ region, use }) => (region && use === 'visit' ? [region] : [])))],
    month: mission.route?.departure?.slice(0, 7),
    people: mission.members?.people?.length ?? 0,
    days: page.check.facts.days,
    budgetCny: page.check.facts.budgetCny,
  };
}

/** Money beside the missions: what is left, what this application will hold, and what to do when it does not suffice. */
function PlanMoney({
  plan,
  budgetCny,
  holds,
}: {
  readonly plan: NonNullable<SectionProps['page']['plan']>;
  readonly budgetCny: number | null;
  /** The application was submitted: what is left is counted without it already. */
  readonly holds: boolean;
}) {
  const t = useText();
  const left = Number(plan.money.freeCny);
  const short = !holds && budgetCny !== null && plan.given > 0 && budgetCny > left;
  return (
    <p className={short || plan.warns || plan.moneyWarns ? 'tone-text-soon' : 'quiet'}>
      {t({
        zh: `经费：下达 ${moneyWords(plan.money.givenCny).zh}，可用 ${moneyWords(plan.money.freeCny).zh}`,
        en: `Money: ${moneyWords(plan.money.givenCny).en} given, ${moneyWords(plan.money.freeCny).en} left`,
      })}
      {budgetCny !== null &&
        t({
          zh: `，本次${holds ? '已' : '将'}占用 ${moneyWords(budgetCny.toFixed(2)).zh}`,
          en: `; this application ${holds ? 'holds' : 'will hold'} ${moneyWords(budgetCny.toFixed(2)).en}`,
        })}
      {t({ zh: '。', en: '.' })}
      {short
        ? t({
            zh: '可用经费不足，提交时将被拦下：请调减预算，或先申请计划调整。',
            en: ' That is more than is left and will not be accepted: lower the budget, or ask for an adjustment of the plan first.',
          })
        : (plan.warns || plan.moneyWarns) &&
          t({
            zh: `团组或经费已用 ${plan.warnAtPercent}% 以上。`,
            en: ` ${plan.warnAtPercent}% of the missions or of the money is used, or more.`,
          })}
    </p>
  );
}

interface LinesProps {
  readonly unit: string;
  readonly mission: MissionToMatch;
  readonly own: string;
  readonly year: number;
  readonly name: 'lineId' | 'swapFor';
  readonly control: ControlProps;
  readonly readOnly: boolean;
  readonly onChoose: (id: string | null, list: unknown) => void;
}

/** A free line first; what is taken cannot be chosen, however well it fits. */
function matched(row: Listed, mission: MissionToMatch) {
  const line = readLine(row.line);
  const match = line ? matchLine(line, mission) : { score: 0, fits: [], differs: [] };
  return { row, line, match: row.use === 'free' ? match : { ...match, score: match.score - 100 } };
}
type Listed = Answer<typeof listLines>['rows'][number];

/** Lines given to the unit, the best match first, each with whether it is still free. */
function Lines({ unit, own, year, mission, name, control, readOnly, onChoose }: LinesProps) {
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
            {byMatch(rows.map((row) => matched(row, mission))).map(({ row, line, match }, at) => {
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
                  {free && match.fits.length + match.differs.length > 0 && (
                    <span className={match.differs.length > 0 ? 'tone-text-soon' : 'quiet'}>
                      {at === 0 && match.score > 0 && t({ zh: '最相符：', en: 'Best match: ' })}
                      {(match.differs.length > 0 ? match.differs : match.fits)
                        .map((one) => t(one))
                        .join(t({ zh: '、', en: ', ' }))}{' '}
                    </span>
                  )}
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
