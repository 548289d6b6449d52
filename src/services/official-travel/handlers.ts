import type { CommandType } from '#kernel/cases/commands.ts';
import type { CommandBody, CommandEndpoints } from '#kernel/cases/endpoints.ts';
import { type Handler, handle, Stream } from '#kernel/http/handler.ts';
import type { Kernel } from '#kernel/http/kernel.ts';
import { xlsxType } from '#kernel/tables/export-table.ts';
import * as endpoints from './endpoints.ts';
import { actOnMission } from './use-cases/act.ts';
import { computeMissionCeilings } from './use-cases/compute-budget.ts';
import { countMissions } from './use-cases/count.ts';
import { createMission, discardMission } from './use-cases/create.ts';
import { exportMissionFile } from './use-cases/export-file.ts';
import { exportMissions } from './use-cases/export-list.ts';
import { listMissions } from './use-cases/list.ts';
import { createPageMemory } from './use-cases/page-memory.ts';
import { attachPaper, openPaper, receivePaper } from './use-cases/papers.ts';
import { answerMissionPage } from './use-cases/read-page.ts';
import { saveMissionSection } from './use-cases/save-section.ts';

/** Reads and commands of one mission stand under one name in the trail. */
const missionObject = ({ params }: { readonly params: { readonly id: string } }) => `mission:${params.id}`;

/** Endpoint → use case; nothing else. */
export function missionHandlers(kernel: Kernel): readonly Handler[] {
  const { crypto, files } = kernel;
  const parts = { crypto };
  const memory = createPageMemory();
  return [
    handle(endpoints.list, {
      filtered: true,
      run: ({ database, actor, query, now }) =>
        database.read(actor.officeId, (queries) => listMissions(queries, actor, query, now)),
    }),
    handle(endpoints.count, {
      filtered: true,
      run: ({ database, actor, query, now }) =>
        database.read(actor.officeId, (queries) => countMissions(queries, actor, query, now)),
    }),
    handle(endpoints.exportList, {
      filtered: true,
      run: async ({ database, actor, query, language, now }) => {
        const { name, content } = await database.read(actor.officeId, (queries) =>
          exportMissions(queries, actor, query, language, now),
        );
        return new Stream(content, xlsxType, name);
      },
    }),
    handle(endpoints.create, {
      run: ({ runner, actor, key, body }) =>
        runner.run(actor, {
          name: endpoints.create.id,
          key,
          input: body,
          run: (work) => createMission(work, parts, body),
        }),
    }),
    handle(endpoints.read, {
      filtered: true,
      object: missionObject,
      run: ({ database, actor, params, now }) =>
        database.read(actor.officeId, (queries) => answerMissionPage(queries, parts, memory, actor, params.id, now)),
    }),
    handle(endpoints.saveSection, {
      filtered: true,
      run: ({ runner, actor, key, params, body, version }) =>
        runner.run(actor, {
          name: endpoints.saveSection.id,
          key,
          input: { ...params, ...body, version },
          run: (work) =>
            saveMissionSection(work, parts, {
              caseId: params.id,
              section: params.section,
              expectedVersion: version ?? 0,
              content: body.content,
            }),
        }),
    }),
    handle(endpoints.discard, {
      filtered: true,
      run: async ({ runner, actor, key, params }) => {
        await runner.run(actor, {
          name: endpoints.discard.id,
          key,
          input: params,
          run: (work) => discardMission(work, params.id).then(() => ({})),
        });
        return undefined;
      },
    }),
    handle(endpoints.computeBudget, {
      filtered: true,
      run: ({ database, actor, params, now }) =>
        database.read(actor.officeId, (queries) => computeMissionCeilings(queries, parts, actor, params.id, now)),
    }),
    handle(endpoints.missionFile, {
      filtered: true,
      object: missionObject,
      run: async ({ database, actor, params, now }) => {
        const file = await database.read(actor.officeId, (queries) =>
          exportMissionFile(queries, parts, actor, params.id, now),
        );
        return new Stream(file.content, 'application/json; charset=utf-8', file.name);
      },
    }),
    handle(endpoints.upload, {
      filtered: true,
      run: async ({ runner, database, actor, key, params, query, files: uploads }) => {
        const received = await receivePaper({ files, database }, actor, params.id, query.purpose, uploads());
        return runner.run(actor, {
          name: endpoints.upload.id,
          key,
          input: { ...params, ...query, digest: received.digest, name: received.name },
          run: (work) => attachPaper(work, files, params.id, received),
        });
      },
    }),
    handle(endpoints.download, {
      filtered: true,
      object: missionObject,
      run: async ({ database, actor, params }) => {
        const { file, mediaType, content } = await openPaper({ files, database }, actor, params.id, params.file);
        return new Stream(content, mediaType, file.name, file.size);
      },
    }),
    ...commandHandlers(parts),
  ];
}

function commandHandlers(parts: Parameters<typeof actOnMission>[1]): readonly Handler[] {
  return (Object.keys(endpoints.commands) as CommandType[]).map((type) =>
    commandHandler(parts, type, endpoints.commands[type]),
  );
}

function commandHandler<Type extends CommandType>(
  parts: Parameters<typeof actOnMission>[1],
  type: Type,
  endpoint: CommandEndpoints[Type],
): Handler {
  return handle(endpoint as CommandEndpoints['submit'], {
    filtered: true,
    run: ({ runner, actor, key, params, body, version }) =>
      runner.run(actor, {
        name: endpoint.id,
        key,
        input: { ...params, body, version },
        run: async (work) => {
          const outcome = await actOnMission(work, parts, {
            type,
            caseId: params.id,
            expectedVersion: version ?? 0,
            key,
            body: body as CommandBody<Type>,
          });
          return { id: outcome.id, version: outcome.version, state: outcome.state, number: outcome.number };
        },
      }),
  });
}
