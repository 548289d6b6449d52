import type { ReactNode } from 'react';
import { isRegionCode } from '#kernel/places/regions.ts';
import { asDraftRecord, type DraftRecord } from '#kernel/ui/forms/draft.ts';
import { regionListName } from '#kernel/ui/forms/region-names.ts';
import { moneyWords, writeNumber } from '#kernel/ui/look/dates.ts';
import { type Say, useText } from '#kernel/ui/look/language.ts';
import { ScrollFrame } from '#kernel/ui/parts/scroll-frame.tsx';
import { RecordFacts } from '#kernel/ui/patterns/facts.tsx';
import { invitation } from '../../model/journey.ts';
import { type ApplicationSection, type DraftMission, sections } from '../../model.ts';
import { missionProcess } from '../../process.ts';
import { ownWords, words } from '../../words.ts';
import { type BudgetDraft, budgetSums, headcount, type LineDraft, lineCny } from './budget-lines.ts';
import { titleOf } from './check-views.ts';
import { tripsBefore } from './members-list.ts';
import { rowsOf } from './section-props.ts';

interface MissionFactsProps {
  readonly section: ApplicationSection;
  readonly mission: DraftMission;
  /** As it stood at the last return. */
  readonly before?: DraftRecord;
  /** Words of plan lines, by id. */
  readonly planLines: Readonly<Record<string, string>>;
}

type Words = Readonly<Record<string, (value: unknown) => ReactNode>>;

/** All answers of a section in the order of filling, with names instead of ids. */
export function MissionFacts({ section, mission, before, planLines }: MissionFactsProps) {
  const t = useText();
  return (
    <RecordFacts
      schema={sections[section]}
      value={asDraftRecord(mission[section])}
      words={wordsOf(section, mission, planLines, t)}
      only={askedIn(section, mission)}
      {...(before ? { before } : {})}
    />
  );
}

/** Questions that the form did not ask are not answers either. */
function askedIn(section: ApplicationSection, mission: DraftMission): readonly string[] {
  const applies: Readonly<Record<string, boolean>> = {
    conferenceRole: mission.basics?.purposeType === 'conference',
    swapFor: mission.plan?.status === 'swapped',
    reason: mission.plan?.status !== 'in-plan',
    exemptionReason: mission.publicity?.exemption === 'must-stay-secret',
    objections: (mission.publicity?.objections ?? []).length > 0,
    senders: (mission.members?.senders ?? []).length > 0,
    substitutes: (mission.budget?.substitutes ?? []).length > 0,
    academicTaskStated: mission.basics?.category === 'academic',
  };
  return Object.keys(sections[section].shape).filter((name) => applies[name] ?? true);
}

const none = (t: Say) => <span className="quiet">{t({ zh: '无', en: 'None' })}</span>;
const text = (value: unknown) => (typeof value === 'string' ? value : '');
const regionName = (value: unknown, t: Say) =>
  typeof value === 'string' && isRegionCode(value) ? t(regionListName(value)) : '';

function wordsOf(
  section: ApplicationSection,
  mission: DraftMission,
  planLines: Readonly<Record<string, string>>,
  t: Say,
): Words {
  const nameOf = (id: unknown) => mission.members?.people?.find((person) => person.id === id)?.name ?? '';
  const lineName = (value: unknown) =>
    typeof value === 'string' ? (planLines[value] ?? t({ zh: '已选', en: 'chosen' })) : none(t);
  const who = (value: unknown) =>
    value === 'all' ? t({ zh: '全体', en: 'all' }) : Array.isArray(value) ? value.map(nameOf).join('、') : '';
  switch (section) {
    case 'plan':
      return { lineId: lineName, swapFor: lineName };
    case 'members':
      return { people: (value) => <People rows={rowsOf(value)} mission={mission} /> };
    case 'invitations':
      return {
        letters: (value) => (
          <div className="letters">
            {rowsOf(value).map((letter, index) => (
              <RecordFacts
                // biome-ignore lint/suspicious/noArrayIndexKey: rows of a draft have no identity but their place
                key={index}
                schema={invitation}
                value={letter}
                words={{ invitees: (ids) => (Array.isArray(ids) ? ids.map(nameOf).join('、') : '') }}
              />
            ))}
          </div>
        ),
      };
    case 'budget':
      return {
        rates: (value) =>
          Object.entries(asDraftRecord(value)).map(([currency, rate]) => (
            <span key={currency} className="figures">
              1 {currency} = {String(rate)} {t({ zh: '元', en: 'CNY' })}
            </span>
          )),
        substitutes: (value) =>
          rowsOf(value).length === 0
            ? none(t)
            : rowsOf(value)
                .map((one) => `${regionName(one.region, t)} → ${regionName(one.useRegion, t)}`)
                .join('；'),
        lines: (value) => <Lines rows={rowsOf(value)} mission={mission} who={who} />,
        hosting: (value) =>
          rowsOf(value).length === 0
            ? none(t)
            : rowsOf(value).map((one) => (
                <span key={text(one.from) + text(one.to)}>
                  <span className="figures">
                    {text(one.from)} – {text(one.to)}
                  </span>{' '}
                  {who(one.members)}{' '}
                  {(Array.isArray(one.provides) ? one.provides : [])
                    .map((item: keyof typeof words.hostedItems) => t(words.hostedItems[item]))
                    .join('、')}
                </span>
              )),
        hiredCar: (value) =>
          rowsOf(value).length === 0
            ? none(t)
            : rowsOf(value)
                .map((one) => `${text(one.from)} – ${text(one.to)}`)
                .join('；'),
      };
    case 'attachments':
      return {
        files: (value) =>
          rowsOf(value).length === 0 ? (
            none(t)
          ) : (
            <ul className="small-rows">
              {rowsOf(value).map((file) => (
                <li key={text(file.fileId)}>
                  <span className="quiet">
                    {t(ownWords.attachmentPurposes[file.purpose as keyof typeof ownWords.attachmentPurposes])}
                  </span>
                  {text(file.name)}
                </li>
              ))}
            </ul>
          ),
      };
    case 'statements':
      return {
        reasons: (value) => <Given rows={rowsOf(value)} />,
        exceptions: (value) => <Given rows={rowsOf(value)} />,
      };
    default:
      return {};
  }
}

function Given({ rows }: { readonly rows: readonly DraftRecord[] }) {
  const t = useText();
  if (rows.length === 0) return none(t);
  return (
    <ul className="small-rows">
      {rows.map((one) => (
        <li key={text(one.rule)}>
          <strong>{t(titleOf({ rule: text(one.rule) }))}</strong>
          {typeof one.code === 'string' && (
            <span>{t(missionProcess.exceptionReasons[one.code] ?? { zh: one.code, en: one.code })}</span>
          )}
          <span>{text(one.text)}</span>
        </li>
      ))}
    </ul>
  );
}

function People({ rows, mission }: { readonly rows: readonly DraftRecord[]; readonly mission: DraftMission }) {
  const t = useText();
  const word = (list: Readonly<Record<string, { readonly zh: string; readonly en: string }>>, value: unknown) => {
    const found = list[text(value)];
    return found ? t(found) : '—';
  };
  return (
    <ScrollFrame className="sheet-frame">
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t({ zh: '姓名', en: 'Name' })}</th>
            <th scope="col">{t({ zh: '单位、职务', en: 'Unit, post' })}</th>
            <th scope="col">{t({ zh: '级别', en: 'Rank' })}</th>
            <th scope="col">{t({ zh: '团内职务', en: 'Role' })}</th>
            <th scope="col">{t({ zh: '证件', en: 'Document' })}</th>
            <th scope="col" className="right">
              {t({ zh: '近两年出访', en: 'In two years' })}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a draft have no identity but their place
            <tr key={index}>
              <th scope="row">{text(row.name) || '—'}</th>
              <td>
                {text(row.unit)} {text(row.post)}
              </td>
              <td>{word(words.ranks, row.rank)}</td>
              <td>
                {word(words.groupRoles, row.groupRole)} {text(row.duty)}
              </td>
              <td>
                {row.passportType
                  ? `${word(words.passportTypes, row.passportType)} ${text(row.passportExpiresOn)}`
                  : t({ zh: '待办', en: 'to be applied for' })}
              </td>
              <td className="right figures">
                {tripsBefore(row, mission.route?.departure) ?? t({ zh: '未知', en: 'unknown' })}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollFrame>
  );
}

function Lines({
  rows,
  mission,
  who,
}: {
  readonly rows: readonly DraftRecord[];
  readonly mission: DraftMission;
  readonly who: (value: unknown) => string;
}) {
  const t = useText();
  const budget = (mission.budget ?? {}) as BudgetDraft;
  const ids = (mission.members?.people ?? []).flatMap(({ id }) => (id ? [id] : []));
  const sums = budgetSums(budget);
  return (
    <ScrollFrame className="sheet-frame">
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t({ zh: '项目', en: 'Item' })}</th>
            <th scope="col">{t({ zh: '地点', en: 'Place' })}</th>
            <th scope="col">{t({ zh: '人员', en: 'Members' })}</th>
            <th scope="col" className="right">
              {t({ zh: '标准 × 数量 × 人', en: 'Price × quantity × people' })}
            </th>
            <th scope="col" className="right">
              {t({ zh: '金额', en: 'Amount' })}
            </th>
            <th scope="col" className="right">
              {t({ zh: '人民币', en: 'CNY' })}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => {
            const line = row as LineDraft;
            const cny = lineCny(line, budget);
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of a draft have no identity but their place
              <tr key={index}>
                <th scope="row">{line.item ? t(words.budgetItems[line.item]) : '—'}</th>
                <td>
                  {regionName(line.region, t)} {text(line.city)}
                </td>
                <td>{who(line.members)}</td>
                <td className="right figures">
                  {line.unit ?? '—'} × {line.quantity ?? '—'} × {headcount(line, ids)}
                </td>
                <td className="right figures">
                  {line.amount == null ? '—' : `${line.currency} ${writeNumber(line.amount.toFixed(2))}`}
                </td>
                <td className="right figures">{cny === null ? '—' : writeNumber(cny.toFixed(2))}</td>
              </tr>
            );
          })}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={5}>
              {t({ zh: '合计', en: 'Total' })}
            </th>
            <td className="right figures">
              {sums.totalCny === null
                ? t({ zh: '未算出', en: 'not complete' })
                : t(moneyWords(sums.totalCny.toFixed(2)))}
            </td>
          </tr>
        </tfoot>
      </table>
    </ScrollFrame>
  );
}
