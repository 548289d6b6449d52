import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { faultsOf } from '#kernel/http/faults.ts';
import type { Fault } from '#kernel/http/problem.ts';
import type { Text } from '#kernel/text.ts';
import { callWith } from '#kernel/ui/api/call.ts';
import { useAct } from '#kernel/ui/api/hooks.ts';
import type { DraftRecord } from '#kernel/ui/forms/draft.ts';
import { RequiredNote, SchemaForm } from '#kernel/ui/forms/schema-form.tsx';
import { useText } from '#kernel/ui/look/language.ts';
import { ErrorSummary } from '#kernel/ui/parts/error-summary.tsx';
import { ProblemNotice } from '#kernel/ui/parts/problem-notice.tsx';
import { createPersonFile, spellName } from '../../people/endpoints.ts';
import { personFile } from '../../people/model.ts';
import { tidySection } from './tidy.ts';

interface NewPersonProps {
  readonly unit: { readonly id: string; readonly name: string };
  /** What the last press does, where it is more than entering the person. */
  readonly act?: Text;
  readonly onDone: (id: string) => void;
  readonly onClose: () => void;
}

/** A traveller's file entered once, for this application and all later ones. */
export function NewPerson({ unit, act: words, onDone, onClose }: NewPersonProps) {
  const t = useText();
  const [value, setValue] = useState<DraftRecord>({
    unitId: unit.id,
    identityType: 'resident',
    nationality: 'CN',
    office: 'other',
    employment: 'in-post',
    portfolio: 'none',
    foreignResidence: false,
  });
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const [attempt, setAttempt] = useState(0);
  const say = (found: readonly Fault[]) => {
    setFaults(found);
    setAttempt((count) => count + 1);
  };
  const act = useAct(createPersonFile, {
    onDone: ({ id }) => onDone(id),
    onProblem: (problem) => say(problem.faults.map((fault) => ({ ...fault, at: fault.at.replace(/^\/file/, '') }))),
  });
  /** The standard spelling is proposed; a passport that spells otherwise prevails. */
  const spell = async () => {
    const { surname, givenName, surnameLatin, givenNameLatin } = value;
    if (typeof surname !== 'string' || typeof givenName !== 'string' || surnameLatin || givenNameLatin) return;
    const spelled = await callWith(spellName, { quiet: true }, { query: { surname, givenName } }).catch(() => null);
    if (spelled) setValue((now) => ({ ...now, ...spelled }));
  };
  const save = () => {
    // Questions left open that may stay open are answered with "none" here, as in the sections of the application.
    const parsed = personFile.safeParse(tidySection(personFile, value), { reportInput: true });
    if (parsed.success) act.mutate({ body: { file: parsed.data } });
    else say(faultsOf(parsed.error, personFile));
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
            {t(words ?? { zh: '登记人员', en: 'Enter the person' })}
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
        <ErrorSummary faults={faults} attempt={attempt} />
        <ProblemNotice problem={act.error} />
        <SchemaForm
          schema={personFile}
          value={value}
          onChange={setValue}
          onBlur={() => void spell()}
          faults={faults}
          asks={(name, file) => {
            if (name === 'unitId') return false;
            if (name === 'foreignResidenceNote') return file.foreignResidence === true;
            return true;
          }}
        />
      </div>
    </Drawer>
  );
}
