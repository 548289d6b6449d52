import { Button } from 'antd';
import { useState } from 'react';
import { useRead } from '#kernel/ui/api/hooks.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { Answered } from '#kernel/ui/parts/answered.tsx';
import { useMe } from '#kernel/ui/shell/session.tsx';
import { listDelegations } from '../registry-endpoints.ts';
import { DelegationList } from './delegation-list.tsx';
import { DelegationSheet } from './delegation-sheet.tsx';

/** 代理: whom one has named, and for whom one stands in. */
export function OwnDelegations() {
  const t = useText();
  const me = useMe();
  const answer = useRead(listDelegations);
  const [open, setOpen] = useState(false);
  return (
    <section className="card stack">
      <div className="row spread">
        <h2>{t({ zh: '代理', en: 'Stand-ins' })}</h2>
        <Button onClick={() => setOpen(true)}>{t({ zh: '设置代理…', en: 'Name a stand-in…' })}</Button>
      </div>
      <Answered of={answer} part={{ zh: '代理', en: 'Stand-ins' }} rows={2}>
        {({ delegations }) =>
          delegations.length === 0 ? (
            <p className="quiet">
              {t({
                zh: '没有代理。外出时可请同事代办，到期自动结束。',
                en: 'None. While you are away a colleague can act for you; it ends by itself.',
              })}
            </p>
          ) : (
            <DelegationList delegations={delegations} />
          )
        }
      </Answered>
      {open && <DelegationSheet own={me.personId} onClose={() => setOpen(false)} />}
    </section>
  );
}
