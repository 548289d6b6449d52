import type { Search } from '#kernel/ui/shell/search-dialog.tsx';

/** Pages of the menu are searched by the dialog itself; records answer here. */
export const search: Search = async () => [];
