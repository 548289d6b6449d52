import { Button } from 'antd';
import { z } from 'zod';
import type { ControlProps } from '#kernel/ui/forms/control.tsx';
import { type DraftRecord, isDraftRecord } from '#kernel/ui/forms/draft.ts';
import { SheetTable } from '#kernel/ui/forms/sheet-table.tsx';
import { useText } from '#kernel/ui/look/language.ts';
import { familyMember } from '../../model/members.ts';

/** 家庭成员情况: declared by the member for each mission; that there is nobody to declare is said, too, and never taken from silence. */
export function FamilyDeclaration({ control }: { readonly control: ControlProps }) {
  const t = useText();
  const { value, readOnly = false, onChange } = control;
  const declared = Array.isArray(value);
  const rows: readonly DraftRecord[] = declared ? value.filter(isDraftRecord) : [];
  return (
    <div className="stack-close" id={control.ties.id} tabIndex={-1}>
      {rows.length > 0 ? (
        <SheetTable
          field={{ schema: z.array(familyMember), meta: control.field.meta }}
          at={control.at}
          rows={rows}
          blank={{ foreignNationality: false, residenceAbroad: false }}
          onChange={onChange}
          readOnly={readOnly}
          {...(control.onBlur ? { onBlur: control.onBlur } : {})}
        />
      ) : (
        <p className={declared ? 'quiet' : 'tone-text-soon'}>
          {declared
            ? t({ zh: '本人申报：没有应申报的家庭成员', en: 'Declared: nobody to declare' })
            : t({ zh: '本次还没有申报', en: 'Not declared for this mission yet' })}
        </p>
      )}
      {!readOnly && rows.length === 0 && (
        <div className="row">
          <Button
            size="small"
            onClick={() => onChange([{ foreignNationality: false, residenceAbroad: false } satisfies DraftRecord])}
          >
            {t({ zh: '申报一位', en: 'Declare somebody' })}
          </Button>
          {declared ? (
            <Button size="small" onClick={() => onChange(null)}>
              {t({ zh: '重新申报', en: 'Declare anew' })}
            </Button>
          ) : (
            <Button size="small" onClick={() => onChange([])}>
              {t({ zh: '确认没有', en: 'Confirm none' })}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
