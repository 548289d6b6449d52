import '../staff.css';
import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { Text } from '#kernel/text.ts';
import { useRead } from '#kernel/ui/api/hooks.ts';
import { moneyWords } from '#kernel/ui/look/dates.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { Answered } from '#kernel/ui/parts/answered.tsx';
import { Page } from '#kernel/ui/parts/page.tsx';
import { Empty } from '#kernel/ui/parts/page-states.tsx';
import { listLines, type PlanLineRow } from '../../../plan/endpoints.ts';
import { regionWords } from '../case/mission-facts.ts';
import { planLinePath, planNewLinePath } from '../staff-paths.ts';
import { ImportLines } from './import-lines.tsx';
import { useOwnUnits } from './own-unit.tsx';
import { planTrail } from './plan-trail.ts';
import { usePlanYear } from './plan-year.ts';
import { type BatchAct, BatchSheet } from './work-sheets.tsx';
import { workTrays } from './work-trays.ts';

const verbs: Readonly<Record<BatchAct, Text>> = {
  submit: { zh: '审签上报…', en: 'Sign and submit…' },
  consolidate: { zh: '汇总上报…', en: 'Consolidate…' },
  give: { zh: '下达…', en: 'Give…' },
  return: { zh: '退回补正…', en: 'Return for correction…' },
};

/** 编制和办理: the lines on their way, each where it waits, with the acts that are open to the reader. */
export default function PlanWork() {
  const t = useText();
  const year = usePlanYear();
  const [search] = useSearchParams();
  const unit = search.get('unit');
  const answer = useRead(listLines, { query: { year, limit: 200, onTheWay: 'yes', ...(unit ? { unit } : {}) } });
  const units = useOwnUnits('liaison-officer');
  const [importing, setImporting] = useState(false);
  return (
    <Page
      title={{ zh: `${year} 年计划编制和办理`, en: `Plan ${year}: drafts and submissions` }}
      trail={planTrail(year)}
      acts={
        units.length > 0 && (
          <span className="row">
            <Button onClick={() => setImporting(true)}>{t({ zh: '从表格导入…', en: 'Import a table…' })}</Button>
            <Link className="link-button main" to={`${planNewLinePath}?year=${year}`}>
              {t({ zh: '新增计划项', en: 'New line' })}
            </Link>
          </span>
        )
      }
    >
      <Answered of={answer} part={{ zh: '在编计划项', en: 'Lines on their way' }}>
        {({ rows, next }) => {
          const trays = workTrays(rows as readonly PlanLineRow[]);
          return trays.length === 0 ? (
            <Empty
              why={{
                zh: `${year} 年没有在编、待办的计划项。`,
                en: `No line of ${year} is being drafted or waits for anybody.`,
              }}
            >
              {units.length > 0 && (
                <Link to={`${planNewLinePath}?year=${year}`}>{t({ zh: '新增计划项', en: 'New line' })}</Link>
              )}
            </Empty>
          ) : (
            <div className="stack">
              {trays.map((tray) => (
                <Tray key={tray.key} year={year} tray={tray} />
              ))}
              {next && (
                <p className="quiet">
                  {t({
                    zh: '这里列出前 200 项；办理后再看其余。',
                    en: 'The first 200 lines stand here; the others follow when these are done.',
                  })}
                </p>
              )}
            </div>
          );
        }}
      </Answered>
      {importing && <ImportLines year={year} units={units} onClose={() => setImporting(false)} />}
    </Page>
  );
}

function Tray({ tray, year }: { readonly tray: ReturnType<typeof workTrays>[number]; readonly year: number }) {
  const t = useText();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [sheet, setSheet] = useState<BatchAct | null>(null);
  const selected = tray.rows.filter(({ id }) => chosen.has(id));
  const toggle = (ids: readonly string[], on: boolean) =>
    setChosen((before) => new Set(on ? [...before, ...ids] : [...before].filter((id) => !ids.includes(id))));
  const done = () => {
    setSheet(null);
    setChosen(new Set());
  };
  const choosable = tray.acts.length > 0;
  return (
    <section className="card stack" aria-label={t(tray.title)}>
      <header className="row spread">
        <h2>
          {t(tray.title)} <span className="figures">{tray.rows.length}</span>
        </h2>
        {choosable && (
          <span className="row">
            <Checkbox
              checked={selected.length === tray.rows.length}
              indeterminate={selected.length > 0 && selected.length < tray.rows.length}
              onChange={(event) =>
                toggle(
                  tray.rows.map(({ id }) => id),
                  event.target.checked,
                )
              }
            >
              {t({ zh: '全选', en: 'All' })}
            </Checkbox>
            {tray.acts.map((act) => (
              <Button
                key={act}
                type={act === 'return' ? 'default' : 'primary'}
                disabled={selected.length === 0}
                onClick={() => setSheet(act)}
              >
                {t(verbs[act])}
              </Button>
            ))}
          </span>
        )}
      </header>
      {choosable && selected.length === 0 && (
        <p className="quiet">{t({ zh: '先勾选要办理的计划项。', en: 'First tick the lines to act on.' })}</p>
      )}
      <ul className="plan-tray">
        {tray.rows.map((row) => (
          <li key={row.id} className="row">
            {choosable && (
              <Checkbox
                checked={chosen.has(row.id)}
                aria-label={t({ zh: `选择 ${row.line.title}`, en: `Choose ${row.line.title}` })}
                onChange={(event) => toggle([row.id], event.target.checked)}
              />
            )}
            <Link to={planLinePath(row.id)}>{row.line.title}</Link>
            <span className="quiet">{row.unit.name}</span>
            <span className="quiet figures">
              {t(regionWords(row.line.regions))}
              {t({
                zh: `　${row.line.month}　${row.line.headcount} 人 ${row.line.days} 天　${moneyWords(row.line.amountCny.toFixed(2)).zh}`,
                en: `, ${row.line.month}, ${row.line.headcount} people, ${row.line.days} days, ${moneyWords(row.line.amountCny.toFixed(2)).en}`,
              })}
            </span>
            {row.returnedReason && (
              <span className="tone-text-soon">
                {t({ zh: `退回补正：${row.returnedReason}`, en: `Returned: ${row.returnedReason}` })}
              </span>
            )}
          </li>
        ))}
      </ul>
      {sheet && <BatchSheet act={sheet} year={year} rows={selected} onClose={() => setSheet(null)} onDone={done} />}
    </section>
  );
}
