import { Button, Modal } from 'antd';
import type { FieldOf } from '#kernel/ui/field.ts';
import { Icon } from '#kernel/ui/look/icon.tsx';
import { useLanguage, useText } from '#kernel/ui/look/language.ts';
import { ScrollFrame } from '#kernel/ui/parts/scroll-frame.tsx';
import { type PastedRow, writeCell } from './cell-text.ts';

export interface PastePreviewProps {
  readonly rows: readonly PastedRow[];
  readonly fields: readonly FieldOf[];
  readonly onKeep: (rows: readonly PastedRow[]) => void;
  readonly onClose: () => void;
}

/** Shows what was understood and what not, row by row, before anything is kept. Also for imports. */
export function PastePreview({ rows, fields, onKeep, onClose }: PastePreviewProps) {
  const t = useText();
  const language = useLanguage();
  const faulty = rows.filter((row) => row.faults.length > 0).length;
  const used = fields.filter((field) =>
    rows.some((row) => field.name in row.value || row.faults.some((fault) => fault.name === field.name)),
  );
  return (
    <Modal
      open
      onCancel={onClose}
      width={920}
      title={t({ zh: `粘贴预览：${rows.length} 行`, en: `Preview: ${rows.length} rows` })}
      footer={
        <div className="confirm-foot">
          <Button onClick={onClose}>{t({ zh: '不粘贴', en: 'Do not paste' })}</Button>
          <Button type="primary" disabled={rows.length === 0} onClick={() => onKeep(rows)}>
            {faulty > 0
              ? t({ zh: `加入 ${rows.length} 行，有误的格留空`, en: `Add ${rows.length} rows, faulty cells empty` })
              : t({ zh: `加入 ${rows.length} 行`, en: `Add ${rows.length} rows` })}
          </Button>
        </div>
      }
    >
      {faulty > 0 && (
        <p role="status" className="tone-text-soon">
          <Icon name="alert" />{' '}
          {t({
            zh: `${faulty} 行有看不懂的内容，已标出。`,
            en: `${faulty} rows hold something that was not understood; it is marked.`,
          })}
        </p>
      )}
      <ScrollFrame className="sheet-frame">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{t({ zh: '行', en: 'Row' })}</th>
              {used.map((field) => (
                <th key={field.name} scope="col">
                  {t(field.meta.label)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: pasted rows have no identity but their place
              <tr key={index}>
                <th scope="row">{index + 1}</th>
                {used.map((field) => {
                  const fault = row.faults.find((one) => one.name === field.name);
                  return (
                    <td key={field.name} className={fault ? 'tone-text-stop' : ''}>
                      {fault ? t(fault.fault) : writeCell(field, row.value[field.name], language)}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollFrame>
    </Modal>
  );
}
