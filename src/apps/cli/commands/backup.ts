import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { programPackage, settingsWorthKeeping } from '../../server/program-package.ts';
import { type CliCommand, Refused, wrongUsage } from '../command.ts';
import { backupKeyOf, keyFileOf, keyOptions, readKeyFile } from '../key-file.ts';
import { clock, configurationOf, withProgram } from '../program.ts';

const sizeOf = (bytes: number) =>
  bytes < 1024 ** 2 ? `${Math.ceil(bytes / 1024)} KiB` : `${(bytes / 1024 ** 2).toFixed(1)} MiB`;

export const backupCommand: CliCommand = {
  name: 'backup',
  summary: {
    zh: '备份数据库、文件和设置：同一时刻的完整快照，加密，写后读回核对',
    en: 'Back up database, files and settings: one snapshot, encrypted, read back after writing',
  },
  operands: [],
  options: [
    {
      name: 'to',
      value: 'FOLDER',
      help: {
        zh: '存放备份的目录，每次在其中新建一个子目录；默认为数据目录里的 backups',
        en: 'where backups are kept, each a folder of its own; backups in the data folder by default',
      },
    },
    {
      name: 'copy-to',
      value: 'FOLDER',
      help: {
        zh: '再复制一份到此目录并核对，宜在另一台机器的磁盘上',
        en: 'copy it there, too, and check the copy; best on another machine’s disk',
      },
    },
    {
      name: 'keep-days',
      value: 'N',
      help: {
        zh: '删除 N 天前的旧备份，最近 3 份始终保留',
        en: 'remove backups older than N days; the newest 3 always stay',
      },
    },
    ...keyOptions,
  ],
  notes: {
    zh: '程序运行时即可备份，不必停机。备份里没有主密钥：请把数据目录里的 keys/master.key 另存保管处，没有它，备份无法使用。',
    en: 'The program may go on working meanwhile. The master key is not in the backup: keep keys/master.key of the data folder in a safe place; without it no backup is of use.',
  },
  async run(input, surroundings) {
    const { folder } = surroundings;
    const days = input.text('keep-days');
    if (days !== undefined && !/^[1-9]\d{0,3}$/.test(days)) {
      throw wrongUsage({
        zh: `--keep-days 后面要有天数，不是「${days}」。`,
        en: `--keep-days needs a number of days, not "${days}".`,
      });
    }
    const started = performance.now();
    const configuration = configurationOf(surroundings);
    const to = resolve(folder, input.text('to') ?? join(configuration.dataFolder, 'backups'));
    const copyTo = input.text('copy-to');
    const made = await withProgram(surroundings, 'any', async ({ database, url }) => {
      const key = await backupKeyOf(input, surroundings, () =>
        readKeyFile(keyFileOf(input, surroundings, configuration)),
      );
      const [{ backUp }, { localBlobs }] = await Promise.all([
        import('#kernel/backup/schedule.ts'),
        import('#kernel/files/blobs.ts'),
      ]);
      return backUp({
        url,
        database,
        dataFolder: configuration.dataFolder,
        blobs: localBlobs(join(configuration.dataFolder, 'files')),
        to,
        key,
        profile: configuration.cryptoProfile,
        program: programPackage().version,
        clock,
        settings: settingsWorthKeeping(surroundings.environment),
        log: surroundings.log,
        ...(copyTo === undefined ? {} : { secondPlace: resolve(folder, copyTo) }),
        ...(days === undefined ? {} : { keepDays: Number(days) }),
      });
    });
    const seconds = Number(((performance.now() - started) / 1000).toFixed(1));
    return {
      exit: made.missing.length === 0 ? 0 : 3,
      result: { format: 'honglu-backup-made/1', ...made, seconds },
      text: (language) =>
        [
          made.folder,
          ...(made.copy === null ? [] : [made.copy]),
          language === 'zh'
            ? `${made.tables} 张表、${made.rows} 行、${made.files} 个文件，共 ${sizeOf(made.bytes)}，已读回核对，用时 ${seconds} 秒。`
            : `${made.tables} tables, ${made.rows} rows, ${made.files} files, ${sizeOf(made.bytes)}, read back, in ${seconds} s.`,
          ...made.removed.map((old) => (language === 'zh' ? `已删除旧备份 ${old}` : `removed ${old}`)),
          ...made.missing.map(({ digest }) =>
            language === 'zh' ? `备份前就已缺失的文件：${digest}` : `missing before the backup: ${digest}`,
          ),
        ].join('\n'),
    };
  },
};

export const checkBackupCommand: CliCommand = {
  name: 'backup check',
  summary: {
    zh: '核对一份备份：读一遍，查出缺损和改动',
    en: 'Check a backup: read all of it and find what is missing or changed',
  },
  operands: ['FOLDER'],
  options: keyOptions,
  async run(input, surroundings) {
    const configuration = configurationOf(surroundings);
    const path = resolve(surroundings.folder, input.operands[0]!);
    if (!existsSync(path)) {
      throw new Refused('no-backup', 4, { zh: `没有 ${path} 这个目录。`, en: `There is no folder ${path}.` });
    }
    const { findBackup, openBackup, readBack } = await import('#kernel/backup/read-back.ts');
    const folder = await findBackup(path);
    const key = await backupKeyOf(input, surroundings, () =>
      readKeyFile(keyFileOf(input, surroundings, configuration)),
    );
    const backup = await openBackup(folder, key);
    await readBack(backup);
    const { id, madeAt, program, tables, files } = backup.manifest;
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    return {
      exit: 0,
      result: { format: 'honglu-backup-check/1', folder, id, madeAt, program, rows, files: files.count },
      text: (language) =>
        language === 'zh'
          ? `${folder} 完好：${madeAt}，程序 ${program}，${rows} 行、${files.count} 个文件。`
          : `${folder} is sound: ${madeAt}, program ${program}, ${rows} rows, ${files.count} files.`,
    };
  },
};
