import type { Text } from '../text.ts';

/** What a post lets its holder do. Section 1.4 of the field catalogue; the three administrators exclude each other. */
export const roles = {
  traveller: { zh: '出访人员', en: 'Traveller' },
  'liaison-officer': { zh: '外事专办员', en: 'Liaison officer' },
  'unit-finance': { zh: '单位财务', en: 'Unit finance' },
  'unit-personnel': { zh: '单位组织人事', en: 'Unit personnel' },
  'unit-head': { zh: '单位负责人', en: 'Unit head' },
  'first-reviewer': { zh: '初审经办', en: 'First reviewer' },
  'first-review-head': { zh: '初审负责人', en: 'Head of first review' },
  intake: { zh: '市外办受理', en: 'Intake' },
  reviewer: { zh: '市外办审核', en: 'Reviewer' },
  'office-head': { zh: '市外办负责人', en: 'Head of the office' },
  'city-leader': { zh: '市领导', en: 'City leader' },
  'leader-secretary': { zh: '市领导批示登记', en: "Registers leaders' written decisions" },
  'finance-bureau': { zh: '财政部门', en: 'Finance bureau' },
  'personnel-bureau': { zh: '组织人事部门', en: 'Personnel authority' },
  'document-checker': { zh: '核稿', en: 'Document checker' },
  'document-signer': { zh: '签发', en: 'Document signer' },
  'seal-keeper': { zh: '用印', en: 'Seal keeper' },
  'passport-keeper': { zh: '证照管理员', en: 'Passport keeper' },
  supervisor: { zh: '监督员', en: 'Supervisor' },
  inspector: { zh: '审计、纪检（只读）', en: 'Inspector (read only)' },
  'system-administrator': { zh: '系统管理员', en: 'System administrator' },
  'security-administrator': { zh: '安全管理员', en: 'Security administrator' },
  'audit-administrator': { zh: '审计管理员', en: 'Audit administrator' },
} as const satisfies Record<string, Text>;

export type Role = keyof typeof roles;
