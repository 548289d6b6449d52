import { tableInstant } from '#kernel/ui/look/dates.ts';
import { useLanguage, useText } from '#kernel/ui/look/language.ts';
import { ScrollFrame } from '#kernel/ui/parts/scroll-frame.tsx';
import type { MissionPage } from '../../../answers.ts';
import { applicationSections, sections } from '../../../model.ts';
import { missionProcess } from '../../../process.ts';
import { changedFields } from './changed-fields.ts';
import { memberNames } from './mission-facts.ts';

/** What was changed since the last return, field by field, so that who gets the case back looks at that. */
export function MendedCard({ page }: { readonly page: MissionPage }) {
  const t = useText();
  const language = useLanguage();
  const { mended } = page;
  if (!mended) return null;
  const names = memberNames(page);
  const changes = applicationSections
    .filter((section) => section in mended.before)
    .flatMap((section) =>
      changedFields(sections[section], mended.before[section], page.content[section], language, names).map(
        (change) => ({
          ...change,
          section: t(missionProcess.sections[section] ?? { zh: section, en: section }),
        }),
      ),
    );
  return (
    <section className="card stack" aria-labelledby="mended">
      <h2 id="mended">
        {t({ zh: '补正了什么', en: 'What was corrected' })}{' '}
        <span className="quiet">
          {t({
            zh: `${tableInstant(mended.returnedAt)} 退回，${tableInstant(mended.sentAgainAt)} 再次提交`,
            en: `returned ${tableInstant(mended.returnedAt)}, sent again ${tableInstant(mended.sentAgainAt)}`,
          })}
        </span>
      </h2>
      {changes.length === 0 ? (
        <p>{t({ zh: '申报内容没有改动。', en: 'Nothing in the application was changed.' })}</p>
      ) : (
        <ScrollFrame className="sheet-frame">
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">{t({ zh: '位置', en: 'Where' })}</th>
                <th scope="col">{t({ zh: '退回时', en: 'At the return' })}</th>
                <th scope="col">{t({ zh: '现在', en: 'Now' })}</th>
              </tr>
            </thead>
            <tbody>
              {changes.map(({ section, path, before, after }) => (
                <tr key={[section, ...path].join()}>
                  <th scope="row">{[section, ...path].join(' › ')}</th>
                  <td>{before}</td>
                  <td className="changed">{after}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollFrame>
      )}
    </section>
  );
}
