import { Link } from 'react-router';
import type { Text } from '#kernel/text.ts';
import { Icon, type IconName } from '#kernel/ui/look/icon.tsx';
import { useText } from '#kernel/ui/look/language.ts';

export interface Evidence {
  readonly id: string;
  readonly kind: 'record' | 'document' | 'file' | 'paper';
  readonly title: string;
  /** Number, day, digest: what it is found again by. */
  readonly reference?: string;
  readonly to?: string;
  readonly note?: Text;
}

const icons: Readonly<Record<Evidence['kind'], IconName>> = {
  record: 'table',
  document: 'document',
  file: 'link',
  paper: 'archive',
};
const kinds: Readonly<Record<Evidence['kind'], Text>> = {
  record: { zh: '记录', en: 'Record' },
  document: { zh: '文书', en: 'Document' },
  file: { zh: '附件', en: 'File' },
  paper: { zh: '纸质', en: 'On paper' },
};

/** What a sentence or figure rests on; without evidence it says so. */
export function EvidenceList({ items }: { readonly items: readonly Evidence[] }) {
  const t = useText();
  if (items.length === 0) {
    return (
      <p className="tone-text-soon">
        {t({ zh: '没有依据。可挂上记录、文书或附件。', en: 'No evidence. Attach a record, a document or a file.' })}
      </p>
    );
  }
  return (
    <ul className="evidence">
      {items.map((item) => (
        <li key={item.id}>
          <Icon name={icons[item.kind]} />
          <span className="quiet">{t(kinds[item.kind])}</span>
          {item.to ? <Link to={item.to}>{item.title}</Link> : <span>{item.title}</span>}
          {item.reference && <span className="figures quiet">{item.reference}</span>}
          {item.note && <span className="quiet">{t(item.note)}</span>}
        </li>
      ))}
    </ul>
  );
}
