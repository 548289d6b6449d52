import type { Text } from '#kernel/text.ts';
import { type RatesOn, type RateTable, tableOn } from './rates.ts';

/** Which table a budget is measured by, in words. */
export interface NamedTable {
  readonly title: Text;
  /** The document that lays it down. */
  readonly source: string;
  /** First day in force. */
  readonly from: string;
  /** The office took it over itself. */
  readonly own: boolean;
}

const programs: Readonly<Record<RateTable, NamedTable>> = {
  'per-diem.csv': {
    title: { zh: '因公临时出国住宿费、伙食费、公杂费开支标准', en: 'National rates of lodging, meals and incidentals' },
    source: '财行〔2017〕434号',
    from: '2018-01-01',
    own: false,
  },
  'per-diem-2013.csv': {
    title: { zh: '因公临时出国住宿费、伙食费、公杂费开支标准', en: 'National rates of lodging, meals and incidentals' },
    source: '财行〔2013〕516号',
    from: '2014-01-20',
    own: false,
  },
};

/** Null: none was in force. */
export function namedTable({ asOf, officeRates }: RatesOn): NamedTable | null {
  if (officeRates) {
    const { title, source, validFrom } = officeRates;
    return { title: { zh: title, en: title }, source, from: validFrom, own: true };
  }
  const table = tableOn(asOf);
  return table === null ? null : programs[table];
}

/** 财行〔2017〕434号，自 2018-01-01 起施行; an office's own by its title. */
export function tableWords({ title, source, from, own }: NamedTable): Text {
  return {
    zh: `${own ? `本市导入的《${title.zh}》（${source}` : `${title.zh}（${source}`}，自 ${from} 起施行）`,
    en: `${own ? `${title.en}, taken over by the office` : title.en} (${source}, in force from ${from})`,
  };
}
