import type { Text } from '#kernel/text.ts';
import { regionListName } from '#kernel/ui/forms/region-names.ts';
import { moneyWords } from '#kernel/ui/look/dates.ts';
import { useText } from '#kernel/ui/look/language.ts';
import type { MissionCheck } from '../../answers.ts';

/** Days, countries, persons, official share, budget: computed while typing, each with how it was counted. */
export function FactsStrip({ facts }: { readonly facts: MissionCheck['facts'] }) {
  const t = useText();
  const regions = facts.visitedRegions?.map((code) => t(regionListName(code))).join(t({ zh: '、', en: ', ' }));
  const share = facts.officialShare;
  const rows: readonly { readonly label: Text; readonly value: string | null; readonly how: Text }[] = [
    {
      label: { zh: '在外', en: 'Abroad' },
      value:
        facts.days === null
          ? null
          : t({ zh: `${facts.days} 天`, en: facts.days === 1 ? '1 day' : `${facts.days} days` }),
      how: { zh: '离境日、抵境日都计入', en: 'Days of departure and return both count' },
    },
    {
      label: { zh: '国家（地区）', en: 'Countries (regions)' },
      value: facts.visitedRegions ? `${facts.visitedRegions.length}　${regions}` : null,
      how: { zh: '访问地点去重', en: 'Places visited, each counted once' },
    },
    {
      label: { zh: '人数', en: 'Members' },
      value: facts.members ? t({ zh: `${facts.members} 人`, en: String(facts.members) }) : null,
      how: { zh: '含翻译和工作人员', en: 'Interpreters and staff included' },
    },
    {
      label: { zh: '公务占比', en: 'Official share' },
      value: share === null ? null : `${(share * 100).toFixed(1)} %`,
      how: { zh: '公务半天 ÷（全部半天 − 行程半天）', en: 'Official half-days ÷ (all half-days − travel)' },
    },
    {
      label: { zh: '预算', en: 'Budget' },
      value: facts.budgetCny === null ? null : t(moneyWords(facts.budgetCny.toFixed(2))),
      how: { zh: '各项按所填汇率折合后合计', en: 'All lines at the rates entered' },
    },
  ];
  return (
    <dl className="facts-strip" aria-label={t({ zh: '已填内容的要点', en: 'What has been entered, in figures' })}>
      {rows.map(({ label, value, how }) => (
        <div key={label.en} title={t(how)}>
          <dt>{t(label)}</dt>
          <dd className="figures">{value ?? <span className="quiet">{t({ zh: '未知', en: 'unknown' })}</span>}</dd>
        </div>
      ))}
    </dl>
  );
}
