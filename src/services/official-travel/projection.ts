import type { OtherMission } from './mission-file/model.ts';
import type { ApplicationSection, Draft, DraftMission, SectionContent } from './model.ts';
import { memberFields } from './projection-members.ts';
import { isRuleId } from './rules/define.ts';

/** What the file says that does not stand in the application itself. */
export interface ProjectionContext {
  /** 报送日: the day of submission, for a draft today. It chooses the rules in force. */
  readonly asOf: string;
  readonly reference: string | null;
  /** Words of the plan lines that the application names. */
  readonly planLines: Readonly<Record<string, string>>;
  /** Other missions of the sending units; null where the office's records do not reach. */
  readonly otherMissions: readonly OtherMission[] | null;
  /** Resident ID numbers by member, only for an export that is allowed to carry them. */
  readonly idNumbers?: Readonly<Record<string, string>>;
}

type Sections = { readonly [S in ApplicationSection]?: Draft<SectionContent<S>> };

/** A key whose value is still open is left out, so that the reader of files names it as missing. */
function known<T extends Record<string, unknown>>(value: T): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined));
}

const list = <T>(value: readonly T[] | null | undefined): readonly T[] => value ?? [];

/**
 * The application as a file of format `honglu-mission/1`. The command line and the case page check the same projection with the
 * same functions. What is still open in a draft stays open: nothing is assumed but what the form itself shows as its start.
 */
export function projectMission(mission: DraftMission, context: ProjectionContext): Record<string, unknown> {
  const { basics, plan, members, route, programme, invitations, budget, publicity, attachments, statements }: Sections =
    mission;
  const lineOf = (id: string | null | undefined) => (id ? (context.planLines[id] ?? id) : null);
  return known({
    format: 'honglu-mission/1',
    reference: context.reference ?? undefined,
    asOf: context.asOf,
    kind: basics?.kind ?? undefined,
    category: basics?.category ?? undefined,
    purpose: known({
      type: basics?.purposeType ?? undefined,
      title: basics?.task ?? undefined,
      role: basics?.conferenceRole ?? null,
    }),
    organiser: known({
      unit: basics?.organiserUnit ?? undefined,
      kind: basics?.organiserKind ?? undefined,
      viaAgency: basics?.viaAgency ?? false,
    }),
    senders: list(members?.senders).map((sender) => ({ ...sender, documents: list(sender.documents) })),
    members: list(members?.people).map((person) => memberFields(person, context.idNumbers?.[person.id ?? ''] ?? null)),
    route: routeFields(route),
    invitations: list(invitations?.letters).map(invitationFields),
    plan: known({
      status: plan?.status ?? undefined,
      list: plan?.list ?? undefined,
      line: lineOf(plan?.lineId),
      swapFor: lineOf(plan?.swapFor),
    }),
    publicity: {
      exemption: publicity?.exemption ?? null,
      from: publicity?.from ?? null,
      to: publicity?.to ?? null,
      contents: list(publicity?.contents),
      objections: objectionState(publicity),
    },
    itinerary:
      programme?.halfDays && programme.halfDays.length > 0
        ? programme.halfDays.map(({ date, half, city, activity }) => known({ date, half, city, activity }))
        : null,
    budget: budget?.lines && budget.lines.length > 0 ? budgetFields(budget) : null,
    funding: {
      inAnnualBudget: budget?.inAnnualBudget ?? null,
      availableCny: budget?.availableCny ?? null,
      // The amounts behind the shares, and who bears which line, are the office's own matter and no part of the format.
      sources: list(budget?.sources).map(({ kind, percent }) =>
        known({ kind: kind ?? undefined, percent: percent ?? undefined }),
      ),
    },
    hosting: list(budget?.hosting),
    hiredCar: list(budget?.hiredCar),
    documents: list(attachments?.documents),
    statements: {
      noStateSecret: statements?.noStateSecret ?? null,
      noSpouseOrChild: statements?.noSpouseOrChild ?? null,
      noIntermediary: statements?.noIntermediary ?? null,
      noTeamBeside: statements?.noTeamBeside ?? null,
      academicTaskStated: statements?.academicTaskStated ?? null,
    },
    otherMissions: context.otherMissions,
    // Reasons for the program's own checks are not known to the format.
    reasons: list(statements?.reasons).filter(({ rule }) => !rule || isRuleId(rule)),
  });
}

function routeFields(route: Sections['route']): Record<string, unknown> {
  return known({
    departure: route?.departure ?? undefined,
    return: route?.return ?? undefined,
    stops: list(route?.stops).map(({ hotel: _, ...stop }) =>
      known({ ...stop, airsideOnly: stop.airsideOnly ?? false }),
    ),
    legs: list(route?.legs).map(
      ({ fromRegion, fromCity, toRegion, toCity, departsAt: _1, arrivesOn: _2, arrivesAt: _3, ...leg }) =>
        known({
          ...leg,
          from: known({ region: fromRegion ?? undefined, city: fromCity ?? undefined }),
          to: known({ region: toRegion ?? undefined, city: toCity ?? undefined }),
          number: leg.number ?? null,
          charter: leg.charter ?? false,
          members: 'all',
        }),
    ),
    transfers: { out: route?.transfersOut ?? 0, back: route?.transfersBack ?? 0 },
    transitVisaNeeded: route?.transitVisaNeeded ?? false,
  });
}

function invitationFields(letter: Draft<SectionContent<'invitations'>['letters'][number]>): Record<string, unknown> {
  const { inviter, inviterType, region, signedOn, coversFrom, coversTo, language } = letter;
  return known({
    inviter: inviter ?? undefined,
    inviterType: inviterType ?? undefined,
    region: region ?? undefined,
    signedOn: signedOn ?? undefined,
    language: language ?? undefined,
    covers: known({ from: coversFrom ?? undefined, to: coversTo ?? undefined }),
    invitees: list(letter.invitees),
    elements: list(letter.elements),
    match: letter.match ?? null,
    translation: letter.translation ?? false,
    viaIntermediary: letter.viaIntermediary ?? false,
  });
}

function budgetFields(budget: NonNullable<Sections['budget']>): Record<string, unknown> {
  return {
    rates: budget.rates ?? {},
    substitutes: list(budget.substitutes),
    lines: list(budget.lines).map((line) =>
      Object.fromEntries(
        Object.entries(line).filter(([key, value]) => key !== 'payer' && value !== null && value !== undefined),
      ),
    ),
  };
}

/** The gravest conclusion of all objections: upheld, then open, then unfounded. */
function objectionState(publicity: Sections['publicity']): 'none' | 'unfounded' | 'open' | 'upheld' {
  const conclusions = list(publicity?.objections).map(({ conclusion }) => conclusion ?? 'open');
  for (const state of ['upheld', 'open', 'unfounded'] as const) if (conclusions.includes(state)) return state;
  return 'none';
}
