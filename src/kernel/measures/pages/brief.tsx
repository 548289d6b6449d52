import './figures.css';
import { useParams, useSearchParams } from 'react-router';
import { useRead } from '#kernel/ui/api/hooks.ts';
import { address } from '#kernel/ui/api/request.ts';
import { beijing, writeNumber } from '#kernel/ui/look/dates.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { useNow } from '#kernel/ui/look/now.ts';
import { Answered } from '#kernel/ui/parts/answered.tsx';
import { Page } from '#kernel/ui/parts/page.tsx';
import { PrintSheet } from '#kernel/ui/patterns/print-sheet.tsx';
import { useMe } from '#kernel/ui/shell/session.tsx';
import { brief, briefDocx } from '../endpoints.ts';
import { figureWords } from './figure-words.ts';
import { figurePath, figurePaths } from './paths.ts';
import { readScope } from './scope.ts';

/** 半小时报个数: figure, comparison, parts and list on one page, ready to print. */
export default function Brief() {
  const t = useText();
  const { id = '' } = useParams();
  const [search] = useSearchParams();
  const scope = readScope(search, beijing(useNow()).day);
  const part = search.get('part') ?? undefined;
  const query = { ...scope, ...(part === undefined ? {} : { part }) };
  const answer = useRead(brief, { params: { id }, query });
  const me = useMe();
  const unit = me.posts[0]?.unitName ?? me.officeName;
  return (
    <Answered of={answer} part={{ zh: '简报', en: 'The brief' }}>
      {({ measure, sentence, total, parts, rows, hidden, asOf, yearBefore, by }) => (
        <Page
          title={{ zh: `简报：${measure.title.zh}`, en: `Brief: ${measure.title.en}` }}
          trail={[
            { label: { zh: '统计', en: 'Figures' }, to: figurePaths.all },
            { label: measure.title, to: figurePath(id, scope) },
          ]}
          acts={
            <a className="link-button screen-only" href={address(briefDocx.path, { params: { id }, query })} download>
              {t({ zh: '下载 DOCX', en: 'Download DOCX' })}
            </a>
          }
        >
          <PrintSheet
            title={`${t(measure.title)}${t({ zh: '情况', en: '' })}`}
            printedBy={`${unit} ${me.name}`}
            note={{
              zh: `截至 ${asOf}。${measure.definition.zh}`,
              en: `As of ${asOf}. ${measure.definition.en}`,
            }}
          >
            <p className="brief-sentence">{t(sentence)}</p>
            <p>
              <strong className="measure-figure figures">{t(figureWords(total.figure, measure))}</strong>
              {yearBefore && (
                <span>
                  {' '}
                  {t({
                    zh: `上年同期 ${figureWords(yearBefore.figure, measure).zh}`,
                    en: `year before ${figureWords(yearBefore.figure, measure).en}`,
                  })}
                </span>
              )}
            </p>
            <table className="plain-table">
              <caption>
                {t(measure.dimensions.find(({ key }) => key === by)?.label ?? { zh: '分项', en: 'Parts' })}
              </caption>
              <tbody>
                {parts.map((part) => (
                  <tr key={part.part}>
                    <th scope="row">{t(part.label)}</th>
                    <td className="right figures">{part.figure === null ? '—' : writeNumber(part.figure)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            <table className="plain-table">
              <caption>{t({ zh: '清单', en: 'Records' })}</caption>
              <tbody>
                {rows.map((row) => (
                  <tr key={row.record}>
                    <td className="figures nowrap">{row.happenedOn}</td>
                    <th scope="row">{row.title}</th>
                    <td>{row.unit.name}</td>
                    <td className="right figures">{writeNumber(row.quantity)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            {total.records - hidden > rows.length && (
              <p>
                {t({
                  zh: `共 ${total.records} 条，这里列出 ${rows.length} 条。`,
                  en: `${total.records} records, of which ${rows.length} stand here.`,
                })}
              </p>
            )}
          </PrintSheet>
        </Page>
      )}
    </Answered>
  );
}
