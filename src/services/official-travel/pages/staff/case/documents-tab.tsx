import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { useAct } from '#kernel/ui/api/hooks.ts';
import type { Input as InputOf } from '#kernel/ui/api/request.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { DocumentChip } from '#kernel/ui/parts/chips.tsx';
import { ConfirmSheet } from '#kernel/ui/parts/confirm-sheet.tsx';
import { Empty } from '#kernel/ui/parts/page-states.tsx';
import { useMayOpen } from '#kernel/ui/shell/session.tsx';
import type { MissionDocument, MissionPage } from '../../../answers.ts';
import { documentCommand, draftDocument } from '../../../endpoints.ts';
import { afterAct } from '../acts/act-sheet.tsx';
import { FileView } from '../acts/file-view.tsx';
import { documentAddress, type Sheet, sheetAddress } from '../acts/mission-files.ts';
import { DraftDocumentSheet, draftableKinds } from './draft-document-sheet.tsx';

type DocumentAct = MissionDocument['actions'][number];

const sheets: Readonly<Record<Sheet, { readonly zh: string; readonly en: string }>> = {
  'paper-decision': { zh: '呈批单（带条码）', en: 'Sheet for a decision on paper (bar-coded)' },
  'opinion-sheet': { zh: '任务和预算审批意见表', en: 'Opinion sheet' },
  members: { zh: '人员名单', en: 'Roll of members' },
  programme: { zh: '日程', en: 'Programme' },
  publicity: { zh: '公示稿', en: 'Text of the public notice' },
};

/** Documents in their order 拟稿 → 核稿 → 签发 → 编号 → 用印 → 分发, with what the reader may do; sheets to print below. */
export function DocumentsTab({ page, onStale }: { readonly page: MissionPage; readonly onStale: () => void }) {
  const t = useText();
  const [sheet, setSheet] = useState<{ readonly document: MissionDocument; readonly act: DocumentAct } | null>(null);
  const [shown, setShown] = useState<string | null>(null);
  const [drafting, setDrafting] = useState(false);
  const mayOpen = useMayOpen();
  const mayDraft = draftableKinds(page).length > 0 && mayOpen(draftDocument.permission);
  return (
    <div className="stack">
      {page.documents.length === 0 && !mayDraft && (
        <Empty
          why={{
            zh: '还没有文书。到出件环节后在这里拟稿。',
            en: 'No documents yet. They are drafted here at the step of issue.',
          }}
        />
      )}
      {mayDraft && (
        <p>
          <Button type={page.documents.length === 0 ? 'primary' : 'default'} onClick={() => setDrafting(true)}>
            {t({ zh: '拟稿…', en: 'Draft a document…' })}
          </Button>
        </p>
      )}
      {page.documents.map((document) => (
        <section key={document.id} className="card document">
          <header className="row spread">
            <h2>
              <DocumentChip
                title={t(document.title)}
                {...(document.number ? { number: document.number } : {})}
                state={{ label: document.stateLabel, tone: toneOf(document) }}
              />
            </h2>
            <span className="row">
              {document.pdf && (
                <>
                  <Button size="small" onClick={() => setShown(shown === document.id ? null : document.id)}>
                    {shown === document.id ? t({ zh: '收起', en: 'Fold' }) : t({ zh: '在此查看', en: 'View here' })}
                  </Button>
                  <a href={documentAddress(page.id, document.id, 'pdf')} target="_blank" rel="noreferrer">
                    PDF
                  </a>
                </>
              )}
              {document.docx && <a href={documentAddress(page.id, document.id, 'docx')}>DOCX</a>}
            </span>
          </header>
          <p className="row quiet">
            {document.issuedOn && (
              <span>{t({ zh: `印发 ${document.issuedOn}`, en: `issued ${document.issuedOn}` })}</span>
            )}
            {document.pages !== null && <span>{t({ zh: `${document.pages} 页`, en: `${document.pages} pages` })}</span>}
            {document.code && (
              <span className="figures">{t({ zh: `核验码 ${document.code}`, en: `code ${document.code}` })}</span>
            )}
          </p>
          {document.cosigners.length > 0 && (
            <p>
              {t({ zh: '会签：', en: 'Co-signers: ' })}
              {document.cosigners
                .map(({ name, signed }) =>
                  signed
                    ? t({ zh: `${name}（已签）`, en: `${name} (signed)` })
                    : t({ zh: `${name}（待签）`, en: `${name} (to sign)` }),
                )
                .join(t({ zh: '、', en: ', ' }))}
            </p>
          )}
          {document.replaces && (
            <p>
              {t({
                zh: `变更件，分发后替代 ${document.replaces}`,
                en: `A change: takes the place of ${document.replaces} when handed out`,
              })}
            </p>
          )}
          {document.replacedBy && (
            <p>{t({ zh: `已由 ${document.replacedBy} 替代`, en: `Replaced by ${document.replacedBy}` })}</p>
          )}
          {document.issuedOn !== null && !document.pdf && (
            <p className="row" role="status">
              {t({ zh: '正在排版，通常几秒后可以下载。', en: 'Being typeset; ready for download within seconds.' })}
              <Button size="small" onClick={onStale}>
                {t({ zh: '再看', en: 'Look again' })}
              </Button>
            </p>
          )}
          {document.actions.length > 0 && (
            <p className="row">
              {document.actions.map((act) => (
                <Button key={act.command} onClick={() => setSheet({ document, act })}>
                  {t(act.label)}…
                </Button>
              ))}
            </p>
          )}
          {shown === document.id && (
            <FileView title={t(document.title)} address={documentAddress(page.id, document.id, 'pdf')} />
          )}
        </section>
      ))}
      <section className="stack">
        <h2>{t({ zh: '打印单据', en: 'Sheets to print' })}</h2>
        <ul className="papers">
          {(Object.keys(sheets) as Sheet[]).map((kind) => (
            <li key={kind}>
              <a href={sheetAddress(page.id, kind)} target="_blank" rel="noreferrer">
                {t(sheets[kind])}
              </a>
            </li>
          ))}
        </ul>
      </section>
      {drafting && <DraftDocumentSheet page={page} onClose={() => setDrafting(false)} />}
      {sheet && (
        <DocumentSheet
          page={page}
          document={sheet.document}
          act={sheet.act}
          onClose={() => setSheet(null)}
          onStale={onStale}
        />
      )}
    </div>
  );
}

const ended: ReadonlySet<string> = new Set(['void', 'replaced', 'annulled']);
const toneOf = (document: MissionDocument) =>
  ended.has(document.state) ? 'stop' : document.issuedOn ? 'done' : 'info';

const dangerous: ReadonlySet<string> = new Set(['void', 'annul']);
const wantsWords: ReadonlySet<string> = new Set(['void', 'return', 'annul']);

function DocumentSheet({
  page,
  document,
  act,
  onClose,
  onStale,
}: {
  readonly page: MissionPage;
  readonly document: MissionDocument;
  readonly act: DocumentAct;
  readonly onClose: () => void;
  readonly onStale: () => void;
}) {
  const t = useText();
  const id = useId();
  const [words, setWords] = useState('');
  const run = useAct(documentCommand, {
    refresh: afterAct,
    onDone: onClose,
    onProblem: (problem) => problem.status === 409 && onStale(),
  });
  const name = document.number ?? document.title.zh;
  const missing = wantsWords.has(act.command) && words.trim() === '';
  return (
    <ConfirmSheet
      open
      title={{ zh: `${act.label.zh} ${name}`, en: `${act.label.en}: ${document.number ?? document.title.en}` }}
      sentence={sentenceOf(act.command, document)}
      act={act.label}
      danger={dangerous.has(act.command)}
      busy={run.isPending}
      problem={run.error}
      missing={missing ? { zh: '请写明理由。', en: 'Write the reason.' } : null}
      onClose={onClose}
      onAct={() =>
        run.mutate({
          params: { id: page.id, document: document.id },
          body: {
            command: act.command as InputOf<typeof documentCommand>['body']['command'],
            ...(words.trim() === '' ? {} : { words: words.trim() }),
          },
        })
      }
    >
      <div className="field">
        <label htmlFor={id}>
          {t({ zh: '意见', en: 'Words' })}
          {!wantsWords.has(act.command) && <span className="field-optional">{t({ zh: '选填', en: 'optional' })}</span>}
        </label>
        <Input.TextArea
          id={id}
          value={words}
          maxLength={500}
          autoSize={{ minRows: 2, maxRows: 6 }}
          onChange={(event) => setWords(event.target.value)}
        />
      </div>
    </ConfirmSheet>
  );
}

function sentenceOf(command: string, document: MissionDocument) {
  const { zh, en } = document.title;
  switch (command) {
    case 'issue':
      return {
        zh: `给《${zh}》编号、取核验码并定稿，印发后内容不能再改；号码用过不再用。`,
        en: `Numbers and freezes "${en}"; nothing in it can change afterwards, and the number is never used again.`,
      };
    case 'void':
      return {
        zh: `作废《${zh}》${document.number ?? ''}，号码保留并注明作废。`,
        en: `Voids "${en}" ${document.number ?? ''}; the number is kept and marked void.`,
      };
    case 'countersign':
      return {
        zh: `会签《${zh}》，您的姓名和时间记入文书过程；会签人签齐后送签发。`,
        en: `Co-signs "${en}"; name and time go on record. When all have signed, it goes to the signer.`,
      };
    case 'seal':
      return {
        zh: `登记《${zh}》已用印，用印登记簿记一行。`,
        en: `Records that "${en}" was sealed, in the seal register.`,
      };
    default:
      return { zh: `办理《${zh}》，您的姓名和时间记入文书过程。`, en: `Acts on "${en}"; name and time go on record.` };
  }
}
