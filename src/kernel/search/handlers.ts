import type { CaseKinds } from '#kernel/desk/case-kinds.ts';
import { type Handler, handle } from '#kernel/http/handler.ts';
import { search } from './endpoints.ts';
import { findEntries, type SearchKind } from './find.ts';

export function searchHandlers(cases: CaseKinds, kinds: readonly SearchKind[]): readonly Handler[] {
  return [
    handle(search, {
      run: async ({ database, actor, query }) => ({
        groups: (
          await database.read(actor.officeId, (queries) => findEntries(queries, actor, { cases, kinds }, query))
        ).map((group) => ({ ...group })),
      }),
    }),
  ];
}
