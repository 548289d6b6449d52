import type { Work } from '#kernel/commands/command.ts';
import type { Crypto } from '#kernel/crypto/crypto.ts';
import type { CaseKinds } from '#kernel/desk/case-kinds.ts';
import { type Call, type Handler, handle } from '#kernel/http/handler.ts';
import { findPersons } from '#kernel/parties/persons.ts';
import { erasePerson } from './erase.ts';
import { gatherHeld, type HeldSource } from './held.ts';
import * as endpoints from './request-endpoints.ts';
import { correctName, endRequest, personOfRequest, receiveRequest, requestsOf } from './requests.ts';

export function requestHandlers(crypto: Crypto, sources: readonly HeldSource[], kinds: CaseKinds): readonly Handler[] {
  const packOf = async ({ database, actor, now }: Pick<Call, 'database' | 'actor' | 'now'>, requestId: string | null) =>
    database.read(actor.officeId, async (queries) => {
      const { officeId } = actor;
      const personId = requestId === null ? actor.personId : await personOfRequest(queries, officeId, requestId);
      const parts = await gatherHeld(sources, { queries, crypto, officeId, personId, kinds });
      const copied = parts.map(({ records, ...part }) => ({
        ...part,
        records: records.map(({ title, fields }) => ({ title, fields: [...fields] })),
      }));
      return { format: 'honglu-personal-data/1' as const, personId, madeAt: now.toISOString(), parts: copied };
    });
  const command = <T>(
    name: string,
    { runner, actor, key, params, body }: Pick<Call, 'runner' | 'actor' | 'key' | 'params' | 'body'>,
    run: (work: Work) => Promise<T>,
  ) => runner.run(actor, { name, key, input: { params, body }, run });
  return [
    handle(endpoints.listRequests, {
      run: async ({ database, actor }) => {
        const rows = await database.read(actor.officeId, (queries) => requestsOf(queries, actor.officeId));
        return {
          requests: rows.map((row) => ({
            id: row.id,
            kind: row.kind,
            personId: row.person_id,
            person: row.person,
            identityChecked: row.identity_checked,
            receivedAt: row.received_at.toISOString(),
            dueOn: row.due_on,
            state: row.state,
            answeredAt: row.answered_at?.toISOString() ?? null,
            words: row.words,
          })),
        };
      },
    }),
    handle(endpoints.findPersons, {
      run: async ({ database, actor, query }) => {
        const found = await database.read(actor.officeId, (queries) =>
          findPersons(queries, actor.officeId, query.name),
        );
        return { persons: found.map((person) => ({ ...person, units: [...person.units] })) };
      },
    }),
    handle(endpoints.createRequest, {
      run: (call) => command(endpoints.createRequest.id, call, (work) => receiveRequest(work, call.body)),
    }),
    handle(endpoints.readPack, {
      object: ({ params }) => `privacy-request:${params.id}`,
      run: (call) => packOf(call, call.params.id),
    }),
    handle(endpoints.correctPerson, {
      run: async (call) => {
        await command(endpoints.correctPerson.id, call, (work) => correctName(work, call.params.id, call.body));
        return undefined;
      },
    }),
    handle(endpoints.erase, {
      run: async (call) => {
        await command(endpoints.erase.id, call, (work) => erasePerson(work, crypto, sources, call.params.id));
        return undefined;
      },
    }),
    handle(endpoints.answerRequest, {
      run: async (call) => {
        await command(endpoints.answerRequest.id, call, (work) => endRequest(work, call.params.id, call.body));
        return undefined;
      },
    }),
    handle(endpoints.readOwnPack, {
      object: ({ actor }) => `account:${actor.accountId}`,
      run: (call) => packOf(call, null),
    }),
  ];
}
