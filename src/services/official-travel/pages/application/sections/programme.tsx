import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import type { Day } from '#kernel/calendar/day.ts';
import { type PastedRow, readPasted } from '#kernel/ui/forms/cell-text.ts';
import { PastePreview } from '#kernel/ui/forms/paste-preview.tsx';
import { columnsOf } from '#kernel/ui/forms/sheet-table.tsx';
import { beijing, dayWords } from '#kernel/ui/look/dates.ts';
import { Icon } from '#kernel/ui/look/icon.tsx';
import { useText } from '#kernel/ui/look/language.ts';
import { useNow } from '#kernel/ui/look/now.ts';
import { Empty } from '#kernel/ui/parts/page-states.tsx';
import { shareWithThreeDecimals } from '../../../rules/facts.ts';
import { words } from '../../../words.ts';
import {
  copyDay,
  fillProgramme,
  type Half,
  type HalfDay,
  officialShare,
  programmeDays,
  setEvening,
  setHalfDay,
  travelDays,
} from '../programme-days.ts';
import { ProgrammeHalf } from '../programme-half.tsx';
import { fieldNamed, type SectionProps } from '../section-props.ts';
import { TableFaults } from '../table-faults.tsx';

const halves: readonly Half[] = ['am', 'pm'];
/** Who takes part is chosen from the members, not pasted. */
const columns = columnsOf(fieldNamed('programme', 'halfDays')).filter(({ name }) => name !== 'participants');

export function ProgrammeSection(props: SectionProps) {
  const { mission, value, readOnly, onChange, onBlur, go, faults, findings } = props;
  const t = useText();
  const today = beijing(useNow()).day;
  const [asking, setAsking] = useState(false);
  const [pasted, setPasted] = useState<readonly PastedRow[] | null>(null);
  const halfDays = mission.programme?.halfDays ?? [];
  const evenings = mission.programme?.evenings ?? [];
  const people = (mission.members?.people ?? []).flatMap(({ id, name }) => (id && name ? [{ id, name }] : []));
  const rows = programmeDays(mission.route, halfDays);
  const days = travelDays(mission.route).length;
  const set = (next: readonly HalfDay[]) => onChange({ ...value, halfDays: next });
  const setNight = (day: Day, content: string) => onChange({ ...value, evenings: setEvening(evenings, day, content) });
  if (rows.length === 0) {
    return (
      <Empty
        why={{
          zh: '先填离境、抵境日期，日程按日期逐日列出。',
          en: 'Enter the dates of departure and return first; the programme lists the days between.',
        }}
      >
        <Button onClick={() => go('route')}>{t({ zh: '去路线', en: 'Go to the route' })}</Button>
      </Empty>
    );
  }
  const share = officialShare(days, halfDays);
  const percent = share ? shareWithThreeDecimals(share) : null;
  const whole = fillProgramme(mission.route, halfDays);
  const complete = whole.length === halfDays.length && whole.every((one, index) => one === halfDays[index]);
  return (
    <div className="stack">
      <div className="row spread">
        <p>
          {t({ zh: `${days} 天`, en: `${days} days` })}
          {share && percent !== null && (
            <>
              {t({ zh: '，公务占比 ', en: ', official share ' })}
              <strong className="figures">{(percent * 100).toFixed(1)} %</strong>{' '}
              <span className="quiet figures">
                {t({
                  zh: `（${share.part} / ${share.whole} 个半天，行程不计）`,
                  en: `(${share.part} / ${share.whole} half-days, travel not counted)`,
                })}
              </span>
            </>
          )}
        </p>
        {!readOnly && (
          <div className="row">
            {!complete && (
              <Button type="primary" ghost onClick={() => set(whole)}>
                {t({ zh: '按离境、抵境日期生成', en: 'Make the days from the dates' })}
              </Button>
            )}
            <Button onClick={() => setAsking(true)}>{t({ zh: '粘贴表格', en: 'Paste a table' })}</Button>
            <Button onClick={() => window.print()}>
              <Icon name="print" />
              {t({ zh: '打印日程', en: 'Print the programme' })}
            </Button>
          </div>
        )}
      </div>
      <p className="quiet screen-only">
        {t({
          zh: '每半天选类型，写内容和接待单位。回车到下一格，Ctrl+D 同上一天；“同上一天”复制整天。',
          en: 'For each half-day choose the type, write content and host. Enter goes on, Ctrl+D takes the day above; "As the day before" copies the whole day.',
        })}
      </p>
      <div className="sheet-frame" id="field-programme-halfDays" tabIndex={-1}>
        <table className="programme">
          <caption className="for-readers">{t({ zh: '半日日程', en: 'Programme by half-days' })}</caption>
          <thead>
            <tr>
              <th scope="col">{t({ zh: '日期', en: 'Day' })}</th>
              <th scope="col">{t({ zh: '上午', en: 'Morning' })}</th>
              <th scope="col">{t({ zh: '下午', en: 'Afternoon' })}</th>
              <th scope="col">{t({ zh: '晚上', en: 'Evening' })}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, place) => {
              const before = rows[place - 1];
              const change = (half: Half, next: Partial<HalfDay>) =>
                set(setHalfDay(halfDays, { date: row.day, half, city: row.city }, next));
              const setCity = (city: string) =>
                set(
                  halves.reduce<readonly HalfDay[]>(
                    (all, half) => setHalfDay(all, { date: row.day, half, city }, { city }),
                    halfDays,
                  ),
                );
              return (
                <tr key={row.day}>
                  <th scope="row">
                    {t(dayWords(row.day))}
                    {row.border && (
                      <span className="quiet">
                        {' '}
                        {row.border === 'out' ? t({ zh: '离境', en: 'departure' }) : t({ zh: '抵境', en: 'return' })}
                      </span>
                    )}
                    <input
                      aria-label={t({ zh: `${row.day}，城市`, en: `${row.day}, city` })}
                      placeholder={t({ zh: '城市', en: 'City' })}
                      value={row.city}
                      readOnly={readOnly}
                      onChange={(event) => setCity(event.target.value)}
                      onBlur={onBlur}
                    />
                    {row.hotel && <span className="quiet">{t({ zh: `住 ${row.hotel}`, en: `at ${row.hotel}` })}</span>}
                    {before && !readOnly && (
                      <button
                        type="button"
                        className="link screen-only"
                        onClick={() => set(copyDay(halfDays, before.day, { day: row.day, city: row.city }))}
                      >
                        {t({ zh: '同上一天', en: 'As the day before' })}
                        <span className="for-readers">{row.day}</span>
                      </button>
                    )}
                  </th>
                  {halves.map((half) => {
                    const index = halfDays.findIndex((one) => one.date === row.day && one.half === half);
                    const above = before?.[half];
                    return (
                      <td key={half} data-half={t(words.halves[half])}>
                        <ProgrammeHalf
                          day={row.day}
                          half={half}
                          index={index}
                          value={row[half]}
                          people={people}
                          readOnly={readOnly}
                          onChange={(next) => change(half, next)}
                          onBlur={onBlur}
                          onSame={() =>
                            above &&
                            change(half, {
                              activity: above.activity ?? null,
                              content: above.content ?? '',
                              host: above.host ?? '',
                            })
                          }
                        />
                        {half === 'pm' && row.am?.activity && !row.pm?.activity && !readOnly && (
                          <button
                            type="button"
                            className="link screen-only"
                            onClick={() =>
                              change('pm', {
                                activity: row.am?.activity ?? null,
                                content: row.am?.content ?? '',
                                host: row.am?.host ?? '',
                              })
                            }
                          >
                            {t({ zh: '同上午', en: 'As the morning' })}
                          </button>
                        )}
                      </td>
                    );
                  })}
                  <td data-half={t({ zh: '晚上', en: 'Evening' })}>
                    <input
                      aria-label={t({ zh: `${row.day}，晚上`, en: `${row.day}, evening` })}
                      value={evenings.find(({ date }) => date === row.day)?.content ?? ''}
                      readOnly={readOnly}
                      onChange={(event) => setNight(row.day, event.target.value)}
                      onBlur={onBlur}
                    />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <TableFaults at="/programme/halfDays" faults={faults} findings={findings} />
      {asking && (
        <PasteBox
          onText={(text) => {
            setAsking(false);
            setPasted(readPasted(text, columns, 0, today));
          }}
          onClose={() => setAsking(false)}
        />
      )}
      {pasted && (
        <PastePreview
          rows={pasted}
          fields={columns}
          onKeep={(kept) => {
            set(
              kept.reduce<readonly HalfDay[]>((all, { value: one }) => {
                const half = one as HalfDay;
                if (!half.date || !half.half) return all;
                return setHalfDay(all, { date: half.date, half: half.half, city: half.city ?? '' }, half);
              }, halfDays),
            );
            setPasted(null);
          }}
          onClose={() => setPasted(null)}
        />
      )}
    </div>
  );
}

function PasteBox({ onText, onClose }: { readonly onText: (text: string) => void; readonly onClose: () => void }) {
  const t = useText();
  const [text, setText] = useState('');
  return (
    <Modal
      open
      onCancel={onClose}
      title={t({ zh: '粘贴日程表格', en: 'Paste a programme' })}
      okText={t({ zh: '预览', en: 'Preview' })}
      cancelText={t({ zh: '不粘贴', en: 'Do not paste' })}
      onOk={() => onText(text)}
      okButtonProps={{ disabled: text.trim() === '' }}
    >
      <div className="stack">
        <p>
          {t({
            zh: `列依次为 ${columns.map(({ meta }) => meta.label.zh).join('、')}；首行是列名时按列名对应。`,
            en: `Columns in order: ${columns.map(({ meta }) => meta.label.en).join(', ')}; with a first row of names they may stand in any order.`,
          })}
        </p>
        <Input.TextArea
          aria-label={t({ zh: '从表格软件复制的内容', en: 'Cells copied from a spreadsheet' })}
          value={text}
          autoSize={{ minRows: 5, maxRows: 12 }}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
    </Modal>
  );
}
