import { sql } from 'kysely';
import { type Day, dayInBeijing } from '#kernel/calendar/day.ts';
import type { Queries } from '#kernel/database/database.ts';
import { notFound } from '#kernel/http/answers.ts';
import { type Handler, handle } from '#kernel/http/handler.ts';
import { may } from '#kernel/identity/may.ts';
import { namesOf } from '#kernel/parties/persons.ts';
import * as endpoints from './endpoints.ts';
import { allSettings } from './setting.ts';
import { setSetting } from './storage.ts';

interface Row {
  key: string;
  value: never;
  valid_from: Day;
  set_by: string;
  set_at: Date;
  reason: string;
}

async function everySet(queries: Queries, officeId: string): Promise<readonly Row[]> {
  const { rows } = await sql<Row>`select key, value, valid_from, set_by, set_at, reason from kernel.settings
    where office_id = ${officeId}::uuid order by key, valid_from desc, sequence desc`.execute(queries);
  return rows;
}

export function settingsHandlers(): readonly Handler[] {
  return [
    handle(endpoints.listSettings, {
      run: async ({ database, actor, query, now }) => {
        const day = query.day ?? dayInBeijing(now);
        const { rows, names } = await database.read(actor.officeId, async (queries) => {
          const rows = await everySet(queries, actor.officeId);
          return {
            rows,
            names: await namesOf(
              queries,
              actor.officeId,
              rows.map((row) => row.set_by),
            ),
          };
        });
        return {
          settings: allSettings()
            .filter(({ onOwnScreen }) => !onOwnScreen)
            .map((one) => {
              const set = rows.filter((row) => row.key === one.key);
              const inForce = set.find((row) => row.valid_from <= day);
              return {
                key: one.key,
                label: one.label,
                help: one.help ?? null,
                value: inForce ? inForce.value : (one.default as never),
                default: one.default as never,
                unverified: (one.unverified ?? false) && set.length === 0,
                mayChange: may(actor, one.changedBy).allowed,
                history: set.map((row) => ({
                  value: row.value,
                  validFrom: row.valid_from,
                  setBy: names.get(row.set_by) ?? null,
                  setAt: row.set_at.toISOString(),
                  reason: row.reason,
                })),
              };
            }),
        };
      },
    }),
    handle(endpoints.changeSetting, {
      run: async ({ runner, actor, key, params, body }) => {
        const found = allSettings().find((one) => one.key === params.key && !one.onOwnScreen);
        if (!found) throw notFound();
        await runner.run(actor, {
          name: endpoints.changeSetting.id,
          key,
          input: { params, body },
          object: `setting:${params.key}`,
          run: (work) => setSetting(work, found, { ...body, validFrom: body.validFrom }),
        });
        return undefined;
      },
    }),
  ];
}
