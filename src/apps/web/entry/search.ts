import { search as find } from '#kernel/search/endpoints.ts';
import { callWith } from '#kernel/ui/api/call.ts';
import type { Search } from '#kernel/ui/shell/search-dialog.tsx';

/** Hits of all kinds that the reader may open, by kind. */
export const search: Search = async (text, signal) => {
  const { groups } = await callWith(find, { signal }, { query: { q: text, limit: 8 } });
  return groups.flatMap((group) =>
    group.hits.map((hit) => ({ group: group.label, title: hit.title, note: hit.note, to: hit.link })),
  );
};
