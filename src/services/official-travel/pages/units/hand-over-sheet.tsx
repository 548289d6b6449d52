import { useRead } from '#kernel/ui/api/hooks.ts';
import { FormSheet } from '#kernel/ui/forms/form-sheet.tsx';
import { useText } from '#kernel/ui/look/language.ts';
import { Answered } from '#kernel/ui/parts/answered.tsx';
import { openHandOver, openMatters, type UnitFilePage } from '../../units/endpoints.ts';
import { personControl } from './person-control.tsx';

const kinds = {
  draft: { zh: '草稿', en: 'draft' },
  case: { zh: '办件', en: 'case' },
  task: { zh: '待办', en: 'task' },
} as const;

/** 离任交接: everything open of the officer, listed before somebody takes it over; giver, receiver and administrator confirm. */
export function HandOverSheet({
  page,
  officer,
  onClose,
}: {
  readonly page: UnitFilePage;
  readonly officer: UnitFilePage['officers'][number];
  readonly onClose: () => void;
}) {
  const t = useText();
  const open = useRead(openMatters, { params: { unit: page.unit.id, id: officer.id } });
  return (
    <FormSheet
      endpoint={openHandOver}
      initial={{ officerId: officer.id }}
      only={['toPersonId', 'reason']}
      custom={{ toPersonId: personControl }}
      title={{ zh: `离任交接 ${officer.person.name}`, en: `Hand over from ${officer.person.name}` }}
      sentence={{
        zh: '移交人、接收人、管理员三方确认后，下列事项一并转给接收人，专办员登记离任。',
        en: 'Once giver, receiver and administrator have confirmed, all of this goes to the receiver and the officer has left.',
      }}
      act={{ zh: '发起交接', en: 'Begin the hand-over' }}
      onClose={onClose}
    >
      <Answered of={open} part={{ zh: '未结事项', en: 'Open matters' }} rows={2}>
        {({ matters, counts }) => (
          <>
            <p>
              {t({
                zh: `名下未结：草稿 ${counts.drafts}，办件 ${counts.cases}，待办 ${counts.tasks}`,
                en: `Open: ${counts.drafts} drafts, ${counts.cases} cases, ${counts.tasks} tasks`,
              })}
            </p>
            <ul className="small-rows">
              {matters.map((one) => (
                <li key={one.kind + one.id}>
                  <span className="quiet">{t(kinds[one.kind])}</span> {one.title}{' '}
                  <span className="quiet figures">{one.number ?? ''}</span>
                  {one.transferFirst && (
                    <span className="tone-text-soon">
                      {' '}
                      {t({ zh: '指名办理，须先转办', en: 'held by name: transfer it first' })}
                    </span>
                  )}
                </li>
              ))}
            </ul>
          </>
        )}
      </Answered>
    </FormSheet>
  );
}
