import type { Mission, SectionContent } from './model.ts';

type Mutable<T> = T extends string ? T : T extends object ? { -readonly [Key in keyof T]: Mutable<T[Key]> } : T;
export type MutableMission = Mutable<Mission>;
type Person = SectionContent<'members'>['people'][number];

export const people = {
  leader: '0198a001-0000-7000-8000-000000000001',
  second: '0198a001-0000-7000-8000-000000000002',
  third: '0198a001-0000-7000-8000-000000000003',
  interpreter: '0198a001-0000-7000-8000-000000000004',
} as const;

export const unitName = '市农业技术推广中心';
const planLine = '0198a002-0000-7000-8000-000000000001';
const file = (last: number) => `0198a003-0000-7000-8000-00000000000${last}`;

/** A lawful member of the lawful mission; change one fact. */
export function lawfulPerson(facts: Pick<Person, 'id' | 'name'> & Partial<Person>): Person {
  return {
    unit: unitName,
    post: '科员',
    rank: 'section',
    office: 'other',
    leadershipTeamOf: null,
    leadershipRole: null,
    groupRole: 'member',
    duty: '技术洽谈',
    staffKind: 'civil-servant',
    employment: 'in-post',
    portfolio: 'none',
    partyMember: false,
    secrecy: 'none',
    passportType: 'service-ordinary',
    passportExpiresOn: '2029-06-30' as Person['passportExpiresOn'],
    endorsement: null,
    documents: ['personnel-filing-form'],
    relations: [],
    earlier: [],
    ...facts,
  };
}

const day = (text: string) => text as SectionContent<'route'>['departure'];

/** One lawful, complete mission: four people, five days in Seoul, submitted in April 2026. Change one fact of it. */
export function lawfulMission(change: (mission: MutableMission) => void = () => undefined): Mission {
  const mission: MutableMission = {
    basics: {
      title: '赴韩国农产品推介团',
      kind: 'abroad',
      category: 'general',
      arrangement: 'own',
      purposeType: 'economic-trade',
      conferenceRole: null,
      task: '推介本市优质农产品，与采购商洽谈供货',
      necessity:
        '本市苹果、霸王蟹等农产品对韩出口去年起增长较快，采购商多次提出当面验看样品、商定检疫和物流安排，须由农技、检疫人员同往说明标准，视频洽谈难以代替。',
      keyTasks:
        '一是与首尔两家采购商洽谈年度供货数量、价格和检疫要求；二是考察批发市场冷链收货流程；三是与对口农业技术机构商定苗木引种试验的后续安排和联络人。',
      outcome:
        '力争签订年度供货意向书两份，明确检疫与冷链要求清单一份，商定苗木引种试验第二阶段计划，回国后一个月内形成可公开的对韩出口操作指引供企业使用。',
      organiserUnit: unitName,
      organiserKind: 'public-institution',
      viaAgency: false,
      contactName: '周可心',
      contactPhone: '0527-80000000',
    },
    plan: { status: 'in-plan', list: 'general', lineId: planLine, swapFor: null, reason: '' },
    members: {
      people: [
        lawfulPerson({
          id: people.leader,
          name: '陈守一',
          post: '副主任',
          rank: 'county-deputy',
          leadershipTeamOf: unitName,
          leadershipRole: 'deputy',
          groupRole: 'leader',
          partyMember: true,
          duty: '全面负责',
        }),
        lawfulPerson({ id: people.second, name: '李望舒', post: '科长', partyMember: true }),
        lawfulPerson({ id: people.third, name: '周可心' }),
        lawfulPerson({ id: people.interpreter, name: '吴之问', groupRole: 'interpreter', duty: '翻译' }),
      ],
      senders: [],
    },
    route: {
      departure: day('2026-06-08'),
      return: day('2026-06-12'),
      stops: [
        {
          region: 'KR',
          city: '首尔',
          arrive: day('2026-06-08'),
          leave: day('2026-06-12'),
          use: 'visit',
          airsideOnly: false,
          hotel: '',
        },
      ],
      legs: [
        {
          date: day('2026-06-08'),
          mode: 'air',
          fromRegion: 'CN',
          fromCity: '上海',
          toRegion: 'KR',
          toCity: '首尔',
          number: 'MU5041',
          carrierRegion: 'CN',
          class: 'economy',
          charter: false,
        },
        {
          date: day('2026-06-12'),
          mode: 'air',
          fromRegion: 'KR',
          fromCity: '首尔',
          toRegion: 'CN',
          toCity: '上海',
          number: 'MU5042',
          carrierRegion: 'CN',
          class: 'economy',
          charter: false,
        },
      ],
      transfersOut: 0,
      transfersBack: 0,
      transitVisaNeeded: false,
    },
    programme: {
      halfDays: ['08', '09', '10', '11', '12'].flatMap((date) =>
        (['am', 'pm'] as const).map((half) => {
          const travels = date === '08' || (date === '12' && half === 'pm');
          return {
            date: day(`2026-06-${date}`),
            half,
            city: '首尔',
            activity: travels ? ('travel' as const) : ('official' as const),
            content: travels ? '上海—首尔往返' : '与采购商洽谈、验看样品',
            host: travels ? '' : '首尔农产品流通公社',
          };
        }),
      ),
    },
    invitations: {
      letters: [
        {
          inviter: 'Seoul Agro-Fisheries Exchange Association',
          inviterZh: '首尔农水产交流协会',
          inviterType: 'public-body',
          region: 'KR',
          contact: 'Kim Min-su, Director',
          signedOn: day('2026-03-14'),
          coversFrom: day('2026-06-08'),
          coversTo: day('2026-06-12'),
          invitees: Object.values(people),
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
          language: 'en',
          translation: true,
          match: 'both',
          viaIntermediary: false,
        },
      ],
    },
    budget: {
      rateDay: day('2026-04-10'),
      rates: { USD: 7.1 },
      substitutes: [],
      lines: [
        {
          item: 'international-travel',
          members: 'all',
          unit: 3600,
          quantity: 1,
          currency: 'CNY',
          amount: 14400,
          payment: 'official-card',
          ticket: 'government-purchase',
        },
        {
          item: 'lodging',
          members: 'all',
          unit: 180,
          quantity: 4,
          currency: 'USD',
          amount: 2880,
          region: 'KR',
          city: '首尔',
        },
        {
          item: 'meals',
          members: 'all',
          unit: 70,
          quantity: 5,
          currency: 'USD',
          amount: 1400,
          region: 'KR',
          city: '首尔',
        },
        {
          item: 'incidentals',
          members: 'all',
          unit: 35,
          quantity: 5,
          currency: 'USD',
          amount: 700,
          region: 'KR',
          city: '首尔',
        },
      ],
      inAnnualBudget: true,
      availableCny: 120000,
      sources: [{ kind: 'fiscal', percent: 100 }],
      hosting: [],
      hiredCar: [],
    },
    publicity: {
      exemption: null,
      exemptionReason: '',
      place: '单位公告栏和内网',
      from: day('2026-03-30'),
      to: day('2026-04-10'),
      contents: ['members', 'countries', 'task', 'programme', 'route', 'invitation', 'inviter', 'funding', 'budget'],
      objections: [],
    },
    attachments: {
      files: [
        { fileId: file(1), purpose: 'request-letter', name: '请示.pdf' },
        { fileId: file(2), purpose: 'invitation', name: '邀请函.pdf' },
        { fileId: file(3), purpose: 'invitation-translation', name: '邀请函译文.pdf' },
        { fileId: file(4), purpose: 'inviter-note', name: '邀请方情况说明.pdf' },
        { fileId: file(5), purpose: 'commitment', name: '承诺书.pdf' },
      ],
      documents: ['request-letter'],
    },
    statements: {
      noStateSecret: true,
      noSpouseOrChild: true,
      noIntermediary: true,
      noTeamBeside: true,
      academicTaskStated: null,
      reasons: [],
      exceptions: [],
    },
  };
  change(mission);
  return mission as Mission;
}

/** Plan lines and other missions as the office's records give them for the lawful mission. */
export const lawfulContext = {
  asOf: '2026-04-13',
  reference: null,
  planLines: { [planLine]: '2026-本级-08' },
  otherMissions: [],
  granted: [],
  mayGrant: false,
} as const;
