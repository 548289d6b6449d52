import { type Call, type Handler, handle } from '#kernel/http/handler.ts';
import { askRecovery, recoverFactor, recoverPassword } from './own-recovery.ts';
import { beginRecovery, endRecovery, releaseRecovery } from './recovery.ts';
import * as endpoints from './recovery-endpoints.ts';
import { readRecoveries } from './recovery-read.ts';
import type { IdentityParts } from './sign-in.ts';

const originOf = (call: Pick<Call, 'address' | 'agent'>) => ({ address: call.address, agent: call.agent });

export function recoveryHandlers(parts: IdentityParts): readonly Handler[] {
  return [
    handle(endpoints.askRecovery, {
      run: async (call) => {
        await askRecovery(parts, call.body, originOf(call));
        return undefined;
      },
    }),
    handle(endpoints.recoverPassword, {
      run: async (call) => {
        await recoverPassword(parts, call.body, originOf(call));
        return undefined;
      },
    }),
    handle(endpoints.recoverFactor, {
      run: async (call) => {
        await recoverFactor(parts, call.body, originOf(call));
        return undefined;
      },
    }),
    handle(endpoints.listRecoveries, {
      run: async ({ database, actor, now }) => ({
        recoveries: await database.read(actor.officeId, (queries) => readRecoveries(queries, actor, now)),
      }),
    }),
    handle(endpoints.beginRecovery, {
      run: ({ runner, actor, key, body }) =>
        runner.run(actor, {
          name: endpoints.beginRecovery.id,
          key,
          input: body,
          object: `account:${body.accountId}`,
          run: (work) => beginRecovery(work, body),
        }),
    }),
    handle(endpoints.releaseRecovery, {
      run: ({ runner, actor, key, params, body }) =>
        releaseRecovery(runner, actor, key, { id: params.id, how: body.how }),
    }),
    handle(endpoints.endRecovery, {
      run: async ({ runner, actor, key, params, body }) => {
        await runner.run(actor, {
          name: endpoints.endRecovery.id,
          key,
          input: { params, body },
          object: `recovery:${params.id}`,
          run: (work) => endRecovery(work, params.id, body.reason),
        });
        return undefined;
      },
    }),
  ];
}
