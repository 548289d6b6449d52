import { type MappingAlgorithm, type ThemeConfig, theme } from 'antd';
import type { Language } from '#kernel/text.ts';
import type { Preferences } from './preferences.ts';
import { type Colour, dark, faces, light, textSizes } from './tokens.ts';

export interface Setting {
  readonly mode: 'light' | 'dark';
  readonly language: Language;
  readonly textSize: Preferences['textSize'];
  readonly density: Preferences['density'];
  /** Phones and elder sizes get targets of 44 px and more. */
  readonly narrow: boolean;
}

const rowPadding = { compact: 5, normal: 9, roomy: 13 } as const;

/** The algorithms mix colours anew from those given; ours are measured and stay as they are. */
const measured: MappingAlgorithm = (seed, map) => {
  const { colorPrimary, colorSuccess, colorWarning, colorError, colorInfo } = seed;
  return { ...(map ?? theme.defaultAlgorithm(seed)), colorPrimary, colorSuccess, colorWarning, colorError, colorInfo };
};

/** Our tokens as those of the library, whose own blue, red, orange and placeholder fail on white. */
export function libraryTheme(setting: Setting): ThemeConfig {
  const colour: Readonly<Record<Colour, string>> = setting.mode === 'dark' ? dark : light;
  const text = setting.narrow ? Math.max(16, textSizes[setting.textSize]) : textSizes[setting.textSize];
  const control = setting.narrow ? Math.max(48, text * 2.4) : Math.round(Math.max(32, text * 2.2));
  return {
    cssVar: { key: 'honglu' },
    hashed: false,
    algorithm: [setting.mode === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm, measured],
    token: {
      fontFamily: faces[setting.language],
      fontSize: text,
      lineHeight: setting.narrow ? 1.625 : 22 / 14,
      fontWeightStrong: 600,
      borderRadius: 4,
      borderRadiusLG: 6,
      borderRadiusSM: 4,
      controlHeight: control,
      controlHeightSM: Math.max(24, control - 8),
      controlHeightLG: control + 8,
      colorPrimary: colour.primary,
      colorPrimaryHover: colour['primary-hover'],
      colorPrimaryActive: colour['primary-hover'],
      colorPrimaryBg: colour.selected,
      colorPrimaryBgHover: colour.selected,
      colorPrimaryText: colour.primary,
      colorLink: colour.primary,
      colorLinkHover: colour['primary-hover'],
      colorLinkActive: colour['primary-hover'],
      colorInfo: colour.info,
      colorInfoBg: colour['info-bg'],
      colorInfoBorder: colour.info,
      colorSuccess: colour.done,
      colorSuccessBg: colour['done-bg'],
      colorSuccessBorder: colour.done,
      colorWarning: colour.soon,
      colorWarningBg: colour['soon-bg'],
      colorWarningBorder: colour.soon,
      colorError: colour.stop,
      colorErrorHover: colour.stop,
      colorErrorBg: colour['stop-bg'],
      colorErrorBorder: colour.stop,
      colorErrorText: colour.stop,
      colorText: colour.ink,
      colorTextHeading: colour.ink,
      colorTextSecondary: colour['ink-2'],
      colorTextTertiary: colour['ink-3'],
      colorTextQuaternary: colour['ink-3'],
      colorTextDescription: colour['ink-3'],
      colorTextPlaceholder: colour['ink-3'],
      colorTextDisabled: colour['ink-3'],
      colorTextLightSolid: colour['on-primary'],
      colorIcon: colour['ink-2'],
      colorBorder: colour.edge,
      colorBorderSecondary: colour.line,
      colorSplit: colour.line,
      colorBgLayout: colour.page,
      colorBgContainer: colour.card,
      colorBgElevated: colour.card,
      colorBgContainerDisabled: colour['neutral-bg'],
      controlItemBgHover: colour.hover,
      controlItemBgActive: colour.selected,
      controlItemBgActiveHover: colour.selected,
      lineWidthFocus: 2,
      motionDurationFast: '0.08s',
      motionDurationMid: '0.12s',
      motionDurationSlow: '0.18s',
    },
    components: {
      Button: {
        primaryShadow: 'none',
        defaultShadow: 'none',
        dangerShadow: 'none',
        fontWeight: 400,
        primaryColor: colour['on-primary'],
      },
      Table: {
        cellPaddingBlock: rowPadding[setting.density],
        cellPaddingInline: 12,
        headerBg: colour.page,
        headerColor: colour['ink-2'],
        rowHoverBg: colour.hover,
        rowSelectedBg: colour.selected,
        rowSelectedHoverBg: colour.selected,
        headerSplitColor: 'transparent',
      },
      Menu: {
        itemHeight: setting.narrow ? 48 : Math.round(Math.max(34, text * 2.4)),
        itemBorderRadius: 4,
        itemMarginInline: 8,
        itemMarginBlock: 1,
        itemSelectedBg: colour.selected,
        itemSelectedColor: colour.primary,
        itemHoverBg: colour.hover,
        groupTitleColor: colour['ink-3'],
        groupTitleFontSize: text,
      },
      Layout: {
        bodyBg: colour.page,
        headerBg: colour.card,
        siderBg: colour.card,
        footerBg: colour.page,
        headerHeight: 52,
      },
      Tabs: { horizontalItemPadding: '10px 0', cardGutter: 4 },
      Form: { labelColor: colour.ink, verticalLabelPadding: '0 0 4px', itemMarginBottom: 20 },
      Tag: { defaultBg: colour['neutral-bg'], defaultColor: colour.ink },
      Modal: { titleFontSize: text + 2 },
    },
  };
}
