import { Button } from 'antd';
import { useAct, useRead } from '#kernel/ui/api/hooks.ts';
import { useLanguage, useText } from '#kernel/ui/look/language.ts';
import { Answered } from '#kernel/ui/parts/answered.tsx';
import { ProblemNotice } from '#kernel/ui/parts/problem-notice.tsx';
import { acknowledge, listNotices } from '../notice-endpoints.ts';
import { NoticeBody } from './notice-body.tsx';

/** Stands where data about people is about to be entered: in full until the reader has confirmed it, folded afterwards. */
export function NoticeCard({ about }: { readonly about: string }) {
  const t = useText();
  const language = useLanguage();
  const answer = useRead(listNotices);
  const act = useAct(acknowledge, { refresh: [listNotices] });
  return (
    <Answered of={answer} part={{ zh: '个人信息告知书', en: 'Notice on personal data' }} rows={2}>
      {({ notices }) => {
        const notice = notices.find((one) => one.about === about);
        if (!notice) return null;
        const { version, words } = notice.current;
        if (notice.acknowledged) {
          return (
            <details className="quiet">
              <summary>
                {t({
                  zh: `个人信息告知书（第 ${version} 版，已阅）`,
                  en: `Notice on personal data (version ${version}, read)`,
                })}
              </summary>
              <NoticeBody words={words} />
            </details>
          );
        }
        return (
          <section className="card stack" aria-label={t(notice.label)}>
            <h2>{t(notice.label)}</h2>
            <NoticeBody words={words} />
            <ProblemNotice problem={act.error} />
            <div className="row">
              <Button
                loading={act.isPending}
                onClick={() => act.mutate({ params: { about }, body: { version, language } })}
              >
                {t({ zh: '已阅读并知悉', en: 'I have read this' })}
              </Button>
              <span className="quiet">
                {t({ zh: '确认后才能提交申报', en: 'Needed before anything is submitted' })}
              </span>
            </div>
          </section>
        );
      }}
    </Answered>
  );
}
