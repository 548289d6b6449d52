// Writes the row types of all tables, as the migrated database has them, to src/kernel/database/tables.gen.ts.
// With --check it only compares, and fails if the file is not what it would write.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Kysely, PostgresDialect } from 'kysely';
import { generate, getDialect } from 'kysely-codegen';
import { Pool } from 'pg';
import { databaseUrl, startTestServer } from '../src/kernel/database/testing-server.ts';

const target = fileURLToPath(new URL('../src/kernel/database/tables.gen.ts', import.meta.url));

const server = await startTestServer();
try {
  const pool = new Pool({ connectionString: databaseUrl(server.url, server.template) });
  // A connection that is still closing hears of the server's stop.
  pool.on('error', () => {});
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  const output = await generate({
    db,
    dialect: getDialect('postgres', { dateParser: 'string', numericParser: 'string' }),
    // The queue's own tables are nobody's business but the queue's.
    excludePattern: 'jobs.*',
    // Money keeps its digits only as text; the connection answers whole numbers as numbers.
    typeMapping: { int8: 'number', numeric: 'string' },
    typeOnlyImports: true,
  });
  await db.destroy();
  if (process.argv.includes('--check')) {
    if (readFileSync(target, 'utf8') !== output) {
      console.error(
        'src/kernel/database/tables.gen.ts is not what the migrations make. Run: npx tsx scripts/generate-tables.ts',
      );
      process.exitCode = 1;
    }
  } else {
    writeFileSync(target, output);
  }
} finally {
  await server.stop();
}
