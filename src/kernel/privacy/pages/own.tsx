import { useRead } from '#kernel/ui/api/hooks.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { Answered } from '#kernel/ui/parts/answered.tsx';
import { Page } from '#kernel/ui/parts/page.tsx';
import { readOwnPack } from '../request-endpoints.ts';
import { PackView } from './pack-view.tsx';

/** 我的个人信息: everybody sees what is held on oneself. */
export default function OwnData() {
  const t = useText();
  const answer = useRead(readOwnPack);
  return (
    <Page
      title={{ zh: '我的个人信息', en: 'Data on me' }}
      width="reading"
      head={
        <p className="quiet">
          {t({
            zh: '以下是系统中存有的您的信息。有误的，请向市外办申请更正，十五个工作日内答复。',
            en: 'This is what the system holds on you. If something is wrong, ask the office to correct it; the answer comes within fifteen working days.',
          })}
        </p>
      }
    >
      <Answered of={answer} part={{ zh: '我的个人信息', en: 'Data on me' }}>
        {(pack) => <PackView pack={pack} />}
      </Answered>
    </Page>
  );
}
