import { useEffect, useMemo, useRef, useState } from 'react';
import { Link } from 'react-router';
import type { Text } from '#kernel/text.ts';
import { writeNumber } from '#kernel/ui/look/dates.ts';
import { useLanguage, useText } from '#kernel/ui/look/language.ts';
import { useLooks } from '#kernel/ui/look/look.tsx';
import { usePreferences } from '#kernel/ui/look/preferences.ts';
import { faces, textSizes } from '#kernel/ui/look/tokens.ts';
import { ScrollFrame } from '#kernel/ui/parts/scroll-frame.tsx';
import { Tabs } from '#kernel/ui/parts/tabs.tsx';
import { type ChartFacts, checkFacts, totalOf } from './chart-data.ts';
import type { ChartKind } from './drawing.ts';

export interface ChartProps {
  /** Measure and unit: 因公出国（境）团组数（批）. */
  readonly title: Text;
  /** One computed sentence with both numbers. */
  readonly finding: Text;
  readonly kind: ChartKind;
  readonly facts: ChartFacts;
  /** Period, as-of, scope, source, in one line. */
  readonly foot: Text;
  /** What is counted, how, from where; breaks in the definition. */
  readonly definition: Text;
  /** Where the records behind one mark are. Every number opens. */
  readonly recordsTo?: (category: string, series: string) => string;
}

interface Selected {
  readonly category: number;
  readonly series: number;
}

/** Title, finding, and three equal tabs: chart, table (the accessible form, complete), definition and source. */
export function Chart(props: ChartProps) {
  const t = useText();
  const facts = checkFacts(props.facts);
  const empty = facts.series.every((series) => totalOf(series) === null);
  return (
    <section className="chart card" aria-label={t(props.title)}>
      <h2>{t(props.title)}</h2>
      <p>{t(props.finding)}</p>
      {empty ? (
        <p className="quiet">{t({ zh: '这一期间没有记录。', en: 'No records in this period.' })}</p>
      ) : (
        <Tabs
          label={props.title}
          items={[
            { key: 'chart', label: { zh: '图', en: 'Chart' }, children: <Drawing {...props} facts={facts} /> },
            { key: 'table', label: { zh: '表', en: 'Table' }, children: <FactsTable {...props} facts={facts} /> },
            {
              key: 'definition',
              label: { zh: '口径与来源', en: 'Definition and source' },
              children: <p>{t(props.definition)}</p>,
            },
          ]}
        />
      )}
      <p className="chart-foot">{t(props.foot)}</p>
    </section>
  );
}

function Drawing({ title, finding, kind, facts, recordsTo }: ChartProps) {
  const t = useText();
  const language = useLanguage();
  const { mode } = useLooks();
  const { textSize } = usePreferences();
  const place = useRef<HTMLDivElement>(null);
  const [selected, setSelected] = useState<Selected | null>(null);
  const names = useMemo(() => facts.series.map((series) => series.label[language]), [facts, language]);
  const description = `${title[language]}。${finding[language]}`;

  useEffect(() => {
    let takeDown: (() => void) | undefined;
    let gone = false;
    // The drawing library is large: it comes when the first chart does.
    void import('./drawing.ts').then(({ draw }) => {
      if (gone || !place.current) return;
      takeDown = draw(place.current, facts, {
        kind,
        mode,
        names,
        description,
        font: faces[language],
        fontSize: textSizes[textSize],
        onSelect: (category, series) => setSelected({ category, series }),
      });
    });
    return () => {
      gone = true;
      takeDown?.();
    };
  }, [facts, kind, mode, names, description, language, textSize]);

  const category = selected && facts.categories[selected.category];
  const series = selected && facts.series[selected.series];
  const value = series && selected ? series.values[selected.category] : null;
  return (
    <>
      {facts.series.length > 1 && kind !== 'line' && (
        <ul className="chart-legend">
          {facts.series.map((one, index) => (
            <li key={one.key}>
              <span
                className={`chart-key chart-key-${mode}-${index}${one.former ? ' former' : ''}`}
                aria-hidden="true"
              />
              {t(one.label)}
            </li>
          ))}
        </ul>
      )}
      <div
        ref={place}
        className="chart-place"
        role="img"
        aria-label={description}
        style={{ height: kind === 'bars' ? Math.max(160, facts.categories.length * 34 + 48) : 280 }}
      />
      <p role="status" className="chart-selected">
        {category && series && value !== null && value !== undefined && (
          <>
            {t({ zh: '选中：', en: 'Chosen: ' })}
            {category.label} {t(series.label)} {writeNumber(value)}{' '}
            {recordsTo && (
              <Link to={recordsTo(category.key, series.key)}>
                {t({ zh: '打开这些记录', en: 'Open these records' })}
              </Link>
            )}
          </>
        )}
      </p>
    </>
  );
}

function FactsTable({ title, facts, recordsTo }: ChartProps) {
  const t = useText();
  const shown = (value: number | null | undefined): string =>
    value === null || value === undefined ? '—' : writeNumber(value);
  return (
    <ScrollFrame className="sheet-frame">
      <table className="plain-table">
        <caption className="for-readers">{t(title)}</caption>
        <thead>
          <tr>
            <th scope="col">
              <span className="for-readers">{t({ zh: '分组', en: 'Group' })}</span>
            </th>
            {facts.series.map((series) => (
              <th key={series.key} scope="col" className="right">
                {t(series.label)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {facts.categories.map((category, index) => (
            <tr key={category.key}>
              <th scope="row">{category.label}</th>
              {facts.series.map((series) => {
                const value = series.values[index];
                return (
                  <td key={series.key} className="right figures">
                    {recordsTo && value ? (
                      <Link to={recordsTo(category.key, series.key)}>{shown(value)}</Link>
                    ) : (
                      shown(value)
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t({ zh: '合计', en: 'Total' })}</th>
            {facts.series.map((series) => (
              <td key={series.key} className="right figures">
                {shown(totalOf(series))}
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
    </ScrollFrame>
  );
}
