import type { ComponentType } from 'react';
import type { Permission } from '#kernel/identity/permission.ts';
import type { Text } from '#kernel/text.ts';
import type { AnyEndpoint } from '#kernel/ui/api/request.ts';

/** The five groups of the left menu, in this order for everybody. */
export const menuGroups = {
  mine: { zh: '我的', en: 'Mine' },
  work: { zh: '业务', en: 'Services' },
  registers: { zh: '台账', en: 'Registers' },
  figures: { zh: '统计', en: 'Figures' },
  settings: { zh: '设置', en: 'Settings' },
} as const satisfies Record<string, Text>;

export type MenuGroup = keyof typeof menuGroups;

export interface MenuEntry {
  readonly group: MenuGroup;
  /** A noun. */
  readonly label: Text;
  /** Absolute: `/desk/official-travel`. */
  readonly path: string;
  /** Place within the group, ascending; the order is the same for all. */
  readonly order: number;
  /** Hint only: the entry is hidden from who could not open it. The server decides. */
  readonly needs?: Permission;
  /** A number beside the word, only if it is work: an endpoint that answers `{ count }`. */
  readonly count?: AnyEndpoint;
}

export interface PageRoute {
  /** Absolute, with `:name` places: `/desk/official-travel/:id`. */
  readonly path: string;
  /** Loaded when first opened: `() => import('./list.tsx')`; the page is the default export. */
  readonly load: () => Promise<{ readonly default: ComponentType }>;
  readonly needs?: Permission;
  /** Without menu and top bar: phone pages, sheets for print. */
  readonly bare?: boolean;
}

/** What one service shows on the desk: the default export of its `pages/index.ts`. */
export interface ServicePages {
  /** Its folder. */
  readonly service: string;
  readonly menu: readonly MenuEntry[];
  readonly routes: readonly PageRoute[];
}
