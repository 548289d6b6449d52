import { isDay } from '#kernel/calendar/day.ts';
import type { Text } from '#kernel/text.ts';
import { asDraftRecord, type DraftRecord, isDraftRecord } from '#kernel/ui/forms/draft.ts';
import { regionListName } from '#kernel/ui/forms/region-names.ts';
import { dayWords, moneyWords, shortDayWords } from '#kernel/ui/look/dates.ts';
import type { MissionPage } from '../../../answers.ts';
import type { DraftMission } from '../../../model.ts';
import { words } from '../../../words.ts';

/** The content as the server answers it; what is still open is absent. The shape is checked when it is saved, not here. */
export const missionOf = (page: Pick<MissionPage, 'content'>): DraftMission => page.content as DraftMission;

export const sectionOf = (page: Pick<MissionPage, 'content'>, section: string): DraftRecord =>
  asDraftRecord(page.content[section]);

/** A word of a closed list; a value without words stands for itself. */
export function wordOf(list: Readonly<Record<string, Text>>, value: unknown): Text | null {
  if (typeof value !== 'string' || value === '') return null;
  return list[value] ?? { zh: value, en: value };
}

const join = (parts: readonly Text[]): Text => ({
  zh: parts.map(({ zh }) => zh).join('、'),
  en: parts.map(({ en }) => en).join(', '),
});

/** 韩国、日本 */
export const regionWords = (codes: readonly string[]): Text => join(codes.map((code) => regionListName(code)));

/** 2026年6月8日（周一）至 6月12日 */
export function periodWords(from: unknown, to: unknown): Text | null {
  if (typeof from !== 'string' || typeof to !== 'string' || !isDay(from) || !isDay(to)) return null;
  const [first, last] = [dayWords(from), from.slice(0, 4) === to.slice(0, 4) ? shortDayWords(to) : dayWords(to)];
  return { zh: `${first.zh}至 ${last.zh}`, en: `${first.en} to ${last.en}` };
}

/** Names of the members by id, for lists that name them. */
export function memberNames(page: Pick<MissionPage, 'content'>): ReadonlyMap<string, string> {
  const people = sectionOf(page, 'members').people;
  return new Map(
    (Array.isArray(people) ? people.filter(isDraftRecord) : []).map((one) => [String(one.id), String(one.name ?? '')]),
  );
}

export interface LeaderFact {
  readonly name: string;
  readonly post: string;
}

export function leaderOf(page: Pick<MissionPage, 'content'>): LeaderFact | null {
  const leader = (missionOf(page).members?.people ?? []).find((one) => one.groupRole === 'leader');
  return leader?.name ? { name: leader.name, post: leader.post ?? '' } : null;
}

/** 财政拨款 100% */
export function fundingWords(page: Pick<MissionPage, 'content'>): Text | null {
  const sources = (missionOf(page).budget?.sources ?? []).flatMap((source) => {
    const kind = wordOf(words.fundingKinds, source.kind);
    return kind ? [{ kind, percent: source.percent }] : [];
  });
  if (sources.length === 0) return null;
  if (sources.length === 1) return sources[0]?.kind ?? null;
  return join(sources.map(({ kind, percent }) => ({ zh: `${kind.zh} ${percent}%`, en: `${kind.en} ${percent}%` })));
}

/** 先审核定 60,000.00 元, once finance has signed. */
export function clearedWords(page: Pick<MissionPage, 'content'>): Text | null {
  const cleared = missionOf(page).finance?.approvedCny;
  if (typeof cleared !== 'number') return null;
  const money = moneyWords(cleared.toFixed(2));
  return { zh: `先审核定 ${money.zh}`, en: `cleared ${money.en}` };
}

/** The three or four lines that decide: who, how many, how long, where, money. The first stands large. */
export function essentialsOf(page: MissionPage): readonly Text[] {
  const { facts } = page.check;
  const mission = missionOf(page);
  const period = periodWords(mission.route?.departure, mission.route?.return);
  const leader = leaderOf(page);
  const lines: Text[] = [];
  const many: Text = { zh: `${facts.members ?? '—'} 人`, en: `${facts.members ?? '—'} people` };
  const long: Text = { zh: `${facts.days ?? '—'} 天`, en: `${facts.days ?? '—'} days` };
  const where = regionWords(facts.visitedRegions ?? []);
  lines.push({ zh: `${where.zh}　${many.zh}　${long.zh}`, en: `${where.en} · ${many.en} · ${long.en}` });
  if (period) lines.push(period);
  if (facts.budgetCny !== null) {
    const money = moneyWords(facts.budgetCny.toFixed(2));
    const parts = [money, fundingWords(page), clearedWords(page)].filter((one) => one !== null);
    lines.push({ zh: parts.map(({ zh }) => zh).join('　'), en: parts.map(({ en }) => en).join(' · ') });
  }
  if (leader) {
    lines.push({
      zh: `团长 ${leader.name}${leader.post ? `（${leader.post}）` : ''}`,
      en: `Head ${leader.name}${leader.post ? ` (${leader.post})` : ''}`,
    });
  }
  return lines;
}
