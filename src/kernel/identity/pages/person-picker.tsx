import { Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { findColleagues } from '#kernel/cases/colleague-endpoints.ts';
import { useRead } from '#kernel/ui/api/hooks.ts';
import { useClearing } from '#kernel/ui/look/clearing.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { ProblemNotice } from '#kernel/ui/parts/problem-notice.tsx';

interface Chosen {
  readonly id: string;
  readonly name: string;
}

interface PickerProps {
  readonly id: string;
  readonly describedBy?: string;
}

/** Colleagues by name, post or unit; who is chosen stays named though the words of the search change. */
function useColleagues() {
  const t = useText();
  const [typed, setTyped] = useState('');
  const [known, setKnown] = useState<readonly Chosen[]>([]);
  const words = useDeferredValue(typed.trim());
  const found = useRead(findColleagues, { query: { q: words } }, { when: words !== '', keep: true });
  const colleagues = words === '' ? [] : (found.data?.colleagues ?? []);
  const options = colleagues.map((one) => ({
    value: one.id,
    name: one.name,
    label: `${one.name}（${one.posts.map((post) => `${post.unit} ${post.title}`).join('；')}）`,
  }));
  const choose = (ids: readonly string[]) =>
    setKnown(
      ids.map((id) => {
        const option = options.find((one) => one.value === id) ?? null;
        return option ? { id, name: option.label } : (known.find((one) => one.id === id) ?? { id, name: id });
      }),
    );
  const kept = known
    .filter((one) => !options.some((option) => option.value === one.id))
    .map((one) => ({ value: one.id, name: one.name, label: one.name }));
  return {
    options: [...kept, ...options],
    choose,
    problem: found.error,
    search: { onSearch: setTyped, filterOption: false as const },
    none:
      words === ''
        ? t({ zh: '键入姓名、职务或单位', en: 'Type a name, post or unit' })
        : t({ zh: `没有找到“${words}”`, en: `Nobody found for "${words}"` }),
  };
}

export function PersonPicker({
  id,
  describedBy,
  value,
  onChange,
}: PickerProps & { readonly value: string | null; readonly onChange: (person: string | null) => void }) {
  const clearing = useClearing();
  const t = useText();
  const { options, choose, problem, search, none } = useColleagues();
  return (
    <>
      <Select<string>
        id={id}
        {...(describedBy ? { 'aria-describedby': describedBy } : {})}
        showSearch={search}
        allowClear={clearing}
        value={value}
        placeholder={t({ zh: '键入姓名、职务或单位', en: 'Type a name, post or unit' })}
        notFoundContent={none}
        options={options}
        onChange={(person) => {
          choose(person ? [person] : []);
          onChange(person ?? null);
        }}
      />
      <ProblemNotice problem={problem} />
    </>
  );
}

export function PeoplePicker({
  id,
  describedBy,
  value,
  onChange,
}: PickerProps & { readonly value: readonly string[]; readonly onChange: (people: readonly string[]) => void }) {
  const t = useText();
  const { options, choose, problem, search, none } = useColleagues();
  return (
    <>
      <Select<string[]>
        id={id}
        {...(describedBy ? { 'aria-describedby': describedBy } : {})}
        mode="multiple"
        showSearch={search}
        value={[...value]}
        placeholder={t({ zh: '键入姓名、职务或单位', en: 'Type a name, post or unit' })}
        notFoundContent={none}
        options={options}
        onChange={(people) => {
          choose(people);
          onChange(people);
        }}
      />
      <ProblemNotice problem={problem} />
    </>
  );
}
