import '../staff.css';
import { Button, Select } from 'antd';
import { useId, useState } from 'react';
import { Link } from 'react-router';
import { useAct, useRead } from '#kernel/ui/api/hooks.ts';
import { tableInstant, writeNumber } from '#kernel/ui/look/dates.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { Answered } from '#kernel/ui/parts/answered.tsx';
import { ConfirmSheet } from '#kernel/ui/parts/confirm-sheet.tsx';
import { Page } from '#kernel/ui/parts/page.tsx';
import { Empty } from '#kernel/ui/parts/page-states.tsx';
import { ScrollFrame } from '#kernel/ui/parts/scroll-frame.tsx';
import { useMayOpen } from '#kernel/ui/shell/session.tsx';
import { lineUses } from '../../../plan/model.ts';
import { fixVersion, listVersions, type PlanVersion } from '../../../plan/versions/endpoints.ts';
import { regionWords } from '../case/mission-facts.ts';
import { planLinePath } from '../staff-paths.ts';
import { planTrail } from './plan-trail.ts';
import { usePlanYear } from './plan-year.ts';
import { Words } from './work-sheets.tsx';

/** 季度版本: the plan as it stood at the end of each quarter, and what changed from one to the next. */
export default function PlanVersions() {
  const t = useText();
  const year = usePlanYear();
  const mayOpen = useMayOpen();
  const answer = useRead(listVersions, { query: { year } });
  const [fixing, setFixing] = useState(false);
  const there = new Set(answer.data?.rows.map(({ quarter }) => quarter));
  const open = [1, 2, 3, 4].filter((quarter) => !there.has(quarter));
  return (
    <Page
      title={{ zh: `${year} 年计划季度版本`, en: `Versions of the plan ${year}` }}
      trail={planTrail(year)}
      acts={
        mayOpen(fixVersion.permission) &&
        answer.data &&
        open.length > 0 && (
          <Button type="primary" onClick={() => setFixing(true)}>
            {t({ zh: '形成季度版本…', en: 'Fix a version…' })}
          </Button>
        )
      }
    >
      <Answered of={answer} part={{ zh: '季度版本', en: 'Versions' }}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty
              why={{
                zh: '还没有季度版本。市外办在季末形成版本后，这里能看到各季度的计划和变化。',
                en: 'No version yet. Once the office has fixed one at the end of a quarter, plan and changes stand here.',
              }}
            />
          ) : (
            <div className="stack">
              {rows.map((version) => (
                <Version key={version.id} version={version} />
              ))}
            </div>
          )
        }
      </Answered>
      {fixing && <FixSheet year={year} open={open} onClose={() => setFixing(false)} />}
    </Page>
  );
}

function Version({ version }: { readonly version: PlanVersion }) {
  const t = useText();
  const { quarter, lines, added, gone, used } = version;
  const count = (use: 'granted' | 'held' | 'free') => lines.filter((line) => line.use === use).length;
  const of = new Map(lines.map((line) => [line.id, line]));
  return (
    <section className="card stack">
      <header className="row spread">
        <h2>{t({ zh: `第 ${quarter} 季度`, en: `Quarter ${quarter}` })}</h2>
        <span className="quiet">
          {version.by} {tableInstant(version.at)}
        </span>
      </header>
      {version.note && <p>{version.note}</p>}
      <p className="figures">
        {t({
          zh: `下达 ${lines.length}，已批准 ${count('granted')}，占用 ${count('held')}，可用 ${count('free')}`,
          en: `${lines.length} given, ${count('granted')} granted, ${count('held')} held, ${count('free')} free`,
        })}
      </p>
      {(added.length > 0 || gone.length > 0 || used.length > 0) && (
        <ul className="rule-notes">
          {added.map((id) => (
            <li key={id}>
              {t({ zh: '新增', en: 'Added' })}{' '}
              <Link to={planLinePath(id)}>
                {of.get(id)?.number} {of.get(id)?.title}
              </Link>
            </li>
          ))}
          {gone.map((line) => (
            <li key={line.id}>
              {t({ zh: '减少', en: 'Gone' })}{' '}
              <Link to={planLinePath(line.id)}>
                {line.number} {line.title}
              </Link>
            </li>
          ))}
          {used.map(({ id, before }) => (
            <li key={id}>
              <Link to={planLinePath(id)}>
                {of.get(id)?.number} {of.get(id)?.title}
              </Link>{' '}
              {t({
                zh: `${lineUses[before].zh} → ${lineUses[of.get(id)?.use ?? 'free'].zh}`,
                en: `${lineUses[before].en} → ${lineUses[of.get(id)?.use ?? 'free'].en}`,
              })}
            </li>
          ))}
        </ul>
      )}
      <details>
        <summary>{t({ zh: `全部 ${lines.length} 项`, en: `All ${lines.length} lines` })}</summary>
        <ScrollFrame className="sheet-frame">
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">{t({ zh: '编号', en: 'Number' })}</th>
                <th scope="col">{t({ zh: '团组', en: 'Mission' })}</th>
                <th scope="col">{t({ zh: '单位', en: 'Unit' })}</th>
                <th scope="col">{t({ zh: '国家（地区）', en: 'Where' })}</th>
                <th scope="col" className="right">
                  {t({ zh: '人 / 天', en: 'People / days' })}
                </th>
                <th scope="col" className="right">
                  {t({ zh: '经费（元）', en: 'CNY' })}
                </th>
                <th scope="col">{t({ zh: '使用', en: 'Use' })}</th>
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <tr key={line.id}>
                  <td className="figures nowrap">{line.number}</td>
                  <th scope="row">{line.title}</th>
                  <td>{line.unit}</td>
                  <td>{t(regionWords(line.regions))}</td>
                  <td className="right figures">
                    {line.headcount} / {line.days}
                  </td>
                  <td className="right figures">{writeNumber(line.amountCny)}</td>
                  <td>{t(lineUses[line.use])}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollFrame>
      </details>
    </section>
  );
}

function FixSheet({
  year,
  open,
  onClose,
}: {
  readonly year: number;
  readonly open: readonly number[];
  readonly onClose: () => void;
}) {
  const t = useText();
  const id = useId();
  const [quarter, setQuarter] = useState(open[0]!);
  const [note, setNote] = useState('');
  const act = useAct(fixVersion, { onDone: onClose });
  return (
    <ConfirmSheet
      open
      title={{ zh: `形成 ${year} 年第 ${quarter} 季度版本`, en: `Fix the version of quarter ${quarter}, ${year}` }}
      sentence={{
        zh: '按此刻已下达的计划项和使用情况留存一份，留存后不能改、不能重做。',
        en: 'Keeps the lines given and what missions have of them as they stand now. It cannot be changed or made again.',
      }}
      act={{ zh: '形成版本', en: 'Fix the version' }}
      busy={act.isPending}
      problem={act.error}
      onClose={onClose}
      onAct={() => act.mutate({ body: { year, quarter, note: note.trim() } })}
    >
      <div className="field">
        <label htmlFor={id}>{t({ zh: '季度', en: 'Quarter' })}</label>
        <Select<number>
          id={id}
          value={quarter}
          options={open.map((one) => ({ value: one, label: t({ zh: `第 ${one} 季度`, en: `Quarter ${one}` }) }))}
          onChange={setQuarter}
        />
      </div>
      <Words label={{ zh: '说明（选填）', en: 'Note (optional)' }} value={note} onChange={setNote} most={500} />
    </ConfirmSheet>
  );
}
