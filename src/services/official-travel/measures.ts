import { anyOf } from '#kernel/identity/permission.ts';
import type { Dimension, Measure } from '#kernel/measures/measure.ts';
import { regions } from '#kernel/places/regions.ts';
import { answersForJourneys, knowsMission } from './endpoints.ts';
import { missionProcess } from './process.ts';
import {
  grantedFacts,
  missionFacts,
  personDayFacts,
  personTripFacts,
  returnFacts,
  stepFacts,
} from './trips/records/storage.ts';
import { words } from './words.ts';

const regionDimension: Dimension = {
  label: { zh: '国家（地区）', en: 'Country (region)' },
  words: Object.fromEntries(regions.map(({ code, name }) => [code, name])),
  overlapping: true,
};

const journey: Readonly<Record<string, Dimension>> = {
  region: regionDimension,
  kind: { label: { zh: '事项类型', en: 'Matter' }, words: words.missionKinds },
  category: { label: { zh: '团组类别', en: 'Category' }, words: words.missionCategories },
  regions: {
    label: { zh: '访问国家（地区）数', en: 'Number of countries (regions)' },
    words: {
      1: { zh: '1 个', en: 'One' },
      2: { zh: '2 个', en: 'Two' },
      3: { zh: '3 个', en: 'Three' },
      4: { zh: '4 个及以上', en: 'Four or more' },
    },
  },
};

const step: Dimension = {
  label: { zh: '环节', en: 'Step' },
  words: Object.fromEntries(Object.entries(missionProcess.steps).map(([key, { label }]) => [key, label])),
};

const common = {
  counted: answersForJourneys,
  opened: anyOf(knowsMission),
  link: (caseId: string) => `/desk/official-travel/${caseId}`,
} as const;

const inForce = {
  zh: '已撤销、取消的不计；补录的往年团组计入。',
  en: 'Revoked and cancelled missions are left out; missions of earlier years that were entered later count.',
};

/** What this service answers for in the office's report: 批准多少批、多少团组、多少人次, and how the work went. */
export const missionMeasures: readonly Measure[] = [
  {
    ...common,
    id: 'official-travel.missions-granted',
    title: { zh: '批准因公出国（境）', en: 'Missions granted' },
    definition: {
      zh: `按批准日期计，一个团组为一批。${inForce.zh}`,
      en: `By the day of the grant, one a mission. ${inForce.en}`,
    },
    unit: 'approvals',
    figure: 'sum',
    dimensions: journey,
    facts: grantedFacts,
  },
  {
    ...common,
    id: 'official-travel.missions',
    title: { zh: '因公出国（境）团组', en: 'Missions abroad' },
    definition: {
      zh: `已批准团组，按离境日期计；回国登记后按实际离境日期。${inForce.zh}`,
      en: `Granted missions by the day of departure; the real one, once the return is registered. ${inForce.en}`,
    },
    unit: 'missions',
    figure: 'sum',
    dimensions: journey,
    facts: missionFacts,
  },
  {
    ...common,
    id: 'official-travel.person-trips',
    title: { zh: '因公出国（境）人员', en: 'Persons sent abroad' },
    definition: {
      zh: `已批准团组的成员，按离境日期计；同一人出访两次计两人次；登记未成行的不计。${inForce.zh}`,
      en: `Members of granted missions by the day of departure; somebody who travels twice counts twice; members who did not travel are left out. ${inForce.en}`,
    },
    unit: 'person-trips',
    figure: 'sum',
    dimensions: journey,
    facts: personTripFacts,
  },
  {
    ...common,
    id: 'official-travel.person-days',
    title: { zh: '因公出国（境）在外时间', en: 'Time spent abroad' },
    definition: {
      zh: `成员数乘以在外天数，离境、抵境当日均计入。${inForce.zh}`,
      en: `Members times days abroad; the days of exit and entry both count. ${inForce.en}`,
    },
    unit: 'person-days',
    figure: 'sum',
    dimensions: journey,
    facts: personDayFacts,
  },
  {
    ...common,
    id: 'official-travel.days-by-step',
    title: { zh: '团组办理各环节平均用时', en: 'Average time of a step' },
    definition: {
      zh: '从环节开始到办结的自然日，按办结日期计；退回后重办的另计一次；未办结的不计。',
      en: 'Calendar days from opening to completion of a step, by the day of completion; a step that was run again counts again; open ones are left out.',
    },
    unit: 'days',
    figure: 'mean',
    dimensions: { step },
    facts: stepFacts,
  },
  {
    ...common,
    id: 'official-travel.returns',
    title: { zh: '团组申报退回补正', en: 'Applications returned for correction' },
    definition: {
      zh: '每退回一次计一次，按退回日期计；退回申报单位和退回前面环节的均计入。',
      en: 'Each return once, by its day; returns to the applicant and to an earlier step both count.',
    },
    unit: 'times',
    figure: 'sum',
    dimensions: {
      reason: { label: { zh: '退回原因', en: 'Reason' }, words: missionProcess.returnReasons },
      step,
    },
    facts: returnFacts,
  },
];
