import { z } from 'zod';
import type { Text } from '#kernel/text.ts';
import { field, record } from '#kernel/ui/field.ts';
import type { OfficeFigures } from './check.ts';
import { isRuleId, type RuleId } from './define.ts';
import { ruleRow } from './rows.ts';
import { deciderOf } from './undecided.ts';

/** A figure of a rule that a city may set by its own papers. */
export interface Figure {
  readonly name: string;
  readonly label: Text;
  readonly unit?: Text;
  /** Where it stands in the row's figures. */
  readonly path: readonly string[];
  readonly schema: z.ZodType<FigureValue>;
  readonly help?: Text;
}
export type FigureValue = number | string | null;

const day = { zh: '天', en: 'days' } as const;
const month = { zh: '个月', en: 'months' } as const;
const person = { zh: '人', en: 'people' } as const;
const time = { zh: '次', en: 'times' } as const;
const count = (most: number, least = 0) => z.int().min(least).max(most);

const byCountries: readonly Figure[] = (['1', '2', '3'] as const).map((n) => ({
  name: `countries${n}`,
  label: { zh: n === '3' ? '3 国及以上' : `${n} 国`, en: n === '3' ? '3 countries or more' : `${n} countries` },
  unit: day,
  path: ['maxDaysByCountries', n],
  schema: count(90, 1),
}));
const one = (name: string, zh: string, en: string, unit: Text, schema: Figure['schema']): readonly Figure[] => [
  { name, label: { zh, en }, unit, path: [name], schema },
];

const figures: Partial<Record<RuleId, readonly Figure[]>> = {
  'DAY-01': byCountries,
  'DAY-02': one('extraDays', '可加天数', 'Extra days', day, count(10)),
  'DAY-06': [
    {
      name: 'minOfficialShare',
      label: { zh: '公务占比不低于', en: 'Official share at least' },
      help: { zh: '写成分数，如 2/3', en: 'As a fraction, such as 2/3' },
      path: ['minOfficialShare'],
      schema: z
        .string()
        .regex(/^[1-9]\d{0,2}\/[1-9]\d{0,2}$/)
        .refine((value) => Number(value.split('/')[0]) <= Number(value.split('/')[1])),
    },
  ],
  'RTE-01': one('maxRegions', '国家（地区）上限', 'Countries and regions at most', { zh: '个', en: '' }, count(10, 1)),
  'TEAM-01': one('maxMembers', '人数上限', 'Members at most', person, count(60, 1)),
  'TEAM-07': one('minPartyMembers', '党员人数', 'Party members', person, count(60, 1)),
  'LEAD-01': one('sameLeadershipTeamMax', '同班子同团上限', 'Of one team at most', person, count(10, 1)),
  'LEAD-02': one('months', '间隔', 'Between two', month, count(24, 1)),
  'LEAD-04': one('maxConcurrentLeaders', '同期在外上限', 'Abroad at once at most', person, count(10, 1)),
  'FREQ-01': one('maxPerYear', '每年上限', 'Per year at most', time, count(20)),
  'FREQ-02': one('maxPer24Months', '两年上限', 'In two years at most', time, count(20)),
  'FREQ-04': one('maxPer24Months', '两年上限', 'In two years at most', time, count(20)),
  'PUB-01': one(
    'minWorkingDays',
    '公示不少于',
    'Posted at least',
    { zh: '个工作日', en: 'working days' },
    count(60, 1),
  ),
  'PUB-03': one('withinMonths', '回国后公示期限', 'Posted after the return within', month, count(12, 1)),
  'PASS-03': one('withinDays', '交回期限', 'Handed in within', day, count(60, 1)),
  'HKMO-07': one('withinDays', '交回期限', 'Handed in within', day, count(60, 1)),
  'PASS-05': one('overdueDays', '停止受理前的逾期', 'Overdue before applications stop', day, count(365, 1)),
  'PASS-06': one('minMonths', '有效期不少于', 'Valid for at least', month, count(24)),
  'BUD-11': one('days', '按标准执行的天数', 'Days by the table', day, count(90, 1)),
  'BUD-16': one('maxPoliciesPerPerson', '每人份数上限', 'Policies per person', { zh: '份', en: '' }, count(10, 1)),
  'AIR-02': one('transfersMoreThan', '单程转机超过', 'Changes one way more than', time, count(9)),
  'HKMO-02': one('maxDays', '每次停留上限', 'Stay at most', day, count(365, 1)),
  'LONG-01': one('maxTemporaryDays', '临时出访上限', 'Temporary up to', day, count(365, 1)),
  'TRAIN-03': one('minDays', '中长期培训起点', 'Long training from', day, count(365, 1)),
  'APR-06': [
    ['oneCountry', '访问 1 国', 'One country'],
    ['schengen', '申根国家', 'Schengen countries'],
    ['several', '访问 2 国及以上', 'Two countries or more'],
  ].map(([name = '', zh = '', en = '']) => ({
    name,
    label: { zh: `${zh}提前`, en: `${en}: ahead` },
    unit: day,
    path: [name],
    schema: count(365, 1).nullable(),
  })),
  'REP-01': [
    {
      name: 'withinDays',
      label: { zh: '报告期限（回国后）', en: 'Report after the return within' },
      unit: day,
      path: ['withinDays'],
      schema: count(365, 1).nullable(),
    },
  ],
  'TRAIN-04': [
    { name: 'maxMembers', label: { zh: '人数上限', en: 'Members at most' }, unit: person },
    { name: 'maxDays', label: { zh: '天数上限', en: 'Days at most' }, unit: day },
  ].map((figure) => ({ ...figure, path: [figure.name], schema: count(365, 1).nullable() })),
};

export const figuresOf = (id: RuleId): readonly Figure[] => figures[id] ?? [];

/** Whether the city enforces the rule, and its figures by name. */
export type OfficeRule = { readonly applies: boolean } & Readonly<Record<string, FigureValue | boolean>>;

/** A rule that the office can set: one that data decide, or that has a figure. */
export const isSettable = (id: RuleId): boolean => deciderOf(id) === 'data' || figuresOf(id).length > 0;

/** Form and schema of what the office sets for a rule. */
export function officeRuleForm(id: RuleId) {
  return record({
    applies: field(z.boolean(), {
      label: { zh: '本市执行', en: 'Enforced here' },
      widget: 'yes-no',
      class: 'internal',
    }),
    ...Object.fromEntries(
      figuresOf(id).map(({ name, schema, label, unit, help }) => [
        name,
        field(schema, { label, ...(unit ? { unit } : {}), ...(help ? { help } : {}), class: 'internal' }),
      ]),
    ),
  }) as unknown as z.ZodType<OfficeRule>;
}

/** What holds until the office sets its own: the row's figures. @throws TypeError if the row has none at that place */
export function ordinaryRule(id: RuleId): OfficeRule {
  const own = figuresOf(id).map(({ name, path, schema }) => {
    let found: unknown = ruleRow(id).params;
    for (const key of path) found = (found as Record<string, unknown> | undefined)?.[key];
    const parsed = schema.safeParse(found ?? null);
    if (!parsed.success) throw new TypeError(`${id} has no figure ${path.join('/')}`);
    return [name, parsed.data] as const;
  });
  return { applies: true, ...Object.fromEntries(own) };
}

/** What the office has laid down, as the check takes it. */
export interface OfficeRules {
  readonly params: OfficeFigures;
  /** Rules that the city does not enforce. */
  readonly off: readonly string[];
}

export const asTheTableHasIt: OfficeRules = { params: {}, off: [] };

/** Figures that were left open stay out: their rule is then not decided. */
export function officeRules(set: Readonly<Record<string, OfficeRule>>): OfficeRules {
  const params: Record<string, Record<string, unknown>> = {};
  const off: string[] = [];
  for (const [id, value] of Object.entries(set)) {
    if (!isRuleId(id)) continue;
    if (!value.applies) off.push(id);
    const row: Record<string, unknown> = ruleRow(id).params;
    const own: Record<string, unknown> = {};
    for (const { name, path } of figuresOf(id)) {
      const [first = '', second] = path;
      const given = value[name];
      if (given === null || given === undefined) continue;
      own[first] = second === undefined ? given : { ...((own[first] ?? row[first]) as object), [second]: given };
    }
    if (Object.keys(own).length > 0) params[id] = own;
  }
  return { params, off };
}
