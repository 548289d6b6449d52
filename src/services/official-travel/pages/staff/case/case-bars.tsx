import { Button } from 'antd';
import { Link, useSearchParams } from 'react-router';
import type { Text } from '#kernel/text.ts';
import { tableInstant } from '#kernel/ui/look/dates.ts';
import { Icon } from '#kernel/ui/look/icon.tsx';
import { useText } from '#kernel/ui/look/language.ts';
import type { MissionPage } from '../../../answers.ts';
import { missionProcess } from '../../../process.ts';
import { opinionsOf } from './opinions-of.ts';
import type { News } from './use-news.ts';

/** What has just been done, said once where the eye is. */
export function DoneBar({ words }: { readonly words: Text | null }) {
  const t = useText();
  return (
    <div role="status">
      {words && (
        <p className="bar bar-done">
          <Icon name="check" />
          {t(words)}
        </p>
      )}
    </div>
  );
}

/** What others did meanwhile. The page below is up to date already; the bar says why it looks different. */
export function NewsBar({ page, news }: { readonly page: MissionPage; readonly news: News }) {
  const t = useText();
  const [first] = news.entries;
  if (!first) return null;
  const more = news.entries.length - 1;
  const time = tableInstant(first.at).slice(11);
  const by = first.by?.name;
  const what: Text = {
    zh: `${by ?? '系统'} ${time} ${first.label.zh}${first.step ? `（${first.step.zh}）` : ''}${more > 0 ? `，另有 ${more} 处变化` : ''}。本页已是最新，现为「${page.stateLabel.zh}」。`,
    en: `${by ?? 'The system'} ${time}: ${first.label.en}${first.step ? ` (${first.step.en})` : ''}${more > 0 ? `, and ${more} more` : ''}. This page is up to date: ${page.stateLabel.en}.`,
  };
  return (
    <div className="bar bar-soon screen-only" role="status">
      <Icon name="refresh" />
      <span>{t(what)}</span>
      <Link to="?tab=history" replace>
        {t({ zh: '看变化', en: 'See what changed' })}
      </Link>
      <Button size="small" onClick={news.take}>
        {t({ zh: '知道了', en: 'Noted' })}
      </Button>
    </div>
  );
}

/** Why it came back, until when, and how it goes on. */
export function Correction({ page }: { readonly page: MissionPage }) {
  const t = useText();
  const { correction } = page;
  if (!correction) return null;
  return (
    <div className="bar bar-soon" role="note">
      <Icon name="arrowBack" />
      <span>
        <strong>{t({ zh: '退回补正', en: 'Returned for correction' })}</strong>{' '}
        {correction.reason && t(correction.reason)} {correction.words}{' '}
        {correction.due && t({ zh: `请于 ${correction.due} 前补正。`, en: `To be mended by ${correction.due}.` })}{' '}
        {correction.from &&
          (correction.way === 'come-back'
            ? t({
                zh: `补好后直接回到「${correction.from.zh}」。`,
                en: `Goes straight back to "${correction.from.en}".`,
              })
            : t({ zh: '补好后按流程重走。', en: 'Runs again from there.' }))}
      </span>
    </div>
  );
}

/** Says that a sheet is to be filled in at this step, and leads there; an approval without it would be refused. */
export function ToFillIn({ page }: { readonly page: MissionPage }) {
  const t = useText();
  const [search] = useSearchParams();
  const opinions = opinionsOf(page);
  if (opinions.length === 0) return null;
  const query = new URLSearchParams(search);
  query.delete('tab');
  return (
    <div className="bar bar-neutral screen-only" role="note">
      <Icon name="pencil" />
      <span>{t({ zh: '本环节由您填写：', en: 'At this step you fill in: ' })}</span>
      {opinions.map((section) => (
        <Link key={section} to={{ search: query.toString(), hash: `opinion-${section}` }}>
          {t(missionProcess.sections[section] ?? { zh: section, en: section })}
        </Link>
      ))}
    </div>
  );
}
