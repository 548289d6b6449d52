import { type Handler, handle } from '#kernel/http/handler.ts';
import * as endpoints from './endpoints.ts';
import { addPerson, findPersons } from './persons.ts';

export function partiesHandlers(): readonly Handler[] {
  return [
    handle(endpoints.createPerson, {
      run: ({ runner, actor, key, body }) =>
        runner.run(actor, { name: endpoints.createPerson.id, key, input: body, run: (work) => addPerson(work, body) }),
    }),
    handle(endpoints.searchPersons, {
      run: async ({ database, actor, query }) => {
        const found = await database.read(actor.officeId, (queries) =>
          findPersons(queries, actor.officeId, query.name),
        );
        return { persons: found.map((person) => ({ ...person, units: [...person.units] })) };
      },
    }),
  ];
}
