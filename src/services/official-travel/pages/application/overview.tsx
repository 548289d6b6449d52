import { Link } from 'react-router';
import { tableInstant } from '#kernel/ui/look/dates.ts';
import { Icon, type IconName } from '#kernel/ui/look/icon.tsx';
import { useText } from '#kernel/ui/look/language.ts';
import type { Tone } from '#kernel/ui/look/tokens.ts';
import type { MissionCheck, MissionPage } from '../../answers.ts';
import { type ApplicationSection, applicationSections } from '../../model.ts';
import { missionProcess } from '../../process.ts';
import { applicationPath } from '../paths.ts';
import { sectionState } from './check-views.ts';
import { lastPlace } from './focus.ts';

interface OverviewProps {
  readonly page: MissionPage;
  readonly check: MissionCheck;
  readonly begun: (section: ApplicationSection) => boolean;
}

const looks: Readonly<
  Record<string, { readonly zh: string; readonly en: string; readonly tone: Tone; readonly icon: IconName }>
> = {
  empty: { zh: '未填', en: 'Empty', tone: 'neutral', icon: 'pencil' },
  begun: { zh: '填写中', en: 'Begun', tone: 'info', icon: 'pencil' },
  issues: { zh: '有问题', en: 'Issues', tone: 'stop', icon: 'alert' },
  done: { zh: '完成', en: 'Done', tone: 'done', icon: 'check' },
};

/** The list of tasks that the form opens on: what is done, what is left, who wrote last. */
export function Overview({ page, check, begun }: OverviewProps) {
  const t = useText();
  const kept = lastPlace(page.id);
  const done = applicationSections.filter(
    (section) => sectionState(section, begun(section), check).state === 'done',
  ).length;
  const last = kept && missionProcess.sections[kept.section];
  return (
    <div className="stack">
      <h2 tabIndex={-1}>
        {t({
          zh: `共 ${applicationSections.length} 节，完成 ${done} 节`,
          en: `${done} of ${applicationSections.length} sections done`,
        })}
      </h2>
      <p className="quiet">
        {t({
          zh: '各节可按任意顺序填写，也可由几个人分头填写；改动自动保存。',
          en: 'Sections may be filled in any order, also by several people; changes are saved by themselves.',
        })}
      </p>
      {last && kept && (
        <p>
          <Link className="link-button" to={applicationPath(page.id, kept.section)}>
            {t({ zh: `接着上次填：${last.zh}`, en: `Go on with: ${last.en}` })}
          </Link>
        </p>
      )}
      <table className="task-overview">
        <caption className="for-readers">{t({ zh: '各节', en: 'Sections' })}</caption>
        <thead className="for-readers">
          <tr>
            <th scope="col">{t({ zh: '节', en: 'Section' })}</th>
            <th scope="col">{t({ zh: '状态', en: 'State' })}</th>
            <th scope="col">{t({ zh: '最近修改', en: 'Last change' })}</th>
          </tr>
        </thead>
        <tbody>
          {applicationSections.map((section, index) => {
            const { state, issues } = sectionState(section, begun(section), check);
            const look = looks[state] as (typeof looks)[string];
            const stored = page.sections.find((one) => one.section === section);
            return (
              <tr key={section}>
                <th scope="row">
                  <Link to={applicationPath(page.id, section)}>
                    {index + 1} {t(missionProcess.sections[section] ?? { zh: section, en: section })}
                  </Link>
                </th>
                <td>
                  <span className={`task-state tone-text-${look.tone}`}>
                    <Icon name={look.icon} />
                    {t(look)}
                    {issues > 0 && <span className="figures"> {t({ zh: `${issues} 处`, en: String(issues) })}</span>}
                  </span>
                </td>
                <td className="quiet figures">
                  {stored?.savedAt
                    ? `${stored.savedBy?.name ?? ''} ${tableInstant(stored.savedAt)}`
                    : t({ zh: '—', en: '—' })}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
