import { Button } from 'antd';
import { useState } from 'react';
import type { Text } from '#kernel/text.ts';
import { useRead } from '#kernel/ui/api/hooks.ts';
import { tableInstant } from '#kernel/ui/look/dates.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { Answered } from '#kernel/ui/parts/answered.tsx';
import { Page } from '#kernel/ui/parts/page.tsx';
import { Empty } from '#kernel/ui/parts/page-states.tsx';
import { StatusTag } from '#kernel/ui/parts/status-tag.tsx';
import { listRecoveries } from '../recovery-endpoints.ts';
import { checkedHow, lostThings, type Recovery } from '../recovery-model.ts';
import { BeginRecoverySheet, EndRecoverySheet, ReleaseSheet } from './recovery-sheets.tsx';

const states: Readonly<Record<Recovery['state'], { readonly tone: string; readonly label: Text }>> = {
  asked: { tone: 'soon', label: { zh: '待受理', en: 'To be taken up' } },
  begun: { tone: 'soon', label: { zh: '待核实发码', en: 'To be confirmed' } },
  released: { tone: 'info', label: { zh: '已发码', en: 'Code given' } },
  lapsed: { tone: 'stop', label: { zh: '码已过期', en: 'Code out of date' } },
  used: { tone: 'done', label: { zh: '已找回', en: 'Recovered' } },
  ended: { tone: 'neutral', label: { zh: '不予找回', en: 'Ended' } },
};

type Act = { readonly kind: 'begin' | 'release' | 'end'; readonly recovery: Recovery };

/** Forgotten passwords and lost authenticators: one administrator begins, another confirms and gives the code. */
export default function Recoveries() {
  const t = useText();
  const answer = useRead(listRecoveries);
  const [act, setAct] = useState<Act | null>(null);
  const close = () => setAct(null);
  return (
    <Page title={{ zh: '找回申请', en: 'Accounts to recover' }}>
      <p className="quiet">
        {t({
          zh: '每件由两位管理员办理：一位发起，另一位核实身份并发一次性码。管理员不代设密码。',
          en: 'Two administrators for each: one begins, another confirms who it is and gives the code. Nobody chooses a password for somebody else.',
        })}
      </p>
      <Answered of={answer} part={{ zh: '找回申请', en: 'Accounts to recover' }}>
        {({ recoveries }) =>
          recoveries.length === 0 ? (
            <Empty why={{ zh: '近 30 天没有找回申请。', en: 'None in the last 30 days.' }} />
          ) : (
            <ul className="stack" aria-label={t({ zh: '找回申请', en: 'Accounts to recover' })}>
              {recoveries.map((recovery) => (
                <One key={recovery.id} recovery={recovery} onAct={setAct} />
              ))}
            </ul>
          )
        }
      </Answered>
      {act?.kind === 'begin' && (
        <BeginRecoverySheet
          accountId={act.recovery.accountId}
          name={act.recovery.name}
          lost={act.recovery.lost}
          onClose={close}
        />
      )}
      {act?.kind === 'release' && <ReleaseSheet recovery={act.recovery} onClose={close} />}
      {act?.kind === 'end' && <EndRecoverySheet recovery={act.recovery} onClose={close} />}
    </Page>
  );
}

function One({ recovery, onAct }: { readonly recovery: Recovery; readonly onAct: (act: Act) => void }) {
  const t = useText();
  const { state, own, begunByMe } = recovery;
  const isOpen = state !== 'used' && state !== 'ended';
  const waits = state === 'begun' || state === 'released' || state === 'lapsed';
  return (
    <li className="card stack">
      <div className="row spread">
        <h2>
          {recovery.name} <span className="quiet">{recovery.login}</span>
        </h2>
        <StatusTag {...states[state]} />
      </div>
      <p>
        {t(lostThings[recovery.lost])}{' '}
        <span className="quiet">
          {t({ zh: `${tableInstant(recovery.askedAt)} 提出`, en: `asked ${tableInstant(recovery.askedAt)}` })}
        </span>
      </p>
      {recovery.begunBy && (
        <p className="quiet">
          {t({
            zh: `${recovery.begunBy} 发起：${recovery.reason}`,
            en: `Begun by ${recovery.begunBy}: ${recovery.reason}`,
          })}
        </p>
      )}
      {recovery.checkedBy && recovery.how && (
        <p className="quiet">
          {t({
            zh: `${recovery.checkedBy} 核实：${checkedHow[recovery.how].zh}`,
            en: `Confirmed by ${recovery.checkedBy}: ${checkedHow[recovery.how].en}`,
          })}
        </p>
      )}
      {recovery.endedReason && <p className="quiet">{recovery.endedReason}</p>}
      {isOpen && own && (
        <p className="tone-text-soon">
          {t({
            zh: '这是您自己的账号，须由其他管理员办理。',
            en: 'Your own account: other administrators must do it.',
          })}
        </p>
      )}
      {isOpen && waits && begunByMe && !own && (
        <p className="tone-text-soon">
          {t({
            zh: '由您发起，须由另一位管理员核实发码。',
            en: 'Begun by you: another administrator confirms and gives the code.',
          })}
        </p>
      )}
      {isOpen && (
        <p className="row">
          {state === 'asked' && !own && (
            <Button size="small" type="primary" onClick={() => onAct({ kind: 'begin', recovery })}>
              {t({ zh: '发起找回…', en: 'Begin the recovery…' })}
            </Button>
          )}
          {waits && !own && !begunByMe && (
            <Button size="small" type="primary" onClick={() => onAct({ kind: 'release', recovery })}>
              {state === 'begun'
                ? t({ zh: '核实身份并发码…', en: 'Confirm and give the code…' })
                : t({ zh: '重新发码…', en: 'Give a new code…' })}
            </Button>
          )}
          <Button size="small" onClick={() => onAct({ kind: 'end', recovery })}>
            {t({ zh: '不予找回…', en: 'End it…' })}
          </Button>
        </p>
      )}
    </li>
  );
}
