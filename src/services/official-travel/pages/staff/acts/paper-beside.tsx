import { writeWhen } from '#kernel/ui/look/dates.ts';
import { useLanguage, useText } from '#kernel/ui/look/language.ts';
import { Facts } from '#kernel/ui/patterns/facts.tsx';
import type { MissionPage } from '../../../answers.ts';
import { stepName } from './act-words.ts';
import { FileView } from './file-view.tsx';
import { fileAddress } from './mission-files.ts';

/** The scan beside what was recorded of it: checked by a second person, line for line. */
export function PaperBeside({ page, paper }: { readonly page: MissionPage; readonly paper: string }) {
  const t = useText();
  const language = useLanguage();
  const record = page.papers.find((one) => one.paper === paper);
  if (!record) return null;
  return (
    <div className="paper-beside">
      <FileView
        title={t({ zh: '批示原件', en: 'The decision on paper' })}
        address={fileAddress(page.id, record.file)}
      />
      <Facts
        items={[
          { label: { zh: '环节', en: 'Step' }, value: t(stepName(page, record.node)) },
          { label: { zh: '批示人', en: 'Who decided' }, value: record.signer.name },
          {
            label: { zh: '结果', en: 'Decision' },
            value:
              record.decision === 'approve'
                ? t({ zh: '同意', en: 'Approved' })
                : t({ zh: '不同意', en: 'Not approved' }),
          },
          { label: { zh: '批示日期', en: 'Signed on' }, value: writeWhen(record.signedOn, language) },
        ]}
      />
    </div>
  );
}
