import { Button } from 'antd';
import { useState } from 'react';
import { useRead } from '#kernel/ui/api/hooks.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { Answered } from '#kernel/ui/parts/answered.tsx';
import { Page } from '#kernel/ui/parts/page.tsx';
import { Empty } from '#kernel/ui/parts/page-states.tsx';
import { useMayOpen } from '#kernel/ui/shell/session.tsx';
import { role } from '../permission.ts';
import { listAllDelegations } from '../registry-endpoints.ts';
import { DelegationList } from './delegation-list.tsx';
import { DelegationSheet } from './delegation-sheet.tsx';

const setsUpForOthers = role('security-administrator');

/** All delegations of the office, for who answers for rights and for who audits them. */
export default function Delegations() {
  const t = useText();
  const mayOpen = useMayOpen();
  const answer = useRead(listAllDelegations);
  const [open, setOpen] = useState(false);
  return (
    <Page
      title={{ zh: '代理', en: 'Stand-ins' }}
      acts={
        mayOpen(setsUpForOthers) && (
          <Button type="primary" onClick={() => setOpen(true)}>
            {t({ zh: '代为设置…', en: 'Set one up for somebody…' })}
          </Button>
        )
      }
    >
      <Answered of={answer} part={{ zh: '代理', en: 'Stand-ins' }}>
        {({ delegations }) =>
          delegations.length === 0 ? (
            <Empty why={{ zh: '没有代理。', en: 'Nobody stands in for anybody.' }} />
          ) : (
            <DelegationList delegations={delegations} />
          )
        }
      </Answered>
      {open && <DelegationSheet own={null} onClose={() => setOpen(false)} />}
    </Page>
  );
}
