import { FormSheet } from '#kernel/ui/forms/form-sheet.tsx';
import { setUnitState, type UnitFilePage } from '../../units/endpoints.ts';

/** 开户、限制、停办、注销: what is still missing for an opening is named by the answer. */
export function UnitStateSheet({ page, onClose }: { readonly page: UnitFilePage; readonly onClose: () => void }) {
  return (
    <FormSheet
      endpoint={setUnitState}
      params={{ unit: page.unit.id }}
      version={page.version}
      initial={{ ...(page.state === 'awaiting' ? { state: 'normal', reason: '材料齐全，准予开户' } : {}) }}
      title={{ zh: `变更状态 ${page.unit.name}`, en: `Standing of ${page.unit.name}` }}
      sentence={{
        zh: '限制、停办期间不得新提交申报，在办件照常办理；恢复后即可提交。',
        en: 'While restricted or suspended the unit submits nothing new; open cases go on.',
      }}
      act={{ zh: '登记变更', en: 'Record the change' }}
      onClose={onClose}
    />
  );
}
