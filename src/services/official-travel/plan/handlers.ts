import { dayInBeijing } from '#kernel/calendar/day.ts';
import type { Work } from '#kernel/commands/command.ts';
import { type Call, type Handler, handle, Stream } from '#kernel/http/handler.ts';
import type { Kernel } from '#kernel/http/kernel.ts';
import { xlsxType } from '#kernel/tables/export-table.ts';
import { askAdjustment, decideAdjustment, listAdjustments, withdrawAdjustment } from './adjustments/adjust.ts';
import * as adjustments from './adjustments/endpoints.ts';
import { readCounters } from './counters.ts';
import { addPlanLine, changePlanLine, deletePlanLine } from './draft-line.ts';
import * as endpoints from './endpoints.ts';
import { exportPlan } from './export-lines.ts';
import { closePlanLine, consolidatePlanLines, givePlanLines, returnPlanLines, submitPlanLines } from './move-lines.ts';
import { listOutside } from './outside/storage.ts';
import { everyLine, listPlanLines, readPlanLine } from './read-lines.ts';
import * as versions from './versions/endpoints.ts';
import { fixVersion, listVersions } from './versions/versions.ts';
import { closeYear } from './years/close-year.ts';
import * as years from './years/endpoints.ts';

/** One command with its key, its input and what it does. */
const command = <Answer>(
  { runner, actor, key, params, body, version }: Call,
  name: string,
  run: (work: Work) => Promise<Answer>,
): Promise<Answer> => runner.run(actor, { name, key, input: { params, body, version }, run });

const nothing = (work: Promise<unknown>) => work.then(() => undefined);

/** Endpoint → use case; nothing else. */
export function planHandlers(_kernel: Kernel): readonly Handler[] {
  return [
    handle(endpoints.listLines, {
      filtered: true,
      run: ({ database, actor, query }) =>
        database.read(actor.officeId, (queries) => listPlanLines(queries, actor, query)),
    }),
    handle(endpoints.exportLines, {
      filtered: true,
      run: async ({ database, actor, query, language, now }) => {
        const rows = everyLine((reading) => database.read(actor.officeId, reading), actor, query);
        const day = dayInBeijing(now);
        const content = exportPlan(rows, language, `${actor.name} ${day}`);
        return new Stream(content, xlsxType, `${query.year}年度计划汇总表-${day}.xlsx`);
      },
    }),
    handle(endpoints.counters, {
      filtered: true,
      run: ({ database, actor, query, now }) =>
        database.read(actor.officeId, (queries) => readCounters(queries, actor, query, now)),
    }),
    handle(endpoints.readLine, {
      filtered: true,
      object: ({ params }) => `plan-line:${params.id}`,
      run: ({ database, actor, params }) =>
        database.read(actor.officeId, (queries) => readPlanLine(queries, actor, params.id)),
    }),
    handle(endpoints.outsidePlan, {
      filtered: true,
      run: async ({ database, actor, query }) => ({
        rows: await database.read(actor.officeId, (queries) => listOutside(queries, actor, query)),
      }),
    }),
    handle(years.closeYear, {
      filtered: true,
      run: (call) => command(call, years.closeYear.id, (work) => closeYear(work, call.body)),
    }),
    handle(versions.listVersions, {
      filtered: true,
      run: async ({ database, actor, query }) => ({
        rows: await database.read(actor.officeId, (queries) => listVersions(queries, actor, query.year)),
      }),
    }),
    handle(versions.fixVersion, {
      filtered: true,
      run: (call) => command(call, versions.fixVersion.id, (work) => fixVersion(work, call.body)),
    }),
    handle(endpoints.createLine, {
      filtered: true,
      run: (call) => command(call, endpoints.createLine.id, (work) => addPlanLine(work, call.body)),
    }),
    handle(endpoints.changeLine, {
      filtered: true,
      run: (call) =>
        command(call, endpoints.changeLine.id, (work) =>
          changePlanLine(work, { id: call.params.id, expectedVersion: call.version ?? 0, line: call.body.line }),
        ),
    }),
    handle(endpoints.deleteLine, {
      filtered: true,
      run: (call) => nothing(command(call, endpoints.deleteLine.id, (work) => deletePlanLine(work, call.params.id))),
    }),
    handle(endpoints.submitLines, {
      filtered: true,
      run: (call) => command(call, endpoints.submitLines.id, (work) => submitPlanLines(work, call.body)),
    }),
    handle(endpoints.returnLines, {
      filtered: true,
      run: (call) =>
        command(call, endpoints.returnLines.id, (work) => returnPlanLines(work, call.body.lines, call.body.reason)),
    }),
    handle(endpoints.consolidateLines, {
      filtered: true,
      run: (call) =>
        command(call, endpoints.consolidateLines.id, (work) => consolidatePlanLines(work, call.body.lines)),
    }),
    handle(endpoints.giveLines, {
      filtered: true,
      run: (call) =>
        command(call, endpoints.giveLines.id, (work) =>
          givePlanLines(work, call.body.lines, call.body.authorityNumber),
        ),
    }),
    handle(endpoints.closeLine, {
      filtered: true,
      run: (call) =>
        nothing(command(call, endpoints.closeLine.id, (work) => closePlanLine(work, call.params.id, call.body.reason))),
    }),
    handle(adjustments.listAdjustments, {
      filtered: true,
      run: async ({ database, actor, query }) => ({
        rows: await database.read(actor.officeId, (queries) => listAdjustments(queries, actor, query)),
      }),
    }),
    handle(adjustments.adjust, {
      filtered: true,
      run: (call) => command(call, adjustments.adjust.id, (work) => askAdjustment(work, call.body)),
    }),
    handle(adjustments.decideAdjustment, {
      filtered: true,
      run: (call) =>
        command(call, adjustments.decideAdjustment.id, (work) => decideAdjustment(work, call.params.id, call.body)),
    }),
    handle(adjustments.withdrawAdjustment, {
      filtered: true,
      run: (call) =>
        nothing(command(call, adjustments.withdrawAdjustment.id, (work) => withdrawAdjustment(work, call.params.id))),
    }),
  ];
}
