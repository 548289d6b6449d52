import type { MissionPlan } from './mission-content.ts';
import type { Hands } from './walk.ts';

/** Who does what for the units that send people abroad. */
export const hands: Readonly<Record<string, Hands>> = {
  'agri-centre': {
    unit: 'agri-centre',
    liaison: 'zhou.kexin',
    head: 'xu.jianguo',
    finance: 'he.li',
    personnel: 'lv.liang',
    firstReview: 'sun.xiao',
  },
  college: {
    unit: 'college',
    liaison: 'ma.lin',
    head: 'gao.feng',
    finance: 'lin.xi',
    personnel: 'ding.yi',
    firstReview: 'xu.wen',
  },
  'commerce-office': {
    unit: 'commerce-office',
    liaison: 'tao.ran',
    head: 'jiang.bo',
    finance: 'pan.yue',
    personnel: 'xia.qing',
    firstReview: 'he.ping',
  },
  'shuyang-commerce': {
    unit: 'shuyang-commerce',
    liaison: 'luo.min',
    head: 'shen.gang',
    finance: 'yan.hua',
    personnel: 'shi.yun',
    firstReview: 'zhang.jun',
  },
};

/** How far a mission has come when the newcomer looks. */
export type Reached =
  | 'draft'
  | 'unit-sign'
  | 'pre-review'
  | 'posted'
  | 'first-review'
  | 'intake'
  | 'review'
  | 'returned'
  | 'office-head'
  | 'city-leader'
  | 'issue'
  | 'granted'
  | 'province'
  | 'granted-by-province';

export interface StoryPlan {
  readonly unit: keyof typeof hands & string;
  readonly title: string;
  readonly task: string;
  readonly region: string;
  readonly city: string;
  readonly host: string;
  readonly hostZh: string;
  readonly purposeType: MissionPlan['purposeType'];
  readonly category?: MissionPlan['category'];
  /** Days from today to the departure; negative for missions that are over. */
  readonly departsIn: number;
  readonly days: number;
  readonly travellers: readonly string[];
  readonly rank: MissionPlan['people'][number]['rank'];
  readonly reached: Reached;
  /** 置换: title of the line of its unit that is given up for it. */
  readonly swapsFor?: string;
  readonly swapReason?: string;
  readonly exception?: MissionPlan['exception'];
  /** 双跨: unit whose travellers come along, by its key; its consent and both papers are there. */
  readonly sender?: keyof typeof hands & string;
  /** Calendar days from the application to today, enough for the way to the stage reached. */
  readonly appliedDaysAgo: number;
}
