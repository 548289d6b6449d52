import { z } from 'zod';
import { isDay } from '../calendar/day.ts';
import { endpoint } from '../http/endpoint.ts';
import { signedIn } from '../identity/permission.ts';

const day = z.iso.date().refine(isDay);
const text = z.strictObject({ zh: z.string(), en: z.string() });

const entry = z.strictObject({
  value: z.json(),
  validFrom: z.string(),
  setBy: z.string().nullable(),
  setAt: z.iso.datetime(),
  reason: z.string(),
});

export const listSettings = endpoint({
  id: 'settings.list',
  method: 'GET',
  path: '/api/settings',
  summary: { zh: '参数与设置', en: 'Settings' },
  permission: signedIn,
  audit: 'not-audited',
  query: z.strictObject({ day: day.optional() }),
  answer: z.strictObject({
    settings: z.array(
      z.strictObject({
        key: z.string(),
        label: text,
        help: text.nullable(),
        value: z.json(),
        default: z.json(),
        unverified: z.boolean(),
        mayChange: z.boolean(),
        history: z.array(entry),
      }),
    ),
  }),
});

export const changeSetting = endpoint({
  id: 'settings.set',
  method: 'PUT',
  path: '/api/settings/:key',
  summary: { zh: '更改设置', en: 'Change a setting' },
  permission: signedIn,
  audit: 'settings.set',
  params: z.strictObject({ key: z.string().max(100) }),
  body: z.strictObject({
    value: z.json(),
    validFrom: day,
    reason: z.string().trim().min(1).max(500),
  }),
});

export const settingsEndpoints = [listSettings, changeSetting] as const;
