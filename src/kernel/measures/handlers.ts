import { dayInBeijing } from '#kernel/calendar/day.ts';
import type { Queries } from '#kernel/database/database.ts';
import { docxType, officeOfSheet } from '#kernel/documents/docx/sheet-docx.ts';
import { refusal } from '#kernel/http/answers.ts';
import { type Call, type Handler, handle, Stream } from '#kernel/http/handler.ts';
import { mayAtAll } from '#kernel/identity/may.ts';
import { readUnits } from '#kernel/identity/registry-read.ts';
import { briefSheet } from './brief-docx.ts';
import * as endpoints from './endpoints.ts';
import type { Measure } from './measure.ts';
import { describe, measureOf, type Reading, readBrief, readFigure, readRecords } from './read.ts';

/** Figures of all services; a reader counts what the measure's permission says, and opens what the record's says. */
export function measuresHandlers(measures: readonly Measure[]): readonly Handler[] {
  const reading = <Answer>(
    { database, actor }: Pick<Call, 'database' | 'actor'>,
    id: string,
    read: (reading: Reading) => Promise<Answer>,
  ): Promise<Answer> => {
    const measure = measureOf(measures, id);
    const verdict = mayAtAll(actor, measure.counted);
    if (!verdict.allowed) throw refusal(verdict.reason);
    return database.read(actor.officeId, async (queries: Queries) => {
      const units = await readUnits(queries, actor.officeId);
      return read({ measure, queries, actor, unitNames: new Map(units.map((unit) => [unit.id, unit.name])) });
    });
  };
  const object = ({ params }: { readonly params: { readonly id: string } }) => `measure:${params.id}`;
  return [
    handle(endpoints.list, {
      run: async ({ actor }) => ({
        measures: measures.filter((measure) => mayAtAll(actor, measure.counted).allowed).map(describe),
      }),
    }),
    handle(endpoints.figure, {
      run: (call) => reading(call, call.params.id, (one) => readFigure(one, call.query)),
    }),
    handle(endpoints.records, {
      object,
      run: (call) => reading(call, call.params.id, (one) => readRecords(one, call.query)),
    }),
    handle(endpoints.brief, {
      object,
      run: (call) => reading(call, call.params.id, (one) => readBrief(one, call.query, dayInBeijing(call.now))),
    }),
    handle(endpoints.briefDocx, {
      object,
      run: async (call) => {
        const today = dayInBeijing(call.now);
        const { brief, office } = await reading(call, call.params.id, async (one) => ({
          brief: await readBrief(one, call.query, today),
          office: await officeOfSheet(one.queries, call.actor.officeId),
        }));
        const content = await briefSheet(brief, { office: office.name, sample: office.sample, today });
        return new Stream(content, docxType, `${brief.measure.title.zh}简报-${today}.docx`);
      },
    }),
  ];
}
