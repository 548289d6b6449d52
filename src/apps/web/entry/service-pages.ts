import type { Permission } from '#kernel/identity/permission.ts';
import type { MenuEntry, PageRoute, ServicePages } from '#kernel/ui/shell/pages.ts';

/**
 * Pages are found where they live: `pages/index.ts` of each service and of kernel parts with screens. Only their lists are in the first
 * load; the pages themselves come when they are opened.
 */
const found = import.meta.glob<{ default: ServicePages }>(
  ['../../../services/*/pages/index.ts', '../../../kernel/*/pages/index.ts'],
  { eager: true },
);

const all: readonly ServicePages[] = Object.keys(found)
  .sort()
  .flatMap((path) => found[path]?.default ?? []);

export const menuEntries: readonly MenuEntry[] = all.flatMap((pages) => pages.menu);
export const pageRoutes: readonly PageRoute[] = all.flatMap((pages) => pages.routes);

/** What a page asks for: its own word, or that of the menu entry that leads to it; none: open to all. A hint, the server decides. */
export function needsOf(path: string): Permission | undefined {
  return (
    pageRoutes.find((page) => page.path === path)?.needs ?? menuEntries.find((entry) => entry.path === path)?.needs
  );
}
