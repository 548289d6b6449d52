import { z } from 'zod';
import {
  count,
  currency,
  date,
  exchangeRate,
  idNumber,
  language,
  money,
  percent,
  quantity,
  region,
  regionOrMainland,
  text,
} from './fields.ts';
import * as words from './vocabulary.ts';

/**
 * Format `honglu-mission/1`: one mission (团组) as one JSON file. Keys stand in the format's order, which is also the order in which
 * faults are reported. A key that is not optional must be present; `null` means that the sender does not know, `[]` that there is
 * none. Keys that begin with `x-` are taken off before this schema is applied (shape.ts).
 */

/** Member ids, or all members. */
export const memberReferences = z.union([z.literal('all'), z.array(text)]);

export const previousMission = z.strictObject({
  departure: date,
  return: date,
  kind: z.enum(words.missionKinds),
  category: z.enum(words.missionCategories),
  regions: z.array(region),
  /** null: not handed in; left out: not known. */
  passportReturnedOn: date.nullable().optional(),
});

export const memberPassport = z.strictObject({
  type: z.enum(words.passportTypes),
  expiresOn: date,
  endorsement: z.enum(words.endorsements).nullable(),
});

export const member = z.strictObject({
  id: text,
  name: text,
  idNumber: idNumber.nullable(),
  unit: text,
  post: text,
  rank: z.enum(words.ranks),
  office: z.enum(words.offices),
  leadershipTeamOf: text.nullable(),
  leadershipRole: z.enum(words.leadershipRoles).nullable(),
  groupRole: z.enum(words.groupRoles),
  staffKind: z.enum(words.staffKinds),
  employment: z.enum(words.employments),
  portfolio: z.enum(words.portfolios),
  partyMember: z.boolean().nullable(),
  secrecy: z.enum(words.secrecyLevels),
  relations: z.array(z.strictObject({ with: text, as: z.enum(words.kinships) })),
  /** null: still to be applied for. */
  passport: memberPassport.nullable(),
  documents: z.array(z.enum(words.memberDocuments)),
  previous: z.array(previousMission).nullable(),
});

export const stop = z.strictObject({
  region,
  city: text,
  arrive: date,
  leave: date,
  use: z.enum(words.stopUses),
  airsideOnly: z.boolean(),
});

const legEnd = z.strictObject({ region: regionOrMainland, city: text });

export const leg = z.strictObject({
  date,
  mode: z.enum(words.legModes),
  from: legEnd,
  to: legEnd,
  number: text.nullable(),
  carrierRegion: regionOrMainland,
  class: z.enum(words.legClasses),
  members: memberReferences,
  charter: z.boolean(),
});

export const route = z.strictObject({
  departure: date,
  return: date,
  stops: z.array(stop).min(1),
  legs: z.array(leg),
  transfers: z.strictObject({ out: count, back: count }),
  transitVisaNeeded: z.boolean(),
});

export const invitation = z.strictObject({
  inviter: text,
  inviterType: z.enum(words.inviterTypes),
  region,
  signedOn: date,
  covers: z.strictObject({ from: date, to: date }),
  invitees: z.array(text),
  elements: z.array(z.enum(words.letterElements)),
  language,
  translation: z.boolean(),
  match: z.enum(words.inviterMatches).nullable(),
  viaIntermediary: z.boolean(),
});

export const budgetLine = z.strictObject({
  item: z.enum(words.budgetItems),
  members: memberReferences,
  unit: money,
  quantity,
  currency,
  amount: money,
  region: region.optional(),
  city: text.optional(),
  from: text.optional(),
  to: text.optional(),
  conferenceHotel: z.boolean().optional(),
  counterparty: z.enum(words.counterparties).optional(),
  payment: z.enum(words.payments).optional(),
  ticket: z.enum(words.tickets).optional(),
});

export const substitute = z.strictObject({ region, useRegion: region, useCity: text.nullable() });

export const missionBudget = z.strictObject({
  rates: z.partialRecord(currency, exchangeRate),
  substitutes: z.array(substitute),
  lines: z.array(budgetLine),
});

export const otherMission = z.strictObject({
  reference: text,
  status: z.enum(words.otherMissionStatuses),
  departure: date,
  return: date,
  regions: z.array(region).min(1),
  inviters: z.array(text),
  purposeTitle: text,
  leaders: z.array(
    z.strictObject({
      name: text,
      leadershipTeamOf: text.nullable(),
      leadershipRole: z.enum(words.leadershipRoles).nullable(),
      groupLeader: z.boolean(),
    }),
  ),
});

export const missionFile = z.strictObject({
  format: z.literal('honglu-mission/1'),
  reference: text.optional(),
  asOf: date,
  kind: z.enum(words.missionKinds),
  category: z.enum(words.missionCategories),
  purpose: z.strictObject({
    type: z.enum(words.purposeTypes),
    title: text,
    role: z.enum(words.conferenceRoles).nullable(),
  }),
  organiser: z.strictObject({ unit: text, kind: z.enum(words.organiserKinds), viaAgency: z.boolean() }),
  senders: z.array(
    z.strictObject({
      unit: text,
      inPlan: z.boolean(),
      relation: z.enum(words.senderRelations),
      documents: z.array(z.enum(words.senderDocuments)),
    }),
  ),
  members: z.array(member).min(1),
  route,
  invitations: z.array(invitation),
  plan: z.strictObject({
    status: z.enum(words.planStatuses),
    list: z.enum(words.planLists),
    line: text.nullable(),
    swapFor: text.nullable(),
  }),
  publicity: z.strictObject({
    exemption: z.enum(words.publicityExemptions).nullable(),
    from: date.nullable(),
    to: date.nullable(),
    contents: z.array(z.enum(words.publicityContents)),
    objections: z.enum(words.objectionStates),
  }),
  itinerary: z
    .array(z.strictObject({ date, half: z.enum(words.halves), city: text, activity: z.enum(words.activities) }))
    .nullable(),
  budget: missionBudget.nullable(),
  funding: z.strictObject({
    inAnnualBudget: z.boolean().nullable(),
    availableCny: money.nullable(),
    sources: z.array(z.strictObject({ kind: z.enum(words.fundingKinds), percent })).min(1),
  }),
  hosting: z.array(
    z.strictObject({
      from: date,
      to: date,
      members: memberReferences,
      provides: z.array(z.enum(words.hostedItems)).min(1),
    }),
  ),
  hiredCar: z.array(z.strictObject({ from: date, to: date })),
  documents: z.array(z.enum(words.missionDocuments)),
  statements: z.strictObject({
    /** No state secret may be stored in this system: anything but `true` refuses the file. */
    noStateSecret: z.literal(true),
    noSpouseOrChild: z.boolean().nullable(),
    noIntermediary: z.boolean().nullable(),
    noTeamBeside: z.boolean().nullable(),
    academicTaskStated: z.boolean().nullable(),
  }),
  otherMissions: z.array(otherMission).nullable(),
  reasons: z.array(z.strictObject({ rule: text, text })),
});

export type MissionFile = z.infer<typeof missionFile>;
export type MissionMember = z.infer<typeof member>;
export type PreviousMission = z.infer<typeof previousMission>;
export type Stop = z.infer<typeof stop>;
export type Leg = z.infer<typeof leg>;
export type Invitation = z.infer<typeof invitation>;
export type BudgetLine = z.infer<typeof budgetLine>;
export type Substitute = z.infer<typeof substitute>;
export type MissionBudget = z.infer<typeof missionBudget>;
export type OtherMission = z.infer<typeof otherMission>;
export type Hosting = MissionFile['hosting'][number];
export type MemberReferences = z.infer<typeof memberReferences>;

/** The members that a list of references names, in the file's order of members. */
export function membersNamed(references: MemberReferences, members: readonly MissionMember[]): MissionMember[] {
  return references === 'all' ? [...members] : members.filter((one) => references.includes(one.id));
}
