import { Select } from 'antd';
import { useMemo } from 'react';
import { isHongKongMacaoOrTaiwan, regions } from '#kernel/places/regions.ts';
import type { Text } from '#kernel/text.ts';
import { useClearing } from '#kernel/ui/look/clearing.ts';
import { useLanguage, useText } from '#kernel/ui/look/language.ts';
import type { ControlTies } from './draft.ts';
import { regionListName } from './region-names.ts';

const groups: readonly { readonly label: Text; readonly codes: readonly string[] }[] = [
  {
    label: { zh: '国家', en: 'Countries' },
    codes: regions.map((region) => region.code).filter((code) => code !== 'CN' && !isHongKongMacaoOrTaiwan(code)),
  },
  {
    label: { zh: '中国香港、中国澳门、台湾地区', en: 'Hong Kong, China; Macao, China; Taiwan region' },
    codes: ['HK', 'MO', 'TW'],
  },
];

const mainland: Text = { zh: '中国（内地）', en: 'China (mainland)' };

export interface RegionSelectProps extends Partial<ControlTies> {
  /** ISO 3166-1 alpha-2. */
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
  readonly onBlur?: () => void;
  /** The mainland may be chosen too: ends of a leg, carriers. */
  readonly withMainland?: boolean;
  readonly readOnly?: boolean;
}

interface RegionOption {
  readonly label: string;
  readonly value?: string;
  /** What a typed name is looked for in. */
  readonly words?: string;
  readonly options?: RegionOption[];
}

/** 国家（地区）: countries, and apart from them Hong Kong, Macao and Taiwan, which have processes of their own. */
export function RegionSelect({ value, onChange, onBlur, withMainland, readOnly, ...ties }: RegionSelectProps) {
  const clearing = useClearing();
  const t = useText();
  const language = useLanguage();
  const options = useMemo((): RegionOption[] => {
    const option = (code: string, label: Text) => ({
      value: code,
      label: label[language],
      words: `${label.zh} ${label.en} ${code}`.toLowerCase(),
    });
    const made = groups.map((group) => ({
      label: group.label[language],
      options: group.codes.map((code) => option(code, regionListName(code))),
    }));
    return withMainland ? [{ label: mainland[language], options: [option('CN', mainland)] }, ...made] : made;
  }, [language, withMainland]);
  return (
    <Select<string, RegionOption>
      {...ties}
      showSearch={{ filterOption: (typed, option) => (option?.words ?? '').includes(typed.trim().toLowerCase()) }}
      allowClear={clearing}
      value={value}
      disabled={readOnly ?? false}
      status={ties['aria-invalid'] ? 'error' : ''}
      placeholder={t({ zh: '键入名称', en: 'Type a name' })}
      options={options}
      onChange={(next) => onChange(next ?? null)}
      {...(onBlur ? { onBlur } : {})}
    />
  );
}
