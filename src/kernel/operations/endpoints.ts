import { z } from 'zod';
import { endpoint } from '../http/endpoint.ts';
import { role } from '../identity/permission.ts';

const text = z.strictObject({ zh: z.string(), en: z.string() });
const instant = z.iso.datetime().nullable();

/** How the installation stands. Numbers, codes and times; no content of any case, no name. */
export const readState = endpoint({
  id: 'operations.state',
  method: 'GET',
  path: '/api/operations/state',
  summary: { zh: '系统状态', en: 'System state' },
  permission: role('system-administrator', 'audit-administrator'),
  audit: 'not-audited',
  answer: z.strictObject({
    version: z.string(),
    database: z.strictObject({
      /** 18.4 */
      version: z.string(),
      durable: z.boolean(),
      /** In one sentence: what survives what. */
      promise: text,
    }),
    backup: z.strictObject({
      lastAt: instant,
      drillAt: instant,
      /** Null: backups are made from outside. */
      schedule: z.strictObject({ place: z.string(), secondPlace: z.string().nullable(), keepDays: z.int() }).nullable(),
      needed: z.boolean(),
    }),
    disk: z.strictObject({
      free: z.number(),
      total: z.number(),
      level: z.enum(['enough', 'low', 'full']),
    }),
    jobs: z.strictObject({
      works: z.boolean(),
      waiting: z.int(),
      active: z.int(),
      failed: z.int(),
    }),
    audit: z.strictObject({ unlinked: z.int(), entries: z.int(), bytes: z.number(), space: z.number() }),
    checks: z.array(
      z.strictObject({
        kind: z.enum(['cases', 'files', 'audit']),
        checkedAt: z.iso.datetime(),
        lookedAt: z.int(),
        found: z.int(),
      }),
    ),
    alarms: z.array(z.strictObject({ kind: z.string(), label: text, act: text, raisedAt: z.iso.datetime() })),
  }),
});
