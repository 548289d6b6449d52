import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { Link } from 'react-router';
import { faultsOf } from '#kernel/http/faults.ts';
import { useAct } from '#kernel/ui/api/hooks.ts';
import { DateField } from '#kernel/ui/forms/date-field.tsx';
import type { DraftRecord } from '#kernel/ui/forms/draft.ts';
import { SchemaForm } from '#kernel/ui/forms/schema-form.tsx';
import { beijing } from '#kernel/ui/look/dates.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { useNow } from '#kernel/ui/look/now.ts';
import { ConfirmSheet } from '#kernel/ui/parts/confirm-sheet.tsx';
import { ProblemNotice } from '#kernel/ui/parts/problem-notice.tsx';
import { listRules, type OfficeRuleRow, setRule, tryRule } from '../../../office-rules/endpoints.ts';
import type { RuleId } from '../../../rules/define.ts';
import { officeRuleForm } from '../../../rules/figures.ts';
import { casePath } from '../../paths.ts';

interface RuleSheetProps {
  readonly rule: OfficeRuleRow;
  readonly mayChange: boolean;
  readonly onClose: () => void;
}

/** Figures of a rule: tried out on the latest missions first, then laid down from a day on, with the paper they rest on. */
export function RuleSheet({ rule, mayChange, onClose }: RuleSheetProps) {
  const t = useText();
  const ids = { from: useId(), reason: useId() };
  const today = beijing(useNow()).day;
  const schema = officeRuleForm(rule.id as RuleId);
  const [value, setValue] = useState<DraftRecord>({ ...rule.value });
  const [from, setFrom] = useState<string | null>(today);
  const [reason, setReason] = useState('');
  const parsed = schema.safeParse(value, { reportInput: true });
  const faults = parsed.success ? [] : faultsOf(parsed.error, schema);
  const set = useAct(setRule, { refresh: [listRules], onDone: onClose });
  const trial = useAct(tryRule, { refresh: [] });
  const body = { value: value as never };
  const missing = !parsed.success
    ? { zh: '参数还不对，请改正。', en: 'Mend the figures first.' }
    : from === null
      ? { zh: '请填写生效日期。', en: 'Enter the first day.' }
      : reason.trim().length < 2
        ? { zh: '请写明依据的文件或理由。', en: 'Write the paper it rests on, or the reason.' }
        : null;
  return (
    <ConfirmSheet
      open
      title={{ zh: `核定 ${rule.id} ${rule.subject.zh}`, en: `Set ${rule.id} ${rule.subject.en}` }}
      sentence={{
        zh: `自 ${from ?? '—'} 起报送的团组按新参数核对；此前报送的和已批准的不变，原值留在沿革里。`,
        en: `Missions submitted from ${from ?? '—'} on are checked by the new figures; earlier and granted ones keep theirs.`,
      }}
      act={mayChange ? { zh: '核定参数', en: 'Set the figures' } : { zh: '只能试算', en: 'Trial only' }}
      busy={set.isPending}
      problem={set.error}
      missing={mayChange ? missing : { zh: '参数由市外办负责人核定。', en: 'The head of the office sets figures.' }}
      onClose={onClose}
      onAct={() => {
        if (!mayChange || missing || from === null) return;
        set.mutate({
          params: { rule: rule.id },
          body: { ...body, validFrom: from as never, reason: reason.trim() },
        });
      }}
    >
      <div className="stack">
        <SchemaForm schema={schema} value={value} onChange={setValue} faults={faults} />
        <div className="row">
          <Button
            loading={trial.isPending}
            disabled={!parsed.success}
            onClick={() => trial.mutate({ params: { rule: rule.id }, body })}
          >
            {t({ zh: '用近期团组试算', en: 'Try out on the latest missions' })}
          </Button>
          <span className="quiet">{t({ zh: '不改变任何办件', en: 'Changes nothing' })}</span>
        </div>
        <ProblemNotice problem={trial.error} />
        {trial.data && (
          <div role="status" className="stack">
            <p>
              {t({
                zh: `试算 ${trial.data.tried} 个团组：现在 ${trial.data.brokenBefore} 个不符合，改后 ${trial.data.brokenAfter} 个，结论有变 ${trial.data.changed.length} 个。`,
                en: `${trial.data.tried} missions: ${trial.data.brokenBefore} break it now, ${trial.data.brokenAfter} would; ${trial.data.changed.length} come out differently.`,
              })}
            </p>
            <ul className="small-rows">
              {trial.data.changed.map((one) => (
                <li key={one.id}>
                  <Link to={casePath(one.id)}>{one.title}</Link>{' '}
                  <span className="quiet figures">{one.number ?? t({ zh: '草稿', en: 'draft' })}</span>{' '}
                  <span className={one.after === 'broken' ? 'tone-text-stop' : 'tone-text-done'}>
                    {one.after === 'broken'
                      ? t({ zh: '将不符合', en: 'would break it' })
                      : t({ zh: '将符合', en: 'would keep it' })}
                  </span>
                </li>
              ))}
            </ul>
          </div>
        )}
        {mayChange && (
          <div className="schema-form">
            <div className="field">
              <label htmlFor={ids.from}>{t({ zh: '生效日期', en: 'In force from' })}</label>
              <DateField id={ids.from} value={from} onChange={setFrom} />
            </div>
            <div className="field">
              <label htmlFor={ids.reason}>{t({ zh: '依据的文件或理由', en: 'Paper or reason' })}</label>
              <Input.TextArea
                id={ids.reason}
                maxLength={500}
                autoSize={{ minRows: 2 }}
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              />
            </div>
          </div>
        )}
      </div>
    </ConfirmSheet>
  );
}
