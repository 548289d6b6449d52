import { Link } from 'react-router';
import { useRead } from '#kernel/ui/api/hooks.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { useMayOpen } from '#kernel/ui/shell/session.tsx';
import type { MissionPage } from '../../../answers.ts';
import { listLines, type PlanLineRow, readsPlan } from '../../../plan/endpoints.ts';
import { paths } from '../../paths.ts';
import { planLinesPath } from '../staff-paths.ts';
import { missionOf, regionWords } from './mission-facts.ts';

/** What belongs to the case elsewhere: plan line, earlier trips of the members, other missions of the unit. */
export function RelatedTab({ page }: { readonly page: MissionPage }) {
  const t = useText();
  const people = (missionOf(page).members?.people ?? []).filter((person) => (person.earlier ?? []).length > 0);
  return (
    <div className="stack">
      <PlanLine page={page} />
      <section className="stack">
        <h2>{t({ zh: '成员近两年因公出访', en: "Members' missions in the last two years" })}</h2>
        {people.length === 0 && <p className="quiet">{t({ zh: '没有记录。', en: 'None on record.' })}</p>}
        <ul className="papers">
          {people.flatMap((person) =>
            (person.earlier ?? []).map((trip) => (
              <li key={`${person.id}${trip.departure}`}>
                <span>{person.name}</span>
                <span className="figures">
                  {trip.departure} {t({ zh: '至', en: 'to' })} {trip.return}
                </span>
                <span>{t(regionWords((trip.regions ?? []).filter((code) => code !== null)))}</span>
              </li>
            )),
          )}
        </ul>
      </section>
      <section className="stack">
        <h2>{t({ zh: '本单位其他团组', en: 'Other missions of the unit' })}</h2>
        <p>
          <Link to={`${paths.list}?unit=${page.unit.id}`}>{page.unit.name}</Link>
        </p>
      </section>
    </div>
  );
}

function PlanLine({ page }: { readonly page: MissionPage }) {
  const t = useText();
  const mayOpen = useMayOpen();
  const lineId = missionOf(page).plan?.lineId;
  const year = page.plan?.year ?? Number((missionOf(page).route?.departure ?? page.createdAt).slice(0, 4));
  const asked = Boolean(lineId) && mayOpen(readsPlan);
  const lines = useRead(listLines, { query: { year, unit: page.unit.id, limit: 200 } }, { when: asked });
  const line = (lines.data?.rows as readonly PlanLineRow[] | undefined)?.find(({ id }) => id === lineId);
  return (
    <section className="stack">
      <h2>{t({ zh: '年度计划', en: 'Annual plan' })}</h2>
      {!lineId && <p className="quiet">{t({ zh: '没有挂计划项。', en: 'No plan line.' })}</p>}
      {lineId && (
        <p>
          <Link to={`${planLinesPath}?year=${year}&unit=${page.unit.id}`}>
            {line ? `${line.number ?? ''} ${line.line.title}` : t({ zh: '计划项', en: 'Plan line' })}
          </Link>
        </p>
      )}
    </section>
  );
}
