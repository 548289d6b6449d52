import { type Handler, handle, Stream } from '#kernel/http/handler.ts';
import type { Kernel } from '#kernel/http/kernel.ts';
import { xlsxType } from '#kernel/tables/export-table.ts';
import { readWorkbook } from '#kernel/tables/read-workbook.ts';
import { writeWorkbook } from '#kernel/tables/write-workbook.ts';
import * as endpoints from './endpoints.ts';
import { exchangeOf, toCsv, toXlsx } from './exchange.ts';
import { checkTable, commitTable, digestOf, type Importer, uploadedTable } from './importer.ts';
import { peopleImporter, planImporter, unitImporter } from './into-lists.ts';
import { pastImporter } from './past-missions.ts';
import { previewMembers } from './preview.ts';
import { checkRates, checkRatesFile, listRates, readRates, refuseTerm, takeOverRates } from './rates.ts';
import { replyImporter } from './replies.ts';
import { membersSheets, programmeSheets, rateSheets, sheetsOf } from './sheets.ts';

const importers: Readonly<Record<string, Importer>> = Object.fromEntries(
  [planImporter, unitImporter, peopleImporter, pastImporter, replyImporter].map((one) => [one.kind, one]),
);

/** Endpoint → use case; nothing else. */
export function importHandlers({ crypto }: Kernel): readonly Handler[] {
  return [
    handle(endpoints.template, {
      run: async ({ params, language }) => {
        const sheets = Object.values(sheetsOf[params.kind]).map((sheet) => ({ sheet }));
        const content = await writeWorkbook(sheets, language, { notes: true });
        const name = { zh: '导入模板', en: 'template' }[language];
        return new Stream(content, xlsxType, `${endpoints.importKinds[params.kind][language]}-${name}.xlsx`);
      },
    }),
    handle(endpoints.previewMembers, {
      filtered: true,
      run: async (call) => {
        const file = await uploadedTable(call.files());
        const workbook = await readWorkbook(file.bytes, file, membersSheets);
        return call.runner.run(call.actor, {
          name: endpoints.previewMembers.id,
          key: call.key,
          input: { digest: digestOf('members', call.query, file.bytes) },
          run: async (work) => {
            const seen = await previewMembers(
              work.queries,
              crypto,
              call.actor,
              workbook,
              call.query.departure,
              call.now,
            );
            // Particulars of persons are read here although nothing is written.
            work.audit({
              event: endpoints.previewMembers.audit,
              object: 'import:members',
              result: 'done',
              details: { rows: seen.rows.length },
            });
            return seen;
          },
        });
      },
    }),
    handle(endpoints.previewProgramme, {
      run: async (call) => {
        const file = await uploadedTable(call.files());
        const { sheets, faults } = await readWorkbook(file.bytes, file, programmeSheets);
        return { rows: sheets.programme.rows.map(({ value }) => value), faults: [...faults] };
      },
    }),
    handle(endpoints.importTable, {
      filtered: true,
      run: async (call) => {
        const { runner, database, actor, params, query, now } = call;
        const { mode, ...where } = query;
        const file = await uploadedTable(call.files());
        const table = await importers[params.kind]!.read(file);
        const of = { kind: params.kind, digest: digestOf(params.kind, where, file.bytes) };
        if (mode === 'check') return checkTable(database, table, { actor, crypto, now, query: where }, of);
        return runner.run(actor, {
          name: endpoints.importTable.id,
          key: call.key,
          input: { ...of, where },
          object: `import:${params.kind}`,
          run: (work) => commitTable(work, crypto, table, { ...of, fileName: file.name.slice(0, 200), query: where }),
        });
      },
    }),
    handle(endpoints.listRateTables, {
      run: ({ database, actor }) => database.read(actor.officeId, (queries) => listRates(queries, actor)),
    }),
    handle(endpoints.readRateTable, {
      run: ({ database, actor, params }) =>
        database.read(actor.officeId, (queries) => readRates(queries, actor, params.id)),
    }),
    handle(endpoints.importRates, {
      run: async (call) => {
        const { runner, database, actor, query } = call;
        const { mode, ...input } = query;
        const file = await uploadedTable(call.files());
        const workbook = await readWorkbook(file.bytes, file, rateSheets);
        const digest = digestOf('rates', input, file.bytes);
        refuseTerm(input);
        if (mode === 'check')
          return database.read(actor.officeId, (queries) => checkRatesFile(queries, actor.officeId, workbook, digest));
        return runner.run(actor, {
          name: endpoints.importRates.id,
          key: call.key,
          input: { digest, input },
          run: (work) => takeOverRates(work, workbook, input, { digest, fileName: file.name.slice(0, 200) }),
        });
      },
    }),
    handle(endpoints.checkRateTable, {
      run: async ({ runner, actor, key, params, body }) => {
        await runner.run(actor, {
          name: endpoints.checkRateTable.id,
          key,
          input: { params, body },
          run: (work) => checkRates(work, params.id, body),
        });
        return undefined;
      },
    }),
    handle(endpoints.exportExchange, {
      filtered: true,
      object: ({ params }) => `mission:${params.id}`,
      run: async ({ database, actor, params, now }) => {
        const { number, tables, layout } = await database.read(actor.officeId, (queries) =>
          exchangeOf(queries, crypto, actor, params.id, now),
        );
        if (params.format === 'csv') return new Stream(toCsv(tables, layout), 'application/zip', `${number}-上报.zip`);
        return new Stream(await toXlsx(tables, layout), xlsxType, `${number}-上报.xlsx`);
      },
    }),
  ];
}
