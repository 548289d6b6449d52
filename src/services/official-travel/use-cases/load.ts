import { type Day, dayInBeijing } from '#kernel/calendar/day.ts';
import { addWorkingDays, noticeCalendar } from '#kernel/calendar/working-calendar.ts';
import type { CaseFacts, DueDay, UnitRef } from '#kernel/cases/facts.ts';
import { type StoredCase, storedCase } from '#kernel/cases/read.ts';
import type { CaseRow } from '#kernel/cases/storage.ts';
import type { Crypto } from '#kernel/crypto/crypto.ts';
import type { Queries } from '#kernel/database/database.ts';
import { namesOf } from '#kernel/parties/persons.ts';
import type { MissionCheck } from '../answers.ts';
import { assess, type GrantedException } from '../assess.ts';
import { caseFacts } from '../case-facts.ts';
import type { DraftMission } from '../model.ts';
import { planLineNames } from '../plan/storage.ts';
import { missionOf, readSections, type StoredSection, type UnitFacts, unitsOf } from '../storage.ts';
import { earlierMissions, otherMissionsOf } from '../trips/storage.ts';

/** What a use case of missions works with beside the command. */
export interface MissionParts {
  readonly crypto: Crypto;
}

export interface LoadedMission {
  readonly stored: StoredCase;
  readonly sections: readonly StoredSection[];
  readonly mission: DraftMission;
  readonly check: MissionCheck;
  readonly facts: CaseFacts;
  readonly units: readonly UnitFacts[];
}

export const dueDay: DueDay = (from, workingDays) => addWorkingDays(noticeCalendar, from, workingDays);

const ref = (unit: UnitFacts): UnitRef => ({ id: unit.id, path: unit.path });

/** First review lies with the county or bureau next above the unit; a unit of the city's own has none. */
export function unitsOfCase(units: readonly UnitFacts[], unitId: string): CaseFacts['units'] {
  const own = units.find(({ id }) => id === unitId);
  const office = units[0];
  if (!own || !office) throw new Error('the unit of a case has left the tree of units');
  const firstReview = units.filter(({ id, kind }) => id !== unitId && (kind === 'county' || kind === 'bureau')).at(-1);
  return { applicant: ref(own), office: ref(office), firstReview: firstReview ? ref(firstReview) : null };
}

/** 报送日 for the rules: today while the case moves, the day of its last act once it rests; never after the departure. */
export function asOfDay(mission: DraftMission, row: Pick<CaseRow, 'phase' | 'state' | 'updated_at'>, now: Date): Day {
  const rests = row.phase === 'ended' || row.state === 'granted';
  const day = dayInBeijing(rests ? row.updated_at : now);
  const departure = mission.route?.departure;
  return departure && departure < day ? (departure as Day) : day;
}

async function grantedExceptions(
  queries: Queries,
  stored: StoredCase,
  texts: ReadonlyMap<string, string>,
): Promise<readonly GrantedException[]> {
  const granted = stored.events.filter((event) => event.type === 'exception-granted');
  const names = await namesOf(
    queries,
    stored.row.office_id,
    granted.map(({ by }) => by),
  );
  return granted.map((event) => ({
    finding: event.finding,
    reason: event.reason,
    text: texts.get(event.text) ?? '',
    by: { id: event.by, name: names.get(event.by) ?? '' },
    at: event.at,
  }));
}

/** The office's records speak for what it knows; the form adds what lies before them. */
async function withEarlierMissions(queries: Queries, officeId: string, mission: DraftMission): Promise<DraftMission> {
  const people = mission.members?.people ?? [];
  const departure = mission.route?.departure;
  const ids = people.flatMap(({ id }) => (id ? [id] : []));
  if (!departure || ids.length === 0) return mission;
  const known = await earlierMissions(queries, officeId, ids, departure);
  return {
    ...mission,
    members: {
      ...mission.members,
      people: people.map((person) => {
        const recorded = (person.id && known.get(person.id)) || [];
        const declared = (person.earlier ?? []).filter(
          (one) => !recorded.some(({ departure: day }) => day === one.departure),
        );
        const earlier = person.earlier === null && recorded.length === 0 ? null : [...recorded, ...declared];
        return { ...person, earlier };
      }),
    },
  };
}

export interface LoadOptions {
  readonly now: Date;
  readonly mayGrant?: boolean;
  /** Content as it would be after the change that is being made. */
  readonly instead?: Partial<Record<string, unknown>>;
}

/** The mission with everything that the rules and the case engine ask about it. */
export async function loadMission(
  queries: Queries,
  parts: MissionParts,
  stored: StoredCase,
  texts: ReadonlyMap<string, string>,
  options: LoadOptions,
): Promise<LoadedMission> {
  const { row } = stored;
  const officeId = row.office_id;
  const sections = await readSections(queries, parts.crypto, officeId, row.id);
  const units = await unitsOf(queries, officeId, row.unit_path);
  const written = { ...missionOf(sections), ...options.instead } as DraftMission;
  const mission = await withEarlierMissions(queries, officeId, written);
  const { departure, return: back } = mission.route ?? {};
  const sending = [
    ...new Set([
      ...units.filter(({ id }) => id === row.unit_id).map(({ name }) => name),
      ...(mission.members?.people ?? []).flatMap(({ unit }) => (unit ? [unit] : [])),
    ]),
  ];
  const otherMissions =
    departure && back ? await otherMissionsOf(queries, officeId, sending, { departure, return: back }, row.id) : [];
  const lines = [mission.plan?.lineId, mission.plan?.swapFor].filter((id): id is string => typeof id === 'string');
  const check = assess(mission, {
    asOf: asOfDay(mission, row, options.now),
    reference: row.number,
    planLines: await planLineNames(queries, officeId, lines),
    otherMissions,
    granted: await grantedExceptions(queries, stored, texts),
    mayGrant: options.mayGrant ?? false,
  });
  const facts = caseFacts({ mission, check, applicant: row.applicant_id, units: unitsOfCase(units, row.unit_id) });
  return { stored, sections, mission, check, facts, units };
}
