import { Button, Modal, Radio } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import { type FieldOf, fieldsOf } from '#kernel/ui/field.ts';
import { beijing } from '#kernel/ui/look/dates.ts';
import { useLanguage, useText } from '#kernel/ui/look/language.ts';
import { writeCell } from './cell-text.ts';
import type { DraftRecord } from './draft.ts';
import { setAt } from './merge.ts';
import type { Conflict } from './use-autosave.ts';

export interface ConflictDialogProps {
  readonly conflict: Conflict;
  readonly mine: DraftRecord;
  readonly schema: z.core.$ZodType;
  readonly onResolve: (value: DraftRecord) => void;
}

type Choice = 'mine' | 'theirs' | 'merge';

/** Somebody else saved first: nothing is lost, the person chooses mine, theirs, or item by item. */
export function ConflictDialog({ conflict, mine, schema, onResolve }: ConflictDialogProps) {
  const t = useText();
  const language = useLanguage();
  const [choice, setChoice] = useState<Choice>('merge');
  const [picked, setPicked] = useState<Readonly<Record<string, 'mine' | 'theirs'>>>({});
  const fields = fieldsOf(schema);
  const who = conflict.by ?? t({ zh: '他人', en: 'Somebody else' });
  const when = conflict.at ? beijing(conflict.at).time : '';
  const missing = conflict.clashes.filter((clash) => !(clash.at in picked));

  const result = (): DraftRecord => {
    if (choice === 'mine') return mine;
    if (choice === 'theirs') return conflict.theirs;
    return conflict.clashes.reduce(
      (value, clash) => (picked[clash.at] === 'theirs' ? setAt(value, clash.at, clash.theirs) : value),
      conflict.value,
    );
  };
  const open = choice === 'merge' && missing.length > 0;
  return (
    <Modal
      open
      closable={false}
      width={760}
      title={t({
        zh: `${who}${when ? ` ${when}` : ''} 改了本节`,
        en: `${who} changed this section${when ? ` at ${when}` : ''}`,
      })}
      footer={
        <Button type="primary" disabled={open} onClick={() => onResolve(result())}>
          {t({ zh: '按所选保存', en: 'Save as chosen' })}
        </Button>
      }
    >
      <div className="stack">
        <p>
          {t({
            zh: '您的修改没有丢，也还没有保存。请对照后选择。',
            en: 'Your changes are not lost and not yet saved. Compare, then choose.',
          })}
        </p>
        <Radio.Group
          value={choice}
          onChange={(event) => setChoice(event.target.value)}
          options={[
            { value: 'merge', label: t({ zh: '逐项合并', en: 'Item by item' }) },
            { value: 'mine', label: t({ zh: '用我的', en: 'Mine' }) },
            { value: 'theirs', label: t({ zh: '用对方的', en: 'Theirs' }) },
          ]}
        />
        {choice === 'merge' && (
          <>
            {conflict.clashes.length === 0 && (
              <p>
                {t({ zh: '双方改的不是同一处，可直接合并。', en: 'You changed different things; both can be kept.' })}
              </p>
            )}
            {conflict.clashes.map((clash) => (
              <fieldset key={clash.at} className="schema-group">
                <legend>{labelOf(fields, clash.at, t)}</legend>
                <Radio.Group
                  value={picked[clash.at] ?? null}
                  onChange={(event) => setPicked({ ...picked, [clash.at]: event.target.value })}
                  options={[
                    {
                      value: 'mine',
                      label: `${t({ zh: '我的：', en: 'Mine: ' })}${shown(fields, clash.at, clash.mine, language)}`,
                    },
                    {
                      value: 'theirs',
                      label: `${t({ zh: '对方的：', en: 'Theirs: ' })}${shown(fields, clash.at, clash.theirs, language)}`,
                    },
                  ]}
                />
              </fieldset>
            ))}
            {open && (
              <p className="tone-text-soon">
                {t({ zh: `还有 ${missing.length} 处没有选择。`, en: `${missing.length} still to choose.` })}
              </p>
            )}
          </>
        )}
      </div>
    </Modal>
  );
}

const fieldAt = (fields: readonly FieldOf[], at: string): FieldOf | undefined =>
  fields.find((field) => at.split('/')[1] === field.name);

function labelOf(fields: readonly FieldOf[], at: string, t: ReturnType<typeof useText>): string {
  const field = fieldAt(fields, at);
  return field ? t(field.meta.label) : at;
}

function shown(fields: readonly FieldOf[], at: string, value: unknown, language: 'zh' | 'en'): string {
  const field = fieldAt(fields, at);
  if (Array.isArray(value)) return { zh: `${value.length} 行`, en: `${value.length} rows` }[language];
  if (typeof value === 'object' && value !== null) return Object.values(value).join(' ');
  return (field ? writeCell(field, value, language) : String(value ?? '')) || '—';
}
