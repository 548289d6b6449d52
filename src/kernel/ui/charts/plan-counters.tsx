import { Link } from 'react-router';
import type { Text } from '#kernel/text.ts';
import { useText } from '#kernel/ui/look/language.ts';

export interface PlanFigures {
  readonly given: number;
  readonly granted: number;
  readonly held: number;
  /** given − granted − held, as the server computed it. */
  readonly free: number;
}

export interface PlanCountersProps {
  readonly figures: PlanFigures;
  /** How a number is written: money with its two decimals. */
  readonly write?: (value: number) => string;
  /** 团组（个）, 人次, 经费（元）: never mixed in one bar. */
  readonly unit: Text;
  readonly asOf: string;
  /** Where the records of each number are. */
  readonly to?: Readonly<Record<keyof PlanFigures, string>>;
}

const labels: Readonly<Record<keyof PlanFigures, Text>> = {
  given: { zh: '下达', en: 'Given' },
  granted: { zh: '已批准', en: 'Granted' },
  held: { zh: '占用', en: 'Held' },
  free: { zh: '可用', en: 'Left' },
};
const order = ['given', 'granted', 'held', 'free'] as const;
const parts = ['granted', 'held', 'free'] as const;

/** Four numbers together, the formula below, the parts as one bar; the bar repeats what the words say. */
export function PlanCounters({ figures, unit, asOf, to, write = String }: PlanCountersProps) {
  const t = useText();
  return (
    <div className="plan">
      <dl className="plan-figures">
        {order.map((name) => (
          <div key={name}>
            <dt>{t(labels[name])}</dt>
            <dd className="figures">{to ? <Link to={to[name]}>{write(figures[name])}</Link> : write(figures[name])}</dd>
          </div>
        ))}
      </dl>
      <svg className="plan-bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
        {parts.map((name, index) => {
          const before = parts.slice(0, index).reduce((sum, one) => sum + figures[one], 0);
          const all = Math.max(1, figures.given);
          return (
            <rect
              key={name}
              className={`plan-${name}`}
              x={(before / all) * 100}
              y={0}
              width={(Math.max(0, figures[name]) / all) * 100}
              height={4}
            />
          );
        })}
      </svg>
      <p className="quiet">
        {t({
          zh: `单位：${unit.zh}。可用 = 下达 − 已批准 − 占用。截至 ${asOf}`,
          en: `Unit: ${unit.en}. Left = given − granted − held. As of ${asOf}`,
        })}
      </p>
    </div>
  );
}
