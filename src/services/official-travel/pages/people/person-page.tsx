import { Button } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { useRead } from '#kernel/ui/api/hooks.ts';
import { fieldsOf } from '#kernel/ui/field.ts';
import { writeCell } from '#kernel/ui/forms/cell-text.ts';
import { useLanguage, useText } from '#kernel/ui/look/language.ts';
import { Answered } from '#kernel/ui/parts/answered.tsx';
import { Page } from '#kernel/ui/parts/page.tsx';
import { Empty } from '#kernel/ui/parts/page-states.tsx';
import { StatusTag } from '#kernel/ui/parts/status-tag.tsx';
import { Facts } from '#kernel/ui/patterns/facts.tsx';
import { type PersonPage as Answer, readPerson } from '../../people/endpoints.ts';
import { personFile } from '../../people/model.ts';
import { personSources } from '../../people/words.ts';
import { casePath, peoplePath } from '../paths.ts';
import { regionWords } from '../staff/case/mission-facts.ts';
import { EditPerson } from './edit-person.tsx';
import { LeaveSheet, RevealSheet, VerifySheet } from './person-sheets.tsx';

type Sheet = 'edit' | 'verify' | 'leave' | 'reveal';

/** A traveller's file: facts with their source and date, numbers masked, every journey in the whole city. */
export default function PersonPage() {
  const { id = '' } = useParams();
  const answer = useRead(readPerson, { params: { id } });
  return <Answered of={answer}>{(person) => <Person person={person} />}</Answered>;
}

function Person({ person }: { readonly person: Answer }) {
  const t = useText();
  const language = useLanguage();
  const [sheet, setSheet] = useState<Sheet | null>(null);
  const close = () => setSheet(null);
  const source = personSources[person.row.source];
  const facts = fieldsOf(personFile)
    .filter(({ name }) => name !== 'unitId')
    .map((field) => ({ field, value: person.file[field.name] }))
    .filter(({ value }) => value !== null && value !== undefined && value !== '')
    .map(({ field, value }) => ({
      label: field.meta.label,
      value: writeCell(field, value, language) || String(value),
    }));
  return (
    <Page
      title={{ zh: person.name, en: person.name }}
      trail={[{ label: { zh: '人员库', en: 'Travellers' }, to: peoplePath }]}
      head={
        <p className="row">
          <StatusTag
            label={person.row.state === 'active' ? { zh: '在册', en: 'On the register' } : { zh: '已调离', en: 'Left' }}
            tone={person.row.state === 'active' ? 'done' : 'neutral'}
          />
          {person.row.verifyAgain && (
            <StatusTag label={{ zh: '须重新核对', en: 'Verify again' }} tone="soon" icon="alert" />
          )}
          <span className="quiet">
            {person.row.unit.name}
            {t({
              zh: `　来源 ${source.zh}，核对于 ${person.row.verifiedOn}`,
              en: `, source ${source.en}, verified on ${person.row.verifiedOn}`,
            })}
          </span>
        </p>
      }
      {...(person.mayChange
        ? {
            acts: (
              <div className="row">
                <Button type="primary" onClick={() => setSheet('verify')}>
                  {t({ zh: '核对资料…', en: 'Verify…' })}
                </Button>
                <Button onClick={() => setSheet('edit')}>{t({ zh: '修改资料…', en: 'Change…' })}</Button>
                <Button onClick={() => setSheet('leave')}>
                  {person.row.state === 'active'
                    ? t({ zh: '登记调离…', en: 'Mark as left…' })
                    : t({ zh: '恢复在册…', en: 'Back on the register…' })}
                </Button>
              </div>
            ),
          }
        : {})}
    >
      <div className="stack">
        <Facts items={facts} />
        {person.masked.length > 0 && (
          <p className="screen-only">
            <Button size="small" onClick={() => setSheet('reveal')}>
              {t({ zh: '查看完整号码…', en: 'Show a number in full…' })}
            </Button>{' '}
            <span className="quiet">
              {t({ zh: '须说明用途，查看留痕', en: 'With a purpose; each look is recorded' })}
            </span>
          </p>
        )}
        <section className="stack">
          <h2>
            {t({
              zh: `因公出访：本年 ${person.row.tripsThisYear} 次，近两年 ${person.row.tripsInTwoYears} 次`,
              en: `Official missions: ${person.row.tripsThisYear} this year, ${person.row.tripsInTwoYears} in two years`,
            })}
          </h2>
          {person.trips.length === 0 ? (
            <Empty why={{ zh: '全市记录中没有因公出访。', en: 'No official mission in the records of the city.' }} />
          ) : (
            <ul className="small-rows">
              {person.trips.map((trip) => (
                <li key={trip.reference + trip.departure}>
                  <span className="figures">
                    {trip.departure} {t({ zh: '至', en: 'to' })} {trip.return}
                  </span>{' '}
                  {t(regionWords(trip.regions))}{' '}
                  {trip.caseId ? <Link to={casePath(trip.caseId)}>{trip.purpose}</Link> : trip.purpose}{' '}
                  <span className="quiet">
                    {trip.reference}
                    {trip.groupLeader && t({ zh: '，团长', en: ', head' })}
                    {trip.status === 'cancelled' && t({ zh: '，未成行', en: ', cancelled' })}
                  </span>
                </li>
              ))}
            </ul>
          )}
        </section>
      </div>
      {sheet === 'edit' && <EditPerson person={person} onClose={close} />}
      {sheet === 'verify' && <VerifySheet person={person} onClose={close} />}
      {sheet === 'leave' && <LeaveSheet person={person} onClose={close} />}
      {sheet === 'reveal' && <RevealSheet person={person} onClose={close} />}
    </Page>
  );
}
