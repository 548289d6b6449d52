/* The words of the closed lists that a traveller's file has beside those of the mission file. */
export const sexes = { male: { zh: '男', en: 'Male' }, female: { zh: '女', en: 'Female' } } as const;

export const identityTypes = {
  resident: { zh: '居民身份证', en: 'Resident identity card' },
  military: { zh: '军官证', en: "Officer's card" },
  'hkmo-resident': { zh: '港澳居民居住证', en: 'Residence permit, Hong Kong or Macao resident' },
  foreign: { zh: '外国人永久居留身份证', en: 'Permanent residence card of a foreigner' },
} as const;

export const politicalStatuses = {
  party: { zh: '中共党员', en: 'Party member' },
  candidate: { zh: '中共预备党员', en: 'Probationary Party member' },
  league: { zh: '共青团员', en: 'Youth League member' },
  democratic: { zh: '民主党派', en: 'Member of another party' },
  none: { zh: '群众', en: 'None' },
} as const;

export const cadreAuthorities = {
  province: { zh: '省管', en: 'Province' },
  city: { zh: '市管', en: 'City' },
  county: { zh: '县区管', en: 'County or district' },
  unit: { zh: '本单位管', en: 'Own unit' },
  none: { zh: '非干部', en: 'Not a cadre' },
} as const;

export const personSources = {
  entered: { zh: '单位填报', en: 'Entered by the unit' },
  imported: { zh: '表格导入', en: 'Imported' },
  personnel: { zh: '组织人事提供', en: 'From the personnel authority' },
  mission: { zh: '历史团组', en: 'From a past mission' },
} as const;
