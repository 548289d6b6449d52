import { Chart } from '#kernel/ui/charts/chart.tsx';
import { MapDots } from '#kernel/ui/charts/map-dots.tsx';
import { PlanCounters } from '#kernel/ui/charts/plan-counters.tsx';
import { useText } from '#kernel/ui/look/language.ts';
import { Page } from '#kernel/ui/parts/page.tsx';

const months = Array.from({ length: 11 }, (_one, index) => ({ key: `2026-${index + 1}`, label: `${index + 1}` }));
const foot = {
  zh: '期间 2026-01-01 至 11-23，截至 2026-11-23，范围 全市，来源 因公出国（境）管理',
  en: '2026-01-01 to 11-23, as of 2026-11-23, whole city, source: official travel',
};
const definition = {
  zh: '一个批件计 1 批；分段出行不重复计。',
  en: 'One approval paper counts once; parts of a journey are not counted again.',
};
const recordsTo = () => '/desk/gallery/list';

export function ChartParts() {
  const t = useText();
  return (
    <Page title={{ zh: '统计', en: 'Figures' }}>
      <PlanCounters
        figures={{ given: 60, granted: 38, held: 7, free: 15 }}
        unit={{ zh: '团组（个）', en: 'missions' }}
        asOf="2026-11-23"
      />
      <Chart
        title={{ zh: '因公出国（境）团组数（批）', en: 'Official missions (approvals)' }}
        finding={{
          zh: '2026 年 1 至 11 月批准 38 批，比上年同期多 5 批（33 批）',
          en: '38 approvals in January to November 2026, 5 more than the year before (33)',
        }}
        kind="columns"
        facts={{
          categories: months,
          series: [
            { key: 'now', label: { zh: '2026 年', en: '2026' }, values: [3, 2, 4, 5, 3, 4, 2, 4, 5, 3, 3] },
            {
              key: 'former',
              label: { zh: '2025 年', en: '2025' },
              values: [2, 3, 3, 4, 3, 3, 3, 3, 4, 2, 3],
              former: true,
            },
          ],
        }}
        foot={foot}
        definition={definition}
        recordsTo={recordsTo}
      />
      <Chart
        title={{ zh: '按单位的团组数（批）', en: 'Missions by unit (approvals)' }}
        finding={{ zh: '沭阳县最多，9 批', en: 'Shuyang has most, 9' }}
        kind="bars"
        facts={{
          categories: ['沭阳县', '市教育局', '泗阳县', '市农业农村局', '市商务局'].map((label) => ({
            key: label,
            label,
          })),
          series: [{ key: 'now', label: { zh: '2026 年', en: '2026' }, values: [9, 7, 6, 5, 3] }],
        }}
        foot={foot}
        definition={definition}
        recordsTo={recordsTo}
      />
      <MapDots
        title={{ zh: '国际友城（对）', en: 'Sister cities (pairs)' }}
        unit={{ zh: '对', en: 'Pairs' }}
        foot={foot}
        places={[
          {
            key: 'jp',
            name: { zh: '日本', en: 'Japan' },
            longitude: 139.7,
            latitude: 37.5,
            count: 3,
            to: '/desk/gallery/list',
          },
          { key: 'kr', name: { zh: '韩国', en: 'Republic of Korea' }, longitude: 127, latitude: 37, count: 2 },
          { key: 'de', name: { zh: '德国', en: 'Germany' }, longitude: 10, latitude: 51, count: 1 },
          { key: 'us', name: { zh: '美国', en: 'United States' }, longitude: -98, latitude: 39, count: 4 },
        ]}
      />
      <p className="quiet">{t({ zh: '以上均为虚构数据。', en: 'All figures are invented.' })}</p>
    </Page>
  );
}
