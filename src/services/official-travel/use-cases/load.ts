import { type Day, dayInBeijing } from '#kernel/calendar/day.ts';
import { officeCalendar } from '#kernel/calendar/storage.ts';
import { addWorkingDays } from '#kernel/calendar/working-calendar.ts';
import type { Holder } from '#kernel/cases/events.ts';
import type { CaseFacts, DueDay, UnitRef } from '#kernel/cases/facts.ts';
import type { StoredCase } from '#kernel/cases/read.ts';
import { liveRound } from '#kernel/cases/state-parts.ts';
import type { Crypto } from '#kernel/crypto/crypto.ts';
import type { Queries } from '#kernel/database/database.ts';
import type { MissionCheck } from '../answers.ts';
import { assess, type GrantedException } from '../assess.ts';
import type { OfficeRates } from '../budget/rates.ts';
import { caseFacts } from '../case-facts.ts';
import { consentDocuments } from '../consents/documents.ts';
import { peopleIn } from '../history.ts';
import { holderPeople, holderUnits } from '../holding.ts';
import type { DraftMission, Section } from '../model.ts';
import { officeRulesOn } from '../office-rules/settings.ts';
import { officeRecords } from '../own-checks/storage.ts';
import { planLineNames } from '../plan/storage.ts';
import type { ProjectionContext } from '../projection.ts';
import { daysOfRoute } from '../route-days.ts';
import { asTheTableHasIt, type OfficeRules } from '../rules/figures.ts';
import {
  keptCheck,
  missionOf,
  readVersions,
  type StoredSection,
  type UnitFacts,
  type UnitStanding,
  unitStanding,
  unitsAndNames,
} from '../storage.ts';
import { earlierMissions, otherMissionsOf } from '../trips/storage.ts';
import { ratesInForce } from './rates-in-force.ts';
import { owesPapers } from './reader.ts';

/** What a use case of missions works with beside the command. */
export interface MissionParts {
  readonly crypto: Crypto;
}

export interface LoadedMission {
  readonly stored: StoredCase;
  /** The versions that `mission` is made of. */
  readonly sections: readonly StoredSection[];
  readonly mission: DraftMission;
  readonly check: MissionCheck;
  /** What the check was made with beside the content. */
  readonly context: ProjectionContext;
  /** The office's own table of rates; null: the program's. */
  readonly officeRates: OfficeRates | null;
  readonly facts: CaseFacts;
  /** What the office has laid down for the day of the act. */
  readonly rules: OfficeRules;
  /** The units of the case's path, root first. */
  readonly units: readonly UnitFacts[];
  /** Everybody whom history, papers and sections name. */
  readonly names: ReadonlyMap<string, string>;
  readonly unitNames: ReadonlyMap<string, string>;
  readonly standing: UnitStanding | null;
  /** By the working days of the office. */
  readonly dueDay: DueDay;
}

const ref = (unit: UnitFacts): UnitRef => ({ id: unit.id, path: unit.path });

/** First review lies where the unit's file says, else with the county or bureau next above; a unit of the city's own has none. */
function unitsOfCase(
  units: readonly UnitFacts[],
  unitId: string,
  laidDown: UnitStanding['firstReview'],
): CaseFacts['units'] {
  const own = units.find(({ id }) => id === unitId);
  const office = units[0];
  if (!own || !office) throw new Error('the unit of a case has left the tree of units');
  const firstReview = units.filter(({ id, kind }) => id !== unitId && (kind === 'county' || kind === 'bureau')).at(-1);
  const above = firstReview ? ref(firstReview) : null;
  return { applicant: ref(own), office: ref(office), firstReview: laidDown ?? above };
}

/**
 * 报送日 for the rules: today while the case is being decided or a change of it is drafted; once it is decided, the day of that.
 * Never after the departure.
 */
export function asOfDay(mission: DraftMission, { row, events }: StoredCase, drafts: boolean, now: Date): Day {
  const granted = events.findLast(({ type }) => type === 'granted');
  const decided = row.phase === 'ended' ? (granted?.at ?? row.updated_at.toISOString()) : granted?.at;
  const day = dayInBeijing(decided !== undefined && !drafts ? new Date(decided) : now);
  const { departure } = daysOfRoute(mission);
  return departure && departure < day ? departure : day;
}

function grantedExceptions(
  { events, texts }: StoredCase,
  names: ReadonlyMap<string, string>,
): readonly GrantedException[] {
  return events.flatMap((event) =>
    event.type === 'exception-granted'
      ? [
          {
            finding: event.finding,
            reason: event.reason,
            text: texts.get(event.text) ?? '',
            by: { id: event.by, name: names.get(event.by) ?? '' },
            at: event.at,
          },
        ]
      : [],
  );
}

/** The office's records speak for what they know; the form adds what lies before them. */
async function withEarlierMissions(
  queries: Queries,
  officeId: string,
  caseId: string,
  mission: DraftMission,
): Promise<DraftMission> {
  const people = mission.members?.people ?? [];
  const { departure } = daysOfRoute(mission);
  const ids = people.flatMap(({ id }) => (id ? [id] : []));
  if (!departure || ids.length === 0) return mission;
  const known = await earlierMissions(queries, officeId, ids, departure, caseId);
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

/** 双跨团组: which papers a sending unit's consent has brought is known here, and need not be declared (section 4.5). */
async function withConsents(
  queries: Queries,
  officeId: string,
  caseId: string,
  mission: DraftMission,
): Promise<DraftMission> {
  const senders = mission.members?.senders ?? [];
  if (senders.length === 0) return mission;
  const consents = await consentDocuments(queries, officeId, caseId);
  return {
    ...mission,
    members: {
      ...mission.members,
      senders: senders.map((sender) => {
        const known = consents.find(({ unit }) => unit === sender.unit);
        return known
          ? { ...sender, documents: [...new Set([...(sender.documents ?? []), ...known.documents])] }
          : sender;
      }),
    },
  };
}

export interface LoadOptions {
  readonly now: Date;
  readonly mayGrant?: boolean;
  /** With everything about it as it stands now, though the mission was decided; for what goes to other systems. */
  readonly anew?: boolean;
  /**
   * Sections of which the latest version counts: those that this reader writes or this command will name. Of all others the
   * version that the history names counts, so that nobody decides on what was not submitted. A draft is all latest.
   */
  readonly latest: Iterable<string>;
  /** Content as it would be after the change that is being made. */
  readonly instead?: Partial<Record<string, unknown>>;
  /** Rules to try out instead of those that the office has laid down. */
  readonly rules?: OfficeRules;
}

/** Section → version, as the options want it. */
export function versionsWanted(stored: StoredCase, latest: Iterable<string>): Readonly<Record<string, number>> {
  const { row, state } = stored;
  const newest = row.sections as Readonly<Record<string, number>>;
  if (row.phase === 'draft') return newest;
  const own = new Set([...latest, ...(owesPapers(stored) ? ['attachments'] : [])]);
  return {
    ...state.versions,
    ...Object.fromEntries(Object.entries(newest).filter(([section]) => own.has(section))),
  };
}

/** Granted, and no change of it under way; or ended. */
export const isDecided = ({ row, state }: StoredCase): boolean =>
  row.phase === 'ended' || liveRound(state)?.granted === true;

/** The mission with everything that the rules and the case engine ask about it. */
export async function loadMission(
  queries: Queries,
  parts: MissionParts,
  stored: StoredCase,
  options: LoadOptions,
): Promise<LoadedMission> {
  const { row, events, state } = stored;
  const officeId = row.office_id;
  const latest = new Set(options.latest);
  const sections = await readVersions(queries, parts.crypto, officeId, row.id, versionsWanted(stored, latest));
  const holders = row.holders as unknown as readonly Holder[];
  const { units: known, names } = await unitsAndNames(
    queries,
    officeId,
    [...row.unit_path, ...holderUnits(holders)],
    [
      ...peopleIn(events),
      ...holderPeople(holders),
      ...sections.map(({ savedBy }) => savedBy),
      ...state.papers.map(({ signer }) => signer),
      row.applicant_id,
    ],
  );
  const units = known.filter(({ id }) => row.unit_path.includes(id));
  const unitNames = new Map(known.map(({ id, name }) => [id, name]));
  const standing = await unitStanding(queries, officeId, row.unit_id);
  const calendar = await officeCalendar(queries, officeId);
  const officeRates = await ratesInForce(queries, stored, sections, { latest, now: options.now });
  const common = {
    stored,
    officeRates,
    sections,
    units,
    names,
    unitNames,
    standing,
    dueDay: ((from, workingDays) => addWorkingDays(calendar, from, workingDays)) satisfies DueDay,
  };
  const caseUnits = unitsOfCase(units, row.unit_id, standing?.firstReview ?? null);
  const written = { ...missionOf(sections), ...options.instead } as DraftMission;
  const decided = isDecided(stored) && !options.anew && !latest.has('basics' satisfies Section);
  const kept = decided ? await keptCheck(queries, parts.crypto, officeId, row.id) : null;
  if (kept) {
    const context: ProjectionContext = {
      asOf: asOfDay(written, stored, false, options.now),
      reference: row.number,
      planLines: {},
      otherMissions: null,
    };
    const facts = caseFacts({ mission: written, check: kept, applicant: row.applicant_id, units: caseUnits });
    return { ...common, mission: written, check: kept, context, facts, rules: asTheTableHasIt };
  }
  const answered = await withConsents(queries, officeId, row.id, written);
  const mission = await withEarlierMissions(queries, officeId, row.id, answered);
  const { departure, back } = daysOfRoute(mission);
  const sending = [
    ...new Set([
      ...units.filter(({ id }) => id === row.unit_id).map(({ name }) => name),
      ...(mission.members?.people ?? []).flatMap(({ unit }) => (unit ? [unit] : [])),
    ]),
  ];
  const otherMissions =
    departure && back ? await otherMissionsOf(queries, officeId, sending, { departure, return: back }, row.id) : [];
  const lines = [mission.plan?.lineId, mission.plan?.swapFor].filter((id): id is string => typeof id === 'string');
  const context: ProjectionContext = {
    asOf: asOfDay(mission, stored, latest.has('basics' satisfies Section), options.now),
    reference: row.number,
    planLines: await planLineNames(queries, officeId, lines),
    otherMissions,
  };
  const rules = options.rules ?? (await officeRulesOn(queries, officeId, context.asOf as Day));
  const check = assess(mission, {
    ...context,
    ...rules,
    calendar,
    officeRates,
    records: await officeRecords(queries, parts.crypto, officeId, mission, row.id, context.asOf as Day),
    granted: grantedExceptions(stored, names),
    mayGrant: options.mayGrant ?? false,
  });
  const facts = caseFacts({ mission, check, applicant: row.applicant_id, units: caseUnits });
  return { ...common, mission, check, context, facts, rules };
}
