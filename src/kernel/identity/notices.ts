import { sql } from 'kysely';
import { dayInBeijing } from '#kernel/calendar/day.ts';
import type { Notice, NoticeContext, NoticeRule } from '#kernel/notifications/message.ts';
import type { Text } from '#kernel/text.ts';
import { lostThings } from './recovery-model.ts';

const notYou: Text = {
  zh: '如果不是您本人，请立即告诉安全管理员。',
  en: 'If it was not you, tell the security administrator at once.',
};

/** What the owner of an account is told (ID-08, ID-10). */
const toOwner: Readonly<Record<string, Text>> = {
  'identity.new-device': { zh: '您的账号在一台新设备上登录了。', en: 'Your account was used on a new device.' },
  'identity.password-changed': {
    zh: '您的密码已更改，其他登录均已退出。',
    en: 'Your password was changed; all other sessions have ended.',
  },
  'identity.factor-changed': {
    zh: '您的身份验证器已更换或解除，其他登录均已退出。',
    en: 'Your authenticator was changed or taken off; all other sessions have ended.',
  },
  'identity.account-held': {
    zh: '您的账号因多次输错密码暂停登录，请联系系统管理员恢复。',
    en: 'Your account is held after many wrong passwords. Ask the system administrator to take it into use again.',
  },
  'identity.recovery-asked': {
    zh: '有人在登录页申请找回您的账号。',
    en: 'Somebody asked on the sign-in page for help with your account.',
  },
  'identity.recovery-begun': {
    zh: '一位管理员已为您的账号发起找回，另一位管理员将核实您的身份。',
    en: 'An administrator has begun to recover your account; a second one will confirm who you are.',
  },
  'identity.recovery-released': {
    zh: '管理员已核实身份并发出一次性码，30 分钟内有效。',
    en: 'An administrator has confirmed who you are and given out a one-time code, valid for 30 minutes.',
  },
};

/** Who may do the next part of a recovery: all but its owner and, for the second part, all but the one who did the first. */
async function administrators(
  { queries, officeId, now }: NoticeContext,
  without: readonly unknown[],
): Promise<string[]> {
  const today = dayInBeijing(now);
  const { rows } = await sql<{ person_id: string }>`select distinct person_id from kernel.posts
    where office_id = ${officeId}::uuid and roles && '{security-administrator,system-administrator}' and ended_at is null
      and valid_from <= ${today}::date and (valid_to is null or valid_to >= ${today}::date)`.execute(queries);
  return rows.map((row) => row.person_id).filter((person) => !without.includes(person));
}

const next: Readonly<Record<string, Text>> = {
  'identity.recovery-asked': {
    zh: '请一位管理员受理：发起找回，或不予找回。',
    en: 'One administrator takes it up: begin the recovery or end it.',
  },
  'identity.recovery-begun': {
    zh: '请另一位管理员核实身份并发码。',
    en: 'A second administrator confirms who it is and gives the code.',
  },
};

/** Messages about accounts: to their owners, and to the administrators who are to act. */
export const identityNotices: NoticeRule = {
  key: 'identity.account',
  topics: Object.keys(toOwner),
  notices: async (message, context) => {
    const { personId, lost, begunBy } = message.body;
    const text = toOwner[message.topic];
    if (typeof personId !== 'string' || !text) return [];
    const owner: Notice = {
      key: 'owner',
      to: [personId],
      text: { zh: `${text.zh}${notYou.zh}`, en: `${text.en} ${notYou.en}` },
      brief: { zh: `${text.zh}${notYou.zh}`, en: `${text.en} ${notYou.en}` },
      link: '/desk/account',
    };
    const act = next[message.topic];
    if (!act || (lost !== 'password' && lost !== 'factor')) return [owner];
    const label = lostThings[lost];
    return [
      owner,
      {
        key: 'administrators',
        to: await administrators(context, [personId, begunBy]),
        text: { zh: `找回申请（${label.zh}）。${act.zh}`, en: `Recovery of an account (${label.en}). ${act.en}` },
        brief: { zh: '有一件账号找回待办。', en: 'An account is to be recovered.' },
        link: '/desk/recoveries',
      },
    ];
  },
};
