import { Button } from 'antd';
import { useState } from 'react';
import { useRead } from '#kernel/ui/api/hooks.ts';
import { tableInstant } from '#kernel/ui/look/dates.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { Answered } from '#kernel/ui/parts/answered.tsx';
import { Page } from '#kernel/ui/parts/page.tsx';
import { Empty } from '#kernel/ui/parts/page-states.tsx';
import { useMayOpen } from '#kernel/ui/shell/session.tsx';
import { listTemplates, setWords } from '../template-endpoints.ts';
import { linesOf } from '../wording.ts';
import { SeriesTable } from './series-table.tsx';
import { type Template, TrialButton, WordsSheet } from './words-sheet.tsx';

/** Templates of documents: what they say for this office, since when, and how they look; below them, how far the numbers have come. */
export default function Templates() {
  const answer = useRead(listTemplates);
  const [changing, setChanging] = useState<Template | null>(null);
  return (
    <Page title={{ zh: '文书模板', en: 'Templates of documents' }}>
      <Answered of={answer} part={{ zh: '文书模板', en: 'Templates' }}>
        {({ templates }) =>
          templates.length === 0 ? (
            <Empty why={{ zh: '还没有能出具文书的业务。', en: 'No service issues documents yet.' }} />
          ) : (
            <ul className="stack">
              {templates.map((template) => (
                <One key={template.key} template={template} onChange={() => setChanging(template)} />
              ))}
            </ul>
          )
        }
      </Answered>
      <SeriesTable />
      {changing && <WordsSheet template={changing} onClose={() => setChanging(null)} />}
    </Page>
  );
}

function One({ template, onChange }: { readonly template: Template; readonly onChange: () => void }) {
  const t = useText();
  const mayOpen = useMayOpen();
  const { words, phrases, history, digest, issued, issuedByThis } = template;
  return (
    <li className="card stack">
      <header className="row spread">
        <h2>{t(template.title)}</h2>
        <div className="row">
          <TrialButton template={template} words={words} label={{ zh: '看样张', en: 'See a sample' }} />
          {mayOpen(setWords.permission) && (
            <Button size="small" onClick={onChange}>
              {t({ zh: '更改用语…', en: 'Change the words…' })}
              <span className="for-readers"> {t(template.title)}</span>
            </Button>
          )}
        </div>
      </header>
      <dl className="facts">
        {Object.entries(phrases).map(([key, phrase]) => (
          <div key={key}>
            <dt>{t(phrase.label)}</dt>
            <dd lang="zh">
              {linesOf(words[key]!).join('、') || <span className="quiet">{t({ zh: '无', en: 'None' })}</span>}
            </dd>
          </div>
        ))}
        <div>
          <dt>{t({ zh: '出具', en: 'Issued' })}</dt>
          <dd>
            {t({
              zh: `${issued} 份，其中 ${issuedByThis} 份用现行版式`,
              en: `${issued}, of which ${issuedByThis} by the present layout`,
            })}
            {template.docx
              ? t({ zh: '；另出可编辑的 DOCX', en: '; with an editable DOCX' })
              : t({ zh: '；只出 PDF', en: '; PDF only' })}
          </dd>
        </div>
        <div>
          <dt>{t({ zh: '版式标识', en: 'Layout' })}</dt>
          <dd>
            <code title={digest}>{digest.slice(0, 12)}</code>{' '}
            <span className="quiet">
              {t({
                zh: '随每份文书留存，改版后可辨',
                en: 'Kept with each document, so that versions can be told apart',
              })}
            </span>
          </dd>
        </div>
      </dl>
      {history.length > 0 && (
        <details>
          <summary>{t({ zh: `沿革 ${history.length} 次`, en: `History: ${history.length}` })}</summary>
          <ul className="small-rows">
            {history.map((entry) => (
              <li key={entry.setAt + entry.validFrom}>
                <p>
                  <strong className="figures">{entry.validFrom}</strong> {t({ zh: '起', en: 'on' })} ·{' '}
                  {entry.setBy ?? t({ zh: '系统', en: 'System' })}{' '}
                  <span className="quiet figures">{tableInstant(entry.setAt)}</span> · {entry.reason}
                </p>
                {Object.entries(entry.words)
                  .filter(([key, value]) => phrases[key] && value !== phrases[key].default)
                  .map(([key, value]) => (
                    <p key={key}>
                      <span className="quiet">{t(phrases[key]!.label)}</span> <span lang="zh">{value}</span>
                    </p>
                  ))}
              </li>
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}
