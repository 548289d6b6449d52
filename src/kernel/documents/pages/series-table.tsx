import { Button } from 'antd';
import { useState } from 'react';
import { useRead } from '#kernel/ui/api/hooks.ts';
import type { Answer } from '#kernel/ui/api/request.ts';
import { FormSheet } from '#kernel/ui/forms/form-sheet.tsx';
import { beijing } from '#kernel/ui/look/dates.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { useNow } from '#kernel/ui/look/now.ts';
import { Answered } from '#kernel/ui/parts/answered.tsx';
import { Empty } from '#kernel/ui/parts/page-states.tsx';
import { ScrollFrame } from '#kernel/ui/parts/scroll-frame.tsx';
import { useMayOpen } from '#kernel/ui/shell/session.tsx';
import { listIssuers } from '../endpoints.ts';
import { beginSeries, listSeries } from '../template-endpoints.ts';

type Issuer = Answer<typeof listIssuers>['issuers'][number];

/** How far each series has come, which numbers are void, and what was numbered by hand before. */
export function SeriesTable() {
  const t = useText();
  const mayOpen = useMayOpen();
  const answer = useRead(listSeries);
  const issuers = useRead(listIssuers);
  const [beginning, setBeginning] = useState<Issuer | null>(null);
  const year = Number(beijing(useNow()).day.slice(0, 4));
  return (
    <section className="stack" aria-labelledby="series-title">
      <header className="row spread">
        <h2 id="series-title">{t({ zh: '文号', en: 'Numbers' })}</h2>
        {mayOpen(beginSeries.permission) && (
          <div className="row">
            {issuers.data?.issuers.map((issuer) => (
              <Button key={issuer.id} size="small" onClick={() => setBeginning(issuer)}>
                {t({ zh: `接续${issuer.codeWord}的手工文号…`, en: `Continue ${issuer.codeWord} by hand…` })}
              </Button>
            ))}
          </div>
        )}
      </header>
      <Answered of={answer} part={{ zh: '文号', en: 'Numbers' }}>
        {({ series }) =>
          series.length === 0 ? (
            <Empty
              why={{
                zh: '还没有编过号。年中启用的，请先接续手工登记簿的文号。',
                en: 'No number has been given. An office that starts within a year continues its register first.',
              }}
            />
          ) : (
            <ScrollFrame className="table-frame">
              <table className="list-table">
                <caption className="for-readers">{t({ zh: '文号', en: 'Numbers' })}</caption>
                <thead>
                  <tr>
                    <th scope="col">{t({ zh: '年份', en: 'Year' })}</th>
                    <th scope="col">{t({ zh: '发文机关', en: 'Issuer' })}</th>
                    <th scope="col">{t({ zh: '编到', en: 'Last number' })}</th>
                    <th scope="col">{t({ zh: '作废留号', en: 'Void' })}</th>
                    <th scope="col">{t({ zh: '手工编号', en: 'By hand' })}</th>
                  </tr>
                </thead>
                <tbody>
                  {series.map((one) => (
                    <tr key={`${one.issuerId} ${one.word} ${one.year}`}>
                      <td className="figures">{one.year}</td>
                      <th scope="row" lang="zh">
                        {one.issuer}
                      </th>
                      <td className="nowrap" lang="zh">{`${one.codeWord}${one.word}〔${one.year}〕${one.last}号`}</td>
                      <td lang="zh">{one.voided.length === 0 ? '—' : one.voided.join('、')}</td>
                      <td>
                        {one.byHand === 0 ? (
                          '—'
                        ) : (
                          <>
                            {t({ zh: `1 至 ${one.byHand} 号`, en: `1 to ${one.byHand}` })}
                            <span className="quiet" lang="zh">{` ${one.byHandReason}（${one.byHandSetBy}）`}</span>
                          </>
                        )}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </ScrollFrame>
          )
        }
      </Answered>
      {beginning && (
        <FormSheet
          endpoint={beginSeries}
          initial={{ issuerId: beginning.id, year, word: '批' }}
          only={['word', 'year', 'byHand', 'reason']}
          refresh={['documents']}
          title={{ zh: `接续${beginning.name}的手工文号`, en: `Continue the numbers of ${beginning.name}` }}
          sentence={{
            zh: '程序从下一号起编。这一列一旦由程序编过号，起点就不能再改。',
            en: 'The program begins with the next number. Once it has given one, the beginning stays.',
          }}
          act={{ zh: '接续文号', en: 'Continue' }}
          onClose={() => setBeginning(null)}
        />
      )}
    </section>
  );
}
