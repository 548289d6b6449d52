import { tableInstant } from '#kernel/ui/look/dates.ts';
import { useText } from '#kernel/ui/look/language.ts';
import type { OfficeRuleRow } from '../../../office-rules/endpoints.ts';
import { figureWords } from './rule-words.ts';

/** What the office laid down before: value, day, person, reason. */
export function RuleHistory({ rule }: { readonly rule: OfficeRuleRow }) {
  const t = useText();
  if (rule.history.length === 0) return null;
  const words = (value: OfficeRuleRow['history'][number]['value']) =>
    [
      value.applies === false ? t({ zh: '不执行', en: 'not enforced' }) : t({ zh: '执行', en: 'enforced' }),
      ...figureWords(rule.id, value).map((one) => `${t(one.label)} ${t(one.value)}`),
    ].join(t({ zh: '，', en: ', ' }));
  return (
    <details>
      <summary>{t({ zh: `沿革 ${rule.history.length} 次`, en: `History: ${rule.history.length}` })}</summary>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t({ zh: '自', en: 'From' })}</th>
            <th scope="col">{t({ zh: '内容', en: 'What' })}</th>
            <th scope="col">{t({ zh: '核定人', en: 'Set by' })}</th>
            <th scope="col">{t({ zh: '依据或理由', en: 'Reason' })}</th>
          </tr>
        </thead>
        <tbody>
          {rule.history.map((entry) => (
            <tr key={entry.setAt + entry.validFrom}>
              <td className="figures nowrap">{entry.validFrom}</td>
              <td>{words(entry.value)}</td>
              <td>
                {entry.setBy ?? t({ zh: '系统', en: 'System' })}{' '}
                <span className="quiet figures">{tableInstant(entry.setAt)}</span>
              </td>
              <td>{entry.reason}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
