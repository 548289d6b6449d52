import { travellersBefore } from './people.ts';
import type { StoryPlan } from './story-plan.ts';

/** What a newcomer finds: one mission at each stage of the way, lived through first. */
export const now: readonly StoryPlan[] = [
  {
    unit: 'agri-centre',
    title: '赴日本农产品推介团',
    task: '推介本市优质农产品，洽谈年度供货',
    region: 'JP',
    city: '东京',
    host: 'Tokyo Sample Trade Association',
    hostZh: '东京样例贸易协会',
    purposeType: 'economic-trade',
    departsIn: 62,
    days: 5,
    travellers: ['陈守一', '李望舒', '秦月明', '吴之问'],
    rank: 'county-deputy',
    reached: 'city-leader',
    appliedDaysAgo: 19,
  },
  {
    unit: 'college',
    title: '赴德国职业教育交流团',
    task: '商定双元制课程合作',
    region: 'DE',
    city: '柏林',
    host: 'Sample Vocational School Berlin',
    hostZh: '柏林样例职业学校',
    purposeType: 'academic-visit',
    category: 'academic',
    departsIn: 75,
    days: 5,
    travellers: ['孟教授', '叶知秋', '苏堃'],
    rank: 'none',
    reached: 'review',
    appliedDaysAgo: 18,
  },
  {
    unit: 'commerce-office',
    title: '赴新加坡经贸洽谈团',
    task: '洽谈冷链物流投资项目',
    region: 'SG',
    city: '新加坡',
    host: 'Sample Logistics Association of Singapore',
    hostZh: '新加坡样例物流协会',
    purposeType: 'economic-trade',
    departsIn: 55,
    days: 4,
    travellers: ['韩江', '邓云', '曹溪'],
    rank: 'section',
    reached: 'returned',
    appliedDaysAgo: 19,
  },
  {
    unit: 'shuyang-commerce',
    title: '赴韩国花木展会团',
    task: '参加花木产业展会并设展位',
    region: 'KR',
    city: '首尔',
    host: 'Sample Horticulture Fair Seoul',
    hostZh: '首尔样例园艺博览会',
    purposeType: 'exhibition',
    departsIn: 80,
    days: 5,
    travellers: ['沭明', '邹鲁', '范舟', '石喆'],
    rank: 'section',
    reached: 'posted',
    appliedDaysAgo: 3,
  },
  {
    unit: 'agri-centre',
    title: '赴荷兰设施农业考察洽谈团',
    task: '洽谈温室技术引进',
    region: 'NL',
    city: '阿姆斯特丹',
    host: 'Sample Greenhouse Institute',
    hostZh: '样例温室技术研究所',
    purposeType: 'economic-trade',
    departsIn: 95,
    days: 5,
    travellers: ['方知远', '杜若', '葛青'],
    rank: 'section',
    reached: 'draft',
    appliedDaysAgo: 1,
  },
  {
    unit: 'commerce-office',
    title: '赴泰国商协会洽谈团',
    task: '洽谈纺织服装出口渠道',
    region: 'TH',
    city: '曼谷',
    host: 'Sample Textile Chamber Bangkok',
    hostZh: '曼谷样例纺织商会',
    purposeType: 'economic-trade',
    departsIn: 48,
    days: 4,
    travellers: ['彭湃', '袁野'],
    rank: 'section',
    reached: 'granted',
    appliedDaysAgo: 42,
  },
];

/** One of each kind that a newcomer should have seen: province, exception, swap, two units. */
export const special: readonly StoryPlan[] = [
  {
    unit: 'agri-centre',
    title: '赴巴西农业合作团',
    task: '商定农业科技合作',
    region: 'BR',
    city: '圣保罗',
    host: 'Sample Agricultural Institute of Sao Paulo',
    hostZh: '圣保罗样例农业研究所',
    purposeType: 'economic-trade',
    departsIn: 108,
    days: 5,
    travellers: ['任远', '骆驰'],
    rank: 'bureau-deputy',
    reached: 'granted-by-province',
    appliedDaysAgo: 45,
  },
  {
    unit: 'college',
    title: '赴英国职教标准研讨团',
    task: '商定职业教育标准互认',
    region: 'GB',
    city: '伦敦',
    host: 'Sample College London',
    hostZh: '伦敦样例学院',
    purposeType: 'economic-trade',
    departsIn: 66,
    days: 6,
    travellers: ['温故', '白露'],
    rank: 'section',
    reached: 'granted',
    exception: { rule: 'DAY-01', code: 'flight-schedule', text: '返程直达航班隔日一班，只能次日返回，多留一天。' },
    appliedDaysAgo: 40,
  },
  {
    unit: 'commerce-office',
    title: '赴印度尼西亚商会洽谈团',
    task: '洽谈家居产品出口',
    region: 'ID',
    city: '雅加达',
    host: 'Sample Chamber of Commerce Jakarta',
    hostZh: '雅加达样例商会',
    purposeType: 'economic-trade',
    departsIn: 30,
    days: 4,
    travellers: ['冯䶮', '石楠'],
    rank: 'section',
    reached: 'office-head',
    swapsFor: '赴越南经贸洽谈',
    swapReason: '越南商会推迟接待，改赴印度尼西亚洽谈同类项目，人数、天数、经费不超过原计划。',
    appliedDaysAgo: 22,
  },
  {
    unit: 'agri-centre',
    title: '赴意大利农产品与贸易对接团',
    task: '农技与经贸联合对接采购商',
    region: 'IT',
    city: '米兰',
    host: 'Sample Food Buyers Association Milan',
    hostZh: '米兰样例食品采购商协会',
    purposeType: 'economic-trade',
    departsIn: 88,
    days: 5,
    travellers: ['葛洪涛', '卞知秋'],
    rank: 'section',
    reached: 'intake',
    sender: 'commerce-office',
    appliedDaysAgo: 17,
  },
];

interface Kind {
  readonly unit: StoryPlan['unit'];
  readonly purposeType: StoryPlan['purposeType'];
  readonly category?: StoryPlan['category'];
  readonly name: string;
  readonly task: string;
}

const kinds: readonly Kind[] = [
  {
    unit: 'agri-centre',
    purposeType: 'economic-trade',
    name: '农产品推介团',
    task: '推介农产品，洽谈供货',
  },
  {
    unit: 'college',
    purposeType: 'academic-visit',
    category: 'academic',
    name: '教学交流团',
    task: '商定课程与师资合作',
  },
  {
    unit: 'commerce-office',
    purposeType: 'economic-trade',
    name: '经贸洽谈团',
    task: '走访企业，洽谈投资项目',
  },
  {
    unit: 'shuyang-commerce',
    purposeType: 'exhibition',
    name: '产业展会团',
    task: '参加专业展会并设展位',
  },
];

const places = [
  ['JP', '大阪', '大阪样例协会', 'Osaka Sample Association'],
  ['KR', '釜山', '釜山样例协会', 'Busan Sample Association'],
  ['DE', '法兰克福', '法兰克福样例协会', 'Frankfurt Sample Association'],
  ['FR', '巴黎', '巴黎样例协会', 'Paris Sample Association'],
  ['GB', '伦敦', '伦敦样例协会', 'London Sample Association'],
  ['MY', '吉隆坡', '吉隆坡样例协会', 'Kuala Lumpur Sample Association'],
  ['AU', '悉尼', '悉尼样例协会', 'Sydney Sample Association'],
  ['HK', '香港', '香港样例协会', 'Hong Kong Sample Association'],
] as const;

/** The end of the year before, for its plan: one mission of each unit. */
const lateBefore = (): readonly StoryPlan[] =>
  kinds.map((kind, index) => {
    const [region, city, hostZh, host] = (
      [
        ['SG', '新加坡', '新加坡样例公会', 'Singapore Sample Guild'],
        ['AT', '维也纳', '维也纳样例学院', 'Vienna Sample College'],
        ['TH', '曼谷', '曼谷样例公会', 'Bangkok Sample Guild'],
        ['NL', '阿姆斯特丹', '阿姆斯特丹样例公会', 'Amsterdam Sample Guild'],
      ] as const
    )[index]!;
    const departsIn = -(328 + index * 4);
    return {
      ...kind,
      title: `赴${city}${kind.name}`,
      region,
      city,
      host,
      hostZh,
      departsIn,
      days: 4,
      travellers: travellersBefore[16 + index]!,
      rank: kind.category === 'academic' ? 'none' : 'section',
      reached: 'granted',
      appliedDaysAgo: -departsIn + 50,
    };
  });

/**
 * The year behind it, for lists and figures: granted missions, one after the other. Each place serves each unit once, and each person
 * travels seldom enough for the rules of frequency; a plan that broke one would fail like any real application.
 */
const throughTheYear = (): readonly StoryPlan[] =>
  places.flatMap(([region, city, hostZh, host], row) =>
    kinds
      .filter((_, column) => (row + column) % 2 === 0)
      .map((kind, index): StoryPlan => {
        const departsIn = -(20 + row * 36 + index * 13);
        return {
          ...kind,
          title: `赴${city}${kind.name}`,
          region,
          city,
          host,
          hostZh,
          departsIn,
          days: 4,
          travellers: travellersBefore[row * 2 + index]!,
          rank: kind.category === 'academic' ? 'none' : 'section',
          reached: 'granted',
          appliedDaysAgo: -departsIn + 50,
        };
      }),
  );

export const yearBehind: readonly StoryPlan[] = [...throughTheYear(), ...lateBefore()];
