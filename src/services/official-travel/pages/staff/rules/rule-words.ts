import type { Text } from '#kernel/text.ts';
import type { OfficeRuleRow } from '../../../office-rules/endpoints.ts';
import { isRuleId } from '../../../rules/define.ts';
import { type FigureValue, figuresOf } from '../../../rules/figures.ts';

export const deciders = {
  data: { zh: '由系统核对', en: 'checked by the program' },
  person: { zh: '由审核人判断', en: 'judged by the reviewer' },
  later: { zh: '由后续环节办理', en: 'settled at a later step' },
  setting: { zh: '以本市规定为准', en: 'by the city’s own rule' },
  nobody: { zh: '仅供参考', en: 'for information' },
} as const satisfies Record<OfficeRuleRow['decidedBy'], Text>;

export const verifiedWords = {
  '2 sources': { zh: '两处来源', en: 'two sources' },
  '1 source': { zh: '一处来源', en: 'one source' },
  unverified: { zh: '未核实', en: 'not verified' },
} as const satisfies Record<OfficeRuleRow['verified'], Text>;

const groups: Readonly<Record<string, Text>> = {
  days: { zh: '在外天数', en: 'Days abroad' },
  route: { zh: '路线和国家', en: 'Route and countries' },
  team: { zh: '团组人员', en: 'Team' },
  leaders: { zh: '领导班子', en: 'Leaders' },
  frequency: { zh: '出访次数', en: 'How often' },
  invitation: { zh: '邀请', en: 'Invitation' },
  plan: { zh: '计划和任务', en: 'Plan and purpose' },
  approval: { zh: '审批', en: 'Approval' },
  'cross-team': { zh: '双跨团组', en: 'Across units' },
  publicity: { zh: '公示', en: 'Posting' },
  education: { zh: '行前教育', en: 'Briefing' },
  passport: { zh: '证照', en: 'Passports' },
  report: { zh: '出访报告', en: 'Report' },
  budget: { zh: '经费', en: 'Money' },
  'travel-class': { zh: '舱位等级', en: 'Travel class' },
  air: { zh: '机票', en: 'Air tickets' },
  academic: { zh: '教学科研', en: 'Academic' },
  enterprise: { zh: '企业', en: 'Enterprises' },
  'hk-mo': { zh: '港澳', en: 'Hong Kong and Macao' },
  tw: { zh: '赴台', en: 'Taiwan' },
  'long-term': { zh: '临时与长期', en: 'Temporary or long-term' },
  training: { zh: '培训', en: 'Training' },
  discipline: { zh: '纪律', en: 'Discipline' },
  calendar: { zh: '工作日', en: 'Working days' },
};
/** @throws TypeError for a group of the table that has no word here */
export function groupWords(group: string): Text {
  const found = groups[group];
  if (!found) throw new TypeError(`no words for the group ${group}`);
  return found;
}

export const isSetRule = (rule: OfficeRuleRow): boolean => rule.value !== null;

const open: Text = { zh: '未设定', en: 'not set' };
const written = (value: FigureValue | boolean | undefined, unit: Text | undefined): Text =>
  value === null || value === undefined
    ? open
    : { zh: `${value}${unit ? ` ${unit.zh}` : ''}`, en: `${value}${unit ? ` ${unit.en}` : ''}` };

/** The figures of a rule as laid down, in words; none for a rule that has nothing to set. */
export function figureWords(id: string, value: OfficeRuleRow['value']): { label: Text; value: Text }[] {
  if (!isRuleId(id) || value === null) return [];
  return figuresOf(id).map(({ name, label, unit }) => ({ label, value: written(value[name], unit) }));
}
