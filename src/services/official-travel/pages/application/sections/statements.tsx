import { Button } from 'antd';
import { RequiredNote, SchemaForm } from '#kernel/ui/forms/schema-form.tsx';
import { useText } from '#kernel/ui/look/language.ts';
import { missionProcess } from '../../../process.ts';
import { titleOf } from '../check-views.ts';
import { formOf, rowsOf, type SectionProps } from '../section-props.ts';
import { withException, withReason } from '../statements-edit.ts';
import { TableFaults } from '../table-faults.tsx';

export function StatementsSection(props: SectionProps) {
  const { value, onChange, readOnly, mission, faults, findings } = props;
  const t = useText();
  const reasons = rowsOf(value.reasons);
  const exceptions = rowsOf(value.exceptions);
  return (
    <div className="stack">
      <RequiredNote />
      <SchemaForm
        {...formOf(props)}
        only={['noStateSecret', 'noSpouseOrChild', 'noIntermediary', 'noTeamBeside', 'academicTaskStated']}
        asks={(name) => name !== 'academicTaskStated' || mission.basics?.category === 'academic'}
      />
      <h3 id="field-statements-reasons" tabIndex={-1}>
        {t({ zh: '须说明事项的理由', en: 'Reasons for rules that want one' })}
      </h3>
      {reasons.length === 0 && (
        <p className="quiet">
          {t({
            zh: '没有。核对结果中“须说明”的事项，在卡片上写理由，写好后列在这里。',
            en: 'None. Where a finding wants a reason, write it on its card; it is listed here.',
          })}
        </p>
      )}
      <ul className="small-rows">
        {reasons.map((one) => (
          <li key={String(one.rule)}>
            <span>
              <strong>{t(titleOf({ rule: String(one.rule) }))}</strong>{' '}
              <span className="quiet figures">{String(one.rule)}</span> {String(one.text)}
            </span>
            {!readOnly && (
              <Button size="small" onClick={() => onChange(withReason(value, String(one.rule), ''))}>
                {t({ zh: '删去', en: 'Remove' })}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <TableFaults at="/statements/reasons" faults={faults} findings={findings} />
      <h3 id="field-statements-exceptions" tabIndex={-1}>
        {t({ zh: '例外申请', en: 'Exceptions asked for' })}
      </h3>
      {exceptions.length === 0 && (
        <p className="quiet">
          {t({
            zh: '没有。“须改正”的事项确需例外的，在卡片上申请。',
            en: 'None. Where a blocking finding needs an exception, ask for it on its card.',
          })}
        </p>
      )}
      <ul className="small-rows">
        {exceptions.map((one) => (
          <li key={String(one.rule)}>
            <span>
              <strong>{t(titleOf({ rule: String(one.rule) }))}</strong>{' '}
              <span className="quiet figures">{String(one.rule)}</span>{' '}
              {t(missionProcess.exceptionReasons[String(one.code)] ?? { zh: String(one.code), en: String(one.code) })}
              {t({ zh: '：', en: ': ' })}
              {String(one.text)}
            </span>
            {!readOnly && (
              <Button size="small" onClick={() => onChange(withException(value, String(one.rule), null))}>
                {t({ zh: '撤回申请', en: 'Withdraw' })}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <TableFaults at="/statements/exceptions" faults={faults} findings={findings} />
    </div>
  );
}
