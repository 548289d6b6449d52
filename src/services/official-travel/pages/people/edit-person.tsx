import { Button, Drawer } from 'antd';
import { useState } from 'react';
import type { Fault } from '#kernel/http/problem.ts';
import { useAct } from '#kernel/ui/api/hooks.ts';
import type { DraftRecord } from '#kernel/ui/forms/draft.ts';
import { RequiredNote, SchemaForm } from '#kernel/ui/forms/schema-form.tsx';
import { useText } from '#kernel/ui/look/language.ts';
import { ErrorSummary } from '#kernel/ui/parts/error-summary.tsx';
import { ProblemNotice } from '#kernel/ui/parts/problem-notice.tsx';
import { changePersonFile, type PersonPage } from '../../people/endpoints.ts';
import { personFile } from '../../people/model.ts';
import { tidySection } from '../application/tidy.ts';

/** Changes to a file; a number left as it is shown, in part, stays what it is. */
export function EditPerson({ person, onClose }: { readonly person: PersonPage; readonly onClose: () => void }) {
  const t = useText();
  const [value, setValue] = useState<DraftRecord>({ ...person.file });
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const [attempt, setAttempt] = useState(0);
  const act = useAct(changePersonFile, {
    onDone: onClose,
    onProblem: (problem) => {
      setFaults(problem.faults.map((fault) => ({ ...fault, at: fault.at.replace(/^\/file/, '') })));
      setAttempt((count) => count + 1);
    },
  });
  return (
    <Drawer
      open
      onClose={onClose}
      size="large"
      title={t({ zh: `修改资料　${person.name}`, en: `Change the file of ${person.name}` })}
      footer={
        <div className="confirm-foot">
          <Button onClick={onClose}>{t({ zh: '先不办', en: 'Not now' })}</Button>
          <Button
            type="primary"
            loading={act.isPending}
            onClick={() =>
              act.mutate({
                params: { id: person.id },
                version: person.version,
                body: { file: tidySection(personFile, value) },
              })
            }
          >
            {t({ zh: '保存修改', en: 'Save the changes' })}
          </Button>
        </div>
      }
    >
      <div className="stack">
        <RequiredNote />
        <p className="quiet">
          {t({
            zh: '号码只显示一部分；不改的保持原样即可。修改只影响以后带出的资料，已报送的申报不变。',
            en: 'Numbers are shown in part; leave them as they are to keep them. Applications already submitted do not change.',
          })}
        </p>
        <ErrorSummary faults={faults} attempt={attempt} />
        <ProblemNotice problem={act.error} />
        <SchemaForm
          schema={personFile}
          value={value}
          onChange={setValue}
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
