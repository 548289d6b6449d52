import { dayInBeijing } from '#kernel/calendar/day.ts';
import { type Handler, handle } from '#kernel/http/handler.ts';
import type { Kernel } from '#kernel/http/kernel.ts';
import { may } from '#kernel/identity/may.ts';
import { listRules, setRule, tryRule } from './endpoints.ts';
import { layDownRule, rulesOn, tryRuleOut } from './keep-rules.ts';

/** Endpoint → use case; nothing else. */
export function officeRuleHandlers({ crypto }: Kernel): readonly Handler[] {
  return [
    handle(listRules, {
      run: ({ database, actor, query, now }) =>
        database.read(actor.officeId, async (queries) => ({
          rules: await rulesOn(queries, actor.officeId, query.day ?? dayInBeijing(now)),
          mayChange: may(actor, setRule.permission).allowed,
          mayTry: may(actor, tryRule.permission).allowed,
        })),
    }),
    handle(setRule, {
      run: async ({ runner, actor, key, params, body }) => {
        await runner.run(actor, {
          name: setRule.id,
          key,
          input: { params, body },
          object: `rule:${params.rule}`,
          run: (work) => layDownRule(work, params.rule, body),
        });
        return undefined;
      },
    }),
    handle(tryRule, {
      run: ({ database, actor, params, body, now }) =>
        database.read(actor.officeId, async (queries) => {
          const trial = await tryRuleOut(queries, { crypto }, actor, params.rule, body.value, now);
          return { ...trial, changed: [...trial.changed] };
        }),
    }),
  ];
}
