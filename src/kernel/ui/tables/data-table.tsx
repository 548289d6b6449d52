import type { UseQueryResult } from '@tanstack/react-query';
import { Button } from 'antd';
import { type ReactNode, useEffect, useRef } from 'react';
import { Link } from 'react-router';
import type { Text } from '#kernel/text.ts';
import type { ProblemError } from '#kernel/ui/api/problem-error.ts';
import { writeNumber } from '#kernel/ui/look/dates.ts';
import { Icon } from '#kernel/ui/look/icon.tsx';
import { useText } from '#kernel/ui/look/language.ts';
import { useLooks } from '#kernel/ui/look/look.tsx';
import { usePreferences } from '#kernel/ui/look/preferences.ts';
import { Answered } from '#kernel/ui/parts/answered.tsx';
import { Empty } from '#kernel/ui/parts/page-states.tsx';
import { ScrollFrame } from '#kernel/ui/parts/scroll-frame.tsx';
import { FilterBar } from './filter-bar.tsx';
import { type ListFilter, nextSort } from './list-address.ts';
import type { ListState } from './use-list.ts';
import { type ListView, ViewTabs } from './view-tabs.tsx';

/** The answer of every list endpoint. Totals are exact to 1,000. */
export interface ListAnswer<Row> {
  readonly rows: readonly Row[];
  readonly next: string | null;
  readonly total: ListTotal;
}

/** `more` or `exact: false`: there are more than the 1,000 that were counted. */
export interface ListTotal {
  readonly count: number;
  readonly more?: boolean;
  readonly exact?: boolean;
}

const hasMore = (total: ListTotal): boolean => total.more === true || total.exact === false;

export interface Column<Row> {
  readonly key: string;
  readonly title: Text;
  readonly cell: (row: Row) => ReactNode;
  /** Numbers stand at the right. */
  readonly right?: boolean;
  /** Name of the order that the head asks for. */
  readonly sort?: string;
  /** Numbers and dates stay in one line. */
  readonly nowrap?: boolean;
  /** Not on the card of the phone. */
  readonly deskOnly?: boolean;
}

export interface DataTableProps<Row> {
  /** What the rows are: 因公出国（境）办件. */
  readonly caption: Text;
  readonly read: UseQueryResult<ListAnswer<Row>, ProblemError>;
  /** The first column names the row and is its link. At most nine. */
  readonly columns: readonly Column<Row>[];
  readonly rowKey: (row: Row) => string;
  readonly rowTo: (row: Row) => string;
  readonly list: ListState;
  readonly filters?: readonly ListFilter[];
  readonly views?: readonly ListView[];
  /** Names the list, for views kept by this person: `official-travel.missions`. */
  readonly viewsKey?: string;
  /** Nothing at all, without conditions: why, and what to do. */
  readonly empty: Text;
  readonly emptyActs?: ReactNode;
  /** The exact number where there are more than 1,000. */
  readonly exact?: { readonly count?: number; readonly onAsk: () => void };
  /** What the rows are counted in: 件, 批, 人. */
  readonly unit?: Text;
}

/** A list: views, conditions in the address, a real link per row, counts in words, cards where it is narrow. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, read, list, filters = [], views, viewsKey, unit = { zh: '条', en: 'rows' } } = props;
  const t = useText();
  const { narrow } = useLooks();
  const frame = useRef<HTMLDivElement>(null);
  useRowKeys(frame);
  const total = read.data?.total;
  const count = total ? totalWords(total, props.exact?.count, unit) : null;
  return (
    <div className="data-table" ref={frame}>
      {views && <ViewTabs views={views} list={list} {...(viewsKey ? { storageKey: viewsKey } : {})} />}
      {filters.length > 0 && <FilterBar filters={filters} list={list} count={count ? t(count) : ''} />}
      <Answered of={read} part={caption}>
        {(answer) =>
          answer.rows.length === 0 ? (
            <NoRows {...props} />
          ) : (
            <>
              {narrow ? (
                <Cards {...props} rows={answer.rows} />
              ) : (
                <Rows {...props} rows={answer.rows} stale={read.isPlaceholderData} />
              )}
              <div className="table-foot screen-only">
                <span className="figures">
                  {count && t(count)}
                  {hasMore(answer.total) && props.exact && props.exact.count === undefined && (
                    <button type="button" className="link" onClick={props.exact.onAsk}>
                      {t({ zh: '查准确数', en: 'exact number' })}
                    </button>
                  )}
                </span>
                <Pages list={list} next={answer.next} />
              </div>
            </>
          )
        }
      </Answered>
    </div>
  );
}

function totalWords(total: ListTotal, exact: number | undefined, unit: Text): Text {
  const figure = exact === undefined ? `${writeNumber(total.count)}${hasMore(total) ? '+' : ''}` : writeNumber(exact);
  return { zh: `共 ${figure} ${unit.zh}`, en: `${figure} ${unit.en}` };
}

function Rows<Row>(props: DataTableProps<Row> & { readonly rows: readonly Row[]; readonly stale: boolean }) {
  const { caption, columns, rows, rowKey, rowTo, list, stale } = props;
  const t = useText();
  const direction = (column: Column<Row>) => {
    if (!column.sort) return undefined;
    return list.sort === column.sort ? 'ascending' : list.sort === `-${column.sort}` ? 'descending' : 'none';
  };
  return (
    <ScrollFrame className="table-frame">
      <table className={stale ? 'list-table stale' : 'list-table'} aria-busy={stale}>
        <caption className="for-readers">{t(caption)}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={column.right ? 'right' : ''} aria-sort={direction(column)}>
                {column.sort ? <SortButton column={column} list={list} /> : t(column.title)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map((column, index) =>
                index === 0 ? (
                  <th key={column.key} scope="row" className={column.nowrap ? 'nowrap' : ''}>
                    <Link className="row-link" to={rowTo(row)}>
                      {column.cell(row)}
                    </Link>
                  </th>
                ) : (
                  <td
                    key={column.key}
                    className={`${column.right ? 'right figures' : ''}${column.nowrap ? ' nowrap' : ''}`}
                  >
                    {column.cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollFrame>
  );
}

function SortButton<Row>({ column, list }: { readonly column: Column<Row>; readonly list: ListState }) {
  const t = useText();
  const up = list.sort === column.sort;
  const down = list.sort === `-${column.sort}`;
  const words = up ? t({ zh: '，升序', en: ', ascending' }) : down ? t({ zh: '，降序', en: ', descending' }) : '';
  return (
    <button
      type="button"
      className="sort-button"
      onClick={() => list.set({ sort: nextSort(list.sort, column.sort ?? '') })}
    >
      {t(column.title)}
      <span aria-hidden="true">{up ? ' ▲' : down ? ' ▼' : ' ↕'}</span>
      <span className="for-readers">{words}</span>
    </button>
  );
}

function Cards<Row>({
  caption,
  columns,
  rows,
  rowKey,
  rowTo,
}: DataTableProps<Row> & { readonly rows: readonly Row[] }) {
  const t = useText();
  const [first, ...others] = columns;
  return (
    <ul className="cards" aria-label={t(caption)}>
      {rows.map((row) => (
        <li key={rowKey(row)} className="card">
          <Link className="row-link" to={rowTo(row)}>
            {first?.cell(row)}
          </Link>
          <dl>
            {others
              .filter((column) => !column.deskOnly)
              .map((column) => (
                <div key={column.key}>
                  <dt>{t(column.title)}</dt>
                  <dd>{column.cell(row)}</dd>
                </div>
              ))}
          </dl>
        </li>
      ))}
    </ul>
  );
}

function NoRows<Row>({ list, filters = [], empty, emptyActs }: DataTableProps<Row>) {
  const t = useText();
  const chosen = filters.filter((filter) => filter.name in list.filters);
  const last = chosen.at(-1);
  if (!last) return <Empty why={empty}>{emptyActs}</Empty>;
  return (
    <Empty
      why={{
        zh: `没有符合的。现有 ${chosen.length} 项条件，可先去掉“${last.label.zh}”。`,
        en: `Nothing fits the ${chosen.length} conditions. Try without "${last.label.en}".`,
      }}
    >
      <p className="row">
        <Button onClick={() => list.set({ [last.name]: null })}>
          {t({ zh: `去掉“${last.label.zh}”`, en: `Without "${last.label.en}"` })}
        </Button>
        <Button onClick={list.clear}>{t({ zh: '全部清除', en: 'Clear all' })}</Button>
      </p>
    </Empty>
  );
}

function Pages({ list, next }: { readonly list: ListState; readonly next: string | null }) {
  const t = useText();
  if (!list.back && !next) return null;
  return (
    <nav className="row" aria-label={t({ zh: '翻页', en: 'Pages' })}>
      {list.back && (
        <Button size="small" onClick={list.back}>
          <Icon name="chevronLeft" />
          {t({ zh: '上一页', en: 'Back' })}
        </Button>
      )}
      <span className="figures">{t({ zh: `第 ${list.page} 页`, en: `Page ${list.page}` })}</span>
      {next && (
        <Button size="small" onClick={() => list.next(next)}>
          {t({ zh: '下一页', en: 'Next' })}
          <Icon name="chevronRight" />
        </Button>
      )}
    </nav>
  );
}

/** J and K go from row to row, / to the filter; only when switched on, never while typing. */
function useRowKeys(frame: React.RefObject<HTMLDivElement | null>): void {
  const { singleKeys } = usePreferences();
  useEffect(() => {
    if (!singleKeys) return;
    const onKey = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (
        event.isComposing ||
        event.ctrlKey ||
        event.altKey ||
        event.metaKey ||
        target.closest('input, textarea, select, [contenteditable]')
      )
        return;
      if (event.key === '/') {
        event.preventDefault();
        frame.current?.querySelector<HTMLElement>('[data-filter="text"]')?.focus();
        return;
      }
      const step = event.key === 'j' ? 1 : event.key === 'k' ? -1 : 0;
      if (step === 0) return;
      const links = [...(frame.current?.querySelectorAll<HTMLElement>('.row-link') ?? [])];
      const at = links.indexOf(document.activeElement as HTMLElement);
      links[Math.max(0, Math.min(links.length - 1, at + step))]?.focus();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [singleKeys, frame]);
}
