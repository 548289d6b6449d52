import { Button, Checkbox, Input, Radio } from 'antd';
import { useId, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useAct, useRead } from '#kernel/ui/api/hooks.ts';
import { DateField } from '#kernel/ui/forms/date-field.tsx';
import { beijing, dayWords } from '#kernel/ui/look/dates.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { useNow } from '#kernel/ui/look/now.ts';
import { Answered } from '#kernel/ui/parts/answered.tsx';
import { ConfirmSheet } from '#kernel/ui/parts/confirm-sheet.tsx';
import { Page } from '#kernel/ui/parts/page.tsx';
import { Empty, ReadOnly } from '#kernel/ui/parts/page-states.tsx';
import { StatusTag } from '#kernel/ui/parts/status-tag.tsx';
import { useMayOpen } from '#kernel/ui/shell/session.tsx';
import type { Day } from '../day.ts';
import { changeCalendar, readCalendar } from '../endpoints.ts';
import { daysBetweenInclusive } from './run-of-days.ts';

/** Days off and make-up days of a year: the notice, and what the office entered over it. */
export default function WorkingDays() {
  const t = useText();
  const [search] = useSearchParams();
  const mayOpen = useMayOpen();
  const thisYear = Number(beijing(useNow()).day.slice(0, 4));
  const asked = Number(search.get('year'));
  const year = Number.isInteger(asked) && asked >= 2004 && asked <= 2100 ? asked : thisYear;
  const answer = useRead(readCalendar, { params: { year } }, { keep: true });
  const [entering, setEntering] = useState(false);
  return (
    <Page
      title={{ zh: `${year} 年工作日历`, en: `Working days of ${year}` }}
      acts={
        <span className="row">
          <Link className="link-button" to={`?year=${year - 1}`}>
            {year - 1}
          </Link>
          <Link className="link-button" to={`?year=${year + 1}`}>
            {year + 1}
          </Link>
          {mayOpen(changeCalendar.permission) && (
            <Button type="primary" onClick={() => setEntering(true)}>
              {t({ zh: '录入安排…', en: 'Enter days…' })}
            </Button>
          )}
        </span>
      }
    >
      <Answered of={answer} part={{ zh: '工作日历', en: 'The calendar' }}>
        {({ known, days, entries }) => (
          <div className="stack">
            {!known && (
              <ReadOnly
                icon="alert"
                why={{
                  zh: `${year} 年放假安排还没有录全，这一年的期限都是暂定，录全后自动重算并通知。`,
                  en: `The notice for ${year} is not entered in full; dates of that year are provisional and will be recomputed.`,
                }}
              />
            )}
            {days.length === 0 ? (
              <Empty
                why={{
                  zh: '没有放假或调休记录，按周一至周五上班计。',
                  en: 'No days off or make-up days: a plain week.',
                }}
              />
            ) : (
              <table className="plain-table">
                <caption className="for-readers">{t({ zh: '放假和调休', en: 'Days off and make-up days' })}</caption>
                <thead>
                  <tr>
                    <th scope="col">{t({ zh: '日期', en: 'Day' })}</th>
                    <th scope="col">{t({ zh: '安排', en: 'What' })}</th>
                    <th scope="col">{t({ zh: '名称', en: 'Name' })}</th>
                    <th scope="col">{t({ zh: '来源', en: 'From' })}</th>
                  </tr>
                </thead>
                <tbody>
                  {days.map((day) => (
                    <tr key={day.day}>
                      <th scope="row">{t(dayWords(day.day as Day))}</th>
                      <td>
                        <StatusTag
                          tone={day.working ? 'info' : 'neutral'}
                          label={day.working ? { zh: '上班', en: 'Worked' } : { zh: '放假', en: 'Off' }}
                        />
                      </td>
                      <td>{day.name}</td>
                      <td>
                        {day.from === 'office'
                          ? t({ zh: '本办录入', en: 'The office' })
                          : t({ zh: '国务院通知', en: 'The yearly notice' })}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
            {entries.length > 0 && (
              <section className="stack">
                <h2>{t({ zh: '本办录入记录', en: 'Entries of the office' })}</h2>
                <ul>
                  {entries.map((entry) => (
                    <li key={entry.id}>
                      <span className="figures">{entry.day}</span>{' '}
                      {entry.working ? t({ zh: '上班', en: 'worked' }) : t({ zh: '放假', en: 'off' })} {entry.name}{' '}
                      <span className="quiet">
                        {entry.source} {entry.recordedBy} {entry.recordedOn}
                      </span>
                    </li>
                  ))}
                </ul>
              </section>
            )}
          </div>
        )}
      </Answered>
      {entering && <EntrySheet year={year} onClose={() => setEntering(false)} />}
    </Page>
  );
}

function EntrySheet({ year, onClose }: { readonly year: number; readonly onClose: () => void }) {
  const t = useText();
  const ids = { from: useId(), to: useId(), name: useId(), source: useId() };
  const [from, setFrom] = useState<Day | null>(null);
  const [to, setTo] = useState<Day | null>(null);
  const [working, setWorking] = useState(false);
  const [name, setName] = useState('');
  const [source, setSource] = useState('');
  const [complete, setComplete] = useState(false);
  const act = useAct(changeCalendar, { refresh: ['calendar', 'obligations', 'desk'], onDone: onClose });
  const days = from ? daysBetweenInclusive(from, to ?? from) : [];
  const nothing = days.length === 0 && !complete;
  const missing = nothing
    ? { zh: '请填写日期，或勾选本年已录全。', en: 'Enter a day, or say that the year is complete.' }
    : days.length > 0 && name.trim() === ''
      ? { zh: '请填写名称。', en: 'Enter the name.' }
      : source.trim() === ''
        ? { zh: '请填写通知的名称和文号。', en: 'Enter name and number of the notice.' }
        : null;
  return (
    <ConfirmSheet
      open
      title={{ zh: `录入 ${year} 年安排`, en: `Enter days of ${year}` }}
      sentence={{
        zh: `${days.length} 天改为${working ? '上班' : '放假'}；涉及的期限自动重算，原期限保留备查。`,
        en: `${days.length} days become ${working ? 'worked' : 'off'}; the dates concerned are recomputed and the old ones kept.`,
      }}
      act={{ zh: '录入安排', en: 'Enter' }}
      busy={act.isPending}
      problem={act.error}
      missing={missing}
      onClose={onClose}
      onAct={() =>
        act.mutate({
          body: {
            days: days.map((day) => ({ day, working, name: name.trim() })),
            knownYears: complete ? [year] : [],
            source: source.trim(),
          },
        })
      }
    >
      <div className="schema-form">
        <Radio.Group
          value={working}
          onChange={(event) => setWorking(event.target.value)}
          options={[
            { value: false, label: t({ zh: '放假', en: 'Off' }) },
            { value: true, label: t({ zh: '调休上班', en: 'Worked (make-up)' }) },
          ]}
        />
        <div className="field">
          <label htmlFor={ids.from}>{t({ zh: '起', en: 'From' })}</label>
          <DateField id={ids.from} value={from} onChange={setFrom} />
        </div>
        <div className="field">
          <label htmlFor={ids.to}>
            {t({ zh: '止', en: 'To' })}
            <span className="field-optional">{t({ zh: '选填', en: 'optional' })}</span>
          </label>
          <DateField id={ids.to} value={to} onChange={setTo} />
        </div>
        <div className="field">
          <label htmlFor={ids.name}>{t({ zh: '名称', en: 'Name' })}</label>
          <Input id={ids.name} value={name} maxLength={50} onChange={(event) => setName(event.target.value)} />
        </div>
        <div className="field">
          <label htmlFor={ids.source}>{t({ zh: '依据（通知名称和文号）', en: 'Notice: name and number' })}</label>
          <Input id={ids.source} value={source} maxLength={200} onChange={(event) => setSource(event.target.value)} />
        </div>
        <Checkbox checked={complete} onChange={(event) => setComplete(event.target.checked)}>
          {t({ zh: `${year} 年放假安排已录全，期限不再暂定`, en: `The notice for ${year} is now entered in full` })}
        </Checkbox>
      </div>
    </ConfirmSheet>
  );
}
