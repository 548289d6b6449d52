import { Button } from 'antd';
import { tableInstant } from '#kernel/ui/look/dates.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { Empty } from '#kernel/ui/parts/page-states.tsx';
import type { Pack } from '../request-endpoints.ts';

/** A code that has no words is shown as it is kept. */
const isKept = (value: string) => /^[{a-z][a-z0-9.,_:{}-]*$/.test(value);

const isInstant = (value: string) => /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value);

/** All that is held on a person: to read, to print, and as a file for another program. */
export function PackView({ pack }: { readonly pack: Pack }) {
  const t = useText();
  const keep = () => {
    const made = URL.createObjectURL(new Blob([JSON.stringify(pack, null, 2)], { type: 'application/json' }));
    const link = document.createElement('a');
    link.href = made;
    link.download = `personal-data-${pack.madeAt.slice(0, 10)}.json`;
    link.click();
    URL.revokeObjectURL(made);
  };
  const shown = ({ value, said }: Pack['parts'][number]['records'][number]['fields'][number]) => {
    if (said) return t(said);
    if (isInstant(value)) return tableInstant(value);
    return isKept(value) ? <code>{value}</code> : value;
  };
  const filled = pack.parts.filter(({ records }) => records.length > 0);
  return (
    <>
      <div className="row screen-only">
        <Button onClick={keep}>{t({ zh: '下载（JSON）', en: 'Download (JSON)' })}</Button>
        <Button onClick={() => window.print()}>{t({ zh: '打印', en: 'Print' })}</Button>
      </div>
      {filled.length === 0 && <Empty why={{ zh: '没有存有信息。', en: 'Nothing is held.' }} />}
      {filled.map((part) => (
        <section className="card stack" key={part.key}>
          <h2>{t(part.label)}</h2>
          {part.records.map((record, nth) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: records have no id of their own and never change places
            <dl className="facts" key={`${part.key}-${nth}`}>
              {record.fields.map((field) => (
                <div key={field.key}>
                  <dt>{t(field.label)}</dt>
                  <dd>{shown(field)}</dd>
                </div>
              ))}
            </dl>
          ))}
        </section>
      ))}
    </>
  );
}
