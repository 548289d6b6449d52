import { type Handler, handle } from '#kernel/http/handler.ts';
import { namesOf } from '#kernel/parties/persons.ts';
import * as endpoints from './endpoints.ts';
import { calendarEntries, enterDays, officeCalendar } from './storage.ts';

export function calendarHandlers(): readonly Handler[] {
  return [
    handle(endpoints.readCalendar, {
      run: ({ database, actor, params: { year } }) =>
        database.read(actor.officeId, async (queries) => {
          const calendar = await officeCalendar(queries, actor.officeId);
          const entries = await calendarEntries(queries, actor.officeId, year);
          const entered = new Set<string>(entries.map((entry) => entry.day));
          const names = await namesOf(
            queries,
            actor.officeId,
            entries.map((entry) => entry.recordedBy),
          );
          const days = [
            ...[...calendar.daysOff].map(([day, name]) => ({ day, name, working: false })),
            ...[...calendar.makeUpDays].map(([day, name]) => ({ day, name, working: true })),
          ];
          return {
            year,
            known: calendar.knownYears.has(year),
            days: days
              .filter((one) => one.day.startsWith(`${year}-`))
              .sort((a, b) => (a.day < b.day ? -1 : 1))
              .map((one) => ({ ...one, from: entered.has(one.day) ? ('office' as const) : ('notice' as const) })),
            entries: entries.toReversed().map(({ recordedBy, ...entry }) => ({
              ...entry,
              recordedBy: names.get(recordedBy) ?? null,
            })),
          };
        }),
    }),
    handle(endpoints.changeCalendar, {
      run: ({ runner, actor, key, body }) =>
        runner.run(actor, {
          name: endpoints.changeCalendar.id,
          key,
          input: body,
          object: 'calendar:working-days',
          run: async (work) => ({ entered: await enterDays(work, body) }),
        }),
    }),
  ];
}
