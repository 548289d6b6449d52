import { dayInBeijing } from '#kernel/calendar/day.ts';
import type { Work } from '#kernel/commands/command.ts';
import { type Call, type Handler, handle } from '#kernel/http/handler.ts';
import { resumeAccount, suspendAccount } from './account-care.ts';
import { delegate, endDelegation, readDelegations } from './delegations.ts';
import { addUnit, endPost, grantPost, openAccount } from './registry.ts';
import * as endpoints from './registry-endpoints.ts';
import { readAccounts, readUnits } from './registry-read.ts';
import type { IdentityParts } from './sign-in.ts';

export function registryHandlers({ sessions }: IdentityParts): readonly Handler[] {
  /** A command of the endpoint's name; rights that it changes hold on this node at once. */
  const command = async <T>(
    id: string,
    call: Pick<Call, 'actor' | 'runner' | 'key' | 'params' | 'body'>,
    run: (work: Work) => Promise<T>,
  ) => {
    const { actor, runner, key, params, body } = call;
    const answer = await runner.run(actor, { name: id, key, input: { params, body }, run });
    sessions.forget();
    return answer;
  };
  return [
    handle(endpoints.listUnits, {
      run: async ({ database, actor }) => ({
        units: await database.read(actor.officeId, (queries) => readUnits(queries, actor.officeId)),
      }),
    }),
    handle(endpoints.createUnit, {
      run: (call) => command(endpoints.createUnit.id, call, (work) => addUnit(work, call.body)),
    }),
    handle(endpoints.listAccounts, {
      run: async ({ database, actor, now }) => ({
        accounts: await database.read(actor.officeId, (queries) =>
          readAccounts(queries, actor.officeId, dayInBeijing(now)),
        ),
      }),
    }),
    handle(endpoints.createAccount, {
      run: (call) => openAccount(call.runner, call.actor, call.key, call.body),
    }),
    handle(endpoints.suspendAccount, {
      run: async (call) => {
        await command(endpoints.suspendAccount.id, call, (work) =>
          suspendAccount(work, call.params.id, call.body.reason),
        );
        return undefined;
      },
    }),
    handle(endpoints.resumeAccount, {
      run: async (call) => {
        await command(endpoints.resumeAccount.id, call, (work) => resumeAccount(work, call.params.id));
        return undefined;
      },
    }),
    handle(endpoints.createPost, {
      run: (call) => command(endpoints.createPost.id, call, (work) => grantPost(work, call.body)),
    }),
    handle(endpoints.removePost, {
      run: async (call) => {
        await command(endpoints.removePost.id, call, (work) => endPost(work, call.params.id, call.body.reason));
        return undefined;
      },
    }),
    handle(endpoints.listDelegations, {
      run: async ({ database, actor, now }) => ({
        delegations: await database.read(actor.officeId, (queries) =>
          readDelegations(queries, actor, dayInBeijing(now), 'own'),
        ),
      }),
    }),
    handle(endpoints.listAllDelegations, {
      run: async ({ database, actor, now }) => ({
        delegations: await database.read(actor.officeId, (queries) =>
          readDelegations(queries, actor, dayInBeijing(now), 'all'),
        ),
      }),
    }),
    handle(endpoints.createDelegation, {
      run: (call) => command(endpoints.createDelegation.id, call, (work) => delegate(work, call.body)),
    }),
    handle(endpoints.removeDelegation, {
      run: async (call) => {
        await command(endpoints.removeDelegation.id, call, (work) => endDelegation(work, call.params.id));
        return undefined;
      },
    }),
  ];
}
