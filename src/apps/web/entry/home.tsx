import { Link } from 'react-router';
import { useText } from '#kernel/ui/look/language.ts';
import { Page } from '#kernel/ui/parts/page.tsx';
import { Empty } from '#kernel/ui/parts/page-states.tsx';
import { menuGroups } from '#kernel/ui/shell/pages.ts';
import { useMayOpen } from '#kernel/ui/shell/session.tsx';
import { menuEntries } from './service-pages.ts';

/** Stands at /desk where no part of the installation brings a to-do list: the pages that this person may open. */
export default function Home() {
  const t = useText();
  const mayOpen = useMayOpen();
  const open = menuEntries.filter((entry) => mayOpen(entry.needs));
  return (
    <Page title={{ zh: '首页', en: 'Home' }}>
      {open.length === 0 ? (
        <Empty why={{ zh: '您的岗位还没有可以办理的事项。', en: 'Your post has nothing to work on yet.' }}>
          <p>
            {t({
              zh: '请联系本单位安全管理员分配岗位。',
              en: 'Ask the security administrator of your unit for a post.',
            })}
          </p>
        </Empty>
      ) : (
        <ul className="stack">
          {open.map((entry) => (
            <li key={entry.path}>
              <Link to={entry.path}>{t(entry.label)}</Link> <span className="quiet">{t(menuGroups[entry.group])}</span>
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}
