import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { faultsOf } from '#kernel/http/faults.ts';
import type { Fault } from '#kernel/http/problem.ts';
import { unitControl } from '#kernel/identity/pages/unit-select.tsx';
import { useAct } from '#kernel/ui/api/hooks.ts';
import type { ControlProps } from '#kernel/ui/forms/control.tsx';
import type { DraftRecord } from '#kernel/ui/forms/draft.ts';
import { RequiredNote, SchemaForm } from '#kernel/ui/forms/schema-form.tsx';
import { useText } from '#kernel/ui/look/language.ts';
import { ErrorSummary } from '#kernel/ui/parts/error-summary.tsx';
import { ProblemNotice } from '#kernel/ui/parts/problem-notice.tsx';
import { saveUnitFile, type UnitFilePage } from '../../units/endpoints.ts';
import { unitFile } from '../../units/model.ts';
import { tidySection } from '../application/tidy.ts';
import { UnitPaper } from './unit-paper.tsx';

/** The facts and papers of a unit. Who signs and who is its officer stand beside them. */
export function EditUnit({ page, onClose }: { readonly page: UnitFilePage; readonly onClose: () => void }) {
  const t = useText();
  const [value, setValue] = useState<DraftRecord>(page.file ? { ...page.file } : { creditCodeOfParent: false });
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const [attempt, setAttempt] = useState(0);
  const say = (found: readonly Fault[]) => {
    setFaults(found);
    setAttempt((count) => count + 1);
  };
  const act = useAct(saveUnitFile, {
    onDone: onClose,
    onProblem: (problem) => say(problem.faults.map((fault) => ({ ...fault, at: fault.at.replace(/^\/file/, '') }))),
  });
  const save = () => {
    const parsed = unitFile.safeParse(tidySection(unitFile, value), { reportInput: true });
    if (!parsed.success) return say(faultsOf(parsed.error, unitFile));
    act.mutate({ params: { unit: page.unit.id }, version: page.version, body: { file: parsed.data } });
  };
  const paper = (control: ControlProps) => <UnitPaper control={control} unit={page.unit.id} />;
  return (
    <Drawer
      open
      onClose={onClose}
      size="large"
      title={t({ zh: `单位档案　${page.unit.name}`, en: `File of ${page.unit.name}` })}
      footer={
        <div className="confirm-foot">
          <Button onClick={onClose}>{t({ zh: '先不办', en: 'Not now' })}</Button>
          <Button type="primary" loading={act.isPending} onClick={save}>
            {t({ zh: '保存档案', en: 'Save the file' })}
          </Button>
        </div>
      }
    >
      <div className="stack">
        <RequiredNote />
        <p className="quiet">{t({ zh: '请勿上传国家秘密。', en: 'Do not upload state secrets.' })}</p>
        <ErrorSummary faults={faults} attempt={attempt} />
        <ProblemNotice problem={act.error} />
        <SchemaForm
          schema={unitFile}
          value={value}
          onChange={setValue}
          faults={faults}
          custom={{
            firstReviewUnitId: unitControl,
            sealFileId: paper,
            openingLetterFileId: paper,
            custodyFileId: paper,
          }}
        />
      </div>
    </Drawer>
  );
}
