import { addDays, type Day, day } from '#kernel/calendar/day.ts';
import { type ApplicationSection, type DraftMission, type Mission, sections } from '../../model.ts';

/** Two fillings that differ in everything rules look at; no fact of a real person. */
export type Filling = 'modest' | 'grand';

const ids = ['0198a7f0-0000-7000-8000-000000000001', '0198a7f0-0000-7000-8000-000000000002'] as const;

function kindOf({ route }: DraftMission): Mission['basics']['kind'] {
  const regions = (route?.stops ?? []).flatMap(({ region, use }) => (region && use !== 'transit' ? [region] : []));
  if (regions.length > 0 && regions.every((region) => region === 'HK' || region === 'MO')) return 'hong-kong-macao';
  return regions.length > 0 && regions.every((region) => region === 'TW') ? 'taiwan' : 'abroad';
}

const words = '暂代'.repeat(30);

function person(
  id: string,
  mission: DraftMission,
  filling: Filling,
  leads: boolean,
): Mission['members']['people'][number] {
  const grand = filling === 'grand';
  return {
    id,
    name: grand ? `乙${id.at(-1)}` : `甲${id.at(-1)}`,
    unit: mission.basics?.organiserUnit ?? '暂代单位',
    post: '暂代',
    rank: grand ? 'ministerial' : 'section',
    office: 'other',
    leadershipTeamOf: grand ? '暂代单位' : null,
    leadershipRole: grand ? 'head' : null,
    groupRole: leads ? 'leader' : 'member',
    duty: '',
    staffKind: grand ? 'academic-leader' : 'civil-servant',
    employment: grand ? 'rehired' : 'in-post',
    portfolio: grand ? 'foreign-affairs' : 'none',
    partyMember: grand,
    secrecy: 'none',
    passportType: null,
    passportExpiresOn: null,
    endorsement: null,
    documents: [],
    relations: [],
    earlier: null,
  };
}

function givenIn({ statements }: DraftMission): Pick<Mission['statements'], 'reasons' | 'exceptions'> {
  const { reasons, exceptions } = sections.statements.shape;
  const rows = <Row>(list: { safeParse(value: unknown): { data?: readonly Row[] | undefined } }, value: unknown) =>
    (Array.isArray(value) ? value : []).flatMap((row) => list.safeParse([row]).data ?? []);
  return { reasons: rows(reasons, statements?.reasons), exceptions: rows(exceptions, statements?.exceptions) };
}

/** Complete content for a section that is still open, so that rules can run on the others; it is never shown and never sent. */
export function standIn<S extends ApplicationSection>(
  section: S,
  mission: DraftMission,
  filling: Filling,
  today: Day,
): Mission[S] {
  const grand = filling === 'grand';
  const people = mission.members?.people ?? [];
  const departure = mission.route?.departure ?? addDays(today, grand ? 90 : 60);
  const contents: { readonly [Name in ApplicationSection]: () => Mission[Name] } = {
    basics: () => ({
      title: '暂代团组',
      kind: kindOf(mission),
      category: grand ? 'academic' : 'general',
      arrangement: 'own',
      purposeType: grand ? 'research' : 'economic-trade',
      conferenceRole: null,
      task: '暂代任务',
      necessity: words,
      keyTasks: words,
      outcome: words,
      organiserUnit: people.find(({ unit }) => unit)?.unit ?? '暂代单位',
      organiserKind: grand ? 'university' : 'public-institution',
      viaAgency: false,
      contactName: '暂代',
      contactPhone: '0000-0000000',
    }),
    plan: () => ({
      status: grand ? 'urgent' : 'in-plan',
      list: grand ? 'academic' : 'general',
      lineId: grand ? null : ids[0],
      swapFor: null,
      reason: '',
    }),
    members: () => ({
      people: (grand ? ids : ids.slice(0, 1)).map((id, index) => person(id, mission, filling, index === 0)),
      senders: [],
    }),
    route: () => ({
      departure,
      return: addDays(departure, grand ? 9 : 3),
      stops: [
        {
          region: grand ? 'FR' : 'KR',
          city: grand ? '巴黎' : '首尔',
          arrive: departure,
          leave: addDays(departure, grand ? 9 : 3),
          use: 'visit',
          airsideOnly: false,
          hotel: '',
        },
      ],
      legs: [],
      transfersOut: 0,
      transfersBack: 0,
      transitVisaNeeded: false,
    }),
    programme: () => ({ halfDays: [] }),
    invitations: () => ({ letters: [] }),
    budget: () => ({
      rateDay: day(today),
      rates: {},
      substitutes: [],
      lines: [],
      inAnnualBudget: true,
      availableCny: 0,
      sources: [{ kind: grand ? 'research-project' : 'fiscal', percent: 100 }],
      hosting: [],
      hiredCar: [],
    }),
    publicity: () => ({
      exemption: null,
      exemptionReason: '',
      place: '',
      from: null,
      to: null,
      contents: [],
      objections: [],
    }),
    attachments: () => ({ files: [], documents: grand ? ['over-days-request', 'request-letter'] : [] }),
    statements: () => ({
      noStateSecret: true,
      noSpouseOrChild: true,
      noIntermediary: true,
      noTeamBeside: true,
      academicTaskStated: grand ? true : null,
      // What has been explained or asked for holds, however much of the section is still open.
      ...givenIn(mission),
    }),
  };
  return contents[section]();
}
