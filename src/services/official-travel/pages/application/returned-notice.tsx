import { isDay } from '#kernel/calendar/day.ts';
import { dayWords } from '#kernel/ui/look/dates.ts';
import { Icon } from '#kernel/ui/look/icon.tsx';
import { useText } from '#kernel/ui/look/language.ts';
import { DueLabel } from '#kernel/ui/parts/due-label.tsx';
import type { MissionPage } from '../../answers.ts';
import { missionProcess } from '../../process.ts';

const sectionNames = (names: readonly string[], language: 'zh' | 'en'): string =>
  names.map((section) => missionProcess.sections[section]?.[language] ?? section).join(language === 'zh' ? '、' : ', ');

/** 退回补正: reason, words, until when, and where it goes afterwards. */
export function ReturnedNotice({
  correction,
  provisional,
}: {
  readonly correction: NonNullable<MissionPage['correction']>;
  readonly provisional: boolean;
}) {
  const t = useText();
  const { reason, words, due, from, way, reopens } = correction;
  return (
    <section className="returned" aria-labelledby="returned-head">
      <h2 id="returned-head">
        <Icon name="arrowBack" /> {t({ zh: '已退回补正', en: 'Returned for correction' })}
        {reason && `${t({ zh: '：', en: ': ' })}${t(reason)}`}
      </h2>
      {words && <p>{words}</p>}
      {reopens && (
        <p>
          {t({
            zh: `只需修改：${sectionNames(reopens, 'zh')}；其余各节不能改。`,
            en: `To be changed: ${sectionNames(reopens, 'en')} only; the other sections are closed.`,
          })}
        </p>
      )}
      <p>
        {due && isDay(due) && (
          <>
            {t({ zh: `请于${dayWords(due).zh}24:00 前补正。`, en: `Correct it by ${dayWords(due).en}, 24:00.` })}{' '}
            <DueLabel due={{ dueAt: due, ...(provisional ? { provisional } : {}) }} />{' '}
          </>
        )}
        {way === 'come-back'
          ? t({
              zh: `补好后直接回到${from ? from.zh : '退回的环节'}，不重走流程。`,
              en: `It then goes straight back to ${from ? from.en : 'the step it came from'}.`,
            })
          : t({ zh: '补好后按流程重新办理。', en: 'It then runs through the steps again.' })}
      </p>
    </section>
  );
}
