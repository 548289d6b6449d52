import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Restored } from '#kernel/backup/restore.ts';
import type { Language } from '#kernel/text.ts';
import { type CliCommand, Refused } from '../command.ts';
import { backupKeyOf, keyFileOf, keyOptions, readKeyFile } from '../key-file.ts';
import { allSources, clock, configurationOf } from '../program.ts';

export const restoreCommand: CliCommand = {
  name: 'restore',
  summary: {
    zh: '把备份恢复到空的数据目录或空的数据库，并逐项核对',
    en: 'Restore a backup into an empty data folder or an empty database, and prove it',
  },
  operands: ['FOLDER'],
  options: [
    {
      name: 'into',
      value: 'FOLDER',
      help: {
        zh: '新的数据目录，须不存在或为空（可先放入 keys/master.key）；默认为 HONGLU_DATA',
        en: 'the new data folder, missing or empty (keys/master.key may lie there); HONGLU_DATA by default',
      },
    },
    {
      name: 'anchors',
      value: 'FILE',
      many: true,
      help: {
        zh: '另存的审计签名链头文件，用来核对并查出备份之后丢失的记录；可给几次',
        en: 'signed heads of the audit chain kept elsewhere, to compare and to count what was lost since; may be repeated',
      },
    },
    {
      name: 'drill',
      help: {
        zh: '演练：恢复到临时目录，核对后删除，不动任何数据',
        en: 'a drill: restore into a temporary folder, prove it, remove it',
      },
    },
    ...keyOptions,
  ],
  notes: {
    zh: '设有 DATABASE_URL 时，数据恢复到它所指的空数据库，文件和密钥恢复到数据目录。目标里有数据的，一律不动。\n恢复后所有人须重新登录。备份之后的业务不在其中，请按停机前的纸质或外部记录补录。',
    en: 'With DATABASE_URL the rows go into that empty database, files and keys into the data folder. A target that holds data is never touched.\nEverybody signs in anew afterwards. What happened after the backup is not in it.',
  },
  async run(input, surroundings) {
    const started = performance.now();
    const { folder } = surroundings;
    const configuration = configurationOf(surroundings);
    const path = resolve(folder, input.operands[0]!);
    if (!existsSync(path)) {
      throw new Refused('no-backup', 4, { zh: `没有 ${path} 这个目录。`, en: `There is no folder ${path}.` });
    }
    const given = input.text('into');
    const into = given === undefined ? configuration.dataFolder : resolve(folder, given);
    const own = join(into, 'keys', 'master.key');
    const masterKeyFile =
      input.text('key-file') === undefined && existsSync(own) ? own : keyFileOf(input, surroundings, configuration);
    const [{ findBackup, openBackup }, { restoreBackup }] = await Promise.all([
      import('#kernel/backup/read-back.ts'),
      import('#kernel/backup/restore.ts'),
    ]);
    const backupFolder = await findBackup(path);
    if (backupFolder !== path)
      surroundings.tell({ zh: `取其中最新的一份：${backupFolder}`, en: `taking the newest: ${backupFolder}` });
    const master = await readKeyFile(masterKeyFile);
    const key = await backupKeyOf(input, surroundings, async () => master);
    const backup = await openBackup(backupFolder, key);
    const drill = input.flag('drill') ? await mkdtemp(join(tmpdir(), 'honglu-drill-')) : undefined;
    try {
      const restored = await restoreBackup({
        backup,
        master,
        masterKeyFile,
        into: drill ?? into,
        databaseUrl: drill ? undefined : configuration.databaseUrl,
        sources: await allSources(),
        anchorStores: [
          ...input.texts('anchors').map((file) => resolve(folder, file)),
          ...(configuration.anchorFile ? [configuration.anchorFile] : []),
        ],
        clock,
        log: surroundings.log,
      });
      const seconds = Number(((performance.now() - started) / 1000).toFixed(1));
      const place = drill ? null : into;
      return {
        exit: isSound(restored) ? 0 : 3,
        result: { format: 'honglu-restore/1', backup: backupFolder, into: place, ...restored, seconds },
        text: (language) => describe(restored, place, seconds, language),
      };
    } finally {
      if (drill) await rm(drill, { recursive: true, force: true });
    }
  },
};

function isSound({ audit, damaged, lostEntries }: Restored): boolean {
  return audit.every((verdict) => verdict.whole) && damaged.length === 0 && Object.keys(lostEntries).length === 0;
}

function describe(restored: Restored, into: string | null, seconds: number, language: Language): string {
  const zh = language === 'zh';
  const entries = restored.audit.reduce((sum, verdict) => sum + verdict.entries, 0);
  const settings = Object.entries(restored.settings);
  return [
    zh
      ? `${into === null ? '演练完成' : `已恢复到 ${into}`}：${restored.madeAt} 的备份，${restored.rows} 行、${restored.files} 个文件，行数、文件摘要、审计链（${entries} 条）均已核对，用时 ${seconds} 秒。`
      : `${into === null ? 'Drill done' : `Restored into ${into}`}: the backup of ${restored.madeAt}, ${restored.rows} rows, ${restored.files} files; row counts, file digests and the audit chain (${entries} entries) were compared, in ${seconds} s.`,
    ...restored.audit
      .filter((verdict) => verdict.firstBreak)
      .map(({ officeId, firstBreak }) =>
        zh
          ? `审计链在备份前就已断开：单位 ${officeId} 第 ${firstBreak!.sequence} 条（${firstBreak!.kind}）`
          : `the audit chain was broken before the backup: office ${officeId}, entry ${firstBreak!.sequence} (${firstBreak!.kind})`,
      ),
    ...Object.entries(restored.lostEntries).map(([office, count]) =>
      zh
        ? `备份之后丢失审计记录 ${count} 条（单位 ${office}）`
        : `${count} audit entries after the backup are lost (office ${office})`,
    ),
    ...restored.damaged.map(({ digest }) =>
      zh ? `备份前就已缺失或损坏的文件：${digest}` : `missing or damaged before the backup: ${digest}`,
    ),
    ...(settings.length === 0 || into === null
      ? []
      : [zh ? '备份时的设置，启动前请照此设好：' : 'Settings at the time of the backup, to be set before the start:']),
    ...(into === null ? [] : settings.map(([name, value]) => `  ${name}=${value}`)),
  ].join('\n');
}
