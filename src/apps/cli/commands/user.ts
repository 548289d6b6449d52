import { randomUUID } from 'node:crypto';
import type { Text } from '#kernel/text.ts';
import { chosen, officeOption, passwordText, samePath } from '../account.ts';
import { type CliCommand, Refused, wrongUsage } from '../command.ts';
import { columns } from '../help.ts';
import { clock, type OpenedProgram, withProgram } from '../program.ts';

const states = {
  active: { zh: '正常', en: 'active' },
  held: { zh: '暂停', en: 'held' },
  suspended: { zh: '停用', en: 'suspended' },
} as const satisfies Record<string, Text>;

export const listUsersCommand: CliCommand = {
  name: 'user list',
  summary: { zh: '列出账号、状态和岗位', en: 'List accounts, their state and posts' },
  operands: [],
  options: [officeOption],
  notes: { zh: '查看名单本身也留审计记录。', en: 'Reading the list is itself an entry in the trail.' },
  async run(input, surroundings) {
    return withProgram(surroundings, 'current', async (program) => {
      const { office, actor } = await chosen(program, input);
      const [{ readAccounts }, { dayInBeijing }, { recordAudit }] = await Promise.all([
        import('#kernel/identity/registry-read.ts'),
        import('#kernel/calendar/day.ts'),
        import('#kernel/audit/write.ts'),
      ]);
      const accounts = await program.database.read(office.id, (queries) =>
        readAccounts(queries, office.id, dayInBeijing(clock.now())),
      );
      await recordAudit(program.database, clock, office.id, actor, {
        event: 'identity.accounts-read',
        object: 'identity.accounts',
        result: 'done',
      });
      return {
        exit: 0,
        result: { format: 'honglu-user-list/1', office: office.code, accounts },
        text: (language) => {
          const head =
            language === 'zh'
              ? ['登录名', '姓名', '状态', '最近登录', '岗位']
              : ['sign-in name', 'name', 'state', 'last sign-in', 'posts'];
          const rows = accounts.map((account) => [
            account.login,
            account.name,
            states[account.state][language],
            account.lastSignInAt?.slice(0, 10) ?? '-',
            account.posts.map((post) => `${post.unitName} ${post.title}`).join(language === 'zh' ? '、' : ', ') || '-',
          ]);
          return columns([head, ...rows]);
        },
      };
    });
  },
};

export const addUserCommand: CliCommand = {
  name: 'user add',
  summary: {
    zh: '登记人员并开通账号，给出一次性的临时密码',
    en: 'Enter a person, open an account, and give a temporary password',
  },
  operands: ['LOGIN'],
  options: [
    officeOption,
    { name: 'name', value: 'NAME', help: { zh: '姓名，必填', en: 'the person’s name; required' } },
    {
      name: 'name-latin',
      value: 'NAME',
      help: { zh: '姓名拼音，与护照一致，大写', en: 'as in the passport, in capitals' },
    },
    {
      name: 'administrator',
      value: 'security|audit',
      help: {
        zh: '同时任命为首任安全管理员或审计管理员（尚无该管理员时）',
        en: 'appoint, too, as first security or audit administrator, where there is none yet',
      },
    },
  ],
  notes: samePath,
  async run(input, surroundings) {
    const [{ loginName }, { personForm }] = await Promise.all([
      import('#kernel/identity/model.ts'),
      import('#kernel/parties/model.ts'),
    ]);
    const login = loginName.safeParse(input.operands[0]);
    if (!login.success) {
      throw wrongUsage({
        zh: '登录名须为 3 至 64 个小写字母、数字或 . _ @ -，以字母或数字开头。',
        en: 'A sign-in name has 3 to 64 lower-case letters, digits or . _ @ -, and starts with a letter or digit.',
      });
    }
    const person = personForm.safeParse({ name: input.text('name'), nameLatin: input.text('name-latin') });
    if (!person.success) {
      throw wrongUsage({
        zh: '请用 --name 给出姓名；姓名拼音须为大写字母，与护照一致。',
        en: 'Give the name with --name; the name in Latin letters is in capitals, as in the passport.',
      });
    }
    const administrator = input.text('administrator');
    if (administrator !== undefined && administrator !== 'security' && administrator !== 'audit') {
      throw wrongUsage({
        zh: '--administrator 后面是 security 或 audit。',
        en: '--administrator takes security or audit.',
      });
    }
    return withProgram(surroundings, 'current', async (program) => {
      const { office, actor } = await chosen(program, input);
      const runner = await program.runner();
      const [{ addPerson }, { openAccount, grantPost }, { dayInBeijing }, { readUnits }] = await Promise.all([
        import('#kernel/parties/persons.ts'),
        import('#kernel/identity/registry.ts'),
        import('#kernel/calendar/day.ts'),
        import('#kernel/identity/registry-read.ts'),
      ]);
      await refuseTaken(program, login.data);
      const [root] = await program.database.read(office.id, (queries) => readUnits(queries, office.id));
      // Person and post together: where the post is refused, nobody was entered and no password was given out.
      const { personId } = await runner.run(actor, {
        name: 'parties.add-person',
        key: randomUUID(),
        input: { ...person.data, administrator: administrator ?? null },
        run: async (work) => {
          const made = await addPerson(work, person.data);
          if (administrator !== undefined) {
            await grantPost(work, {
              personId: made.personId,
              unitId: root!.id,
              title: administrator === 'security' ? '安全管理员' : '审计管理员',
              roles: [`${administrator}-administrator`],
              subtree: true,
              from: dayInBeijing(clock.now()),
            });
          }
          return made;
        },
      });
      const opened = await openAccount(runner, actor, randomUUID(), { personId, login: login.data });
      return {
        exit: 0,
        result: { format: 'honglu-user-add/1', office: office.code, login: login.data, personId, ...opened },
        text: passwordText(login.data, opened.temporaryPassword),
      };
    });
  },
};

/** Before a person is entered for an account that cannot be opened. */
async function refuseTaken(program: OpenedProgram, login: string): Promise<void> {
  const { accountOfLogin } = await import('#kernel/identity/account-storage.ts');
  if (!(await accountOfLogin(program.database, login))) return;
  throw new Refused('login-taken', 4, {
    zh: '这个登录名已有人使用，没有保存。请换一个。',
    en: 'This sign-in name is in use; nothing was saved. Choose another.',
  });
}

export const setUpCodeCommand: CliCommand = {
  name: 'user set-up-code',
  summary: {
    zh: '取得首任系统管理员的设置码（30 分钟内有效，仅用一次）',
    en: 'A code for the first system administrator, valid 30 minutes, once',
  },
  operands: [],
  options: [],
  notes: {
    zh: '新码使未用的旧码作废。已有账号的单位不再给码。在程序的 /set-up 页面使用。',
    en: 'A new code replaces an unused one. None is given once an office has an account. Use it on the page /set-up.',
  },
  async run(_input, surroundings) {
    return withProgram(surroundings, 'current', async ({ database }) => {
      const { offerSetUpCode } = await import('#kernel/identity/set-up.ts');
      const code = await offerSetUpCode(database, clock);
      if (code === null) {
        throw new Refused('already-set-up', 4, {
          zh: '首次设置已经完成，不再给设置码。忘记密码的，用 honglu user reset-password。',
          en: 'The first set-up is done; there is no code any more. For a forgotten password use honglu user reset-password.',
        });
      }
      const validUntil = new Date(clock.now().getTime() + 30 * 60_000).toISOString();
      return {
        exit: 0,
        result: { format: 'honglu-set-up-code/1', code, validUntil },
        text: (language) =>
          language === 'zh' ? `设置码：${code}（30 分钟内有效，仅用一次）` : `Set-up code: ${code} (30 minutes, once)`,
      };
    });
  },
};
