import { z } from 'zod';
import { findRegion } from '#kernel/places/regions.ts';
import type { MissionCheck } from '../answers.ts';
import type { DraftMission } from '../model.ts';
import { words } from '../words.ts';

const line = z.string();

/** What the papers of a mission say of it, in the words that are printed. Composed once from the frozen content, for every template. */
export const missionContent = z.strictObject({
  caseNumber: line,
  unit: line,
  organiser: line,
  title: line,
  kind: line,
  purpose: line,
  task: line,
  necessity: line,
  keyTasks: line,
  outcome: line,
  /** Names as a Chinese office writes them; Hong Kong, Macao and Taiwan are never called countries. */
  places: z.array(line),
  stays: z.array(z.strictObject({ place: line, city: line, arrive: line, leave: line })),
  days: z.int(),
  departure: line,
  return: line,
  members: z.array(z.strictObject({ name: line, unit: line, post: line, role: line })),
  funding: z.array(z.strictObject({ source: line, percent: z.number() })),
  budgetCny: z.number().nullable(),
  plan: line,
  inviters: z.array(line),
  programme: z.array(z.strictObject({ date: line, half: line, city: line, activity: line, content: line, host: line })),
  evenings: z.array(z.strictObject({ date: line, content: line })).optional(),
  /** 任务通知书 of whoever leads the mission, where it is another's. */
  lead: z.strictObject({ number: line, organiser: line }).nullable(),
  publicity: z.strictObject({ place: line, from: line.nullable(), to: line.nullable() }),
});
export type MissionContent = z.infer<typeof missionContent>;

const wordOf = (list: Readonly<Record<string, { readonly zh: string }>>, key: string | null | undefined) =>
  key ? (list[key]?.zh ?? key) : '';

/** 参加：张三、李四; nothing where all take part. */
function takingPart(mission: DraftMission, participants: readonly (string | null | undefined)[] | null | undefined) {
  const names = (mission.members?.people ?? []).flatMap(({ id, name }) =>
    name && participants?.includes(id) ? name : [],
  );
  return names.length > 0 ? `参加：${names.join('、')}` : '';
}

/** @param mission content as submitted; a mission whose papers are drafted has no open field any more */
export function contentOf(
  mission: DraftMission,
  check: MissionCheck,
  facts: {
    readonly number: string;
    readonly unit: string;
    readonly planLine: string | null;
    readonly lead: { readonly number: string; readonly organiser: string } | null;
  },
): MissionContent {
  const { basics, members, route, programme, budget, publicity, plan, invitations } = mission;
  const placeOf = (code: string | null | undefined) => (code ? (findRegion(code)?.name.zh ?? code) : '');
  const visits = (route?.stops ?? []).filter(({ use }) => use === 'visit');
  return {
    caseNumber: facts.number,
    unit: facts.unit,
    organiser: basics?.organiserUnit ?? '',
    title: basics?.title ?? '',
    kind: wordOf(words.missionKinds, basics?.kind),
    purpose: wordOf(words.purposeTypes, basics?.purposeType),
    task: basics?.task ?? '',
    necessity: basics?.necessity ?? '',
    keyTasks: basics?.keyTasks ?? '',
    outcome: basics?.outcome ?? '',
    places: [...new Set(visits.map(({ region }) => placeOf(region)))],
    stays: visits.map(({ region, city, arrive, leave }) => ({
      place: placeOf(region),
      city: city ?? '',
      arrive: arrive ?? '',
      leave: leave ?? '',
    })),
    days: check.facts.days ?? 0,
    departure: route?.departure ?? '',
    return: route?.return ?? '',
    members: (members?.people ?? []).map(({ name, unit, post, groupRole }) => ({
      name: name ?? '',
      unit: unit ?? '',
      post: post ?? '',
      role: wordOf(words.groupRoles, groupRole),
    })),
    funding: (budget?.sources ?? []).map(({ kind, percent }) => ({
      source: wordOf(words.fundingKinds, kind),
      percent: percent ?? 0,
    })),
    budgetCny: check.facts.budgetCny,
    plan: [wordOf(words.planStatuses, plan?.status), facts.planLine ?? ''].filter((part) => part !== '').join('，'),
    inviters: (invitations?.letters ?? []).map(({ inviter, inviterZh }) =>
      inviterZh ? `${inviterZh}（${inviter ?? ''}）` : (inviter ?? ''),
    ),
    programme: (programme?.halfDays ?? []).map(
      ({ date, half, city, activity, content, host, place, participants }) => ({
        date: date ?? '',
        half: wordOf(words.halves, half),
        city: city ?? '',
        activity: wordOf(words.activities, activity),
        content: content ?? '',
        host: [host, place, takingPart(mission, participants)].filter(Boolean).join('，'),
      }),
    ),
    evenings: (programme?.evenings ?? []).map(({ date, content }) => ({ date: date ?? '', content: content ?? '' })),
    lead: facts.lead,
    publicity: { place: publicity?.place ?? '', from: publicity?.from ?? null, to: publicity?.to ?? null },
  };
}
