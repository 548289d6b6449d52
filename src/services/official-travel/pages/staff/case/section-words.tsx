import type { ReactNode } from 'react';
import { isDraftRecord } from '#kernel/ui/forms/draft.ts';
import { regionListName } from '#kernel/ui/forms/region-names.ts';
import { writeNumber } from '#kernel/ui/look/dates.ts';
import type { Say } from '#kernel/ui/look/language.ts';
import type { MissionPage } from '../../../answers.ts';
import { missionProcess } from '../../../process.ts';
import { fileAddress } from '../acts/mission-files.ts';
import { memberNames } from './mission-facts.ts';
import { BudgetTable, MembersTable, ProgrammeTable, RuleNotes } from './mission-tables.tsx';

export const verdicts = {
  met: { zh: '符合', en: 'Met' },
  'not-met': { zh: '不符合', en: 'Not met' },
  'not-applicable': { zh: '不适用', en: 'Not applicable' },
} as const;

type Words = Readonly<Record<string, (value: unknown) => ReactNode>>;

const entriesOf = (value: unknown): readonly (readonly [string, unknown])[] =>
  isDraftRecord(value) ? Object.entries(value) : [];

/** How the values of a section are written where label and widget alone do not say it: names for ids, tables of our own. */
export function sectionWords(section: string, page: MissionPage, t: Say): Words {
  const names = memberNames(page);
  const none = t({ zh: '无', en: 'None' });
  const file = (value: unknown) =>
    typeof value === 'string' ? (
      <a href={fileAddress(page.id, value)} target="_blank" rel="noreferrer">
        {t({ zh: '打开扫描件', en: 'Open the scan' })}
      </a>
    ) : (
      '—'
    );
  switch (section) {
    case 'plan': {
      const line = (value: unknown) => (value ? t({ zh: '已选，见“相关”', en: 'Chosen, see Related' }) : none);
      return { lineId: line, swapFor: line };
    }
    case 'budget':
      return {
        rates: (value) =>
          entriesOf(value)
            .map(([currency, rate]) => `${currency} ${String(rate)}`)
            .join(t({ zh: '，', en: ', ' })) || '—',
        substitutes: (value) =>
          (Array.isArray(value) ? value.filter(isDraftRecord) : [])
            .map((one) => `${t(regionListName(String(one.region)))} → ${t(regionListName(String(one.useRegion)))}`)
            .join('；') || none,
        hiredCar: (value) =>
          (Array.isArray(value) ? value.filter(isDraftRecord) : [])
            .map((one) => `${String(one.from)} ${t({ zh: '至', en: 'to' })} ${String(one.to)}`)
            .join('；') || none,
        advance: (value) =>
          isDraftRecord(value)
            ? [
                `${String(value.currency ?? '')} ${writeNumber(Number(value.amount ?? 0).toFixed(2))}`,
                String(value.neededOn ?? ''),
                String(value.purpose ?? ''),
              ]
                .filter(Boolean)
                .join(t({ zh: '，', en: ', ' }))
            : none,
        hosting: (value) =>
          Array.isArray(value) && value.length > 0
            ? t({ zh: `${value.length} 段`, en: `${value.length} spans` })
            : none,
      };
    case 'statements':
      return {
        reasons: (value) => <RuleNotes value={value} write={(row) => String(row.text ?? '')} />,
        exceptions: (value) => (
          <RuleNotes
            value={value}
            write={(row) => {
              const code = missionProcess.exceptionReasons[String(row.code)];
              return `${code ? t(code) : ''} ${String(row.text ?? '')}`;
            }}
          />
        ),
      };
    case 'review':
      return {
        judged: (value) => (
          <RuleNotes
            value={value}
            write={(row) => {
              const verdict = verdicts[String(row.verdict) as keyof typeof verdicts];
              return `${verdict ? t(verdict) : '—'} ${String(row.note ?? '')}`;
            }}
          />
        ),
      };
    case 'province-reply':
      return { fileId: file };
    case 'return':
      return {
        absent: (value) =>
          (Array.isArray(value) ? value.map((id) => names.get(String(id)) ?? '?') : []).join(
            t({ zh: '、', en: ', ' }),
          ) || none,
      };
    default:
      return {};
  }
}

/** Fields that are tables of our own, over the whole width. */
export function sectionTables(section: string, names: ReadonlyMap<string, string>): Words {
  switch (section) {
    case 'members':
      return { people: (value) => <MembersTable value={value} /> };
    case 'programme':
      return { halfDays: (value) => <ProgrammeTable value={value} names={names} /> };
    case 'budget':
      return { lines: (value) => <BudgetTable value={value} names={names} /> };
    default:
      return {};
  }
}

/** Lists whose rows name members by id are written with their names. */
export function withNames(rows: unknown, names: ReadonlyMap<string, string>, key: string): unknown {
  if (!Array.isArray(rows)) return rows;
  return rows.filter(isDraftRecord).map((row) => ({ ...row, [key]: names.get(String(row[key])) ?? row[key] }));
}
