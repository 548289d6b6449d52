import { useState } from 'react';
import type { Answer } from '#kernel/ui/api/request.ts';
import { FormSheet } from '#kernel/ui/forms/form-sheet.tsx';
import { tableInstant } from '#kernel/ui/look/dates.ts';
import { ConfirmSheet } from '#kernel/ui/parts/confirm-sheet.tsx';
import { beginRecovery, endRecovery, releaseRecovery } from '../recovery-endpoints.ts';
import { lostThings, type Recovery } from '../recovery-model.ts';

export interface BeginRecoveryProps {
  readonly accountId: string;
  readonly name: string;
  /** What its owner asked for; left out, the administrator chooses. */
  readonly lost?: Recovery['lost'];
  readonly onClose: () => void;
}

/** The first of two administrators. */
export function BeginRecoverySheet({ accountId, name, lost, onClose }: BeginRecoveryProps) {
  return (
    <FormSheet
      endpoint={beginRecovery}
      initial={{ accountId, ...(lost ? { lost } : {}) }}
      only={lost ? ['reason'] : ['lost', 'reason']}
      refresh={['identity']}
      title={{ zh: `为${name}发起找回`, en: `Begin a recovery for ${name}` }}
      sentence={{
        zh: '此时还不会改变什么；须由另一位管理员核实身份后发出一次性码。本人会收到通知。',
        en: 'Nothing is changed yet: a second administrator confirms who it is and gives a one-time code. The owner is told.',
      }}
      act={{ zh: '发起找回', en: 'Begin the recovery' }}
      onClose={onClose}
    />
  );
}

interface RecoverySheetProps {
  readonly recovery: Recovery;
  readonly onClose: () => void;
}

/** The second of two administrators. */
export function ReleaseSheet({ recovery, onClose }: RecoverySheetProps) {
  const [given, setGiven] = useState<Answer<typeof releaseRecovery> | null>(null);
  if (given) {
    const until = tableInstant(given.until);
    return (
      <ConfirmSheet
        open
        title={{ zh: `${recovery.name}的一次性码`, en: `One-time code for ${recovery.name}` }}
        sentence={{
          zh: `只显示这一次，${until} 前有效。请直接交给本人，由本人在登录页“忘记密码，或身份验证器丢失”中使用。`,
          en: `Shown only this once, valid until ${until}. Hand it to the owner, who uses it on the sign-in page.`,
        }}
        act={{ zh: '已交给本人，关闭', en: 'Handed over, close' }}
        onAct={onClose}
        onClose={onClose}
      >
        <p className="figures">
          <strong>{given.code}</strong>
        </p>
      </ConfirmSheet>
    );
  }
  const label = lostThings[recovery.lost];
  return (
    <FormSheet
      endpoint={releaseRecovery}
      params={{ id: recovery.id }}
      refresh={['identity']}
      onDone={setGiven}
      title={{
        zh: `核实${recovery.name}的身份并发码（${label.zh}）`,
        en: `Confirm ${recovery.name} and give the code (${label.en})`,
      }}
      sentence={
        recovery.lost === 'password'
          ? {
              zh: '本人凭码自己设置新密码；身份验证器不变，登录时照常要求动态码。',
              en: 'With the code the owner chooses a new password. The authenticator stays and is asked for as before.',
            }
          : {
              zh: '本人凭密码和码解除原身份验证器，下次登录时绑定新的。',
              en: 'With password and code the owner takes off the old authenticator, and ties a new one at the next sign-in.',
            }
      }
      act={{ zh: '已核实，发一次性码', en: 'Confirmed: give the code' }}
      onClose={onClose}
    />
  );
}

export function EndRecoverySheet({ recovery, onClose }: RecoverySheetProps) {
  return (
    <FormSheet
      endpoint={endRecovery}
      params={{ id: recovery.id }}
      refresh={['identity']}
      title={{ zh: `不予找回 ${recovery.name}`, en: `End the recovery of ${recovery.name}` }}
      sentence={{
        zh: '已发出的一次性码随即失效，账号不变。',
        en: 'A code that was given is void at once; the account stays as it is.',
      }}
      act={{ zh: '不予找回', en: 'End it' }}
      danger
      onClose={onClose}
    />
  );
}
