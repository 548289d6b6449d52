import type { Actor } from '#kernel/identity/actor.ts';
import type { Language, Text } from '#kernel/text.ts';
import { type Input, type Option, Refused, wrongUsage } from './command.ts';
import type { Office } from './office.ts';
import type { OpenedProgram } from './program.ts';

export const officeOption: Option = {
  name: 'office',
  value: 'CODE',
  help: { zh: '单位代码；只有一个单位时不必给', en: 'code of the office; not needed where there is one' },
};
export const reasonOption: Option = {
  name: 'reason',
  value: 'TEXT',
  help: { zh: '理由，必填，不超过 200 字', en: 'why; required, at most 200 characters' },
};
export const samePath: Text = {
  zh: '与界面上的办理走同一命令：同样校验、同样留审计记录，以系统管理员身份、地址记为 console。',
  en: 'The same command as on the screens: the same checks and audit entries, as system administrator, with the address "console".',
};

/** Whoever has the machine's shell acts as the program itself, as system administrator and no more. */
async function consoleActor(office: Office): Promise<Actor> {
  const { programActor } = await import('#kernel/identity/program-actor.ts');
  return { ...programActor(office.id, 'system-administrator'), address: 'console' };
}

interface Chosen {
  readonly office: Office;
  readonly actor: Actor;
}

export async function chosen(program: OpenedProgram, input: Input): Promise<Chosen> {
  const { chooseOffice } = await import('./office.ts');
  const office = await chooseOffice(program.database, input.text('office'));
  return { office, actor: await consoleActor(office) };
}

export function reasonOf(input: Input): string {
  const reason = input.text('reason')?.trim();
  if (reason && [...reason].length <= 200) return reason;
  throw wrongUsage({
    zh: '请用 --reason 写明理由，不超过 200 字。',
    en: 'Say why with --reason, in at most 200 characters.',
  });
}

export async function accountOf(program: OpenedProgram, office: Office, login: string): Promise<string> {
  const { accountOfLogin } = await import('#kernel/identity/account-storage.ts');
  const found = await accountOfLogin(program.database, login.toLowerCase());
  if (found?.officeId === office.id) return found.accountId;
  throw new Refused('login-unknown', 4, {
    zh: `${office.name} 没有登录名为 ${login} 的账号。`,
    en: `There is no account with the sign-in name ${login} in office ${office.code}.`,
  });
}

export function passwordText(login: string, temporaryPassword: string) {
  return (language: Language) =>
    language === 'zh'
      ? `登录名：${login}\n临时密码：${temporaryPassword}\n只显示这一次，请当面交给本人；首次登录须改密码。`
      : `Sign-in name: ${login}\nTemporary password: ${temporaryPassword}\nShown this once. Hand it over in person; it must be replaced at the first sign-in.`;
}
