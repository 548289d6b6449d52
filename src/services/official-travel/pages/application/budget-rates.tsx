import { InputNumber } from 'antd';
import { DateField } from '#kernel/ui/forms/date-field.tsx';
import { asDraftRecord } from '#kernel/ui/forms/draft.ts';
import { FieldFrame } from '#kernel/ui/forms/field-frame.tsx';
import { fieldId } from '#kernel/ui/forms/field-id.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { fieldNamed, type SectionProps } from './section-props.ts';

const rateDay = fieldNamed('budget', 'rateDay');
const rates = fieldNamed('budget', 'rates');

/** 币种汇率: one row for each currency that lines and standards are in. */
export function BudgetRates({
  section,
  currencies,
}: {
  readonly section: SectionProps;
  readonly currencies: readonly string[];
}) {
  const { value, onChange, onBlur, readOnly, faults, findings } = section;
  const t = useText();
  const entered = asDraftRecord(value.rates);
  const set = (currency: string, rate: number | null) => {
    const { [currency]: _, ...others } = entered;
    onChange({ ...value, rates: rate === null ? others : { ...others, [currency]: rate } });
  };
  return (
    <div className="schema-form">
      <FieldFrame
        at="/budget/rateDay"
        label={rateDay.meta.label}
        faults={faults}
        findings={findings}
        help={{
          zh: '如 中国外汇交易中心当日中间价；提交时冻结',
          en: 'For instance the central parity of that day; frozen at submission',
        }}
      >
        {(ties) => (
          <DateField
            {...ties}
            value={typeof value.rateDay === 'string' ? value.rateDay : null}
            onChange={(day) => onChange({ ...value, rateDay: day })}
            onBlur={onBlur}
            readOnly={readOnly}
          />
        )}
      </FieldFrame>
      <FieldFrame at="/budget/rates" label={rates.meta.label} faults={faults} findings={findings} group>
        {() =>
          currencies.length === 0 ? (
            <p className="quiet">
              {t({ zh: '明细中没有外币，不必填。', en: 'No line is in a foreign currency; nothing to enter.' })}
            </p>
          ) : (
            <ul className="small-rows">
              {currencies.map((currency) => (
                <li key={currency}>
                  <label htmlFor={fieldId(`/budget/rates/${currency}`)} className="figures">
                    1 {currency} =
                  </label>
                  <InputNumber<number>
                    id={fieldId(`/budget/rates/${currency}`)}
                    className="rate-input"
                    value={typeof entered[currency] === 'number' ? (entered[currency] as number) : null}
                    min={0}
                    precision={6}
                    readOnly={readOnly}
                    controls={false}
                    formatter={(shown) =>
                      shown === undefined
                        ? ''
                        : String(shown)
                            .replace(/(\.\d*?)0+$/, '$1')
                            .replace(/\.$/, '')
                    }
                    onChange={(rate) => set(currency, rate !== null && rate > 0 ? rate : null)}
                    onBlur={onBlur}
                  />
                  {t({ zh: '元', en: 'CNY' })}
                </li>
              ))}
            </ul>
          )
        }
      </FieldFrame>
    </div>
  );
}
