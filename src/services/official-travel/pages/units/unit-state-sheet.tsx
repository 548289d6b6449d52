import { z } from 'zod';
import { useAct } from '#kernel/ui/api/hooks.ts';
import { field, record } from '#kernel/ui/field.ts';
import { SchemaForm } from '#kernel/ui/forms/schema-form.tsx';
import { useForm } from '#kernel/ui/forms/use-form.ts';
import { ConfirmSheet } from '#kernel/ui/parts/confirm-sheet.tsx';
import { setUnitState, type UnitFilePage } from '../../units/endpoints.ts';

const states = {
  normal: { zh: '开户、恢复正常', en: 'Open, or normal again' },
  restricted: { zh: '限制申报', en: 'Restrict applications' },
  suspended: { zh: '停办（市外办负责人书面决定）', en: 'Suspend (written decision of the head)' },
  closed: { zh: '注销', en: 'Close' },
} as const;

const form = record({
  state: field(z.enum(['normal', 'restricted', 'suspended', 'closed']), {
    label: { zh: '状态', en: 'State' },
    options: states,
    class: 'internal',
  }),
  reason: field(z.string().trim().min(2).max(300), {
    label: { zh: '依据或理由', en: 'Basis or reason' },
    help: { zh: '有关单位可以看到', en: 'The unit sees it' },
    widget: 'textarea',
    class: 'internal',
  }),
});

/** 开户、限制、停办、注销: what is still missing for an opening is named by the answer. */
export function UnitStateSheet({ page, onClose }: { readonly page: UnitFilePage; readonly onClose: () => void }) {
  const state = useForm(form, page.state === 'awaiting' ? { state: 'normal', reason: '材料齐全，准予开户' } : {});
  const act = useAct(setUnitState, { onDone: onClose, onProblem: state.setProblem });
  return (
    <ConfirmSheet
      open
      title={{ zh: `变更状态 ${page.unit.name}`, en: `Standing of ${page.unit.name}` }}
      sentence={{
        zh: '限制、停办期间不得新提交申报，在办件照常办理；恢复后即可提交。',
        en: 'While restricted or suspended the unit submits nothing new; open cases go on.',
      }}
      act={{ zh: '登记变更', en: 'Record the change' }}
      busy={act.isPending}
      problem={act.error}
      onClose={onClose}
      onAct={() => {
        const body = state.check();
        if (body) act.mutate({ params: { unit: page.unit.id }, version: page.version, body });
      }}
    >
      <SchemaForm schema={form} value={state.value} onChange={state.setValue} faults={state.faults} />
    </ConfirmSheet>
  );
}
