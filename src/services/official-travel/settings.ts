import { z } from 'zod';
import { setting } from '#kernel/settings/setting.ts';

/** First part of case numbers: the division code of the city (GB/T 2260). */
export const divisionCode = setting({
  key: 'official-travel.division-code',
  label: { zh: '办件编号的市代码', en: 'Division code in case numbers' },
  help: { zh: '六位行政区划代码，如 321300', en: 'Six digits, e.g. 321300' },
  schema: z.string().regex(/^\d{6}$/),
  default: '321300',
});
