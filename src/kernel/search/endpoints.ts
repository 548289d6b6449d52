import { z } from 'zod';
import { endpoint } from '../http/endpoint.ts';
import { signedIn } from '../identity/permission.ts';

const text = z.strictObject({ zh: z.string(), en: z.string() });

export const searchHit = z.strictObject({
  kind: z.string(),
  id: z.uuid(),
  caseId: z.uuid().nullable(),
  title: z.string(),
  /** Number, unit and the like. */
  note: z.string(),
  /** Page on the desk. */
  link: z.string(),
});

export const search = endpoint({
  id: 'search.find',
  method: 'GET',
  path: '/api/search',
  summary: { zh: '搜索', en: 'Search' },
  permission: signedIn,
  audit: 'not-audited',
  // OP-09
  perMinute: 60,
  query: z.strictObject({
    q: z.string().trim().min(1).max(100),
    kind: z.string().max(60).optional(),
    limit: z.coerce.number().int().min(1).max(50).optional(),
  }),
  answer: z.strictObject({
    groups: z.array(
      z.strictObject({
        kind: z.string(),
        label: text,
        /** Exact up to 1,000. */
        total: z.strictObject({ count: z.int(), exact: z.boolean() }),
        hits: z.array(searchHit),
      }),
    ),
  }),
});
