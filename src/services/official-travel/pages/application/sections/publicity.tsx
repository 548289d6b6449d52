import { Button } from 'antd';
import { optionsOf } from '#kernel/ui/field.ts';
import { Control, type ControlProps } from '#kernel/ui/forms/control.tsx';
import { RequiredNote, SchemaForm } from '#kernel/ui/forms/schema-form.tsx';
import { SheetTable } from '#kernel/ui/forms/sheet-table.tsx';
import { useText } from '#kernel/ui/look/language.ts';
import { fieldNamed, formOf, rowsOf, type SectionProps } from '../section-props.ts';
import { TableFaults } from '../table-faults.tsx';

const objections = fieldNamed('publicity', 'objections');

function Contents(props: ControlProps) {
  const t = useText();
  const all = optionsOf(props.field).map(({ value }) => value);
  const chosen = Array.isArray(props.value) ? props.value.length : 0;
  return (
    <div className="counted" id={props.ties.id} tabIndex={-1}>
      <Control {...props} />
      {!props.readOnly && chosen < all.length && (
        <span>
          <Button size="small" onClick={() => props.onChange(all)}>
            {t({ zh: '全部公示', en: 'All of them' })}
          </Button>
        </span>
      )}
    </div>
  );
}

export function PublicitySection(props: SectionProps) {
  const { value, onChange, onBlur, readOnly, faults, findings, page } = props;
  const t = useText();
  const entered = rowsOf(value.objections);
  const posted = page.state === 'publicity' || entered.length > 0;
  const exempt = value.exemption === 'must-stay-secret';
  return (
    <div className="stack">
      <RequiredNote />
      <p className="quiet">
        {t({
          zh: '公示在单位签批后进行，不少于 5 个工作日（首日不计）；已经公示的填起止日期，没有公示的留空，到公示环节再填。',
          en: 'The notice is posted after the unit has signed, for at least 5 working days (the first not counted). Enter the dates if it was posted already; otherwise leave them for that step.',
        })}
      </p>
      <SchemaForm
        {...formOf(props)}
        only={['exemption', 'exemptionReason', 'place', 'from', 'to', 'contents']}
        custom={{ contents: Contents }}
        asks={(name) => (name === 'exemptionReason' ? exempt : !exempt || name === 'exemption')}
      />
      {posted && (
        <>
          <h3>{t({ zh: '异议', en: 'Objections' })}</h3>
          <SheetTable
            field={objections}
            at="/publicity/objections"
            rows={entered}
            blank={{ conclusion: 'open', findings: '' }}
            onChange={(next) => onChange({ ...value, objections: next })}
            onBlur={onBlur}
            readOnly={readOnly}
            ties={{ id: 'field-publicity-objections' }}
          />
          <TableFaults at="/publicity/objections" faults={faults} findings={findings} />
        </>
      )}
    </div>
  );
}
