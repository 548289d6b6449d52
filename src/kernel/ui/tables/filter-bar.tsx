import { Button, Input, Select } from 'antd';
import { useEffect, useId, useState } from 'react';
import { isRegionCode } from '#kernel/places/regions.ts';
import { DateField } from '#kernel/ui/forms/date-field.tsx';
import { regionListName } from '#kernel/ui/forms/region-names.ts';
import { RegionSelect } from '#kernel/ui/forms/region-select.tsx';
import { useClearing } from '#kernel/ui/look/clearing.ts';
import { Icon } from '#kernel/ui/look/icon.tsx';
import { useText } from '#kernel/ui/look/language.ts';
import { useLooks } from '#kernel/ui/look/look.tsx';
import type { ListFilter } from './list-address.ts';
import type { ListState } from './use-list.ts';

export interface FilterBarProps {
  readonly filters: readonly ListFilter[];
  readonly list: ListState;
  /** How many there are under these conditions, already worded; read out when it changes. */
  readonly count: string;
}

/** Conditions to choose, and those chosen as words that can be taken off. */
export function FilterBar({ filters, list, count }: FilterBarProps) {
  const t = useText();
  const [all, setAll] = useState(false);
  const { narrow } = useLooks();
  // A phone shows the first condition and those chosen; the list must be seen.
  const shown = filters.filter(
    (filter, index) => all || filter.name in list.filters || (narrow ? index === 0 : !filter.secondary),
  );
  const chosen = filters.filter((filter) => filter.name in list.filters);
  return (
    <section className="filters screen-only" aria-label={t({ zh: '条件', en: 'Conditions' })}>
      <div className="filters-fields">
        {shown.map((filter) => (
          <FilterField
            key={filter.name}
            filter={filter}
            value={list.filters[filter.name] ?? null}
            onChange={(value) => list.set({ [filter.name]: value })}
          />
        ))}
        {shown.length < filters.length && (
          <Button onClick={() => setAll(true)}>{t({ zh: '更多条件', en: 'More conditions' })}</Button>
        )}
      </div>
      <div className="filters-chosen">
        {chosen.length > 0 && <span className="quiet">{t({ zh: '已选', en: 'Chosen' })}</span>}
        {chosen.map((filter) => (
          <button
            key={filter.name}
            type="button"
            className="filter-word"
            onClick={() => list.set({ [filter.name]: null })}
          >
            {t(filter.label)}
            {t({ zh: '：', en: ': ' })}
            {wordOf(filter, list.filters[filter.name] ?? '', t)}
            <Icon name="close" />
            <span className="for-readers">{t({ zh: '去掉', en: 'take off' })}</span>
          </button>
        ))}
        {chosen.length > 1 && (
          <button type="button" className="link" onClick={list.clear}>
            {t({ zh: '全部清除', en: 'Clear all' })}
          </button>
        )}
        <output className="filters-count figures" aria-live="polite">
          {count}
        </output>
      </div>
    </section>
  );
}

function wordOf(filter: ListFilter, value: string, t: ReturnType<typeof useText>): string {
  if (filter.kind === 'region') return isRegionCode(value) ? t(regionListName(value)) : value;
  const option = filter.options?.find((one) => one.value === value);
  return option ? t(option.label) : value;
}

interface FilterFieldProps {
  readonly filter: ListFilter;
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
}

function FilterField({ filter, value, onChange }: FilterFieldProps) {
  const clearing = useClearing();
  const t = useText();
  const id = useId();
  return (
    <div className="filter-field">
      <label htmlFor={id}>{t(filter.label)}</label>
      {filter.kind === 'text' && <TextFilter id={id} value={value} onChange={onChange} />}
      {filter.kind === 'choice' && (
        <Select<string>
          id={id}
          value={value}
          allowClear={clearing}
          popupMatchSelectWidth={false}
          placeholder={t({ zh: '全部', en: 'All' })}
          options={(filter.options ?? []).map((option) => ({ value: option.value, label: t(option.label) }))}
          onChange={(next) => onChange(next ?? null)}
        />
      )}
      {filter.kind === 'day' && <DateField id={id} value={value} onChange={onChange} />}
      {filter.kind === 'region' && <RegionSelect id={id} value={value} onChange={onChange} />}
    </div>
  );
}

/** Words are looked for when typing stops, or at once with Enter. */
function TextFilter({
  id,
  value,
  onChange,
}: {
  readonly id: string;
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
}) {
  const [typed, setTyped] = useState(value ?? '');
  useEffect(() => setTyped(value ?? ''), [value]);
  useEffect(() => {
    if (typed.trim() === (value ?? '')) return;
    const timer = setTimeout(() => onChange(typed.trim() || null), 500);
    return () => clearTimeout(timer);
  }, [typed, value, onChange]);
  return (
    <Input
      id={id}
      data-filter="text"
      value={typed}
      allowClear
      onChange={(event) => setTyped(event.target.value)}
      onPressEnter={() => onChange(typed.trim() || null)}
    />
  );
}
