import { moneyWords } from '#kernel/ui/look/dates.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { ScrollFrame } from '#kernel/ui/parts/scroll-frame.tsx';
import { regionWords } from '../case/mission-facts.ts';

/** What of a line is compared; of a new line while it is typed some is still open. */
export interface Compared {
  readonly title?: unknown;
  readonly regions?: unknown;
  readonly month?: unknown;
  readonly headcount?: unknown;
  readonly days?: unknown;
  readonly amountCny?: unknown;
}

/** 调整前后: side by side, with what grows said in words. */
export function BeforeAfter({ before, after }: { readonly before: Compared | null; readonly after: Compared }) {
  const t = useText();
  const places = (value: unknown) =>
    Array.isArray(value) && value.length > 0 ? t(regionWords(value.map(String))) : '—';
  const plain = (value: unknown) => (value === undefined || value === null || value === '' ? '—' : String(value));
  const money = (value: unknown) => (typeof value === 'number' ? t(moneyWords(value.toFixed(2))) : '—');
  const grows = (name: 'headcount' | 'days' | 'amountCny') =>
    before !== null && Number(after[name] ?? 0) > Number(before[name] ?? 0);
  const rows = [
    { label: { zh: '团组', en: 'Mission' }, write: plain, name: 'title' },
    { label: { zh: '国家（地区）', en: 'Where' }, write: places, name: 'regions' },
    { label: { zh: '拟出访', en: 'Month' }, write: plain, name: 'month' },
    { label: { zh: '人数', en: 'People' }, write: plain, name: 'headcount' },
    { label: { zh: '在外天数', en: 'Days' }, write: plain, name: 'days' },
    { label: { zh: '经费', en: 'Amount' }, write: money, name: 'amountCny' },
  ] as const;
  return (
    <ScrollFrame className="sheet-frame">
      <table className="plain-table">
        <caption className="for-readers">{t({ zh: '调整前后对照', en: 'Before and after' })}</caption>
        <thead>
          <tr>
            <th scope="col">
              <span className="for-readers">{t({ zh: '项目', en: 'What' })}</span>
            </th>
            <th scope="col">{t({ zh: '调整前', en: 'Before' })}</th>
            <th scope="col">{t({ zh: '调整后', en: 'After' })}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ label, write, name }) => (
            <tr key={name}>
              <th scope="row">{t(label)}</th>
              <td className="figures">{before === null ? t({ zh: '无', en: 'none' }) : write(before[name])}</td>
              <td className="figures">
                {write(after[name])}
                {(name === 'headcount' || name === 'days' || name === 'amountCny') && grows(name) && (
                  <span className="tone-text-soon"> {t({ zh: '超过原项', en: 'more than before' })}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollFrame>
  );
}
