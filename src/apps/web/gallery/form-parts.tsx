import { useState } from 'react';
import { ProblemError } from '#kernel/ui/api/problem-error.ts';
import { advance, atRest, type Saving } from '#kernel/ui/forms/autosave.ts';
import { ConflictDialog } from '#kernel/ui/forms/conflict-dialog.tsx';
import type { DraftRecord } from '#kernel/ui/forms/draft.ts';
import { SavedLine } from '#kernel/ui/forms/saved-line.tsx';
import { RequiredNote, SchemaForm } from '#kernel/ui/forms/schema-form.tsx';
import { TaskListForm } from '#kernel/ui/forms/task-list-form.tsx';
import { UploadList } from '#kernel/ui/forms/upload-list.tsx';
import { useForm } from '#kernel/ui/forms/use-form.ts';
import { ErrorSummary } from '#kernel/ui/parts/error-summary.tsx';
import { Page } from '#kernel/ui/parts/page.tsx';
import { filled, findings, mission } from './samples.ts';

const saved: Saving = atRest(3, '2026-11-24T06:32:05Z');
const away = advance(advance(advance(saved, { type: 'edited' }), { type: 'due' }), {
  type: 'failed',
  problem: new ProblemError(0, 'offline', { zh: '网络中断', en: 'offline' }),
});

export function FormParts({ conflict = false }: { readonly conflict?: boolean }) {
  const form = useForm(mission, filled);
  const [current, setCurrent] = useState<string | null>('basics');
  const [resolved, setResolved] = useState<DraftRecord | null>(null);
  return (
    <Page title={{ zh: '申报（草稿）', en: 'Application (draft)' }} number="321300-2026-0147">
      <TaskListForm
        sections={[
          { key: 'basics', title: { zh: '基本信息', en: 'Basics' }, state: 'issues', issues: 1 },
          { key: 'letters', title: { zh: '邀请函', en: 'Invitations' }, state: 'done' },
          { key: 'members', title: { zh: '成员', en: 'Members' }, state: 'begun', editor: '王敏' },
          { key: 'budget', title: { zh: '预算', en: 'Budget' }, state: 'empty' },
        ]}
        current={current}
        onGo={setCurrent}
        status={
          <>
            <SavedLine saving={saved} />
            <SavedLine saving={away} />
          </>
        }
        findings={findings}
        onFinding={() => undefined}
        passed={23}
        onReview={() => form.check()}
      >
        <RequiredNote />
        <ErrorSummary faults={form.faults} attempt={form.attempt} />
        <SchemaForm
          schema={mission}
          value={form.value}
          onChange={form.setValue}
          faults={form.faults}
          findings={findings}
          sources={{ title: { zh: '来自年度计划第 3 项', en: 'From line 3 of the plan' } }}
        />
        <UploadList
          label={{ zh: '邀请函', en: 'Invitation' }}
          accept=".pdf,.jpg,.png,.docx"
          maxSize={20_971_520}
          files={[{ id: '1', name: '邀请函.pdf', size: 812_000, note: { zh: '第 2 版', en: 'Version 2' } }]}
          onUpload={async () => undefined}
          onRemove={() => undefined}
        />
      </TaskListForm>
      {conflict && !resolved && (
        <ConflictDialog
          schema={mission}
          mine={filled}
          conflict={{
            value: filled,
            theirs: { ...filled, days: 7 },
            version: 4,
            by: '王敏',
            at: '2026-11-24T06:35:00Z',
            clashes: [{ at: '/days', base: 8, mine: 9, theirs: 7 }],
          }}
          onResolve={setResolved}
        />
      )}
    </Page>
  );
}
