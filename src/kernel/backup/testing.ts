import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { inject } from 'vitest';
import { anchorChain, anchorKeyAt } from '../audit/anchors.ts';
import { createLinker } from '../audit/link.ts';
import { type TestRunner, testRunner } from '../commands/testing.ts';
import { createCrypto } from '../crypto/crypto.ts';
import { type MasterKey, makeMasterKey } from '../crypto/master-key.ts';
import { migrationSources } from '../database/migrate.ts';
import { databaseUrl } from '../database/testing-server.ts';
import { type Blobs, localBlobs } from '../files/blobs.ts';
import { createFileStore, type FileStore } from '../files/store.ts';
import { programActor } from '../identity/program-actor.ts';
import { addPerson } from '../parties/persons.ts';
import { byMasterKey } from './backup-key.ts';
import type { BackupOptions } from './make.ts';

/** An office at work: database, data folder with keys and files, and an audit chain with signed heads. */
export interface LivingOffice extends TestRunner {
  readonly dataFolder: string;
  readonly master: MasterKey;
  readonly masterKeyFile: string;
  readonly blobs: Blobs;
  readonly store: FileStore;
  /** One command; answers the person's id once it is acknowledged. */
  addPerson(name: string): Promise<string>;
  keepFile(text: string): Promise<{ readonly id: string; readonly digest: string }>;
  /** Links every entry and signs the head. */
  anchor(): Promise<void>;
  backupOptions(): BackupOptions;
  scratch(): Promise<string>;
}

export const sources = migrationSources(fileURLToPath(new URL('../..', import.meta.url)));

export async function livingOffice(): Promise<LivingOffice> {
  const base = await testRunner();
  const folders: string[] = [];
  const scratch = async () => {
    const folder = await mkdtemp(join(tmpdir(), 'honglu-backup-'));
    folders.push(folder);
    return folder;
  };
  const dataFolder = await scratch();
  const masterKeyFile = join(dataFolder, 'keys', 'master.key');
  const master = await makeMasterKey(masterKeyFile);
  const crypto = createCrypto({ database: base.database, master });
  await crypto.prepareOffice(base.officeId);
  const blobs = localBlobs(join(dataFolder, 'files'));
  const store = createFileStore({ database: base.database, clock: base.clock, crypto, blobs });
  const actor = programActor(base.officeId, 'system-administrator');
  const run = base.runner.run.bind(base.runner);
  const anchorKey = await anchorKeyAt(join(dataFolder, 'keys', 'anchor.key'));
  const linker = createLinker(base.database);
  return {
    ...base,
    dataFolder,
    master,
    masterKeyFile,
    blobs,
    store,
    scratch,
    addPerson: async (name) => {
      const command = { name: 'parties.add-person', key: randomUUID(), input: { name } };
      const { personId } = await run(actor, {
        ...command,
        run: async (work) => {
          const made = await addPerson(work, { name });
          const ciphers = await crypto.persons(work.queries, base.officeId, [made.personId], 'make');
          const place = { table: 'kernel.persons', column: 'sealed', row: made.personId };
          const sealed = ciphers.get(made.personId)!.seal(place, `number of ${name}`);
          await work.queries
            .updateTable('kernel.persons')
            .set({ sealed })
            .where('office_id', '=', base.officeId)
            .where('id', '=', made.personId)
            .execute();
          return made;
        },
      });
      return personId;
    },
    keepFile: async (text) => {
      const purpose = {
        id: 'trial.papers',
        label: { zh: '材料', en: 'Papers' },
        types: ['csv'],
        sensitivity: 'internal',
      } as const;
      const received = await store.receive(base.officeId, purpose, {
        name: '名单.csv',
        declaredType: 'text/csv',
        content: Readable.from([Buffer.from(text)]),
      });
      const file = await run(actor, {
        name: 'trial.attach',
        key: randomUUID(),
        input: { digest: received.digest },
        run: (work) => store.attach(work, received),
      });
      return { id: file.id, digest: file.digest };
    },
    anchor: async () => {
      // Other files of this run write on the same server; a linker waits until their older transactions are over.
      for (;;) {
        await linker.link(base.officeId);
        const [row] = await base.asOwner(
          `select (select count(*) from kernel.audit_entries where office_id = $1)
             = (select count(*) from kernel.audit_links where office_id = $1) as "all"`,
          [base.officeId],
        );
        if (row!.all) break;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      await anchorChain(base.database, base.clock, base.officeId, anchorKey, [
        join(dataFolder, 'anchors', 'audit.jsonl'),
      ]);
    },
    backupOptions: () => ({
      url: base.url,
      dataFolder,
      blobs,
      to: join(dataFolder, 'backups'),
      key: byMasterKey(master),
      profile: 'aes-256-gcm',
      program: '0.1.0',
      clock: base.clock,
      settings: { HONGLU_ORIGIN: 'https://fao.example.gov.cn' },
    }),
    close: async () => {
      await base.close();
      for (const folder of folders) if (existsSync(folder)) await rm(folder, { recursive: true });
    },
  };
}

async function onServer<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  return work(client).finally(() => client.end());
}

/** A database with nothing in it, on the run's server. */
export async function emptyDatabase(): Promise<{ readonly url: string; drop(): Promise<void> }> {
  const server = inject('databaseServer');
  const name = `honglu_test_${randomBytes(8).toString('hex')}`;
  await onServer(server.url, (client) => client.query(`create database ${name} template template0 encoding 'UTF8'`));
  return {
    url: databaseUrl(server.url, name),
    drop: async () => {
      await onServer(server.url, (client) => client.query(`drop database ${name} with (force)`));
    },
  };
}

/** Every row of every table as text, to compare two databases; what a restore changes on purpose is left out. */
export async function contentOf(url: string): Promise<Record<string, string[]>> {
  return onServer(url, async (client) => {
    await client.query("set timezone = 'UTC'");
    const tables = await client.query<{ name: string }>(
      `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'p') and not c.relispartition and c.relpersistence = 'p' and n.nspname in ('kernel', 'official_travel') order by 1`,
    );
    const content: Record<string, string[]> = {};
    for (const { name } of tables.rows) {
      const restored = name === 'kernel.audit_entries' ? `where t.event <> 'backup.restored'` : '';
      const { rows } = await client.query<{ row: string }>(
        `select (to_jsonb(t) - 'xid')::text as row from ${name} t ${restored} order by 1`,
      );
      content[name] = rows.map((row) => row.row);
    }
    return content;
  });
}
