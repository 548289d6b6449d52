import type { z } from 'zod';
import { addDays, addMonths, type Day } from '#kernel/calendar/day.ts';
import type { Queries } from '#kernel/database/database.ts';
import { notFound } from '#kernel/http/answers.ts';
import { Problem } from '#kernel/http/problem.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import type { Text } from '../text.ts';
import type { figure, MeasuredRecord, MeasureFacts, MeasurePart, records } from './endpoints.ts';
import { dimensionsOf, type Measure } from './measure.ts';
import { type FactRow, factRows, figureAndParts, type Scope } from './storage.ts';
import { measureUnits } from './units.ts';

type Asked = Pick<z.infer<NonNullable<typeof figure.query>>, 'from' | 'to' | 'asOf' | 'unit' | 'only' | 'by'>;

export interface Reading {
  readonly measure: Measure;
  readonly queries: Queries;
  readonly actor: Actor;
  /** Names of units by id. */
  readonly unitNames: ReadonlyMap<string, string>;
}

/** @throws Problem 404 */
export function measureOf(measures: readonly Measure[], id: string): Measure {
  const found = measures.find((one) => one.id === id);
  if (!found) throw notFound();
  return found;
}

export function describe(measure: Measure): MeasureFacts {
  return {
    id: measure.id,
    service: measure.id.split('.')[0]!,
    title: measure.title,
    definition: measure.definition,
    unit: measure.unit,
    unitLabel: measureUnits[measure.unit],
    figure: measure.figure,
    dimensions: Object.entries(dimensionsOf(measure)).map(([key, { label, overlapping }]) => ({
      key,
      label,
      overlapping: overlapping ?? false,
    })),
  };
}

function known(measure: Measure, dimension: string): string {
  if (Object.hasOwn(dimensionsOf(measure), dimension)) return dimension;
  throw new Problem(422, 'dimension-unknown', {
    zh: `这项指标不能按「${dimension}」分组。请从所列分组中选择。`,
    en: `This measure has no parts by "${dimension}". Choose one of its dimensions.`,
  });
}

/** @throws Problem 422 for a dimension that the measure lacks or a period that ends before it begins */
export function scopeOf(measure: Measure, asked: Asked): Scope {
  const { from, to, asOf, unit, only } = asked;
  if (from && to && to < from) {
    throw new Problem(422, 'period-reversed', {
      zh: '起始日晚于截止日，请核对期间。',
      en: 'The period ends before it begins. Check its days.',
    });
  }
  return {
    from: (from as Day | undefined) ?? null,
    to: (to as Day | undefined) ?? null,
    before: asOf ? new Date(`${addDays(asOf as Day, 1)}T00:00:00+08:00`) : null,
    unit: unit ?? null,
    only: (only ?? '').split(',').flatMap((pair) => {
      const [dimension, code] = pair.split(':');
      return dimension && code ? [[known(measure, dimension), code] as const] : [];
    }),
  };
}

const none: Text = { zh: '未注明', en: 'Not stated' };

function labelOf({ measure, unitNames }: Reading, by: string, code: string): Text {
  if (code === '') return none;
  if (by === 'unit') {
    const name = unitNames.get(code) ?? code;
    return { zh: name, en: name };
  }
  if (by === 'month') {
    const [year, month] = code.split('-');
    return { zh: `${year}年${Number(month)}月`, en: code };
  }
  if (by === 'year') return { zh: `${code}年`, en: code };
  return dimensionsOf(measure)[by]?.words?.[code] ?? { zh: code, en: code };
}

export async function readFigure(reading: Reading, asked: Asked) {
  const { measure, queries, actor } = reading;
  const by = asked.by === undefined ? null : known(measure, asked.by);
  const found = await figureAndParts(queries, measure, actor, scopeOf(measure, asked), by);
  const whole = found.find(({ part }) => part === null)!;
  const inOrder = by === 'month' || by === 'year';
  const parts = found
    .flatMap(({ part, figure: number, records: count }): MeasurePart[] =>
      part === null || by === null ? [] : [{ part, label: labelOf(reading, by, part), figure: number, records: count }],
    )
    .toSorted((a, b) => (inOrder ? a.part.localeCompare(b.part) : (b.figure ?? 0) - (a.figure ?? 0)));
  return {
    measure: describe(measure),
    total: { figure: whole.figure, records: whole.records },
    by,
    parts,
    recordedUntil: whole.recordedUntil?.toISOString() ?? null,
  };
}

const cursorOf = ({ happenedOn, record }: Pick<FactRow, 'happenedOn' | 'record'>) => `${happenedOn}_${record}`;

function readCursor(cursor: string) {
  const match = /^(\d{4}-\d{2}-\d{2})_([0-9a-f-]{36})$/.exec(cursor);
  if (match && !Number.isNaN(Date.parse(match[1]!))) return { happenedOn: match[1]!, record: match[2]! };
  throw new Problem(400, 'cursor-malformed', {
    zh: '翻页标记无效，请从第一页重新查看。',
    en: 'The page mark is not valid. Start again from the first page.',
  });
}

/** @throws Problem 400 for a foreign cursor, 422 for a part without its dimension */
export async function readRecords(reading: Reading, asked: z.infer<NonNullable<typeof records.query>>) {
  const { measure, queries, actor, unitNames } = reading;
  const limit = asked.limit ?? 50;
  const part = asked.part === undefined ? null : { by: known(measure, asked.by ?? ''), code: asked.part };
  const found = await factRows(queries, measure, actor, scopeOf(measure, asked), {
    part,
    after: asked.cursor === undefined ? null : readCursor(asked.cursor),
    limit: limit + 1,
  });
  const shown = found.rows.slice(0, limit);
  const last = found.rows.length > limit ? shown.at(-1) : undefined;
  return {
    rows: shown.map(
      ({ caseId, unitId, ...row }): MeasuredRecord => ({
        ...row,
        unit: { id: unitId, name: unitNames.get(unitId) ?? '' },
        link: caseId === null ? null : measure.link(caseId),
      }),
    ),
    next: last ? cursorOf(last) : null,
    total: { figure: found.figure, records: found.records },
    hidden: found.hidden,
  };
}

/** @throws Problem 422 for a part without its dimension */
export async function readBrief(reading: Reading, asked: Asked & { readonly part?: string | undefined }, today: Day) {
  const { measure } = reading;
  const by = asked.by ?? 'month';
  const { part } = asked;
  const whole = await readFigure(reading, { ...asked, by });
  const own = ({ total, parts }: Awaited<ReturnType<typeof readFigure>>) => {
    if (part === undefined) return total;
    const found = parts.find((one) => one.part === part);
    return found
      ? { figure: found.figure, records: found.records }
      : { figure: measure.figure === 'sum' ? 0 : null, records: 0 };
  };
  const { from, to } = asked;
  const before =
    from && to
      ? await readFigure(reading, {
          ...asked,
          by: part === undefined ? undefined : by,
          from: addMonths(from as Day, -12),
          to: addMonths(to as Day, -12),
        })
      : null;
  const list = await readRecords(reading, { ...asked, by: part === undefined ? undefined : by, part, limit: 50 });
  const about = part === undefined ? null : labelOf(reading, by, part);
  const unit = measureUnits[measure.unit];
  const period =
    from || to
      ? { zh: `${from ?? ''}至${to ?? today}，`, en: `${from ?? '…'} to ${to ?? today}: ` }
      : { zh: '', en: '' };
  const total = own(whole);
  const number = total.figure === null ? '—' : Number.isInteger(total.figure) ? total.figure : total.figure.toFixed(1);
  return {
    measure: whole.measure,
    sentence: {
      zh: `${period.zh}${measure.title.zh}${about ? `（${about.zh}）` : ''}${number}${unit.zh}。`,
      en: `${period.en}${measure.title.en}${about ? ` (${about.en})` : ''}: ${number} ${unit.en}.`,
    },
    total,
    yearBefore: before ? own(before) : null,
    by,
    parts: part === undefined ? whole.parts : whole.parts.filter((one) => one.part === part),
    rows: list.rows,
    hidden: list.hidden,
    period: { from: from ?? null, to: to ?? null },
    asOf: asked.asOf ?? today,
  };
}
