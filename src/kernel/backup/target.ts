import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { BackupRefused } from './refusal.ts';

/** What may lie in the folder: keys brought there beforehand, and the backups themselves. */
const harmless = /^(keys|backups|lost\+found|restoring-[0-9a-f]+)$/;

/** @throws BackupRefused `target-not-empty`: a folder with data is never touched */
export function refuseUsedFolder(dataFolder: string): void {
  if (!existsSync(dataFolder)) return;
  const used = readdirSync(dataFolder).find((name) => !harmless.test(name));
  const keys = existsSync(join(dataFolder, 'keys')) ? readdirSync(join(dataFolder, 'keys')) : [];
  const key = keys.find((name) => name !== 'master.key');
  const found = used ?? (key === undefined ? undefined : `keys/${key}`);
  if (found === undefined) return;
  throw new BackupRefused('target-not-empty', {
    zh: `目标目录 ${dataFolder} 不是空的（有 ${found}），没有恢复。请用 --into 另给一个空目录；原有数据请自行移走。`,
    en: `The folder ${dataFolder} is not empty (it holds ${found}); nothing was restored. Name an empty one with --into, or move the old data away yourself.`,
  });
}

/** @throws BackupRefused `target-not-empty`: a database with any table is never touched */
export async function refuseUsedDatabase(url: string): Promise<void> {
  const client = new Client({ connectionString: url, application_name: 'honglu-restore' });
  client.on('error', () => {});
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'p', 'v', 'm', 'S', 'f') and n.nspname <> 'information_schema' and n.nspname not like 'pg\\_%'
       union all select nspname from pg_namespace where nspname = 'kernel' order by 1 limit 1`,
    );
    const [found] = rows;
    if (!found) return;
    throw new BackupRefused('target-not-empty', {
      zh: `DATABASE_URL 所指的数据库不是空的（有 ${found.name}），没有恢复。请新建一个空数据库。`,
      en: `The database in DATABASE_URL is not empty (it holds ${found.name}); nothing was restored. Create an empty one.`,
    });
  } finally {
    await client.end();
  }
}
