import { join } from 'node:path';
import type { z } from 'zod';
import { addDays, type Day } from '#kernel/calendar/day.ts';
import { dateOnPaper } from '#kernel/documents/letter.ts';
import { code128 } from '#kernel/documents/render/code128.ts';
import { qrRows } from '#kernel/documents/render/qr.ts';
import type { MissionPage } from '../answers.ts';
import { words } from '../words.ts';
import type { MissionContent } from './content.ts';
import type {
  MembersPaper,
  OpinionSheet,
  opinionOnPaper,
  PaperDecision,
  ProgrammePaper,
  PublicityPaper,
} from './data.ts';

export type SheetName = 'paper-decision' | 'opinion-sheet' | 'members' | 'programme' | 'publicity';

export const sheetTemplate = (name: SheetName): string => join(import.meta.dirname, `${name}.typ`);

export interface SheetSources {
  readonly content: MissionContent;
  readonly page: MissionPage;
  readonly issuer: string;
  readonly today: Day;
  readonly sample: boolean;
  /** Whose 批示 is asked for, in the order in which it is asked. */
  readonly leaders: readonly string[];
  /** 承办人: who reviewed it last in the office, with the telephone of the office. */
  readonly handler: { readonly name: string; readonly phone: string };
  /** By id of the member, from the file of the person. */
  readonly sexes: ReadonlyMap<string, string>;
}

type Opinion = z.infer<typeof opinionOnPaper>;

/** Latest decision of each step, in the order of the path, as it is quoted on sheets. */
function opinions(page: MissionPage): Opinion[] {
  return page.path.flatMap(({ label }) => {
    const entry = page.history.findLast((one) => one.step?.zh === label.zh && one.by !== null && one.words !== null);
    return entry
      ? [
          {
            label: `${label.zh}意见`,
            text: entry.words ?? '',
            by: entry.by?.name ?? '',
            on: dateOnPaper(beijingDay(entry.at)),
          },
        ]
      : [];
  });
}

const beijingDay = (instant: string) => new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 10);
const none: Opinion = { label: '', text: '', by: '', on: '' };

const common = ({ content, issuer, sample }: SheetSources) => ({
  issuer,
  sample,
  organiser: content.organiser,
  mission: content.title,
});

const missionOf = ({ content }: SheetSources) => ({
  organiser: content.organiser,
  mission: content.title,
  task: content.task,
  countries: content.places,
  days: content.days,
  departure: dateOnPaper(content.departure),
  return: dateOnPaper(content.return),
  members: content.members,
  funding: content.funding.map(({ source }) => source).join('、'),
});

const budgetOf = ({ content }: SheetSources) => (content.budgetCny === null ? '' : `${content.budgetCny.toFixed(2)}元`);
const routeOf = ({ content }: SheetSources) => ['出境', ...content.stays.map(({ city }) => city), '入境'].join('—');

/** 呈批单: bar-coded with the case's number; what the leader writes on it is registered from a picture and checked by a second person. */
export function paperDecisionOf(sources: SheetSources): PaperDecision {
  const { content, page, today, leaders, handler } = sources;
  const given = opinions(page);
  return {
    ...common(sources),
    title: '呈批单',
    caseNumber: content.caseNumber,
    qr: qrRows(content.caseNumber),
    bar: code128(content.caseNumber),
    urgency: '平件',
    receivedOn: dateOnPaper(page.submittedAt ? beijingDay(page.submittedAt) : today),
    dueOn: page.due ? dateOnPaper(page.due) : '',
    summary: `${content.organiser}拟组织${content.members.length}人，于${dateOnPaper(content.departure)}至${dateOnPaper(content.return)}（${content.days}天）前往${content.places.join('、')}，执行${content.task}任务。经费${budgetOf(sources)}。`,
    opinions: given.slice(0, -1),
    proposal: given.at(-1) ?? { ...none, label: '拟办意见' },
    leaders: leaders.length > 0 ? leaders.slice(0, 6) : ['市领导'],
    handler: handler.name,
    phone: handler.phone,
  };
}

/** 任务和预算审批意见表: foreign affairs, finance and personnel side by side (section 8.5). */
export function opinionSheetOf(sources: SheetSources): OpinionSheet {
  const { content, page } = sources;
  const of = (step: string) => opinions(page).find(({ label }) => label.startsWith(step)) ?? none;
  const column = (step: string, checks: { item: string; answer: string }[]) => {
    const { text, by, on } = of(step);
    return { checks, opinion: text, by, on };
  };
  const finance = page.content.finance as {
    approvedCny?: number;
    inAnnualBudget?: boolean;
    withinStandards?: boolean;
  } | null;
  const filing = page.content.filing as { people?: { number?: string; filedOn?: string }[] } | null;
  const yes = (value: boolean | undefined) => (value === undefined ? '' : value ? '是' : '否');
  const first = page.content.members as { people?: { rank?: string }[] } | null;
  return {
    ...common(sources),
    ...missionOf(sources),
    number: content.caseNumber,
    verification: null,
    leader: content.members.find(({ role }) => role === '团长')?.name ?? '',
    rank: first?.people?.[0]?.rank === undefined ? '' : (content.members[0]?.post ?? ''),
    budget: budgetOf(sources),
    foreignAffairs: column('审核', [
      { item: '是否列入计划', answer: content.plan },
      { item: '天数、路线、人数', answer: `${content.days}天，${content.members.length}人` },
      { item: '公示', answer: content.publicity.from ? `${dateOnPaper(content.publicity.from)}起` : '' },
    ]),
    finance: column('经费先行审核', [
      { item: '是否列入年度预算', answer: yes(finance?.inAnnualBudget) },
      { item: '是否符合开支标准', answer: yes(finance?.withinStandards) },
      { item: '核定金额', answer: finance?.approvedCny === undefined ? '' : `${finance.approvedCny.toFixed(2)}元` },
    ]),
    personnel: column('组织人事备案', [
      { item: '备案', answer: (filing?.people ?? []).map(({ number }) => number ?? '').join('、') },
    ]),
  };
}

type Member = Readonly<
  Record<'id' | 'duty', string | null> & { passportType: keyof typeof words.passportTypes | null }
>;

export function membersPaperOf(sources: SheetSources): MembersPaper {
  const { content, today, page, sexes } = sources;
  const filled = (page.content.members as { people?: (Partial<Member> | null)[] } | null)?.people ?? [];
  return {
    ...common(sources),
    members: content.members.map((member, index) => {
      const { id = '', passportType, duty } = filled[index] ?? {};
      return {
        ...member,
        gender: sexes.get(id ?? '') ?? '',
        // As the reader may see it: what is masked for the reader stays empty.
        document: passportType ? (words.passportTypes[passportType]?.zh ?? '') : '',
        duty: duty ?? '',
      };
    }),
    date: dateOnPaper(today),
  };
}

export function programmePaperOf(sources: SheetSources): ProgrammePaper {
  const { content, today } = sources;
  const evenings = content.evenings ?? [];
  const dates = [...new Set([...content.programme, ...evenings].map(({ date }) => date))].sort();
  const cell = (date: string, half: string) => {
    const found = content.programme.find((one) => one.date === date && one.half === half);
    return found ? [found.activity, found.content, found.host].filter((part) => part !== '').join('　') : '';
  };
  return {
    ...common(sources),
    route: routeOf(sources),
    days: dates.map((date) => ({
      date: dateOnPaper(date),
      city: content.programme.find((one) => one.date === date)?.city ?? '',
      morning: cell(date, '上午'),
      afternoon: cell(date, '下午'),
      evening: evenings.find((one) => one.date === date)?.content ?? '',
    })),
    date: dateOnPaper(today),
  };
}

/** 公示稿: what has to be shown, without any identifying number. */
export function publicityPaperOf(sources: SheetSources): PublicityPaper {
  const { content, page, today } = sources;
  const { days } = programmePaperOf(sources);
  return {
    ...common(sources),
    ...missionOf(sources),
    route: routeOf(sources),
    inviter: content.inviters.join('；'),
    budget: budgetOf(sources),
    programme: days.map(({ date, city, morning, afternoon }) => ({
      date,
      city,
      activity: [morning, afternoon].filter((part) => part !== '').join('；'),
    })),
    from: dateOnPaper(content.publicity.from ?? today),
    to: dateOnPaper(content.publicity.to ?? addDays(today, 9)),
    place: content.publicity.place,
    contact: page.unit.name,
    date: dateOnPaper(today),
  };
}
