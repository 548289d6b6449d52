import { randomBytes } from 'node:crypto';
import { Client, DatabaseError } from 'pg';
import { inject } from 'vitest';
import { type OpenDatabaseOptions, type OpenedDatabase, openDatabase } from './open.ts';
import { restrictDatabase } from './roles.ts';
import { databaseUrl } from './testing-server.ts';
import { uuidv7 } from './uuid.ts';

export interface TestDatabase {
  readonly database: OpenedDatabase;
  /** Connection of the tables' owner to this one database. */
  readonly url: string;
  /** An office that is there already. */
  readonly officeId: string;
  /** Makes another office; `code` must be new. */
  office(code: string): Promise<string>;
  /** Statements as the tables' owner, past row security: to look at or spoil what the program would not. */
  asOwner(text: string, values?: readonly unknown[]): Promise<Record<string, unknown>[]>;
  /** Drops the database. */
  close(): Promise<void>;
}

async function once(url: string, text: string, values: readonly unknown[] = []): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(text, [...values])).rows;
  } finally {
    await client.end();
  }
}

/** A vacuum worker of the server itself is no process that we may end; it is gone in a moment. */
async function dropped(url: string, name: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await once(url, `drop database ${name} with (force)`);
      return;
    } catch (cause) {
      if (tries === 40 || !(cause instanceof DatabaseError) || cause.code !== '42501') throw cause;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
}

/** A fresh, migrated database of its own on the run's server, with one office in it. Close it in `afterAll`. */
export async function testDatabase(options: Partial<OpenDatabaseOptions> = {}): Promise<TestDatabase> {
  const server = inject('databaseServer');
  const name = `honglu_test_${randomBytes(8).toString('hex')}`;
  await once(server.url, `create database ${name} template ${server.template}`);
  const url = databaseUrl(server.url, name);
  const owner = new Client({ connectionString: url });
  await owner.connect();
  await restrictDatabase(owner).finally(() => owner.end());
  const database = await openDatabase({ poolSize: 5, ...options, url });
  const office = async (code: string): Promise<string> => {
    const officeId = uuidv7();
    await database.transaction(officeId, (queries) =>
      queries
        .insertInto('kernel.offices')
        .values({
          office_id: officeId,
          code,
          name_zh: '宿迁市人民政府外事办公室',
          name_en: 'Foreign Affairs Office of Suqian Municipality',
          created_at: new Date('2020-01-01T00:00:00Z'),
        })
        .execute(),
    );
    return officeId;
  };
  return {
    database,
    url,
    officeId: await office('suqian'),
    office,
    asOwner: (text, values) => once(url, text, values),
    close: async () => {
      await database.close();
      await dropped(server.url, name);
    },
  };
}
