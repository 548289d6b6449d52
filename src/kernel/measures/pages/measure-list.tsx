import './figures.css';
import { Link } from 'react-router';
import { useRead } from '#kernel/ui/api/hooks.ts';
import { beijing } from '#kernel/ui/look/dates.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { useNow } from '#kernel/ui/look/now.ts';
import { Answered } from '#kernel/ui/parts/answered.tsx';
import { Page } from '#kernel/ui/parts/page.tsx';
import { Empty } from '#kernel/ui/parts/page-states.tsx';
import { figure, list, type MeasureFacts } from '../endpoints.ts';
import { figureWords, findingWords } from './figure-words.ts';
import { briefPath, figurePath } from './paths.ts';
import { type Scope, yearBefore } from './scope.ts';

/** Every measure with its figure of the running year and the same days of the year before. */
export default function MeasureList() {
  const answer = useRead(list);
  const today = beijing(useNow()).day;
  const scope: Scope = { from: `${today.slice(0, 4)}-01-01`, to: today };
  return (
    <Page title={{ zh: '统计', en: 'Figures' }}>
      <Answered of={answer} part={{ zh: '统计', en: 'Figures' }}>
        {({ measures }) =>
          measures.length === 0 ? (
            <Empty why={{ zh: '您的岗位没有可以统计的业务。', en: 'Your post counts nothing.' }} />
          ) : (
            <ul className="measures">
              {measures.map((measure) => (
                <One key={measure.id} measure={measure} scope={scope} />
              ))}
            </ul>
          )
        }
      </Answered>
    </Page>
  );
}

function One({ measure, scope }: { readonly measure: MeasureFacts; readonly scope: Scope }) {
  const t = useText();
  const now = useRead(figure, { params: { id: measure.id }, query: { ...scope } });
  const former = useRead(figure, { params: { id: measure.id }, query: { ...yearBefore(scope) } });
  return (
    <li className="card">
      <h2>
        <Link to={figurePath(measure.id, scope)}>{t(measure.title)}</Link>
      </h2>
      <Answered of={now} part={measure.title} rows={1}>
        {(answer) => (
          <>
            <p className="measure-figure figures">{t(figureWords(answer.total.figure, measure))}</p>
            <p className="quiet">{t(findingWords(answer.total.figure, former.data?.total.figure, measure, scope))}</p>
          </>
        )}
      </Answered>
      <p className="row">
        {measure.dimensions.slice(0, 4).map((dimension) => (
          <Link key={dimension.key} to={figurePath(measure.id, { ...scope, by: dimension.key })}>
            {t({ zh: `按${dimension.label.zh}`, en: `By ${dimension.label.en.toLowerCase()}` })}
          </Link>
        ))}
        <Link to={briefPath(measure.id, scope)}>{t({ zh: '一页简报', en: 'One-page brief' })}</Link>
      </p>
    </li>
  );
}
