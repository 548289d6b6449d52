import { Link } from 'react-router';
import type { Text } from '#kernel/text.ts';
import { writeNumber } from '#kernel/ui/look/dates.ts';
import { Icon } from '#kernel/ui/look/icon.tsx';
import { useText } from '#kernel/ui/look/language.ts';
import { StatusTag, type StatusTagProps } from './status-tag.tsx';

export interface PersonChipProps {
  /** As the server gave it: masked (张*) unless the reader may see it. */
  readonly name: string;
  readonly post?: string;
  readonly unit?: string;
  readonly to?: string;
  /** A foreign name carries its language, for its glyphs and for readers. */
  readonly lang?: 'en' | 'ja' | 'ko';
}

export function PersonChip({ name, post, unit, to, lang }: PersonChipProps) {
  const t = useText();
  const words = <span {...(lang ? { lang } : {})}>{name}</span>;
  return (
    <span className="chip">
      <Icon name="person" />
      {to ? <Link to={to}>{words}</Link> : words}
      {post && t({ zh: `（${post}）`, en: ` (${post})` })}
      {unit && <span className="quiet">{unit}</span>}
    </span>
  );
}

export function UnitChip({ name, to }: { readonly name: string; readonly to?: string }) {
  return (
    <span className="chip">
      <Icon name="unit" />
      {to ? <Link to={to}>{name}</Link> : name}
    </span>
  );
}

export interface DocumentChipProps {
  /** 外批〔2026〕37号; left out before a number is given. */
  readonly number?: string;
  readonly title: string;
  readonly state?: StatusTagProps;
  readonly to?: string;
}

export function DocumentChip({ number, title, state, to }: DocumentChipProps) {
  const t = useText();
  const words = (
    <>
      {title} <span className="figures">{number ?? t({ zh: '未编号', en: 'no number yet' })}</span>
    </>
  );
  return (
    <span className="chip">
      <Icon name="document" />
      {to ? <Link to={to}>{words}</Link> : <span>{words}</span>}
      {state && <StatusTag {...state} />}
    </span>
  );
}

export interface FigureChipProps {
  readonly value: number | string;
  /** 批, 团组, 人, 人次: different measures, never left out. */
  readonly unit: Text;
  readonly label?: Text;
  /** Where the records behind the figure are: every number opens. */
  readonly to?: string;
  /** How it was computed, for values that the system derived; shown with the mark 算. */
  readonly arithmetic?: Text;
}

export function FigureChip({ value, unit, label, to, arithmetic }: FigureChipProps) {
  const t = useText();
  const words = (
    <>
      <strong className="figures">{writeNumber(value)}</strong> {t(unit)}
    </>
  );
  return (
    <span className="chip figure-chip">
      {label && <span className="quiet">{t(label)}</span>}
      {to ? <Link to={to}>{words}</Link> : <span>{words}</span>}
      {arithmetic && (
        <span className="derived" title={t(arithmetic)}>
          {t({ zh: '算', en: 'calc.' })}
          <span className="for-readers">{t(arithmetic)}</span>
        </span>
      )}
    </span>
  );
}
