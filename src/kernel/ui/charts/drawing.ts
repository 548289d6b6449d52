import { BarChart, LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { dark, light, otherSeries, series as palette } from '#kernel/ui/look/tokens.ts';
import type { ChartFacts } from './chart-data.ts';

use([BarChart, LineChart, GridComponent, AriaComponent, CanvasRenderer]);

export type ChartKind = 'columns' | 'bars' | 'stacked' | 'line';

export interface DrawingSetting {
  readonly kind: ChartKind;
  readonly mode: 'light' | 'dark';
  readonly font: string;
  readonly fontSize: number;
  /** Names of the series in the reader's language, in order. */
  readonly names: readonly string[];
  /** For readers of the screen: title and finding. */
  readonly description: string;
  readonly onSelect?: (category: number, series: number) => void;
}

/** Draws into an element, follows its size, and takes everything down again. */
export function draw(place: HTMLElement, facts: ChartFacts, setting: DrawingSetting): () => void {
  const chart = init(place, null, { renderer: 'canvas' });
  const colours = setting.mode === 'dark' ? dark : light;
  const text = { fontFamily: setting.font, fontSize: Math.max(12, setting.fontSize - 2), color: colours['ink-2'] };
  const lying = setting.kind === 'bars';
  const names = {
    type: 'category' as const,
    data: facts.categories.map((category) => category.label),
    axisLine: { lineStyle: { color: colours.edge } },
    axisTick: { show: false },
    axisLabel: { ...text, interval: facts.categories.length > 24 ? ('auto' as const) : 0 },
    inverse: lying,
  };
  const values = {
    type: 'value' as const,
    min: 0,
    minInterval: 1,
    axisLabel: text,
    splitLine: { lineStyle: { color: colours.line } },
  };
  const hatched = {
    symbol: 'rect',
    dashArrayX: [1, 0],
    dashArrayY: [2, 4],
    rotation: Math.PI / 4,
    color: colours.card,
  };
  const hasFormer = facts.series.some((series) => series.former);
  const labelled = facts.categories.length * facts.series.length <= 40;
  chart.setOption({
    animation: false,
    backgroundColor: 'transparent',
    textStyle: text,
    // Patterns tell the series apart without colour; a former period is hatched beside the plain present one.
    aria: {
      enabled: true,
      label: { enabled: true, description: setting.description },
      decal: { show: facts.series.length > 1 && !hasFormer },
    },
    grid: { left: 8, right: lying ? 48 : 72, top: 28, bottom: 8, containLabel: true },
    xAxis: lying ? values : names,
    yAxis: lying ? names : values,
    series: facts.series.map((series, index) => {
      const colour = series.key === 'other' ? otherSeries : palette[setting.mode][index];
      const common = {
        name: setting.names[index] ?? series.key,
        data: [...series.values],
        itemStyle: { color: colour, ...(series.former ? { decal: hatched } : {}) },
        label: {
          show: labelled && setting.kind !== 'stacked',
          position: lying ? ('right' as const) : ('top' as const),
          ...text,
        },
      };
      if (setting.kind === 'line') {
        const end = { show: true, formatter: '{a}', ...text };
        return {
          ...common,
          type: 'line' as const,
          connectNulls: false,
          endLabel: end,
          lineStyle: { width: 2, color: colour },
        };
      }
      return {
        ...common,
        type: 'bar' as const,
        barMaxWidth: 40,
        ...(setting.kind === 'stacked'
          ? {
              stack: 'all',
              label: { ...common.label, show: true, position: 'inside' as const, color: colours['on-primary'] },
            }
          : {}),
      };
    }),
  });
  chart.on('click', (event) => {
    if (typeof event.seriesIndex === 'number') setting.onSelect?.(event.dataIndex, event.seriesIndex);
  });
  const watcher = new ResizeObserver(() => chart.resize());
  watcher.observe(place);
  return () => {
    watcher.disconnect();
    chart.dispose();
  };
}
