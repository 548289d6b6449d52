import { Problem } from '#kernel/http/problem.ts';

function constraintOf(cause: unknown): string | undefined {
  return cause instanceof Error && 'constraint' in cause && typeof cause.constraint === 'string'
    ? cause.constraint
    : undefined;
}

async function translated<T>(work: Promise<T>, refusals: Readonly<Record<string, () => Problem>>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    const constraint = constraintOf(cause);
    const refusal = constraint === undefined ? undefined : refusals[constraint];
    throw refusal ? refusal() : cause;
  }
}

/** What concerns an administrator's own account is done by another. */
export function ownAccount(): Problem {
  return new Problem(409, 'own-account', {
    zh: '这是您自己的账号，须由另一位管理员办理。',
    en: 'This is your own account; another administrator must do it.',
  });
}

/** Names are unique over all offices of one installation, because nobody has an office before signing in. */
export function loginTaken<T>(work: Promise<T>): Promise<T> {
  return translated(work, {
    login_names_pkey: () =>
      new Problem(409, 'login-taken', {
        zh: '这个登录名已有人使用，没有保存。请换一个。',
        en: 'This sign-in name is in use; nothing was saved. Choose another.',
      }),
    accounts_office_id_person_id_key: () =>
      new Problem(409, 'account-exists', {
        zh: '此人已有账号，一人只有一个账号。请在原账号上办理。',
        en: 'This person has an account; each person has one. Use that account.',
      }),
  });
}

export function administratorsApart<T>(work: Promise<T>): Promise<T> {
  return translated(work, {
    posts_administrators_apart: () =>
      new Problem(409, 'administrators-apart', {
        zh: '系统、安全、审计三个管理员不得由同一人担任（GB/T 22239-2019 8.1.4.2）。请先结束其原管理员岗位，或改由他人担任。',
        en: 'One person cannot be two of system, security and audit administrator (GB/T 22239-2019 8.1.4.2). End the other post first or appoint somebody else.',
      }),
  });
}
