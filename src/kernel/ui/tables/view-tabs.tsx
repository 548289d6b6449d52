import { Button, Input, Popover } from 'antd';
import { useState } from 'react';
import { Link, useLocation } from 'react-router';
import type { Text } from '#kernel/text.ts';
import { Icon } from '#kernel/ui/look/icon.tsx';
import { useText } from '#kernel/ui/look/language.ts';
import { type OwnView, readOwn, writeOwn } from './own-views.ts';
import type { ListState } from './use-list.ts';

/** A view set by the office or the service: 待我, 在外, 逾期. `key` goes to the endpoint as `view`; null is all. */
export interface ListView {
  readonly key: string | null;
  readonly label: Text;
  readonly count?: number;
}

/** Tabs of a list: those given, and those that this person kept on this device. */
export function ViewTabs({
  views,
  list,
  storageKey: key,
}: {
  readonly views: readonly ListView[];
  readonly list: ListState;
  readonly storageKey?: string;
}) {
  const t = useText();
  const { pathname, search } = useLocation();
  const [own, setOwn] = useState<readonly OwnView[]>(() => (key ? readOwn(key) : []));
  const [naming, setNaming] = useState(false);
  const [name, setName] = useState('');
  const keep = (next: readonly OwnView[]) => {
    setOwn(next);
    if (key) writeOwn(key, next);
  };
  const add = () => {
    if (name.trim() === '') return;
    keep([...own.filter((one) => one.name !== name.trim()), { name: name.trim(), search }]);
    setNaming(false);
    setName('');
  };
  return (
    <nav className="views screen-only" aria-label={t({ zh: '视图', en: 'Views' })}>
      {views.map((view) => {
        const current = list.view === view.key && !own.some((one) => one.search === search);
        return (
          <Link
            key={view.key ?? 'all'}
            to={list.addressOf({ view: view.key })}
            {...(current ? { 'aria-current': 'page' as const } : {})}
          >
            {t(view.label)}
            {view.count !== undefined && <span className="figures"> {view.count}</span>}
          </Link>
        );
      })}
      {own.map((view) => (
        <span key={view.name} className="own-view">
          <Link
            to={`${pathname}${view.search}`}
            {...(view.search === search ? { 'aria-current': 'page' as const } : {})}
          >
            {view.name}
          </Link>
          <button
            type="button"
            className="icon-button"
            aria-label={t({ zh: `删去视图“${view.name}”`, en: `Remove the view "${view.name}"` })}
            onClick={() => keep(own.filter((one) => one !== view))}
          >
            <Icon name="close" />
          </button>
        </span>
      ))}
      {key && search !== '' && (
        <Popover
          trigger="click"
          open={naming}
          onOpenChange={setNaming}
          content={
            <div className="row">
              <Input
                aria-label={t({ zh: '视图名称', en: 'Name of the view' })}
                value={name}
                maxLength={20}
                onChange={(event) => setName(event.target.value)}
                onPressEnter={add}
              />
              <Button type="primary" onClick={add}>
                {t({ zh: '保存视图', en: 'Keep the view' })}
              </Button>
            </div>
          }
        >
          <button type="button" className="link">
            {t({ zh: '保存当前条件', en: 'Keep these conditions' })}
          </button>
        </Popover>
      )}
    </nav>
  );
}
