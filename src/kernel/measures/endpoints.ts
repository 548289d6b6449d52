import { z } from 'zod';
import { isDay } from '../calendar/day.ts';
import { endpoint } from '../http/endpoint.ts';
import { signedIn } from '../identity/permission.ts';
import { measureUnits } from './units.ts';

const text = z.strictObject({ zh: z.string(), en: z.string() });
const dayText = z.string().refine(isDay, { message: 'YYYY-MM-DD' });
const code = z.string().regex(/^[A-Za-z0-9_.-]{1,60}$/);
const id = z.string().regex(/^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*$/);
const params = z.strictObject({ id });

const scope = {
  /** Days on which it happened; both count. */
  from: dayText.optional(),
  to: dayText.optional(),
  /** As the record stood at the end of that day in Beijing; default: as it stands now. */
  asOf: dayText.optional(),
  /** This unit and all below it. */
  unit: z.uuid().optional(),
  /** `region:KR,category:general`: only what has all of these. */
  only: z
    .string()
    .max(300)
    .regex(/^[a-z-]+:[A-Za-z0-9_.-]+(,[a-z-]+:[A-Za-z0-9_.-]+)*$/)
    .optional(),
};

const measure = z.strictObject({
  id,
  service: z.string(),
  title: text,
  /** What is counted, and where it comes from. */
  definition: text,
  unit: z.enum(Object.keys(measureUnits) as [keyof typeof measureUnits, ...(keyof typeof measureUnits)[]]),
  unitLabel: text,
  /** `sum`: quantities add up. `mean`: the figure is the average of its records. */
  figure: z.enum(['sum', 'mean']),
  dimensions: z.array(
    z.strictObject({
      key: z.string(),
      label: text,
      /** One record may stand under several parts, so that the parts add up to more than the whole. */
      overlapping: z.boolean(),
    }),
  ),
});
export type MeasureFacts = z.infer<typeof measure>;

export const list = endpoint({
  id: 'measures.list',
  method: 'GET',
  path: '/api/measures',
  summary: { zh: '统计指标', en: 'Measures' },
  permission: signedIn,
  audit: 'not-audited',
  answer: z.strictObject({ measures: z.array(measure) }),
});

const total = z.strictObject({
  /** Sum or mean, in the measure's unit; null for the mean of nothing. */
  figure: z.number().nullable(),
  /** Records behind it. */
  records: z.int(),
});
const part = z.strictObject({ part: z.string(), label: text, figure: z.number().nullable(), records: z.int() });
export type MeasurePart = z.infer<typeof part>;

export const figure = endpoint({
  id: 'measures.figure',
  method: 'GET',
  path: '/api/measures/:id',
  summary: { zh: '统计数字', en: 'Figure of a measure' },
  permission: signedIn,
  audit: 'not-audited',
  params,
  /** `by`: the dimension of the parts, among them `month`, `year` and `unit`, which every measure has. */
  query: z.strictObject({ ...scope, by: code.optional() }),
  answer: z.strictObject({
    measure,
    total,
    by: z.string().nullable(),
    parts: z.array(part),
    /** How far the record reaches: the latest entry that was counted; null if nothing was. */
    recordedUntil: z.iso.datetime().nullable(),
  }),
});

const record = z.strictObject({
  /** Of the relation of facts; not always a case. */
  record: z.guid(),
  title: z.string(),
  happenedOn: z.string(),
  unit: z.strictObject({ id: z.uuid(), name: z.string() }),
  quantity: z.number(),
  /** Page of the record on the desk. */
  link: z.string().nullable(),
});
export type MeasuredRecord = z.infer<typeof record>;

export const records = endpoint({
  id: 'measures.records',
  method: 'GET',
  path: '/api/measures/:id/records',
  summary: { zh: '统计数字的清单', en: 'Records behind a figure' },
  permission: signedIn,
  audit: 'measures.records-read',
  params,
  query: z.strictObject({
    ...scope,
    by: code.optional(),
    /** With `by`: the records of this part only. */
    part: z.string().max(100).optional(),
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(200).optional(),
  }),
  answer: z.strictObject({
    rows: z.array(record),
    next: z.string().nullable(),
    /** The same figure as without the list. */
    total,
    /** Counted, but not shown: the reader may not know of these records. */
    hidden: z.int(),
  }),
});

const briefQuery = z.strictObject({
  ...scope,
  by: code.optional(),
  /** With `by`: about this part only, as its list is. */
  part: z.string().max(100).optional(),
});

/** 半小时报个数: figure, comparison, parts and list on one page, ready to print. */
export const brief = endpoint({
  id: 'measures.brief',
  method: 'GET',
  path: '/api/measures/:id/brief',
  summary: { zh: '一页简报', en: 'One-page brief' },
  permission: signedIn,
  audit: 'measures.brief-read',
  params,
  query: briefQuery,
  answer: z.strictObject({
    measure,
    sentence: text,
    total,
    /** The same days a year earlier; null where the period is open. */
    yearBefore: total.nullable(),
    by: z.string(),
    parts: z.array(part),
    rows: z.array(record),
    hidden: z.int(),
    period: z.strictObject({ from: z.string().nullable(), to: z.string().nullable() }),
    asOf: z.string(),
  }),
});

/** The same as an editable sheet. */
export const briefDocx = endpoint({
  id: 'measures.brief-docx',
  method: 'GET',
  path: '/api/measures/:id/brief.docx',
  summary: { zh: '一页简报（DOCX）', en: 'One-page brief (DOCX)' },
  permission: signedIn,
  audit: 'measures.brief-read',
  gives: 'stream',
  params,
  query: briefQuery,
});
