import type { RuleTexts } from './texts-mission.ts';

/** As in texts-mission.ts, for academic, enterprise, Hong Kong and Macao, Taiwan, long-term and training missions, and the rest. */
export const specialTexts = {
  'ACAD-01': {
    asks: '直接从事教学科研的人员（含返聘）以及在本单位担任领导职务的专家学者；行政人员除外。',
    en: 'People who teach and do research themselves, and experts with a leading post in the institution.',
    zh: '教学科研人员包括直接从事教学科研的人员和担任领导职务的专家学者。',
  },
  'ACAD-02': {
    asks: '执行明确学术任务的，批次、人数、天数按需安排，不计入国家工作人员限量。',
    en: 'An academic task: number of trips, size of team and days by need.',
    zh: '本团执行学术任务，出访批次、人数和天数按实际需要安排。',
  },
  'ACAD-03': {
    asks: '学术团组仍须列入本单位计划、逐案报批、公示并持因公护照。',
    en: 'The academic mission still lacks: {missing}.',
  },
  'ACAD-04': {
    asks: '报批件注明学术任务性质，与一般公务团组区分。',
    en: 'The application does not say that the task is academic.',
  },
  'ACAD-05': {
    asks: '经费一般来自科研项目或由邀请方承担。',
    en: 'The academic task is paid neither from research projects nor by the host.',
  },
  'ENT-01': {
    asks: '国有企业人员执行同样规定；经营业务的天数、人数、次数可由地方另定。',
    en: 'State enterprises fall under the general rules.',
    zh: '国有企业人员执行因公出访一般规定。',
  },
  'ENT-02': {
    asks: '企业负责人处理本企业境外分支机构重大内部事务的，不受INV-03限制。',
    en: 'The head of an enterprise visits its own branch: the invitation of a Chinese company is accepted.',
    zh: '企业负责人处理境外分支机构重大事务，可以接受境外中资企业邀请。',
  },
  'HKMO-01': {
    asks: '赴港澳须持因公往来港澳通行证及有效签注。',
    en: '{name} has no official pass or valid endorsement.',
  },
  'HKMO-02': {
    asks: '每次停留不超过30天，一般为7天；工作、学习签注除外。',
    en: 'A stay of {days} days in Hong Kong or Macao, more than {max}.',
  },
  'HKMO-03': {
    asks: '签注分3个月一次、两次、多次，半年多次和一年多次。',
    en: 'Endorsements: three months once, twice or many times; half a year or a year many times.',
    zh: '签注分3个月一次、两次、多次，半年多次和一年多次。',
  },
  'HKMO-04': {
    asks: '拟停留超过30天的，上报有权机关审批。',
    en: 'More than {max} days in Hong Kong or Macao: goes to the authority with the power.',
  },
  'HKMO-05': {
    asks: '须有业务对口的邀请函，有签字，外文的附译文。',
    en: 'The invitation to Hong Kong or Macao, its signature or its translation is missing.',
  },
  'HKMO-06': {
    asks: '通行证分48页5年和32页2年两种。',
    en: 'Pass booklets: 48 pages for five years, 32 pages for two.',
    zh: '通行证分48页5年和32页2年两种。',
  },
  'HKMO-07': {
    asks: '返回后7日内交回通行证。',
    en: 'The pass of {name} was due back by {date} and is not registered as handed in.',
  },
  'HKMO-08': {
    asks: '由港澳事务主管部门及其授权的省级机关签发。',
    en: 'Issued by the central office for Hong Kong and Macao and the provincial offices that it empowers.',
    zh: '通行证由港澳事务主管部门及其授权的省级机关签发。',
  },
  'TW-01': {
    asks: '赴台任务由台办归口办理，不经外事部门。',
    en: 'A mission to Taiwan goes through the Taiwan affairs office.',
  },
  'TW-02': {
    asks: '赴台手续由台办告知。',
    en: 'The Taiwan affairs office gives the order of papers.',
    zh: '赴台手续请向台办了解。',
  },
  'TW-03': {
    asks: '赴台签注由台办告知。',
    en: 'The Taiwan affairs office gives the kinds of endorsement.',
    zh: '赴台签注请向台办了解。',
  },
  'TW-04': {
    asks: '赴台审批时限由台办告知。',
    en: 'The Taiwan affairs office gives the time for approval.',
    zh: '赴台审批时限请向台办了解。',
  },
  'TW-05': {
    asks: '领导率团赴台须有省级同意件。',
    en: 'A leader leads the team to Taiwan and the consent of the province is missing.',
  },
  'LONG-01': {
    asks: '在外90天以内为临时出国，超过90天按长期出国办理。',
    en: '{days} days abroad: more than {max} is long-term, up to {max} is temporary; the category does not agree.',
  },
  'TRAIN-01': {
    asks: '培训团组须列入年度培训计划，组团单位须有组织资格。',
    en: 'The training team is not in the training plan.',
  },
  'TRAIN-02': {
    asks: '培训费按国家标准：美国87美元、德国66欧元、日本8400日元/人天。',
    en: 'The training fee is above the standard of {country}: {max} {currency} per person and day.',
  },
  'TRAIN-03': {
    asks: '90天及以上的中长期培训另有费用标准。',
    en: 'Training of {days} days is long: it has a cost standard of its own.',
    zh: '培训{days}天，属中长期培训，执行另行规定的费用标准。',
  },
  'TRAIN-04': {
    asks: '培训团组的人数和天数以本地规定为准。',
    en: 'A training team of {n} for {days} days is above the local limit.',
    zh: '培训团组{n}人、{days}天，超过本地规定。',
  },
  'DISC-01': {
    asks: '擅自延长在外时间或者变更路线的，追究直接责任人和领导责任人。',
    en: 'A stay extended or a route changed without leave may be a matter of Party discipline.',
  },
  'DISC-02': {
    asks: '违反经费规定的，不予核销，并按财政违法行为处理。',
    en: 'Costs against the money rules are not paid and are dealt with as financial offences.',
    zh: '违反经费规定的，不予核销，并按财政违法行为处理。',
  },
  'CAL-01': {
    asks: '周末和国务院公布的节假日不计，调休上班日计入。',
    en: 'Weekends and State Council holidays are out; make-up working days are in.',
    zh: '周末和国务院公布的节假日不计入工作日，调休上班日计入。',
  },
} as const satisfies Record<string, RuleTexts>;
