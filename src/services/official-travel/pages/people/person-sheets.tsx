import { FormSheet } from '#kernel/ui/forms/form-sheet.tsx';
import { useText } from '#kernel/ui/look/language.ts';
import { leavePersonFile, type PersonPage, revealNumber, verifyPersonFile } from '../../people/endpoints.ts';

interface SheetProps {
  readonly person: PersonPage;
  readonly onClose: () => void;
}

/** 核对资料: somebody compared the file and says with what. */
export function VerifySheet({ person, onClose }: SheetProps) {
  return (
    <FormSheet
      endpoint={verifyPersonFile}
      params={{ id: person.id }}
      version={person.version}
      title={{ zh: `核对资料 ${person.name}`, en: `Verify the file of ${person.name}` }}
      sentence={{
        zh: '资料已逐项对照，核对日期记为今天；有不一致的请先修改。',
        en: 'Every fact was compared; today becomes the day of verification. Change what differs first.',
      }}
      act={{ zh: '登记已核对', en: 'Record the verification' }}
      onClose={onClose}
    />
  );
}

export function LeaveSheet({ person, onClose }: SheetProps) {
  const leaves = person.row.state === 'active';
  return (
    <FormSheet
      endpoint={leavePersonFile}
      params={{ id: person.id }}
      version={person.version}
      initial={{ state: leaves ? 'left' : 'active' }}
      only={['reason']}
      title={
        leaves
          ? { zh: `登记调离 ${person.name}`, en: `Mark ${person.name} as left` }
          : { zh: `恢复在册 ${person.name}`, en: `${person.name} is back` }
      }
      sentence={
        leaves
          ? {
              zh: '调离后不能再加入本单位的团组，在办的申报不变。',
              en: 'No new mission of the unit takes this person; open cases stay.',
            }
          : { zh: '恢复后可以加入本单位的团组。', en: 'Missions of the unit may take this person again.' }
      }
      act={leaves ? { zh: '登记调离', en: 'Mark as left' } : { zh: '恢复在册', en: 'Restore' }}
      onClose={onClose}
    />
  );
}

/** A number in full: shown once, with a purpose, and recorded. */
export function RevealSheet({ person, onClose }: SheetProps) {
  const t = useText();
  return (
    <FormSheet
      endpoint={revealNumber}
      params={{ id: person.id }}
      refresh={[]}
      title={{ zh: `查看完整号码 ${person.name}`, en: `A number of ${person.name} in full` }}
      sentence={{
        zh: '谁、何时、为何查看，都记入审计；离开本页即不再显示。',
        en: 'Who looked, when and why is recorded; it is gone when you leave.',
      }}
      act={{ zh: '查看号码', en: 'Show it' }}
      onClose={onClose}
      answered={({ value }) => (
        <p role="status">
          {t({ zh: '号码：', en: 'Number: ' })}
          <strong className="figures">{value}</strong>
        </p>
      )}
    />
  );
}
