import { writeWhen } from '#kernel/ui/look/dates.ts';
import { useLanguage, useText } from '#kernel/ui/look/language.ts';
import { DueLabel } from '#kernel/ui/parts/due-label.tsx';
import { Empty } from '#kernel/ui/parts/page-states.tsx';
import type { MissionPage } from '../../../answers.ts';
import { missionProcess } from '../../../process.ts';
import { ownWords, words } from '../../../words.ts';
import { stepName } from '../acts/act-words.ts';
import { fileAddress } from '../acts/mission-files.ts';
import { missionOf, wordOf } from './mission-facts.ts';

const paperStates = {
  unchecked: { zh: '待核对', en: 'to be checked' },
  checked: { zh: '已核对', en: 'checked' },
  rejected: { zh: '已退回', en: 'rejected' },
  lapsed: { zh: '已失效', en: 'lapsed' },
} as const;

/** Papers by kind, what is missing, what was promised, and decisions given on paper. */
export function PapersTab({
  page,
  seen,
  onSeen,
}: {
  readonly page: MissionPage;
  readonly seen: ReadonlySet<string>;
  readonly onSeen: (file: string) => void;
}) {
  const t = useText();
  const language = useLanguage();
  const files = missionOf(page).attachments?.files ?? [];
  const special = missionOf(page).attachments?.documents ?? [];
  return (
    <div className="stack">
      {page.missingPapers.length > 0 && (
        <p className="tone-text-soon">
          {t({ zh: '还缺：', en: 'Missing: ' })}
          {page.missingPapers
            .map((paper) => t(missionProcess.papers[paper] ?? { zh: paper, en: paper }))
            .join(t({ zh: '、', en: ', ' }))}
        </p>
      )}
      {files.length === 0 ? (
        <Empty why={{ zh: '没有附件。', en: 'No papers were uploaded.' }} />
      ) : (
        <ul className="papers">
          {files.map((file) => (
            <li key={file.fileId ?? file.name}>
              <span className="quiet">
                {t(wordOf(ownWords.attachmentPurposes, file.purpose) ?? { zh: '附件', en: 'Paper' })}
              </span>
              {file.fileId ? (
                <a
                  href={fileAddress(page.id, file.fileId)}
                  target="_blank"
                  rel="noreferrer"
                  onClick={() => file.fileId && onSeen(file.fileId)}
                >
                  {file.name}
                </a>
              ) : (
                <span>{file.name}</span>
              )}
              <span className={file.fileId && seen.has(file.fileId) ? 'tone-text-done' : 'quiet'}>
                {file.fileId && seen.has(file.fileId)
                  ? t({ zh: '已看', en: 'read' })
                  : t({ zh: '未看', en: 'not read' })}
              </span>
            </li>
          ))}
        </ul>
      )}
      {special.length > 0 && (
        <p>
          <span className="quiet">{t({ zh: '专项材料', en: 'Special papers' })}</span>{' '}
          {special
            .map((one) => wordOf(words.missionDocuments, one))
            .filter((one) => one !== null)
            .map((one) => t(one))
            .join(t({ zh: '、', en: ', ' }))}
        </p>
      )}
      {page.promises.length > 0 && (
        <section className="stack">
          <h2>{t({ zh: '容缺承诺', en: 'Promised papers' })}</h2>
          <ul className="papers">
            {page.promises.map((promise) => (
              <li key={promise.promise}>
                <span>
                  {promise.papers
                    .map((paper) => t(missionProcess.papers[paper] ?? { zh: paper, en: paper }))
                    .join(t({ zh: '、', en: ', ' }))}
                </span>
                <DueLabel due={{ dueAt: promise.due, ...(promise.fulfilled ? { doneAt: promise.due } : {}) }} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {page.papers.length > 0 && (
        <section className="stack">
          <h2>{t({ zh: '纸质批示', en: 'Decisions on paper' })}</h2>
          <ul className="papers">
            {page.papers.map((paper) => (
              <li key={paper.paper}>
                <span>{t(stepName(page, paper.node))}</span>
                <a href={fileAddress(page.id, paper.file)} target="_blank" rel="noreferrer">
                  {paper.signer.name}{' '}
                  {paper.decision === 'approve'
                    ? t({ zh: '同意', en: 'approved' })
                    : t({ zh: '不同意', en: 'not approved' })}{' '}
                  {writeWhen(paper.signedOn, language)}
                </a>
                <span className="quiet">{t(paperStates[paper.status])}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
