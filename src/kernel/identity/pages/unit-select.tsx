import { Select } from 'antd';
import { useRead } from '#kernel/ui/api/hooks.ts';
import type { CustomControl } from '#kernel/ui/forms/control.tsx';
import type { ControlTies } from '#kernel/ui/forms/draft.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { listUnits } from '../registry-endpoints.ts';
import { inReadingOrder } from './unit-tree.ts';

/** A unit of the tree, found by its name. */
export function UnitSelect({
  ties,
  value,
  onChange,
}: {
  readonly ties: ControlTies;
  readonly value: string | null;
  readonly onChange: (unit: string | null) => void;
}) {
  const t = useText();
  const answer = useRead(listUnits);
  return (
    <Select<string>
      {...ties}
      showSearch={{ optionFilterProp: 'label' }}
      value={value}
      status={ties['aria-invalid'] ? 'error' : ''}
      placeholder={t({ zh: '选择单位', en: 'Choose a unit' })}
      options={inReadingOrder(answer.data?.units ?? []).map(({ unit, depth }) => ({
        value: unit.id,
        label: `${'　'.repeat(depth)}${t({ zh: unit.name, en: unit.nameEnglish })}`,
      }))}
      onChange={(unit) => onChange(unit ?? null)}
    />
  );
}

export const unitControl: CustomControl = ({ ties, value, onChange }) => (
  <UnitSelect ties={ties} value={typeof value === 'string' ? value : null} onChange={onChange} />
);
