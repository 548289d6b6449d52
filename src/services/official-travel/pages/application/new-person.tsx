import { Button, Drawer } from 'antd';
import { callWith } from '#kernel/ui/api/call.ts';
import { useAct } from '#kernel/ui/api/hooks.ts';
import type { DraftRecord } from '#kernel/ui/forms/draft.ts';
import { RequiredNote, SchemaForm } from '#kernel/ui/forms/schema-form.tsx';
import { useForm } from '#kernel/ui/forms/use-form.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { ErrorSummary } from '#kernel/ui/parts/error-summary.tsx';
import { ProblemNotice } from '#kernel/ui/parts/problem-notice.tsx';
import { createPersonFile, spellName } from '../../people/endpoints.ts';
import { personFile } from '../../people/model.ts';
import { tidySection } from './tidy.ts';

interface NewPersonProps {
  readonly unit: { readonly id: string; readonly name: string };
  readonly onDone: (id: string) => void;
  readonly onClose: () => void;
}

/** A traveller's file entered once, for this application and all later ones. */
export function NewPerson({ unit, onDone, onClose }: NewPersonProps) {
  const t = useText();
  const form = useForm(personFile, {
    unitId: unit.id,
    identityType: 'resident',
    nationality: 'CN',
    office: 'other',
    employment: 'in-post',
    portfolio: 'none',
    foreignResidence: false,
  });
  const act = useAct(createPersonFile, {
    onDone: ({ id }) => onDone(id),
    onProblem: (problem) => form.setProblem(problem),
  });
  const edit = (value: DraftRecord) => form.setValue(tidySection(personFile, value));
  /** The standard spelling is proposed; a passport that spells otherwise prevails. */
  const spell = async () => {
    const { surname, givenName, surnameLatin, givenNameLatin } = form.value;
    if (typeof surname !== 'string' || typeof givenName !== 'string' || surnameLatin || givenNameLatin) return;
    const spelled = await callWith(spellName, { quiet: true }, { query: { surname, givenName } }).catch(() => null);
    if (spelled) form.setValue({ ...form.value, ...spelled });
  };
  const save = () => {
    const file = form.check();
    if (file) act.mutate({ body: { file } });
  };
  return (
    <Drawer
      open
      onClose={onClose}
      size="large"
      title={t({ zh: '登记新人员', en: 'Enter a new person' })}
      footer={
        <div className="confirm-foot">
          <Button onClick={onClose}>{t({ zh: '不登记', en: 'Do not enter' })}</Button>
          <Button type="primary" loading={act.isPending} onClick={save}>
            {t({ zh: '登记并加入名单', en: 'Enter and add to the list' })}
          </Button>
        </div>
      }
    >
      <div className="stack">
        <RequiredNote />
        <p className="quiet">
          {t({
            zh: `${unit.name}。号码加密保存，列表中只显示部分；查看全号须说明用途并留痕。`,
            en: `${unit.name}. Numbers are kept encrypted and shown in part; seeing one in full is recorded with its purpose.`,
          })}
        </p>
        <ErrorSummary faults={form.faults} attempt={form.attempt} />
        <ProblemNotice problem={act.error} />
        <SchemaForm
          schema={personFile}
          value={form.value}
          onChange={edit}
          onBlur={() => void spell()}
          faults={form.faults}
          asks={(name, value) => {
            if (name === 'unitId') return false;
            if (name === 'foreignResidenceNote') return value.foreignResidence === true;
            return true;
          }}
        />
      </div>
    </Drawer>
  );
}
