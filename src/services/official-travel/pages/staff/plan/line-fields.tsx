import { Select } from 'antd';
import { regions } from '#kernel/places/regions.ts';
import type { DraftRecord } from '#kernel/ui/forms/draft.ts';
import { regionListName } from '#kernel/ui/forms/region-names.ts';
import { RequiredNote, SchemaForm } from '#kernel/ui/forms/schema-form.tsx';
import { useLanguage } from '#kernel/ui/look/language.ts';
import { ErrorSummary } from '#kernel/ui/parts/error-summary.tsx';
import { planLine } from '../../../plan/model.ts';
import type { useLineForm } from './use-line-form.ts';

/** The form of one plan line; countries are chosen by name, one to three of them. */
export function LineFields({ form }: { readonly form: ReturnType<typeof useLineForm> }) {
  const language = useLanguage();
  return (
    <>
      <ErrorSummary faults={form.faults} attempt={form.attempt} />
      <RequiredNote />
      <SchemaForm
        schema={planLine}
        value={form.value}
        onChange={(value: DraftRecord) => form.setValue(value)}
        faults={form.faults}
        custom={{
          regions: ({ ties, value, onChange }) => (
            <Select<string[]>
              {...ties}
              mode="multiple"
              maxCount={3}
              showSearch={{ optionFilterProp: 'label' }}
              value={Array.isArray(value) ? (value as string[]) : []}
              options={regions
                .filter(({ code }) => code !== 'CN' && code !== 'TW')
                .map(({ code }) => ({ value: code, label: regionListName(code)[language] }))}
              onChange={(chosen) => onChange(chosen)}
            />
          ),
        }}
      />
    </>
  );
}
