/**
 * The colours, measured: text at least 4.5 : 1, edges and icons at least 3 : 1, on card and page, in both modes
 * (`tokens.test.ts` measures again). Red means stop or overdue and nothing else.
 */
export const light = {
  page: '#F5F7FA',
  card: '#FFFFFF',
  ink: '#1B2430',
  'ink-2': '#4A5564',
  'ink-3': '#646E7C',
  edge: '#7F8998',
  line: '#DCE1E8',
  hover: '#EEF3F9',
  selected: '#E3ECF7',
  primary: '#1D4E89',
  'primary-hover': '#163D6C',
  'on-primary': '#FFFFFF',
  done: '#0B6B4B',
  'done-bg': '#E6F4EE',
  soon: '#8A5200',
  'soon-bg': '#FFF3DC',
  stop: '#B3261E',
  'stop-bg': '#FDECEA',
  info: '#2B5D9B',
  'info-bg': '#E8F0FA',
  pause: '#6A3FA0',
  'pause-bg': '#F1EAFA',
  neutral: '#4A5564',
  'neutral-bg': '#EEF1F5',
} as const;

export type Colour = keyof typeof light;

export const dark: Readonly<Record<Colour, string>> = {
  page: '#10151C',
  card: '#182029',
  ink: '#E6EBF2',
  'ink-2': '#B4BECC',
  'ink-3': '#95A1B2',
  edge: '#6E7A8B',
  line: '#2C3743',
  hover: '#202B37',
  selected: '#1D3049',
  primary: '#8AB6F0',
  'primary-hover': '#A9C9F5',
  'on-primary': '#10151C',
  done: '#6FD3A8',
  'done-bg': '#123328',
  soon: '#F2B95A',
  'soon-bg': '#3A2A10',
  stop: '#FF9A8F',
  'stop-bg': '#3E1B18',
  info: '#8AB6F0',
  'info-bg': '#17304D',
  pause: '#C6A6F2',
  'pause-bg': '#2D2140',
  neutral: '#B4BECC',
  'neutral-bg': '#26303C',
};

/** The tones of a status; a tone never stands without an icon and a word. */
export type Tone = 'done' | 'soon' | 'stop' | 'info' | 'pause' | 'neutral';

/** Series of charts: told apart also under the three simulations of colour blindness. */
export const series = {
  light: ['#1D4E89', '#C97614', '#1F805D', '#532544', '#0D88EA'],
  dark: ['#8AB6F0', '#D0A07A', '#DAEEEC', '#D0509C', '#D9DE4A'],
} as const;
export const otherSeries = '#7F8998';

/** Chinese faces first, so that 「·」「""」「——」 take their Chinese forms. */
export const faces = {
  zh: '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC","WenQuanYi Micro Hei",system-ui,sans-serif',
  en: 'system-ui,"Segoe UI",Roboto,"Helvetica Neue","Noto Sans","Microsoft YaHei","PingFang SC","Noto Sans CJK SC",sans-serif',
} as const;

/** Main text in px: standard desk, elder size (at least 18), and the largest of the norms for older users. */
export const textSizes = { standard: 14, large: 18, largest: 30 } as const;

/** Relative luminance contrast of two colours, WCAG 2.x. */
export function contrast(first: string, second: string): number {
  const luminance = (colour: string) => {
    const parts = [1, 3, 5].map((at) => {
      const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * (parts[0] ?? 0) + 0.7152 * (parts[1] ?? 0) + 0.0722 * (parts[2] ?? 0);
  };
  const [a, b] = [luminance(first), luminance(second)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

const declarations = (colours: Readonly<Record<Colour, string>>) =>
  Object.entries(colours)
    .map(([name, value]) => `--${name}:${value}`)
    .join(';');

/** The style sheet made of the tokens. Print is always dark on white. */
export function tokenSheet(): string {
  return [
    `:root{${declarations(light)};color-scheme:light}`,
    `:root[data-mode="dark"]{${declarations(dark)};color-scheme:dark}`,
    // Sheets and documents stay on white paper in both modes.
    `.sheet-paper{${declarations(light)}}`,
    `@media print{:root,:root[data-mode="dark"]{${declarations({ ...light, page: '#FFFFFF' })};color-scheme:light}}`,
  ].join('\n');
}
