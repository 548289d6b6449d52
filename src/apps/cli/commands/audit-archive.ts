import type { ArchivedMonth } from '#kernel/audit/archive.ts';
import { type CliCommand, wrongUsage } from '../command.ts';
import { clock, withProgram } from '../program.ts';

export const archiveAuditCommand: CliCommand = {
  name: 'audit archive',
  summary: {
    zh: '把旧月份的审计记录移到封存文件，核对后从数据库移出',
    en: 'Move older months of the audit trail to sealed files, prove them, and take them out of the database',
  },
  operands: [],
  options: [
    {
      name: 'months-online',
      value: 'N',
      help: {
        zh: '数据库里保留最近 N 个月（6 以上，默认 12）',
        en: 'keep the last N months in the database (6 or more; 12 by default)',
      },
    },
  ],
  notes: {
    zh: '程序每月自动归档满 12 个月的记录。封存文件在数据目录的 audit-archive，随备份一起备份；请勿改动或删除，否则 honglu audit verify 会指出。',
    en: 'The program archives months older than 12 by itself each month. The files lie in audit-archive of the data folder and are part of every backup; changed or removed ones are named by honglu audit verify.',
  },
  async run(input, surroundings) {
    const { archiveMonth, leastMonthsOnline, monthsOnline, monthsToArchive } = await import('#kernel/audit/archive.ts');
    const { archivesIn } = await import('#kernel/backup/archives.ts');
    const text = input.text('months-online') ?? String(monthsOnline);
    if (!/^\d{1,3}$/.test(text) || Number(text) < leastMonthsOnline) {
      throw wrongUsage({
        zh: `--months-online 后面要有 ${leastMonthsOnline} 以上的月数，不是「${text}」。`,
        en: `--months-online needs a number of months, ${leastMonthsOnline} or more, not "${text}".`,
      });
    }
    return withProgram(surroundings, 'current', async ({ database, url, configuration }) => {
      const parts = { database, clock, ownerUrl: url, folder: archivesIn(configuration.dataFolder) };
      const made: ArchivedMonth[] = [];
      for (const month of await monthsToArchive(database, Number(text))) {
        made.push(...(await archiveMonth(parts, month)));
      }
      return {
        exit: 0,
        result: { format: 'honglu-audit-archive/1', folder: parts.folder, months: made },
        text: (language) =>
          made.length === 0
            ? language === 'zh'
              ? '没有可以归档的月份。'
              : 'There is no month to archive.'
            : made
                .map(({ month, entries, file }) =>
                  language === 'zh' ? `${month}：${entries} 条，${file}` : `${month}: ${entries} entries, ${file}`,
                )
                .join('\n'),
      };
    });
  },
};
