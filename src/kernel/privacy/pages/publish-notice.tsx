import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { useAct } from '#kernel/ui/api/hooks.ts';
import type { Answer } from '#kernel/ui/api/request.ts';
import { beijing } from '#kernel/ui/look/dates.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { useNow } from '#kernel/ui/look/now.ts';
import { ConfirmSheet } from '#kernel/ui/parts/confirm-sheet.tsx';
import { Tabs } from '#kernel/ui/parts/tabs.tsx';
import { type NoticeLanguage, type NoticeText, type NoticeWords, noticeHeads } from '../notice.ts';
import { type listNotices, publish } from '../notice-endpoints.ts';
import { NoticeBody } from './notice-body.tsx';
import { heads, languageNames, languagesOf, missingOf, untouchedOf } from './notice-draft.ts';

type Notice = Answer<typeof listNotices>['notices'][number];

/** 发布告知书: the new words begin as those in force; they are seen as they will be shown before they are published. */
export function PublishNotice({ notice, onClose }: { readonly notice: Notice; readonly onClose: () => void }) {
  const t = useText();
  const id = useId();
  const today = beijing(useNow()).day;
  const current = notice.current.words;
  const [draft, setDraft] = useState<NoticeText>(current);
  const [validFrom, setValidFrom] = useState<string>(today);
  const [sure, setSure] = useState(false);
  const act = useAct(publish, { onDone: onClose });
  const write = (language: NoticeLanguage, head: keyof NoticeWords, text: string) =>
    setDraft((before) => ({ ...before, [language]: { ...before[language], [head]: text } }));
  const number = Math.max(notice.current.version, ...notice.versions.map(({ version }) => version)) + 1;
  const missing =
    missingOf(draft, current) ??
    (validFrom < today ? { zh: '生效日期须是今天或以后。', en: 'Choose today or a later day.' } : null);
  const behind = untouchedOf(draft, current);
  return (
    <div className="stack">
      <Tabs
        label={{ zh: '告知书文本', en: 'Words of the notice' }}
        items={[
          ...languagesOf(draft).map((language) => ({
            key: language,
            label: languageNames[language],
            children: (
              <div className="stack">
                {heads.map((head) => (
                  <div className="field" key={head}>
                    <label htmlFor={`${id}-${language}-${head}`}>{t(noticeHeads[head])}</label>
                    <Input.TextArea
                      id={`${id}-${language}-${head}`}
                      lang={language}
                      maxLength={2_000}
                      autoSize={{ minRows: 2 }}
                      value={draft[language]?.[head] ?? ''}
                      onChange={(event) => write(language, head, event.target.value)}
                    />
                  </div>
                ))}
              </div>
            ),
          })),
          {
            key: 'preview',
            label: { zh: '预览', en: 'Preview' },
            children: (
              <div className="stack">
                {languagesOf(draft).map((language) => (
                  <section key={language} lang={language}>
                    <h3>{t(languageNames[language])}</h3>
                    <NoticeBody words={draft} language={language} />
                  </section>
                ))}
              </div>
            ),
          },
        ]}
      />
      <div className="field">
        <label htmlFor={`${id}-from`}>{t({ zh: '生效日期', en: 'In force from' })}</label>
        <Input
          id={`${id}-from`}
          type="date"
          min={today}
          value={validFrom}
          onChange={(event) => setValidFrom(event.target.value)}
        />
      </div>
      <div className="row">
        <Button type="primary" onClick={() => setSure(true)}>
          {t({ zh: `发布第 ${number} 版…`, en: `Publish version ${number}…` })}
        </Button>
        <Button onClick={onClose}>{t({ zh: '放弃修改', en: 'Leave it' })}</Button>
      </div>
      <ConfirmSheet
        open={sure}
        title={{ zh: `发布第 ${number} 版：${notice.label.zh}`, en: `Publish version ${number}: ${notice.label.en}` }}
        sentence={{
          zh: `自 ${validFrom} 起，填报人须先阅读并确认这一版才能提交；已提交的办件仍按当时出示的版本。`,
          en: `From ${validFrom} whoever applies reads and confirms this version first; what was handed in stays under the words shown then.`,
        }}
        takeBack={{
          zh: '发布后不能撤回，只能再发布一版。',
          en: 'It cannot be taken back, only followed by another version.',
        }}
        act={{ zh: `发布第 ${number} 版`, en: `Publish version ${number}` }}
        busy={act.isPending}
        problem={act.error}
        missing={missing}
        onClose={() => setSure(false)}
        onAct={() => act.mutate({ params: { about: notice.about }, body: { words: draft, validFrom } })}
      >
        {behind.length > 0 && (
          <p className="tone-text-soon">
            {t({
              zh: `${behind.map((one) => languageNames[one].zh).join('、')}没有改动，请确认各语种说的是同一回事。`,
              en: `Not changed: ${behind.map((one) => languageNames[one].en).join(', ')}. Make sure that all say the same.`,
            })}
          </p>
        )}
      </ConfirmSheet>
    </div>
  );
}
