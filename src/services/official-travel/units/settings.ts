import { z } from 'zod';
import { setting } from '#kernel/settings/setting.ts';

export const mostOfficers = setting({
  key: 'official-travel.most-liaison-officers',
  label: { zh: '每单位专办员人数上限', en: 'Liaison officers per unit, at most' },
  schema: z.int().min(1).max(10),
  default: 2,
});

export const mostSignatories = setting({
  key: 'official-travel.most-signatories',
  label: { zh: '每单位签批人人数上限', en: 'Signatories per unit, at most' },
  schema: z.int().min(1).max(10),
  default: 2,
});
