import { useQueryClient } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useEffect } from 'react';
import type { z } from 'zod';
import { regions } from '#kernel/places/regions.ts';
import { refresh, useRead } from '#kernel/ui/api/hooks.ts';
import { regionListName } from '#kernel/ui/forms/region-names.ts';
import { useClearing } from '#kernel/ui/look/clearing.ts';
import { moneyWords, writeNumber } from '#kernel/ui/look/dates.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { Answered } from '#kernel/ui/parts/answered.tsx';
import { ScrollFrame } from '#kernel/ui/parts/scroll-frame.tsx';
import type { ceilings } from '../../answers.ts';
import { tableWords } from '../../budget/rate-table.ts';
import { computeBudget } from '../../endpoints.ts';
import { words } from '../../words.ts';
import { isStandardLine } from './budget-lines.ts';
import { rowsOf, type SectionProps } from './section-props.ts';

export type Ceilings = z.infer<typeof ceilings>;

/** Standards are computed from what is saved; a save of route, members, programme, budget or papers makes them old. */
export function useCeilings({ page }: SectionProps) {
  const client = useQueryClient();
  const read = useRead(computeBudget, { params: { id: page.id } }, { keep: true });
  const versions = page.sections
    .filter(({ section }) => ['route', 'members', 'budget', 'attachments'].includes(section))
    .map(({ version }) => version)
    .join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: each save of what the standards depend on asks again
  useEffect(() => {
    void refresh(client, [computeBudget]);
  }, [client, versions]);
  return read;
}

interface BudgetStandardsProps {
  readonly section: SectionProps;
  readonly read: ReturnType<typeof useCeilings>;
  readonly onTake: (found: Ceilings) => void;
}

/** 按标准测算: lodging, meals and incidentals by the table, brought into the budget with one press. */
export function BudgetStandards({ section, read, onTake }: BudgetStandardsProps) {
  const { value, readOnly } = section;
  const t = useText();
  const replaced = rowsOf(value.lines).filter(isStandardLine).length;
  return (
    <section className="card stack">
      <h3>{t({ zh: '按标准测算：住宿、伙食、公杂', en: 'By the standards: lodging, meals, incidentals' })}</h3>
      <Answered of={read} part={{ zh: '标准测算', en: 'The standards' }} rows={3}>
        {(found) =>
          found.lines.length === 0 ? (
            <p className="quiet">
              {t({
                zh: '路线和成员填好并保存后，系统按标准表算出住宿、伙食、公杂的上限。',
                en: 'Once route and members are filled in and saved, the ceilings for lodging, meals and incidentals are computed.',
              })}
            </p>
          ) : (
            <>
              <ScrollFrame className="sheet-frame">
                <table className="plain-table">
                  <thead>
                    <tr>
                      <th scope="col">{t({ zh: '项目', en: 'Item' })}</th>
                      <th scope="col">{t({ zh: '地点', en: 'Place' })}</th>
                      <th scope="col" className="right">
                        {t({ zh: '标准', en: 'Rate' })}
                      </th>
                      <th scope="col" className="right">
                        {t({ zh: '人', en: 'People' })}
                      </th>
                      <th scope="col" className="right">
                        {t({ zh: '晚、天', en: 'Nights, days' })}
                      </th>
                      <th scope="col" className="right">
                        {t({ zh: '外币', en: 'Amount' })}
                      </th>
                      <th scope="col" className="right">
                        {t({ zh: '人民币', en: 'CNY' })}
                      </th>
                    </tr>
                  </thead>
                  <tbody>
                    {found.lines.map((line) => (
                      <tr key={[line.item, line.region, line.city, line.rate, line.members.join()].join()}>
                        <th scope="row">{t(words.budgetItems[line.item])}</th>
                        <td>
                          {t(regionListName(line.region))} {line.city}
                        </td>
                        <td className="right figures">
                          {line.rate === null
                            ? t({ zh: '据实', en: 'at cost' })
                            : `${line.currency} ${writeNumber(line.rate)}`}
                        </td>
                        <td className="right figures">{line.members.length}</td>
                        <td className="right figures">{line.quantity}</td>
                        <td className="right figures">
                          {line.amount === null ? '—' : `${line.currency} ${writeNumber(line.amount.toFixed(2))}`}
                        </td>
                        <td className="right figures">
                          {line.cny === null
                            ? t({ zh: '待填汇率', en: 'rate wanted' })
                            : writeNumber(line.cny.toFixed(2))}
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </ScrollFrame>
              <p className="quiet">
                {found.table && t(tableWords(found.table))}
                {found.totalCny !== null &&
                  t({
                    zh: `，上限合计 ${moneyWords(found.totalCny.toFixed(2)).zh}`,
                    en: `, together at most ${moneyWords(found.totalCny.toFixed(2)).en}`,
                  })}
              </p>
              {!readOnly && (
                <div className="row">
                  <Button type="primary" ghost onClick={() => onTake(found)}>
                    {t({ zh: '按标准带出', en: 'Take the standards' })}
                  </Button>
                  <span className="quiet">
                    {replaced > 0
                      ? t({
                          zh: `替换现有 ${replaced} 项住宿、伙食、公杂，其他项目保留`,
                          en: `Replaces the ${replaced} lines of lodging, meals and incidentals; others stay`,
                        })
                      : t({ zh: '带出后可按实际下调', en: 'They may be lowered afterwards' })}
                  </span>
                </div>
              )}
            </>
          )
        }
      </Answered>
      {read.data && read.data.undetermined.length > 0 && (
        <Substitutes section={section} places={read.data.undetermined} />
      )}
    </section>
  );
}

/** A place that the table does not name takes the rate of a neighbour (BUD-19). */
function Substitutes({
  section,
  places,
}: {
  readonly section: SectionProps;
  readonly places: Ceilings['undetermined'];
}) {
  const clearing = useClearing();
  const { value, onChange, readOnly } = section;
  const t = useText();
  const language = t({ zh: 'zh', en: 'en' }) as 'zh' | 'en';
  const kept = rowsOf(value.substitutes);
  const missing = [...new Set(places.map(({ region }) => region))];
  const set = (region: string, useRegion: string | null) =>
    onChange({
      ...value,
      substitutes: [
        ...kept.filter((one) => one.region !== region),
        ...(useRegion ? [{ region, useRegion, useCity: null }] : []),
      ],
    });
  return (
    <div className="small-rows">
      {missing.map((region) => (
        <div key={region} className="row">
          <span className="tone-text-soon">
            {t({
              zh: `${regionListName(region).zh}没有标准，参照水平相近的邻近国家（地区）：`,
              en: `The table does not name ${regionListName(region).en}; take a neighbour of a similar level:`,
            })}
          </span>
          <Select<string>
            aria-label={t({ zh: `${regionListName(region).zh}参照`, en: `In place of ${regionListName(region).en}` })}
            value={(kept.find((one) => one.region === region)?.useRegion as string | undefined) ?? null}
            disabled={readOnly}
            allowClear={clearing}
            showSearch={{ optionFilterProp: 'label' }}
            options={regions
              .filter(({ code }) => code !== 'CN' && code !== region)
              .map(({ code }) => ({ value: code, label: regionListName(code)[language] }))}
            onChange={(code) => set(region, code ?? null)}
            style={{ minWidth: 180 }}
          />
        </div>
      ))}
    </div>
  );
}
