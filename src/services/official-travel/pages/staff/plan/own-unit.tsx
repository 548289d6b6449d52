import { Select } from 'antd';
import { useId } from 'react';
import { useText } from '#kernel/ui/look/language.ts';
import { useMe } from '#kernel/ui/shell/session.tsx';

/** Units for which the reader drafts or asks. */
export function useOwnUnits(...roles: readonly string[]): readonly { readonly id: string; readonly name: string }[] {
  const { posts } = useMe();
  const own = posts.filter((post) => post.roles.some((role) => roles.includes(role)));
  return [...new Map(own.map(({ unitId, unitName }) => [unitId, { id: unitId, name: unitName }])).values()];
}

interface OwnUnitProps {
  readonly units: readonly { readonly id: string; readonly name: string }[];
  readonly value: string;
  readonly onChange: (id: string) => void;
}

export function OwnUnit({ units, value, onChange }: OwnUnitProps) {
  const t = useText();
  const id = useId();
  return (
    <div className="filter-field">
      <label htmlFor={id}>{t({ zh: '单位', en: 'Unit' })}</label>
      {units.length === 1 ? (
        <span id={id}>{units[0]!.name}</span>
      ) : (
        <Select<string>
          id={id}
          value={value}
          popupMatchSelectWidth={false}
          options={units.map((unit) => ({ value: unit.id, label: unit.name }))}
          onChange={onChange}
        />
      )}
    </div>
  );
}
