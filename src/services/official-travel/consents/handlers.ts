import type { Work } from '#kernel/commands/command.ts';
import { type Call, type Handler, handle } from '#kernel/http/handler.ts';
import type { Kernel } from '#kernel/http/kernel.ts';
import { answerSender, askSender, readAsked, readConsents, registerPaper, withdrawConsultation } from './consent.ts';
import * as endpoints from './endpoints.ts';

const command = <Answer>(
  { runner, actor, key, params, body, version }: Call,
  name: string,
  run: (work: Work) => Promise<Answer>,
): Promise<Answer> => runner.run(actor, { name, key, input: { params, body, version }, run });

/** Endpoint → use case; nothing else. */
export function consentHandlers(_kernel: Kernel): readonly Handler[] {
  return [
    handle(endpoints.consentsOfMission, {
      filtered: true,
      object: ({ params }) => `mission:${params.id}`,
      run: ({ database, actor, params, now }) =>
        database.read(actor.officeId, (queries) => readConsents(queries, actor, params.id, now)),
    }),
    handle(endpoints.consentsAsked, {
      filtered: true,
      run: ({ database, actor, query, now }) =>
        database.read(actor.officeId, (queries) => readAsked(queries, actor, query.state, now)),
    }),
    handle(endpoints.askConsent, {
      filtered: true,
      run: (call) => command(call, endpoints.askConsent.id, (work) => askSender(work, call.params.id, call.body)),
    }),
    handle(endpoints.answerConsent, {
      filtered: true,
      run: (call) =>
        command(call, endpoints.answerConsent.id, (work) =>
          answerSender(work, { id: call.params.id, expectedVersion: call.version ?? 0, answer: call.body }),
        ),
    }),
    handle(endpoints.registerConsentPaper, {
      filtered: true,
      run: (call) =>
        command(call, endpoints.registerConsentPaper.id, (work) =>
          registerPaper(work, { id: call.params.id, expectedVersion: call.version ?? 0, paper: call.body }),
        ),
    }),
    handle(endpoints.withdrawConsent, {
      filtered: true,
      run: (call) =>
        command(call, endpoints.withdrawConsent.id, (work) =>
          withdrawConsultation(work, { id: call.params.id, expectedVersion: call.version ?? 0 }),
        ),
    }),
  ];
}
