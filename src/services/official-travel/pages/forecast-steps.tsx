import { isDay } from '#kernel/calendar/day.ts';
import { dayWords } from '#kernel/ui/look/dates.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { ScrollFrame } from '#kernel/ui/parts/scroll-frame.tsx';
import type { MissionPage } from '../answers.ts';

/** 办理路线预计: who will decide, in which order, and until when at the latest, as the engine reckons it for this draft. */
export function ForecastSteps({ forecast }: { readonly forecast: NonNullable<MissionPage['forecast']> }) {
  const t = useText();
  const left = forecast.steps.filter(({ runs }) => !runs);
  const running = forecast.steps.filter(({ runs }) => runs);
  const together = (stage: number) => running.filter((one) => one.stage === stage).length > 1;
  return (
    <div className="stack">
      <ScrollFrame className="sheet-frame">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{t({ zh: '环节', en: 'Step' })}</th>
              <th scope="col">{t({ zh: '由谁办理', en: 'By whom' })}</th>
              <th scope="col">{t({ zh: '最迟办完', en: 'At the latest by' })}</th>
            </tr>
          </thead>
          <tbody>
            {running.map(({ node, label, stage, holder, due, provisional }) => (
              <tr key={node}>
                <th scope="row">
                  {t(label)}
                  {together(stage) && (
                    <span className="quiet"> {t({ zh: '（同时办理）', en: '(at the same time)' })}</span>
                  )}
                </th>
                <td>{holder ? t(holder) : '—'}</td>
                <td>
                  {due && isDay(due) ? t(dayWords(due)) : t({ zh: '没有时限', en: 'no term' })}
                  {provisional && <span className="quiet"> {t({ zh: '暂定', en: 'provisional' })}</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollFrame>
      <p className="quiet">
        {t({
          zh: `按「${forecast.route.zh}」、今天提交、各环节用满时限测算；退回补正和暂停的时间另计。`,
          en: `By the route "${forecast.route.en}", if submitted today and every step takes its whole term; corrections come on top.`,
        })}
        {left.length > 0 &&
          t({
            zh: `本件不需要：${left.map(({ label }) => label.zh).join('、')}。`,
            en: ` Not needed: ${left.map(({ label }) => label.en).join(', ')}.`,
          })}
      </p>
    </div>
  );
}
