import { day, dayInBeijing } from '../calendar/day.ts';
import { type Handler, handle } from '../http/handler.ts';
import * as endpoints from './endpoints.ts';
import { addIssuer, addSeal, issuersOn } from './registers.ts';

export function documentHandlers(): readonly Handler[] {
  return [
    handle(endpoints.listIssuers, {
      run: async ({ database, actor, now }) => {
        const issuers = await database.read(actor.officeId, (queries) =>
          issuersOn(queries, actor.officeId, dayInBeijing(now)),
        );
        return { issuers: issuers.map((issuer) => ({ ...issuer })) };
      },
    }),
    handle(endpoints.createIssuer, {
      run: ({ runner, actor, key, body }) =>
        runner.run(actor, {
          name: endpoints.createIssuer.id,
          key,
          input: body,
          run: (work) => addIssuer(work, { ...body, from: day(body.from) }),
        }),
    }),
    handle(endpoints.createSeal, {
      run: ({ runner, actor, key, body }) =>
        runner.run(actor, {
          name: endpoints.createSeal.id,
          key,
          input: body,
          run: (work) => addSeal(work, { ...body, from: day(body.from) }),
        }),
    }),
  ];
}
