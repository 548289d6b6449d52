import type { CliCommand } from '../command.ts';
import { allSources, configurationOf, reachServer } from '../program.ts';

export const migrateCommand: CliCommand = {
  name: 'migrate',
  summary: { zh: '把数据库升级到本程序的结构', en: 'Bring the database to the schema of this program' },
  operands: [],
  options: [],
  notes: {
    zh: '先备份再升级。只进不退；每个文件一个事务；几个程序同时升级时只有一个动手；可以重复运行。\n程序启动时也会自动升级；多节点时先在一处运行本命令，再逐个更换节点。',
    en: 'Make a backup first. Forward only, one transaction a file; of several programs one works; safe to repeat.\nThe program does the same when it starts; with several nodes run this once, then replace the nodes one by one.',
  },
  async run(_input, surroundings) {
    const configuration = configurationOf(surroundings);
    const sources = await allSources();
    const { migrate } = await import('#kernel/database/migrate.ts');
    const server = await reachServer(configuration, surroundings, 'may-make');
    try {
      const applied = await migrate({ url: server.url, sources, log: surroundings.log });
      return {
        exit: 0,
        result: { format: 'honglu-migrate/1', applied },
        text: (language) => {
          if (applied.length === 0) return language === 'zh' ? '数据库结构已是最新。' : 'The schema is up to date.';
          return [
            ...applied,
            language === 'zh' ? `已升级 ${applied.length} 个文件。` : `Applied ${applied.length} files.`,
          ].join('\n');
        },
      };
    } finally {
      await server.stop();
    }
  },
};
