import { useState } from 'react';
import { NavLink, useLocation } from 'react-router';
import { useRead } from '#kernel/ui/api/hooks.ts';
import { Icon } from '#kernel/ui/look/icon.tsx';
import { useText } from '#kernel/ui/look/language.ts';
import { type MenuEntry, type MenuGroup, menuGroups } from './pages.ts';
import { useMayOpen } from './session.tsx';

/** Entries seen at once in a group; the rest stands behind 更多. */
const shownAtOnce: Readonly<Record<MenuGroup, number>> = { mine: 6, work: 9, registers: 4, figures: 4, settings: 3 };

const groupOrder = Object.keys(menuGroups) as readonly MenuGroup[];

/** Two levels, the order fixed for all, only what this person may open. */
export function Menu({ entries, onGo }: { readonly entries: readonly MenuEntry[]; readonly onGo?: () => void }) {
  const t = useText();
  const mayOpen = useMayOpen();
  const open = entries.filter((entry) => mayOpen(entry.needs)).sort((a, b) => a.order - b.order);
  return (
    <nav className="menu" aria-label={t({ zh: '主菜单', en: 'Main menu' })}>
      {groupOrder.map((group) => {
        const own = open.filter((entry) => entry.group === group);
        return own.length > 0 && <Group key={group} group={group} entries={own} {...(onGo ? { onGo } : {})} />;
      })}
    </nav>
  );
}

function Group({
  group,
  entries,
  onGo,
}: {
  readonly group: MenuGroup;
  readonly entries: readonly MenuEntry[];
  readonly onGo?: () => void;
}) {
  const t = useText();
  const { pathname } = useLocation();
  const [all, setAll] = useState(false);
  const limit = shownAtOnce[group];
  const hidesCurrent = entries.slice(limit).some((entry) => `${pathname}/`.startsWith(`${entry.path}/`));
  const shown = all || hidesCurrent || entries.length <= limit + 1 ? entries : entries.slice(0, limit);
  return (
    <div className="menu-group">
      <h2>{t(menuGroups[group])}</h2>
      <ul>
        {shown.map((entry) => (
          <li key={entry.path}>
            <NavLink to={entry.path} end={entry.path === '/desk'} {...(onGo ? { onClick: onGo } : {})}>
              {t(entry.label)}
              {entry.count && <Count entry={entry} />}
            </NavLink>
          </li>
        ))}
        {shown.length < entries.length && (
          <li>
            <button type="button" aria-expanded={false} onClick={() => setAll(true)}>
              {t({ zh: `更多 ${entries.length - shown.length}`, en: `${entries.length - shown.length} more` })}
              <Icon name="chevronDown" />
            </button>
          </li>
        )}
      </ul>
    </div>
  );
}

/** What is the reader's own and counted, in the top bar: 待办 7, 消息 3. The same query as in the menu, so the same number. */
export function TopCounts({ entries }: { readonly entries: readonly MenuEntry[] }) {
  const t = useText();
  const mayOpen = useMayOpen();
  const counted = entries.filter((entry) => entry.group === 'mine' && entry.count && mayOpen(entry.needs));
  return counted
    .sort((a, b) => a.order - b.order)
    .map((entry) => (
      <NavLink key={entry.path} className="top-button" to={entry.path} end>
        {t(entry.label)}
        <Count entry={entry} />
      </NavLink>
    ));
}

/** The number of an endpoint that answers `{ count }`; nothing while it is not known. */
function Count({ entry }: { readonly entry: MenuEntry & { readonly count?: NonNullable<MenuEntry['count']> } }) {
  const answer = useRead(entry.count as NonNullable<MenuEntry['count']>);
  const data: unknown = answer.data;
  const count = typeof data === 'object' && data !== null && 'count' in data ? Number(data.count) : 0;
  return count > 0 ? <span className="menu-count figures">{count}</span> : null;
}
