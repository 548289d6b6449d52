import { Button } from 'antd';
import { useState } from 'react';
import { useRead } from '#kernel/ui/api/hooks.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { Answered } from '#kernel/ui/parts/answered.tsx';
import type { MissionPage } from '../../answers.ts';
import { consentsOfMission } from '../../consents/endpoints.ts';
import type { DraftMission } from '../../model.ts';
import { ConsentRows } from './consent-rows.tsx';
import { AskSheet } from './consent-sheets.tsx';

/** 双跨团组: each sending unit is asked here and answers for its own people; its papers then count for the application. */
export function ConsentsOfMission({ page, mission }: { readonly page: MissionPage; readonly mission: DraftMission }) {
  const t = useText();
  const answer = useRead(consentsOfMission, { params: { id: page.id } });
  const [asking, setAsking] = useState(false);
  return (
    <Answered of={answer} part={{ zh: '征求意见', en: 'Consents' }} rows={1}>
      {({ rows, mayAsk }) => (
        <div className="stack-close">
          {rows.length > 0 && <ConsentRows rows={rows} named="unit" />}
          {mayAsk && (
            <p className="screen-only">
              <Button onClick={() => setAsking(true)}>
                {t({ zh: '征求派员单位意见…', en: 'Ask a sending unit…' })}
              </Button>{' '}
              <span className="quiet">
                {t({
                  zh: '答复和登记的任务通知书、确认件自动计入该单位的文件',
                  en: 'Answers and registered papers count for the unit by themselves',
                })}
              </span>
            </p>
          )}
          {asking && <AskSheet page={page} mission={mission} onClose={() => setAsking(false)} />}
        </div>
      )}
    </Answered>
  );
}
