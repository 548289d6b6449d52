import { z } from 'zod';
import { setting } from '#kernel/settings/setting.ts';

/** Facts of a mission that can be a column of what goes to the higher authority's system. */
export const missionFields = [
  'caseNumber',
  'title',
  'kind',
  'category',
  'purposeType',
  'arrangement',
  'task',
  'necessity',
  'outcome',
  'unit',
  'organiser',
  'leader',
  'members',
  'departure',
  'return',
  'days',
  'regions',
  'inviters',
  'budgetCny',
  'funding',
  'contactName',
  'contactPhone',
] as const;
export const personFields = [
  'caseNumber',
  'name',
  'nameLatin',
  'sex',
  'birthDate',
  'birthplace',
  'identityNumber',
  'politicalStatus',
  'unit',
  'post',
  'rank',
  'groupRole',
  'passportType',
  'passportNumber',
  'passportExpiresOn',
] as const;
export const legFields = ['caseNumber', 'order', 'date', 'mode', 'from', 'to', 'number'] as const;

const columns = <Fields extends readonly [string, ...string[]]>(fields: Fields) =>
  z
    .array(z.strictObject({ header: z.string().trim().min(1).max(60), field: z.enum(fields) }))
    .min(1)
    .max(60);

export const exchangeLayout = z.strictObject({
  mission: columns(missionFields),
  people: columns(personFields),
  journey: columns(legFields),
});
export type ExchangeLayout = z.infer<typeof exchangeLayout>;

const all = <Field extends string>(headers: Readonly<Record<Field, string>>) =>
  (Object.entries(headers) as [Field, string][]).map(([field, header]) => ({ field, header }));

/**
 * Which columns the systems of province and ministry take, in which order and under which heads. What is set here at first has not been
 * confirmed by them (未核实); the office sets what it was given.
 */
export const exchangeColumns = setting({
  key: 'official-travel.exchange-columns',
  label: { zh: '上报表格的列', en: 'Columns for the higher authority' },
  help: {
    zh: '团组信息、人员信息、行程三张表的列名和次序；按省、部系统的模板设定',
    en: 'Heads and order of the three tables; set them as the systems of province and ministry want them',
  },
  schema: exchangeLayout,
  unverified: true,
  default: {
    mission: all({
      caseNumber: '申报编号',
      title: '团组名称',
      kind: '事项类型',
      category: '团组类别',
      purposeType: '任务类别',
      arrangement: '组团方式',
      task: '出访任务',
      necessity: '必要性',
      outcome: '预期成果',
      unit: '派员单位',
      organiser: '组团单位',
      leader: '团长',
      members: '人数',
      departure: '离境日期',
      return: '抵境日期',
      days: '在外天数',
      regions: '国家（地区）',
      inviters: '邀请单位',
      budgetCny: '经费预算（元）',
      funding: '经费来源',
      contactName: '联系人',
      contactPhone: '联系电话',
    }),
    people: all({
      caseNumber: '申报编号',
      name: '姓名',
      nameLatin: '姓名拼音',
      sex: '性别',
      birthDate: '出生日期',
      birthplace: '出生地',
      identityNumber: '身份证号',
      politicalStatus: '政治面貌',
      unit: '工作单位',
      post: '职务',
      rank: '行政级别',
      groupRole: '团内职务',
      passportType: '证件种类',
      passportNumber: '证件号',
      passportExpiresOn: '有效期至',
    }),
    journey: all({
      caseNumber: '申报编号',
      order: '序号',
      date: '日期',
      mode: '交通工具',
      from: '出发',
      to: '到达',
      number: '航班车次',
    }),
  },
});
