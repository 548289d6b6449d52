import { Button } from 'antd';
import { useState } from 'react';
import { useAct } from '#kernel/ui/api/hooks.ts';
import type { Answer } from '#kernel/ui/api/request.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { ConfirmSheet } from '#kernel/ui/parts/confirm-sheet.tsx';
import { StatusTag } from '#kernel/ui/parts/status-tag.tsx';
import { type listDelegations, removeDelegation } from '../registry-endpoints.ts';
import { delegationStates } from '../registry-model.ts';
import { roles } from '../roles.ts';

export type Delegation = Answer<typeof listDelegations>['delegations'][number];

const tones = { 'in-force': 'done', 'to-come': 'soon', over: 'neutral', ended: 'neutral' } as const;

/** Who stands in for whom, from when to when, for which duties and why; each can be ended early by whoever gave it. */
export function DelegationList({ delegations }: { readonly delegations: readonly Delegation[] }) {
  const t = useText();
  const [ending, setEnding] = useState<Delegation | null>(null);
  return (
    <>
      <ul className="stack" aria-label={t({ zh: '代理', en: 'Delegations' })}>
        {delegations.map((one) => (
          <li key={one.id} className="row spread">
            <span>
              <strong>
                {t({ zh: `${one.from.name} → ${one.to.name}`, en: `${one.to.name} for ${one.from.name}` })}
              </strong>{' '}
              <StatusTag tone={tones[one.state]} label={delegationStates[one.state]} />{' '}
              <span className="nowrap">
                {one.validFrom} {t({ zh: '至', en: 'to' })} {one.validTo}
              </span>{' '}
              <span className="quiet">
                {one.roles === null
                  ? t({ zh: '全部职责', en: 'all duties' })
                  : one.roles.map((role) => t(roles[role])).join(t({ zh: '、', en: ', ' }))}
                {' · '}
                {one.reason}
                {one.madeBy.id !== one.from.id &&
                  t({ zh: ` · ${one.madeBy.name} 代为登记`, en: ` · set up by ${one.madeBy.name}` })}
              </span>
            </span>
            {one.mayEnd && (
              <Button size="small" onClick={() => setEnding(one)}>
                {t({ zh: '提前结束…', en: 'End early…' })}
                <span className="for-readers"> {one.to.name}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
      {ending && <EndSheet delegation={ending} onClose={() => setEnding(null)} />}
    </>
  );
}

function EndSheet({ delegation, onClose }: { readonly delegation: Delegation; readonly onClose: () => void }) {
  const act = useAct(removeDelegation, { refresh: ['identity', 'desk'], onDone: onClose });
  const { from, to } = delegation;
  return (
    <ConfirmSheet
      open
      title={{ zh: `提前结束${to.name}的代理`, en: `End the delegation to ${to.name}` }}
      sentence={{
        zh: `${to.name}从现在起不再代${from.name}办理；已代办的记录不变，双方姓名仍在过程里。`,
        en: `${to.name} no longer acts for ${from.name} from now on; what was done stays on record under both names.`,
      }}
      act={{ zh: '提前结束', en: 'End it' }}
      busy={act.isPending}
      problem={act.error}
      onClose={onClose}
      onAct={() => act.mutate({ params: { id: delegation.id } })}
    />
  );
}
