import { z } from 'zod';
import { setting } from '#kernel/settings/setting.ts';

/** Printed on sheets for leaders, so that they reach who handles the case. */
export const officePhone = setting({
  key: 'official-travel.office-phone',
  label: { zh: '呈批单上的联系电话', en: 'Telephone on sheets for leaders' },
  help: { zh: '市外办出国管理的办公电话，如 0527-84368000', en: 'The office, official travel' },
  schema: z.string().regex(/^[0-9\- ]{0,20}$/),
  default: '',
});

/** First part of case numbers: the division code of the city (GB/T 2260). */
export const divisionCode = setting({
  key: 'official-travel.division-code',
  label: { zh: '办件编号的市代码', en: 'Division code in case numbers' },
  help: { zh: '六位行政区划代码，如 321300', en: 'Six digits, e.g. 321300' },
  schema: z.string().regex(/^\d{6}$/),
  default: '321300',
});
