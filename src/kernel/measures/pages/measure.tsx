import './figures.css';
import { Link, useParams, useSearchParams } from 'react-router';
import { regionCentres } from '#kernel/places/region-centres.ts';
import { findRegion } from '#kernel/places/regions.ts';
import { useRead } from '#kernel/ui/api/hooks.ts';
import type { Answer } from '#kernel/ui/api/request.ts';
import { Chart } from '#kernel/ui/charts/chart.tsx';
import { topAndRest } from '#kernel/ui/charts/chart-data.ts';
import { MapDots } from '#kernel/ui/charts/map-dots.tsx';
import { regionListName } from '#kernel/ui/forms/region-names.ts';
import { beijing } from '#kernel/ui/look/dates.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { useNow } from '#kernel/ui/look/now.ts';
import { Answered } from '#kernel/ui/parts/answered.tsx';
import { Page } from '#kernel/ui/parts/page.tsx';
import { figure } from '../endpoints.ts';
import { findingWords, footWords } from './figure-words.ts';
import { briefPath, figurePaths, recordsPath } from './paths.ts';
import { formerValues, readScope, type Scope, yearBefore } from './scope.ts';
import { ScopeBar } from './scope-bar.tsx';

type Figure = Answer<typeof figure>;

/** Bars named in a ranking; what remains stands together. */
const most = 15;

/** One measure: chart, table, definition; every mark opens its records. */
export default function MeasurePage() {
  const { id = '' } = useParams();
  const [search] = useSearchParams();
  const today = beijing(useNow()).day;
  const scope = readScope(search, today);
  const by = scope.by ?? 'month';
  const now = useRead(figure, { params: { id }, query: { ...scope, by } }, { keep: true });
  const earlier = yearBefore(scope);
  const former = useRead(figure, { params: { id }, query: { ...earlier, by } }, { when: earlier !== null, keep: true });
  return (
    <Answered of={now} part={{ zh: '统计', en: 'The figure' }}>
      {(answer) => <One answer={answer} former={former.data} scope={{ ...scope, by }} today={today} />}
    </Answered>
  );
}

function One({
  answer,
  former,
  scope,
  today,
}: {
  readonly answer: Figure;
  readonly former: Figure | undefined;
  readonly scope: Scope;
  readonly today: string;
}) {
  const t = useText();
  const { measure, parts, total } = answer;
  const by = scope.by ?? 'month';
  const dimension = measure.dimensions.find(({ key }) => key === by);
  const title = {
    zh: `${measure.title.zh}（${measure.unitLabel.zh}）`,
    en: `${measure.title.en} (${measure.unitLabel.en})`,
  };
  const inTime = by === 'month' || by === 'year';
  const facts = {
    categories: parts.map(({ part, label }) => ({ key: part, label: t(label) })),
    series: [
      { key: 'now', label: { zh: '本期', en: 'This period' }, values: parts.map((one) => one.figure) },
      ...(former && former.total.records > 0 && by !== 'year'
        ? [
            {
              key: 'former',
              label: { zh: '上年同期', en: 'Year before' },
              values: formerValues(parts, former.parts, by, measure.figure),
              former: true,
            },
          ]
        : []),
    ],
  };
  const recordsTo = (category: string, series: string) =>
    series === 'former' && by !== 'month'
      ? recordsPath(measure.id, yearBefore(scope) ?? scope, category)
      : recordsPath(measure.id, scope, category);
  const places = by === 'region' ? placesOf(parts, (part) => recordsPath(measure.id, scope, part)) : [];
  return (
    <Page
      title={measure.title}
      trail={[{ label: { zh: '统计', en: 'Figures' }, to: figurePaths.all }]}
      acts={
        <span className="row">
          <Link className="link-button" to={recordsPath(measure.id, { ...scope })}>
            {t({
              zh: `看这 ${total.records} 条`,
              en: total.records === 1 ? 'See the record' : `See the ${total.records} records`,
            })}
          </Link>
          <Link className="link-button main" to={briefPath(measure.id, scope)}>
            {t({ zh: '一页简报', en: 'One-page brief' })}
          </Link>
        </span>
      }
    >
      <div className="stack">
        <ScopeBar measure={measure} scope={scope} />
        <Chart
          title={title}
          finding={findingWords(total.figure, former?.total.figure, measure, scope)}
          kind={inTime ? 'columns' : 'bars'}
          facts={inTime || measure.figure === 'mean' ? facts : topAndRest(facts, most, t({ zh: '其余', en: 'Others' }))}
          foot={footWords(scope, today)}
          definition={measure.definition}
          recordsTo={recordsTo}
        />
        {dimension?.overlapping && (
          <p className="quiet">
            {t({
              zh: `一条记录可以同时列在几个${dimension.label.zh}下，各项相加会多于合计。`,
              en: 'One record may stand under several parts, so that the parts add up to more than the whole.',
            })}
          </p>
        )}
        {places.length > 0 && (
          <MapDots title={title} unit={measure.unitLabel} places={places} foot={footWords(scope, today)} />
        )}
      </div>
    </Page>
  );
}

function placesOf(parts: Figure['parts'], to: (part: string) => string) {
  return parts.flatMap(({ part, figure: count }) => {
    const centre = regionCentres[part];
    if (!centre || !findRegion(part) || count === null || count === 0) return [];
    const [longitude, latitude] = centre;
    return [{ key: part, name: regionListName(part), longitude, latitude, count, to: to(part) }];
  });
}
