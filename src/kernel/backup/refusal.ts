import type { Text } from '../text.ts';

/** Why a backup is not made, not read, or not restored. Nothing was changed where this is thrown. */
export class BackupRefused extends Error {
  override readonly name = 'BackupRefused';

  constructor(
    readonly code:
      | 'no-backup'
      | 'manifest-malformed'
      | 'manifest-changed'
      | 'part-missing'
      | 'part-changed'
      | 'wrong-key'
      | 'wrong-passphrase'
      | 'other-master-key'
      | 'newer-program'
      | 'changed-migration'
      | 'target-not-empty'
      | 'counts-differ'
      | 'head-differs'
      | 'read-back-failed'
      | 'passphrase-too-short'
      | 'no-database',
    /** What holds, why, and what to do instead. */
    readonly text: Text,
  ) {
    super(text.en);
  }
}

/** The part is named, so that one looks for it in the second copy. */
export function partRefused(why: 'part-missing' | 'part-changed', name: string): BackupRefused {
  return why === 'part-missing'
    ? new BackupRefused(why, {
        zh: `备份不完整：缺少「${name}」。请改用另一处存放的同一份备份，或者更早的备份。`,
        en: `The backup is not whole: ${name} is missing. Use its copy in the second place, or an earlier backup.`,
      })
    : new BackupRefused(why, {
        zh: `备份已被改动或损坏：「${name}」与制作时不一致。请改用另一处存放的同一份备份，或者更早的备份。`,
        en: `The backup was changed or damaged: ${name} is not what was written. Use its copy in the second place, or an earlier backup.`,
      });
}
