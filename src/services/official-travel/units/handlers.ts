import type { Work } from '#kernel/commands/command.ts';
import { type Call, type Handler, handle, Stream } from '#kernel/http/handler.ts';
import type { Kernel } from '#kernel/http/kernel.ts';
import type { Subject } from '#kernel/identity/permission.ts';
import { unitPath } from '#kernel/identity/registry-read.ts';
import * as endpoints from './endpoints.ts';
import { beginHandOver, cancelOver, confirmOver, listOver, readOpenMatters } from './hand-over/hand-over.ts';
import { addUnitOfficer, addUnitSignatory, endUnitSignatory, saveUnit, setOfficer, setUnit } from './keep-unit.ts';
import { attachUnitPaper, openPaperOfUnit, receiveUnitPaper } from './papers.ts';
import { listUnits, readUnit } from './read-unit.ts';
import { ofUnit } from './scope.ts';

const command = <Answer>(
  { runner, actor, key, params, body, version }: Call,
  name: string,
  run: (work: Work) => Promise<Answer>,
): Promise<Answer> => runner.run(actor, { name, key, input: { params, body, version }, run });

const nothing = (work: Promise<unknown>) => work.then(() => undefined);

/** Endpoint → use case; nothing else. */
export function unitHandlers({ files }: Kernel): readonly Handler[] {
  const subject = async ({ database, actor, params }: Call<{ readonly unit: string }>): Promise<Subject | null> => {
    const path = await database.read(actor.officeId, (queries) => unitPath(queries, actor.officeId, params.unit));
    return path ? ofUnit(actor.officeId, path) : null;
  };
  return [
    handle(endpoints.listUnitFiles, {
      filtered: true,
      run: async ({ database, actor, query, now }) => ({
        rows: await database.read(actor.officeId, (queries) => listUnits(queries, actor, query, now)),
      }),
    }),
    handle(endpoints.readUnitFile, {
      subject,
      object: ({ params }) => `unit:${params.unit}`,
      run: ({ database, actor, params, now }, { unitPath: path }) =>
        database.read(actor.officeId, (queries) => readUnit(queries, actor, params.unit, path, now)),
    }),
    handle(endpoints.saveUnitFile, {
      filtered: true,
      run: (call) =>
        command(call, endpoints.saveUnitFile.id, (work) =>
          saveUnit(work, { unitId: call.params.unit, expectedVersion: call.version ?? 0, file: call.body.file }),
        ),
    }),
    handle(endpoints.setUnitState, {
      filtered: true,
      run: (call) =>
        command(call, endpoints.setUnitState.id, (work) =>
          setUnit(work, { unitId: call.params.unit, expectedVersion: call.version ?? 0, ...call.body }),
        ),
    }),
    handle(endpoints.addSignatory, {
      filtered: true,
      run: (call) =>
        command(call, endpoints.addSignatory.id, (work) => addUnitSignatory(work, call.params.unit, call.body)),
    }),
    handle(endpoints.endSignatory, {
      filtered: true,
      run: (call) =>
        nothing(
          command(call, endpoints.endSignatory.id, (work) => endUnitSignatory(work, call.params.unit, call.params.id)),
        ),
    }),
    handle(endpoints.addOfficer, {
      filtered: true,
      run: (call) =>
        command(call, endpoints.addOfficer.id, (work) => addUnitOfficer(work, call.params.unit, call.body)),
    }),
    handle(endpoints.setOfficerState, {
      filtered: true,
      run: (call) =>
        nothing(
          command(call, endpoints.setOfficerState.id, (work) =>
            setOfficer(work, { unitId: call.params.unit, id: call.params.id, state: call.body.state }),
          ),
        ),
    }),
    handle(endpoints.openMatters, {
      filtered: true,
      object: ({ params }) => `unit:${params.unit}`,
      run: ({ database, actor, params }) =>
        database.read(actor.officeId, (queries) => readOpenMatters(queries, actor, params.unit, params.id)),
    }),
    handle(endpoints.listHandOvers, {
      filtered: true,
      run: async ({ database, actor, query }) => ({
        rows: await database.read(actor.officeId, (queries) => listOver(queries, actor, query.state)),
      }),
    }),
    handle(endpoints.openHandOver, {
      filtered: true,
      run: (call) => command(call, endpoints.openHandOver.id, (work) => beginHandOver(work, call.body)),
    }),
    handle(endpoints.confirmHandOver, {
      filtered: true,
      run: (call) =>
        command(call, endpoints.confirmHandOver.id, (work) => confirmOver(work, call.params.id, call.body.as)),
    }),
    handle(endpoints.cancelHandOver, {
      filtered: true,
      run: (call) => nothing(command(call, endpoints.cancelHandOver.id, (work) => cancelOver(work, call.params.id))),
    }),
    handle(endpoints.uploadUnitPaper, {
      filtered: true,
      run: async (call) => {
        const { database, actor, params } = call;
        const received = await receiveUnitPaper({ files, database }, actor, params.unit, call.files());
        return call.runner.run(actor, {
          name: endpoints.uploadUnitPaper.id,
          key: call.key,
          input: { ...params, digest: received.digest, name: received.name },
          run: (work) => attachUnitPaper(work, files, params.unit, received),
        });
      },
    }),
    handle(endpoints.openUnitPaper, {
      filtered: true,
      object: ({ params }) => `file:${params.file}`,
      run: async ({ database, actor, params }) => {
        const { file, mediaType, content } = await openPaperOfUnit(
          { files, database },
          actor,
          params.unit,
          params.file,
        );
        return new Stream(content, mediaType, file.name, file.size);
      },
    }),
  ];
}
