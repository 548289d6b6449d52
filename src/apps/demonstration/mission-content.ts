import { addDays, type Day, day, daysBetween } from '#kernel/calendar/day.ts';
import { Decimal } from '#kernel/money/decimal.ts';
import { rateOf } from '#services/official-travel/budget/rates.ts';
import type { ApplicationSection, SectionContent } from '#services/official-travel/model.ts';

/** What differs from one demonstration mission to the next. */
export interface MissionPlan {
  readonly title: string;
  readonly task: string;
  readonly purposeType: SectionContent<'basics'>['purposeType'];
  readonly category: SectionContent<'basics'>['category'];
  readonly region: string;
  readonly city: string;
  readonly host: string;
  readonly hostZh: string;
  readonly departure: Day;
  readonly days: number;
  readonly unitName: string;
  readonly organiserKind: SectionContent<'basics'>['organiserKind'];
  readonly contact: string;
  readonly people: readonly {
    readonly id: string;
    readonly name: string;
    readonly rank: SectionContent<'members'>['people'][number]['rank'];
    readonly post: string;
  }[];
  /** Day of the application. */
  readonly asOf: Day;
  readonly planLine: string | null;
  /** 置换: the line is given up for this mission, which was not planned itself. */
  readonly swapReason?: string | undefined;
  /** A rule that is broken, and why it should be excepted. */
  readonly exception?: { readonly rule: string; readonly code: string; readonly text: string } | undefined;
  /** 双跨: travellers after the first come from this unit. */
  readonly sender?: string | undefined;
}

type Sections = { readonly [S in ApplicationSection]: SectionContent<S> };

/** CNY for one unit: sample rates, good for a demonstration only. */
const sampleRates: Readonly<Record<string, number>> = { USD: 7.1, EUR: 7.8, JPY: 0.048, GBP: 9.2, HKD: 0.91 };

/** A whole application that breaks no rule: the seed goes through the same checks as real work. */
export function missionContent(plan: MissionPlan): Sections {
  const back = addDays(plan.departure, plan.days - 1);
  return {
    basics: basicsOf(plan),
    plan: {
      status: plan.swapReason === undefined ? 'in-plan' : 'swapped',
      list: plan.category === 'academic' ? 'academic' : 'general',
      lineId: plan.swapReason === undefined ? plan.planLine : null,
      swapFor: plan.swapReason === undefined ? null : plan.planLine,
      reason: plan.swapReason ?? '',
    },
    members: membersOf(plan),
    route: routeOf(plan, back),
    programme: programmeOf(plan, back),
    invitations: invitationsOf(plan, back),
    budget: budgetOf(plan),
    publicity: {
      exemption: null,
      exemptionReason: '',
      place: '单位公告栏和内网',
      from: null,
      to: null,
      contents: [],
      objections: [],
    },
    attachments: { files: [], documents: ['request-letter'] },
    statements: {
      noStateSecret: true,
      noSpouseOrChild: true,
      noIntermediary: true,
      noTeamBeside: true,
      academicTaskStated: plan.category === 'academic' ? true : null,
      reasons: plan.swapReason === undefined ? [] : [{ rule: 'PLAN-02', text: plan.swapReason }],
      exceptions: plan.exception ? [plan.exception] : [],
    },
  };
}

function basicsOf(plan: MissionPlan): Sections['basics'] {
  const about = `（演示内容）围绕“${plan.task}”，与${plan.hostZh}已通过视频和邮件多次沟通，双方就下一步工作形成初步意见。`;
  return {
    title: plan.title,
    kind: plan.region === 'HK' || plan.region === 'MO' ? 'hong-kong-macao' : 'abroad',
    category: plan.category,
    arrangement: 'own',
    purposeType: plan.purposeType,
    conferenceRole: plan.purposeType === 'conference' ? 'speaker' : null,
    task: plan.task,
    necessity: `${about}有关技术细节、样品验看和合作条件须当面商定，视频方式难以代替，因此拟派团前往。`,
    keyTasks: `${about}一是商定年度合作事项和时间表；二是考察对方有关设施和流程；三是明确双方联络人和后续安排。`,
    outcome: `${about}力争形成合作备忘录一份、工作清单一份，回国后一个月内提交出访报告并公开可公开的部分。`,
    organiserUnit: plan.unitName,
    organiserKind: plan.organiserKind,
    viaAgency: false,
    contactName: plan.contact,
    contactPhone: '0527-80000000',
  };
}

function membersOf(plan: MissionPlan): Sections['members'] {
  return {
    people: plan.people.map(({ id, name, rank, post }, index) => ({
      id,
      name,
      unit: index > 0 && plan.sender ? plan.sender : plan.unitName,
      post,
      rank,
      office: 'other',
      leadershipTeamOf: index === 0 && rank !== 'section' && rank !== 'none' ? plan.unitName : null,
      leadershipRole: index === 0 && rank !== 'section' && rank !== 'none' ? 'deputy' : null,
      groupRole: index === 0 ? 'leader' : 'member',
      duty: index === 0 ? '全面负责' : '业务洽谈',
      staffKind: plan.category === 'academic' ? 'teaching' : 'civil-servant',
      employment: 'in-post',
      portfolio: 'none',
      partyMember: index === 0,
      secrecy: 'none',
      passportType: plan.region === 'HK' || plan.region === 'MO' ? 'hkmo-official' : 'service-ordinary',
      passportExpiresOn: day('2030-12-31'),
      endorsement: null,
      documents: ['personnel-filing-form'],
      relations: [],
      earlier: [],
    })),
    senders: plan.sender ? [{ unit: plan.sender, inPlan: true, relation: 'none', documents: [] }] : [],
  };
}

function routeOf(plan: MissionPlan, back: Day): Sections['route'] {
  const leg = (date: Day, out: boolean) => ({
    date,
    mode: 'air' as const,
    fromRegion: out ? 'CN' : plan.region,
    fromCity: out ? '上海' : plan.city,
    toRegion: out ? plan.region : 'CN',
    toCity: out ? plan.city : '上海',
    number: null,
    carrierRegion: 'CN',
    class: 'economy' as const,
    charter: false,
  });
  return {
    departure: plan.departure,
    return: back,
    stops: [
      {
        region: plan.region,
        city: plan.city,
        arrive: plan.departure,
        leave: back,
        use: 'visit',
        airsideOnly: false,
        hotel: '',
      },
    ],
    legs: [leg(plan.departure, true), leg(back, false)],
    transfersOut: 0,
    transfersBack: 0,
    transitVisaNeeded: false,
  };
}

function programmeOf(plan: MissionPlan, back: Day): Sections['programme'] {
  const dates = Array.from({ length: plan.days }, (_, index) => addDays(plan.departure, index));
  return {
    halfDays: dates.flatMap((date) =>
      (['am', 'pm'] as const).map((half) => {
        const travels = (date === plan.departure && half === 'am') || (date === back && half === 'pm');
        return {
          date,
          half,
          city: plan.city,
          activity: travels ? ('travel' as const) : ('official' as const),
          content: travels ? `上海—${plan.city}` : `与${plan.hostZh}会谈、实地考察`,
          host: travels ? '' : plan.hostZh,
        };
      }),
    ),
  };
}

function invitationsOf(plan: MissionPlan, back: Day): Sections['invitations'] {
  return {
    letters: [
      {
        inviter: plan.host,
        inviterZh: plan.hostZh,
        inviterType: plan.category === 'academic' ? 'university' : 'public-body',
        region: plan.region,
        contact: '',
        signedOn: addDays(plan.asOf, -20),
        coversFrom: plan.departure,
        coversTo: back,
        invitees: plan.people.map(({ id }) => id),
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
  };
}

function rateFor(plan: Pick<MissionPlan, 'region' | 'city' | 'asOf'>) {
  const found = rateOf({ region: plan.region, city: plan.city }, { asOf: plan.asOf });
  if (!('rate' in found)) throw new Error(`no daily rate for ${plan.region} ${plan.city}`);
  return found.rate;
}

/** What a mission of this size comes to cost by `budgetOf`, in CNY. */
export function budgetCnyOf(
  plan: Pick<MissionPlan, 'region' | 'city' | 'asOf' | 'days'> & { readonly people: number },
): number {
  const { currency, lodging, meals, incidentals } = rateFor(plan);
  const abroad = Decimal.of(lodging)
    .times(plan.days - 1)
    .plus(Decimal.of(meals).times(plan.days))
    .plus(Decimal.of(incidentals).times(plan.days))
    .times(sampleRates[currency] ?? 1);
  return Decimal.of(fare).plus(abroad).times(plan.people).toNumber();
}

/** Economy both ways, in CNY. */
const fare = 5200;

function budgetOf(plan: MissionPlan): Sections['budget'] {
  const { currency, lodging, meals, incidentals } = rateFor(plan);
  const nights = daysBetween(plan.departure, addDays(plan.departure, plan.days - 1));
  const each = (unit: number, quantity: number) =>
    Decimal.of(unit).times(Decimal.of(quantity)).times(Decimal.of(plan.people.length)).toNumber();
  const line = (item: 'lodging' | 'meals' | 'incidentals', unit: number, quantity: number) => ({
    item,
    members: 'all' as const,
    unit,
    quantity,
    currency,
    amount: each(unit, quantity),
    region: plan.region,
    city: plan.city,
  });
  return {
    rateDay: plan.asOf,
    rates: { [currency]: sampleRates[currency] ?? 1 },
    substitutes: [],
    lines: [
      {
        item: 'international-travel',
        members: 'all',
        unit: fare,
        quantity: 1,
        currency: 'CNY',
        amount: each(fare, 1),
        payment: 'official-card',
        ticket: 'government-purchase',
      },
      ...(nights > 0 ? [line('lodging', lodging, nights)] : []),
      line('meals', meals, plan.days),
      line('incidentals', incidentals, plan.days),
    ],
    inAnnualBudget: true,
    availableCny: 600_000,
    sources: [{ kind: plan.category === 'academic' ? 'research-project' : 'fiscal', percent: 100 }],
    hosting: [],
    hiredCar: [],
  };
}
