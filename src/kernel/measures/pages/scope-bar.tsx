import { Select } from 'antd';
import { useId } from 'react';
import { useNavigate } from 'react-router';
import { listUnits } from '#kernel/identity/registry-endpoints.ts';
import { useRead } from '#kernel/ui/api/hooks.ts';
import { DateField } from '#kernel/ui/forms/date-field.tsx';
import { useClearing } from '#kernel/ui/look/clearing.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { useLooks } from '#kernel/ui/look/look.tsx';
import type { MeasureFacts } from '../endpoints.ts';
import { figurePath } from './paths.ts';
import type { Scope } from './scope.ts';

/** Period, as-of, unit and split of a figure; each change is an address of its own, so that Back returns to the state before. */
export function ScopeBar({ measure, scope }: { readonly measure: MeasureFacts; readonly scope: Scope }) {
  const clearing = useClearing();
  const t = useText();
  const ids = { from: useId(), to: useId(), asOf: useId(), unit: useId(), by: useId() };
  const go = useNavigate();
  const { narrow } = useLooks();
  const units = useRead(listUnits);
  const set = (change: Partial<Record<keyof Scope, string | null>>) => {
    const next: Record<string, string> = {};
    for (const [name, value] of Object.entries({ ...scope, ...change })) if (value) next[name] = value;
    go(figurePath(measure.id, next));
  };
  // A phone shows the figure first; the scope unfolds.
  return (
    <details className="screen-only" open={!narrow}>
      <summary>{t({ zh: '期间、范围和分组', en: 'Period, scope and split' })}</summary>
      <section className="filters-fields scope-bar" aria-label={t({ zh: '范围', en: 'Scope' })}>
        <div className="filter-field">
          <label htmlFor={ids.from}>{t({ zh: '期间起', en: 'From' })}</label>
          <DateField id={ids.from} value={scope.from ?? null} guess="past" onChange={(from) => from && set({ from })} />
        </div>
        <div className="filter-field">
          <label htmlFor={ids.to}>{t({ zh: '期间止', en: 'To' })}</label>
          <DateField id={ids.to} value={scope.to ?? null} guess="past" onChange={(to) => to && set({ to })} />
        </div>
        <div className="filter-field">
          <label htmlFor={ids.asOf}>{t({ zh: '截至', en: 'As of' })}</label>
          <DateField id={ids.asOf} value={scope.asOf ?? null} guess="past" onChange={(asOf) => set({ asOf })} />
        </div>
        <div className="filter-field">
          <label htmlFor={ids.unit}>{t({ zh: '单位', en: 'Unit' })}</label>
          <Select<string>
            id={ids.unit}
            allowClear={clearing}
            showSearch={{ optionFilterProp: 'label' }}
            value={scope.unit ?? null}
            placeholder={t({ zh: '全部', en: 'All' })}
            popupMatchSelectWidth={false}
            options={(units.data?.units ?? []).map((unit) => ({
              value: unit.id,
              label: t({ zh: unit.name, en: unit.nameEnglish }),
            }))}
            onChange={(unit) => set({ unit: unit ?? null })}
          />
        </div>
        <div className="filter-field">
          <label htmlFor={ids.by}>{t({ zh: '分组', en: 'Split by' })}</label>
          <Select<string>
            id={ids.by}
            value={scope.by ?? 'month'}
            popupMatchSelectWidth={false}
            options={measure.dimensions.map((dimension) => ({ value: dimension.key, label: t(dimension.label) }))}
            onChange={(by) => set({ by })}
          />
        </div>
      </section>
    </details>
  );
}
