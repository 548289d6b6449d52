import { Control, type ControlProps } from '#kernel/ui/forms/control.tsx';
import type { DraftRecord } from '#kernel/ui/forms/draft.ts';
import { RequiredNote, SchemaForm } from '#kernel/ui/forms/schema-form.tsx';
import { useText } from '#kernel/ui/look/language.ts';
import { formOf, type SectionProps } from '../section-props.ts';

/** 必要性、重点任务、预期成果: at least so many characters. */
const least = 50;

function Counted(props: ControlProps) {
  const t = useText();
  const length = typeof props.value === 'string' ? [...props.value.trim()].length : 0;
  return (
    <div className="counted">
      <Control {...props} />
      <span className={length > 0 && length < least ? 'tone-text-soon' : 'quiet'}>
        {length < least
          ? t({ zh: `已 ${length} 字，还差 ${least - length} 字`, en: `${length} characters, ${least - length} to go` })
          : t({ zh: `已 ${length} 字`, en: `${length} characters` })}
      </span>
    </div>
  );
}

const counted = { necessity: Counted, keyTasks: Counted, outcome: Counted };

/** The unit's own mission is organised by the unit: asked once, at the arrangement. */
function withOrganiser(value: DraftRecord, unit: string): DraftRecord {
  const own = value.arrangement === 'own' && !value.organiserUnit;
  return own ? { ...value, organiserUnit: unit } : value;
}

export function BasicsSection(props: SectionProps) {
  const { page, onChange } = props;
  const own = props.value.arrangement === 'own' && props.value.organiserUnit === page.unit.name;
  return (
    <div className="stack">
      <RequiredNote />
      <SchemaForm
        {...formOf(props)}
        onChange={(value) => onChange(withOrganiser(value, page.unit.name))}
        custom={counted}
        asks={(name, value) => name !== 'conferenceRole' || value.purposeType === 'conference'}
        sources={
          own ? { organiserUnit: { zh: '自组团，按申报单位带出', en: 'Own mission: filled from the unit' } } : {}
        }
      />
    </div>
  );
}
