import { Segmented } from 'antd';
import { htmlLang, useText } from '#kernel/ui/look/language.ts';
import { type Preferences, setPreferences, usePreferences } from '#kernel/ui/look/preferences.ts';

const nextSize: Readonly<Record<Preferences['textSize'], Preferences['textSize']>> = {
  standard: 'large',
  large: 'largest',
  largest: 'standard',
};

/** 大字: three sizes, one press each. */
export function TextSizeButton() {
  const t = useText();
  const { textSize } = usePreferences();
  const now = {
    standard: t({ zh: '标准', en: 'standard' }),
    large: t({ zh: '大', en: 'large' }),
    largest: t({ zh: '特大', en: 'largest' }),
  }[textSize];
  return (
    <button type="button" className="top-button" onClick={() => setPreferences({ textSize: nextSize[textSize] })}>
      {t({ zh: '大字', en: 'Text size' })}
      <span className="for-readers">{t({ zh: `，现为${now}`, en: `, now ${now}` })}</span>
    </button>
  );
}

/** 中 / EN, each in its own language; no flags. */
export function LanguageSwitch() {
  const { language } = usePreferences();
  return (
    <span className="language-switch">
      {(['zh', 'en'] as const).map((one) => (
        <button
          key={one}
          type="button"
          lang={htmlLang[one]}
          className="top-button"
          aria-pressed={language === one}
          onClick={() => setPreferences({ language: one })}
        >
          {one === 'zh' ? '中文' : 'English'}
        </button>
      ))}
    </span>
  );
}

export function ModeSwitch() {
  const t = useText();
  const { mode } = usePreferences();
  return (
    <Segmented<Preferences['mode']>
      aria-label={t({ zh: '明暗', en: 'Light or dark' })}
      value={mode}
      onChange={(value) => setPreferences({ mode: value })}
      options={[
        { value: 'system', label: t({ zh: '跟随系统', en: 'As the system' }) },
        { value: 'light', label: t({ zh: '浅色', en: 'Light' }) },
        { value: 'dark', label: t({ zh: '深色', en: 'Dark' }) },
      ]}
    />
  );
}

export function DensitySwitch() {
  const t = useText();
  const { density } = usePreferences();
  return (
    <Segmented<Preferences['density']>
      aria-label={t({ zh: '表格疏密', en: 'Density of tables' })}
      value={density}
      onChange={(value) => setPreferences({ density: value })}
      options={[
        { value: 'compact', label: t({ zh: '紧凑', en: 'Compact' }) },
        { value: 'normal', label: t({ zh: '标准', en: 'Normal' }) },
        { value: 'roomy', label: t({ zh: '宽松', en: 'Roomy' }) },
      ]}
    />
  );
}
