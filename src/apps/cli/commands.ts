import type { Text } from '#kernel/text.ts';
import type { CliCommand } from './command.ts';

/** Names and summaries for the overview; a command itself is loaded when it is used. */
export interface CommandEntry {
  readonly name: string;
  readonly load: () => Promise<CliCommand>;
}

export const commands: readonly CommandEntry[] = [
  { name: 'migrate', load: async () => (await import('./commands/migrate.ts')).migrateCommand },
  { name: 'backup', load: async () => (await import('./commands/backup.ts')).backupCommand },
  { name: 'backup check', load: async () => (await import('./commands/backup.ts')).checkBackupCommand },
  { name: 'restore', load: async () => (await import('./commands/restore.ts')).restoreCommand },
  { name: 'key rotate', load: async () => (await import('./commands/key.ts')).rotateKeyCommand },
  { name: 'audit verify', load: async () => (await import('./commands/audit.ts')).verifyAuditCommand },
  { name: 'audit archive', load: async () => (await import('./commands/audit-archive.ts')).archiveAuditCommand },
  { name: 'user list', load: async () => (await import('./commands/user.ts')).listUsersCommand },
  { name: 'user add', load: async () => (await import('./commands/user.ts')).addUserCommand },
  { name: 'user suspend', load: async () => (await import('./commands/user-care.ts')).suspendUserCommand },
  { name: 'user resume', load: async () => (await import('./commands/user-care.ts')).resumeUserCommand },
  { name: 'user reset-password', load: async () => (await import('./commands/user-care.ts')).resetPasswordCommand },
  { name: 'user set-up-code', load: async () => (await import('./commands/user.ts')).setUpCodeCommand },
];

/** `travel` reads its own arguments. */
export const travelSummaries: readonly { readonly name: string; readonly summary: Text }[] = [
  {
    name: 'travel check',
    summary: {
      zh: '按规定审查团组文件（不需要服务器和数据库）',
      en: 'Check mission files against the rules (no server, no database)',
    },
  },
  {
    name: 'travel budget',
    summary: {
      zh: '测算团组费用上限（不需要服务器和数据库）',
      en: 'Compute what missions may cost (no server, no database)',
    },
  },
];

/** The command whose name the arguments begin with, the longest first. */
export function findCommand(
  argv: readonly string[],
): { readonly entry: CommandEntry; readonly rest: readonly string[] } | null {
  const byLength = [...commands].sort((a, b) => b.name.length - a.name.length);
  for (const entry of byLength) {
    const words = entry.name.split(' ');
    if (words.every((word, at) => argv[at] === word)) return { entry, rest: argv.slice(words.length) };
  }
  return null;
}
