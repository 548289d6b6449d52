import { z } from 'zod';
import { role } from '#kernel/identity/permission.ts';
import { setting } from '#kernel/settings/setting.ts';
import { ordinaryFigures } from './records.ts';

const changedBy = role('system-administrator', 'office-head');

export const healthProofFromAge = setting({
  key: 'official-travel.health-proof-from-age',
  label: { zh: '须附体检证明的年龄', en: 'Age from which a health proof is needed' },
  schema: z.int().min(40).max(120),
  default: ordinaryFigures.healthProofFromAge,
  unverified: true,
  changedBy,
});

export const verifyAfterMonths = setting({
  key: 'official-travel.verify-people-after-months',
  label: { zh: '人员资料复核周期（月）', en: 'Months after which a file is verified again' },
  schema: z.int().min(1).max(60),
  default: ordinaryFigures.verifyAfterMonths,
  unverified: true,
  changedBy,
});

export const familyRequired = setting({
  key: 'official-travel.family-declaration-required',
  label: { zh: '未申报家庭成员情况的不得提交', en: 'No submission without declarations about the family' },
  help: {
    zh: '否：可以申报，不作要求。按组织人事部门要求设定',
    en: 'No: may be declared, is not asked for. Set it as the personnel authority asks',
  },
  schema: z.boolean(),
  default: ordinaryFigures.familyRequired,
  unverified: true,
  changedBy,
});
