import { day } from '#kernel/calendar/day.ts';
import type { MissionFile, MissionMember } from './model.ts';

/** A mission whose facts may be changed one at a time. */
export type Draft<T> = T extends string | number | boolean | null | undefined
  ? T
  : { -readonly [Key in keyof T]: Draft<T[Key]> };

const halfDays = (date: string, city: string, am: 'official' | 'travel', pm: 'official' | 'travel') => [
  { date: day(date), half: 'am' as const, city, activity: am },
  { date: day(date), half: 'pm' as const, city, activity: pm },
];

/** A member against whom nothing speaks; `facts` are what this one differs in. */
export function lawfulMember(facts: Pick<MissionMember, 'id' | 'name'> & Partial<MissionMember>): MissionMember {
  return {
    idNumber: null,
    unit: '宿迁市商务局',
    post: '科员',
    rank: 'section',
    office: 'other',
    leadershipTeamOf: null,
    leadershipRole: null,
    groupRole: 'member',
    staffKind: 'civil-servant',
    employment: 'in-post',
    portfolio: 'none',
    partyMember: false,
    secrecy: 'none',
    relations: [],
    passport: { type: 'service-ordinary', expiresOn: day('2030-01-31'), endorsement: null },
    documents: ['personnel-filing-form'],
    previous: [],
    ...facts,
  };
}

/** Three members, five days in Vienna, everything in order: no rule finds anything. Each call gives a new object. */
export function lawfulMission(change: (mission: Draft<MissionFile>) => void = () => undefined): MissionFile {
  const mission: MissionFile = {
    format: 'honglu-mission/1',
    reference: '宿商外〔2026〕3号',
    asOf: day('2026-04-13'),
    kind: 'abroad',
    category: 'general',
    purpose: { type: 'economic-trade', title: '绿色家居产业合作洽谈', role: null },
    organiser: { unit: '宿迁市商务局', kind: 'party-government', viaAgency: false },
    senders: [],
    members: [
      lawfulMember({
        id: 'm1',
        name: '沈若水',
        post: '副局长',
        rank: 'county-deputy',
        leadershipTeamOf: '宿迁市商务局',
        leadershipRole: 'deputy',
        groupRole: 'leader',
        partyMember: true,
      }),
      lawfulMember({ id: 'm2', name: '赵𠅤行' }),
      lawfulMember({ id: 'm3', name: '阿依努尔·买买提', groupRole: 'interpreter' }),
    ],
    route: {
      departure: day('2026-06-08'),
      return: day('2026-06-12'),
      stops: [
        {
          region: 'AT',
          city: '维也纳',
          arrive: day('2026-06-08'),
          leave: day('2026-06-12'),
          use: 'visit',
          airsideOnly: false,
        },
      ],
      legs: [
        {
          date: day('2026-06-08'),
          mode: 'air',
          from: { region: 'CN', city: '北京' },
          to: { region: 'AT', city: '维也纳' },
          number: 'CA841',
          carrierRegion: 'CN',
          class: 'economy',
          members: 'all',
          charter: false,
        },
        {
          date: day('2026-06-12'),
          mode: 'air',
          from: { region: 'AT', city: '维也纳' },
          to: { region: 'CN', city: '北京' },
          number: 'CA842',
          carrierRegion: 'CN',
          class: 'economy',
          members: 'all',
          charter: false,
        },
      ],
      transfers: { out: 0, back: 0 },
      transitVisaNeeded: false,
    },
    invitations: [
      {
        inviter: 'Wirtschaftskammer Musterland',
        inviterType: 'public-body',
        region: 'AT',
        signedOn: day('2026-03-12'),
        covers: { from: day('2026-06-08'), to: day('2026-06-12') },
        invitees: ['m1', 'm2', 'm3'],
        elements: [
          'letterhead',
          'invitees',
          'unit',
          'post',
          'purpose',
          'dates',
          'stay',
          'costs',
          'signature',
          'contact',
        ],
        language: 'de',
        translation: true,
        match: 'both',
        viaIntermediary: false,
      },
    ],
    plan: { status: 'in-plan', list: 'general', line: '2026-本级-03', swapFor: null },
    publicity: {
      exemption: null,
      from: day('2026-03-30'),
      to: day('2026-04-10'),
      contents: ['members', 'countries', 'task', 'programme', 'route', 'invitation', 'inviter', 'funding', 'budget'],
      objections: 'none',
    },
    itinerary: [
      ...halfDays('2026-06-08', '维也纳', 'travel', 'travel'),
      ...halfDays('2026-06-09', '维也纳', 'official', 'official'),
      ...halfDays('2026-06-10', '维也纳', 'official', 'official'),
      ...halfDays('2026-06-11', '维也纳', 'official', 'official'),
      ...halfDays('2026-06-12', '维也纳', 'official', 'travel'),
    ],
    budget: {
      rates: { EUR: 7.8 },
      substitutes: [],
      lines: [
        {
          item: 'international-travel',
          members: 'all',
          unit: 9200,
          quantity: 1,
          currency: 'CNY',
          amount: 27600,
          payment: 'official-card',
          ticket: 'government-purchase',
        },
        {
          item: 'lodging',
          members: 'all',
          unit: 140,
          quantity: 4,
          currency: 'EUR',
          amount: 1680,
          region: 'AT',
          city: '维也纳',
        },
        {
          item: 'meals',
          members: 'all',
          unit: 60,
          quantity: 5,
          currency: 'EUR',
          amount: 900,
          region: 'AT',
          city: '维也纳',
        },
        {
          item: 'incidentals',
          members: 'all',
          unit: 38,
          quantity: 5,
          currency: 'EUR',
          amount: 570,
          region: 'AT',
          city: '维也纳',
        },
      ],
    },
    funding: { inAnnualBudget: true, availableCny: 600000, sources: [{ kind: 'fiscal', percent: 100 }] },
    hosting: [],
    hiredCar: [],
    documents: ['request-letter'],
    statements: {
      noStateSecret: true,
      noSpouseOrChild: true,
      noIntermediary: true,
      noTeamBeside: true,
      academicTaskStated: null,
    },
    otherMissions: [],
    reasons: [],
  };
  change(mission);
  return mission;
}

/** Sound in form, with something in every list of the format; what the rules say of it is another matter. */
export function filledMission(): MissionFile {
  return lawfulMission((mission) => {
    mission.senders.push({
      unit: '宿迁学院',
      inPlan: true,
      relation: 'direct',
      documents: ['task-notice', 'confirmation'],
    });
    const [leader, second, third] = mission.members;
    if (!leader || !second || !third) throw new Error('three members');
    leader.idNumber = '11010519491231002X';
    second.unit = '宿迁学院';
    second.relations.push({ with: 'm3', as: 'other' });
    third.previous?.push({
      departure: day('2023-05-01'),
      return: day('2023-05-05'),
      kind: 'abroad',
      category: 'general',
      regions: ['SG'],
      passportReturnedOn: day('2023-05-08'),
    });
    mission.hosting.push({
      from: day('2026-06-09'),
      to: day('2026-06-09'),
      members: ['m1'],
      provides: ['meals', 'transport'],
    });
    mission.hiredCar.push({ from: day('2026-06-10'), to: day('2026-06-10') });
    mission.budget?.substitutes.push({ region: 'LI', useRegion: 'CH', useCity: null });
    mission.budget?.lines.push(
      {
        item: 'intercity',
        members: ['m1', 'm2'],
        unit: 30.5,
        quantity: 1,
        currency: 'EUR',
        amount: 61,
        from: '维也纳',
        to: '格拉茨',
      },
      {
        item: 'banquet',
        members: ['m1'],
        unit: 40,
        quantity: 1,
        currency: 'CNY',
        amount: 40,
        region: 'AT',
        city: '维也纳',
        counterparty: 'host',
      },
    );
    mission.otherMissions?.push({
      reference: '宿外出〔2026〕1号',
      status: 'approved',
      departure: day('2026-01-12'),
      return: day('2026-01-16'),
      regions: ['JP'],
      inviters: ['大阪商工会议所'],
      purposeTitle: '经贸洽谈',
      leaders: [{ name: '周知远', leadershipTeamOf: '宿迁市贸促会', leadershipRole: 'head', groupLeader: true }],
    });
    mission.reasons.push({ rule: 'PLAN-06', text: '应邀作为观察员参会。' });
  });
}
