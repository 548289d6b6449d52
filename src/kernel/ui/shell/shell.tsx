import { Drawer, Dropdown } from 'antd';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Link, NavLink, useLocation, useNavigate } from 'react-router';
import type { Text } from '#kernel/text.ts';
import { useLostAt } from '#kernel/ui/api/connection.ts';
import { beijing } from '#kernel/ui/look/dates.ts';
import { Icon } from '#kernel/ui/look/icon.tsx';
import { useText } from '#kernel/ui/look/language.ts';
import { useLooks } from '#kernel/ui/look/look.tsx';
import { useNow } from '#kernel/ui/look/now.ts';
import { KeysDialog } from './keys-dialog.tsx';
import { LanguageSwitch, TextSizeButton } from './look-switches.tsx';
import { Menu, TopCounts } from './menu.tsx';
import { type MenuEntry, menuGroups } from './pages.ts';
import { type Search, SearchDialog } from './search-dialog.tsx';
import { useEndingSoon, useMe } from './session.tsx';

export interface ShellProps {
  readonly entries: readonly MenuEntry[];
  readonly search: Search;
  readonly onSignOut: () => void;
  /** Keeps the session: any request does. */
  readonly onStay: () => void;
  /** Invented data: an office for demonstration. */
  readonly demonstration: boolean;
  /** Telephone of the technical support, as the office set it. */
  readonly support?: string;
  readonly version: string;
  readonly children: ReactNode;
}

/** Menu, top bar, strips, footer, landmarks; a drawer and a bar at the thumb where it is narrow. */
export function Shell(props: ShellProps) {
  const t = useText();
  const { narrow } = useLooks();
  const { pathname } = useLocation();
  const [menuOpen, setMenuOpen] = useState(false);
  const [searching, setSearching] = useState(false);
  const [keysOpen, setKeysOpen] = useState(false);
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);
  const go = useNavigate();

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !event.ctrlKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      setSearching(true);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page takes the focus, so that readers begin at its head
  useEffect(() => {
    if (!first.current) main.current?.focus({ preventScroll: true });
    first.current = false;
  }, [pathname]);

  const pages = props.entries.map((entry) => ({
    group: menuGroups[entry.group],
    title: t(entry.label),
    to: entry.path,
  }));
  return (
    <div className="shell">
      <a className="skip-link" href="#main">
        {t({ zh: '跳到正文', en: 'Skip to the content' })}
      </a>
      <Strips demonstration={props.demonstration} onStay={props.onStay} />
      <header className="shell-top">
        {narrow && (
          <button type="button" className="top-button" aria-expanded={menuOpen} onClick={() => setMenuOpen(true)}>
            <Icon name="menu" size={20} />
            <span className="for-readers">{t({ zh: '菜单', en: 'Menu' })}</span>
          </button>
        )}
        <Link className="brand" to="/desk">
          <span lang="zh-CN">鸿胪</span>
        </Link>
        {!narrow && <Posts />}
        <button
          type="button"
          className="search-button"
          aria-keyshortcuts="Control+K"
          onClick={() => setSearching(true)}
        >
          <Icon name="search" />
          <span>
            {narrow
              ? t({ zh: '搜索', en: 'Search' })
              : t({ zh: '搜索编号、姓名、文号、国家（地区）', en: 'Search number, name, document, country (region)' })}
          </span>
          {!narrow && <kbd>Ctrl+K</kbd>}
        </button>
        {!narrow && (
          <>
            <TopCounts entries={props.entries} />
            <TextSizeButton />
            <LanguageSwitch />
            <button type="button" className="top-button" onClick={() => setKeysOpen(true)}>
              <Icon name="help" />
              {t({ zh: '帮助', en: 'Help' })}
            </button>
          </>
        )}
        <Account onSignOut={props.onSignOut} onHelp={() => setKeysOpen(true)} onAccount={() => go('/desk/account')} />
      </header>
      <div className="shell-body">
        {!narrow && (
          <div className="shell-menu">
            <Menu entries={props.entries} />
          </div>
        )}
        <main id="main" ref={main} tabIndex={-1} className="shell-page">
          {props.children}
        </main>
      </div>
      <Foot
        demonstration={props.demonstration}
        version={props.version}
        {...(props.support ? { support: props.support } : {})}
      />
      {narrow && <BottomBar onSearch={() => setSearching(true)} onMenu={() => setMenuOpen(true)} />}
      <Drawer
        open={menuOpen && narrow}
        placement="left"
        size={300}
        title={t({ zh: '菜单', en: 'Menu' })}
        onClose={() => setMenuOpen(false)}
      >
        <Posts />
        <Menu entries={props.entries} onGo={() => setMenuOpen(false)} />
        <div className="row">
          <TextSizeButton />
          <LanguageSwitch />
        </div>
      </Drawer>
      <SearchDialog open={searching} search={props.search} pages={pages} onClose={() => setSearching(false)} />
      <KeysDialog open={keysOpen} onClose={() => setKeysOpen(false)} />
    </div>
  );
}

/** In which posts one works; several stand in a list. */
function Posts() {
  const t = useText();
  const me = useMe();
  const name = (post: (typeof me.posts)[number]): string =>
    `${t({ zh: post.unitName, en: post.unitNameEnglish })} · ${post.title}`;
  const [first, ...others] = me.posts;
  if (!first) return <span className="posts quiet">{t({ zh: me.officeName, en: me.officeNameEnglish })}</span>;
  if (others.length === 0) return <span className="posts">{name(first)}</span>;
  return (
    <details className="posts">
      <summary>
        {name(first)}{' '}
        <span className="quiet">{t({ zh: `等 ${me.posts.length} 岗`, en: `and ${others.length} more` })}</span>
      </summary>
      <ul>
        {me.posts.map((post) => (
          <li key={post.id}>{name(post)}</li>
        ))}
        {me.actsFor.map((person) => (
          <li key={person.personId}>{t({ zh: `代理 ${person.name}`, en: `Acting for ${person.name}` })}</li>
        ))}
      </ul>
    </details>
  );
}

function Account({
  onSignOut,
  onHelp,
  onAccount,
}: {
  readonly onSignOut: () => void;
  readonly onHelp: () => void;
  readonly onAccount: () => void;
}) {
  const t = useText();
  const { name } = useMe();
  const acts: Readonly<Record<string, () => void>> = { account: onAccount, help: onHelp, out: onSignOut };
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        onClick: ({ key }) => acts[key]?.(),
        items: [
          { key: 'account', label: t({ zh: '我的账号', en: 'My account' }) },
          { key: 'help', label: t({ zh: '帮助和按键', en: 'Help and keys' }) },
          { key: 'out', label: t({ zh: '退出登录', en: 'Sign out' }) },
        ],
      }}
    >
      <button type="button" className="top-button">
        <Icon name="person" />
        {name}
        <Icon name="chevronDown" />
      </button>
    </Dropdown>
  );
}

/** Lines over the page: demonstration, no network, session about to end. In words, never colour alone. */
function Strips({ demonstration, onStay }: { readonly demonstration: boolean; readonly onStay: () => void }) {
  const t = useText();
  const lostAt = useLostAt();
  const ending = useEndingSoon();
  return (
    <aside aria-label={t({ zh: '提示', en: 'Notices' })}>
      {demonstration && (
        <p className="shell-strip strip-demonstration">
          {t({
            zh: '演示数据：人物和事项均为虚构，文书为样张，不具效力',
            en: 'Demonstration: people and matters are invented; documents are specimens without effect',
          })}
        </p>
      )}
      <div aria-live="polite">
        {lostAt && (
          <p className="shell-strip bar-soon">
            <Icon name="offline" />
            {t({
              zh: `${beijing(lostAt).time} 起没有网络。已打开的内容可以看，填写的内容暂存在本机，恢复后自动保存。`,
              en: `No network since ${beijing(lostAt).time}. What is open can be read; what you fill in is kept on this device and saved when it returns.`,
            })}
          </p>
        )}
        {ending && (
          <p className="shell-strip bar-soon">
            <Icon name="clock" />
            {t({
              zh: '5 分钟内将退出登录，已填内容都已保存。',
              en: 'You will be signed out within 5 minutes; everything is saved.',
            })}
            <button type="button" className="link" onClick={onStay}>
              {t({ zh: '继续办理', en: 'Stay' })}
            </button>
          </p>
        )}
      </div>
    </aside>
  );
}

function Foot({
  demonstration,
  support,
  version,
}: {
  readonly demonstration: boolean;
  readonly support?: string;
  readonly version: string;
}) {
  const t = useText();
  const time = beijing(useNow()).time;
  const parts: readonly Text[] = [
    { zh: '本系统不处理国家秘密', en: 'No state secrets in this system' },
    ...(demonstration ? [{ zh: '演示数据', en: 'Demonstration data' }] : []),
    { zh: `北京时间 ${time}`, en: `Beijing time ${time}` },
    ...(support ? [{ zh: `技术支持 ${support}`, en: `Support ${support}` }] : []),
    { zh: `版本 ${version}`, en: `Version ${version}` },
  ];
  return (
    <footer className="shell-foot">
      {parts.map((part) => (
        <span key={part.en}>{t(part)}</span>
      ))}
    </footer>
  );
}

function BottomBar({ onSearch, onMenu }: { readonly onSearch: () => void; readonly onMenu: () => void }) {
  const t = useText();
  return (
    <nav className="bottom-bar" aria-label={t({ zh: '常用', en: 'Quick' })}>
      <NavLink to="/desk" end>
        <Icon name="inbox" size={20} />
        {t({ zh: '待办', en: 'To do' })}
      </NavLink>
      <button type="button" onClick={onSearch}>
        <Icon name="search" size={20} />
        {t({ zh: '搜索', en: 'Search' })}
      </button>
      <button type="button" onClick={onMenu}>
        <Icon name="menu" size={20} />
        {t({ zh: '业务', en: 'Services' })}
      </button>
      <NavLink to="/desk/account">
        <Icon name="person" size={20} />
        {t({ zh: '我的', en: 'Me' })}
      </NavLink>
    </nav>
  );
}
