import { z } from 'zod';
import { dayText } from '../calendar/model.ts';
import { endpoint } from '../http/endpoint.ts';
import { role } from '../identity/permission.ts';

/** The audit administrator, and inspectors by the letter that gave them their dated post (GB/T 22239-2019 8.1.4.3). */
export const readsTrail = role('audit-administrator', 'inspector');

const conditions = {
  /** Beginning of the name of who did it, or was acted for. */
  person: z.string().trim().min(1).max(100).optional(),
  /** `mission:0198…`, or its kind alone: `mission`. */
  object: z
    .string()
    .trim()
    .regex(/^[\w.:-]{1,120}$/)
    .optional(),
  /** Words of the event: 提交; or its code `official-travel.submit`, or the beginning of it: `official-travel`. */
  event: z.string().trim().min(1).max(80).optional(),
  result: z.enum(['done', 'refused', 'failed']).optional(),
  from: dayText.optional(),
  to: dayText.optional(),
} as const;

export const trailConditions = z.strictObject(conditions);

export const trailRow = z.strictObject({
  id: z.uuid(),
  /** Place in the chain; null for the seconds until it has one. */
  sequence: z.int().nullable(),
  /** The machine's time. */
  at: z.iso.datetime(),
  /** Null: the program itself, nobody signed in, or a person whose data was deleted. */
  person: z.string().nullable(),
  /** Acted under a delegation for this person. */
  onBehalf: z.string().nullable(),
  erased: z.boolean(),
  event: z.string(),
  /** The event in words; null for one of an earlier version of the program. */
  said: z.strictObject({ zh: z.string(), en: z.string() }).nullable(),
  object: z.string(),
  /** Where the object opens, if the reader may know of it. */
  link: z.string().nullable(),
  result: z.enum(['done', 'refused', 'failed']),
  reason: z.string().nullable(),
  address: z.string().nullable(),
  requestId: z.string().nullable(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).nullable(),
});
export type TrailRow = z.infer<typeof trailRow>;

export const readTrail = endpoint({
  id: 'audit.trail',
  method: 'GET',
  path: '/api/audit/entries',
  summary: { zh: '审计记录', en: 'Audit trail' },
  permission: readsTrail,
  audit: 'audit.trail-read',
  query: z.strictObject({
    ...conditions,
    cursor: z.uuid().optional(),
    limit: z.coerce.number().int().min(1).max(200).optional(),
  }),
  answer: z.strictObject({
    rows: z.array(trailRow),
    next: z.string().nullable(),
    total: z.strictObject({ count: z.int(), more: z.boolean() }),
    /** Entries of earlier months stand in sealed files outside the database. */
    archivedUntil: z.string().nullable(),
  }),
});

export const exportTrail = endpoint({
  id: 'audit.export-trail',
  method: 'GET',
  path: '/api/audit/entries.xlsx',
  summary: { zh: '导出审计记录', en: 'Export the audit trail' },
  permission: readsTrail,
  audit: 'audit.trail-exported',
  stepUp: true,
  perMinute: 10,
  gives: 'stream',
  query: trailConditions,
});

export const trailEndpoints = [readTrail, exportTrail] as const;
