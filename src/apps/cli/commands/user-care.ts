import { randomUUID } from 'node:crypto';
import type { Text } from '#kernel/text.ts';
import { accountOf, chosen, officeOption, passwordText, reasonOf, reasonOption, samePath } from '../account.ts';
import type { CliCommand } from '../command.ts';
import { withProgram } from '../program.ts';

function stateCommand(verb: 'suspend' | 'resume', summary: Text, done: Text): CliCommand {
  return {
    name: `user ${verb}`,
    summary,
    operands: ['LOGIN'],
    options: [officeOption, reasonOption],
    notes: samePath,
    async run(input, surroundings) {
      const reason = reasonOf(input);
      const login = input.operands[0]!;
      return withProgram(surroundings, 'current', async (program) => {
        const { office, actor } = await chosen(program, input);
        const accountId = await accountOf(program, office, login);
        const runner = await program.runner();
        const { suspendAccount, resumeAccount } = await import('#kernel/identity/account-care.ts');
        await runner.run(actor, {
          name: `identity.${verb}-account`,
          key: randomUUID(),
          input: { params: { id: accountId }, body: { reason } },
          object: `account:${accountId}`,
          run: (work) =>
            verb === 'suspend' ? suspendAccount(work, accountId, reason) : resumeAccount(work, accountId),
        });
        return {
          exit: 0,
          result: { format: `honglu-user-${verb}/1`, office: office.code, login, accountId },
          text: (language) => `${login}：${done[language]}`,
        };
      });
    },
  };
}

export const suspendUserCommand = stateCommand(
  'suspend',
  { zh: '停用账号，并立即结束其登录', en: 'Suspend an account and end its sessions at once' },
  { zh: '已停用。', en: 'suspended.' },
);

export const resumeUserCommand = stateCommand(
  'resume',
  { zh: '恢复停用或暂停的账号', en: 'Take a suspended or held account into use again' },
  { zh: '已恢复。', en: 'in use again.' },
);

export const resetPasswordCommand: CliCommand = {
  name: 'user reset-password',
  summary: { zh: '重设临时密码，第二重验证不变', en: 'Give a new temporary password; the second factor stays' },
  operands: ['LOGIN'],
  options: [officeOption],
  notes: samePath,
  async run(input, surroundings) {
    const login = input.operands[0]!;
    return withProgram(surroundings, 'current', async (program) => {
      const { office, actor } = await chosen(program, input);
      const accountId = await accountOf(program, office, login);
      const { resetPassword } = await import('#kernel/identity/account-care.ts');
      const answer = await resetPassword(await program.runner(), actor, randomUUID(), accountId);
      return {
        exit: 0,
        result: { format: 'honglu-user-reset-password/1', office: office.code, login, ...answer },
        text: passwordText(login, answer.temporaryPassword),
      };
    });
  },
};
