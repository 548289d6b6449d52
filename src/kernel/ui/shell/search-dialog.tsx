import { useQuery } from '@tanstack/react-query';
import { Input, Modal } from 'antd';
import { useDeferredValue, useEffect, useRef, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import type { Text } from '#kernel/text.ts';
import type { ProblemError } from '#kernel/ui/api/problem-error.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { ProblemNotice } from '#kernel/ui/parts/problem-notice.tsx';

export interface SearchHit {
  readonly group: Text;
  readonly title: string;
  readonly note?: string;
  readonly to: string;
}

/** Looks in cases, people, documents, notices; a hit that the reader may not open is not among them. */
export type Search = (text: string, signal: AbortSignal) => Promise<readonly SearchHit[]>;

export interface SearchDialogProps {
  readonly open: boolean;
  readonly search: Search;
  /** Pages by name, so that words of the menu are found too. */
  readonly pages: readonly SearchHit[];
  readonly onClose: () => void;
}

export function SearchDialog({ open, search, pages, onClose }: SearchDialogProps) {
  const t = useText();
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const text = useDeferredValue(typed.trim());
  const field = useRef<HTMLDivElement>(null);
  const found = useQuery<readonly SearchHit[], ProblemError>({
    queryKey: ['search', text],
    queryFn: ({ signal }) => search(text, signal),
    enabled: open && text.length >= 2,
  });
  useEffect(() => {
    if (open) setTyped('');
  }, [open]);
  const matching = text === '' ? [] : pages.filter((page) => page.title.toLowerCase().includes(text.toLowerCase()));
  const hits = [...matching, ...(found.data ?? [])];
  const groups = [...new Set(hits.map((hit) => t(hit.group)))];
  const go = (to: string) => {
    onClose();
    navigate(to);
  };
  return (
    <Modal
      open={open}
      onCancel={onClose}
      footer={null}
      width={640}
      title={t({ zh: '搜索', en: 'Search' })}
      afterOpenChange={(shown) => shown && field.current?.querySelector('input')?.focus()}
    >
      <div className="stack" ref={field}>
        <Input
          value={typed}
          aria-label={t({
            zh: '编号、姓名、拼音首字母、文号、国家（地区）',
            en: 'Number, name, pinyin initials, document, country (region)',
          })}
          placeholder={t({
            zh: '编号、姓名、拼音首字母、文号、国家（地区）',
            en: 'Number, name, pinyin initials, document, country (region)',
          })}
          allowClear
          onChange={(event) => setTyped(event.target.value)}
          onPressEnter={() => hits[0] && go(hits[0].to)}
        />
        <p role="status" className="for-readers">
          {text.length >= 2 && !found.isFetching && t({ zh: `${hits.length} 条结果`, en: `${hits.length} results` })}
        </p>
        <ProblemNotice problem={found.error} onRetry={() => void found.refetch()} />
        {groups.map((group) => (
          <section key={group} className="search-group">
            <h3>{group}</h3>
            <ul>
              {hits
                .filter((hit) => t(hit.group) === group)
                .map((hit) => (
                  <li key={hit.to + hit.title}>
                    <Link to={hit.to} onClick={onClose}>
                      {hit.title}
                      {hit.note && <span className="quiet">{hit.note}</span>}
                    </Link>
                  </li>
                ))}
            </ul>
          </section>
        ))}
        {text.length >= 2 && hits.length === 0 && found.data && (
          <p>
            {t({
              zh: `没有找到“${text}”。可试编号后四位、姓名拼音首字母或国家（地区）名称。`,
              en: `Nothing found for "${text}". Try the last four digits of a number, initials, or a country (region).`,
            })}
          </p>
        )}
      </div>
    </Modal>
  );
}
