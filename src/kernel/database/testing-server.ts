import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import { startEmbedded } from './embedded.ts';
import { digestOf, migrate, migrationSources, readMigrations } from './migrate.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Connection to the test server's own database, and the name of the migrated template. */
    databaseServer: { readonly url: string; readonly template: string };
  }
}

export interface TestServer {
  /** Connection of a role that may create databases. */
  readonly url: string;
  /** A migrated, empty database to copy from. */
  readonly template: string;
  stop(): Promise<void>;
}

export function databaseUrl(url: string, database: string): string {
  const address = new URL(url);
  address.pathname = `/${database}`;
  return address.href;
}

async function startOwnServer(): Promise<{ url: string; stop(): Promise<void> }> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'honglu-test-'));
  // Also when the run is broken off: the folder holds nothing of worth, and 40 MB.
  const remove = () => rmSync(dataFolder, { recursive: true, force: true });
  process.once('exit', remove);
  const server = await startEmbedded({ dataFolder, durable: false });
  return {
    url: server.url,
    stop: async () => {
      await server.stop();
      remove();
      process.off('exit', remove);
    },
  };
}

async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  return work(client).finally(() => client.end());
}

/**
 * One server for one run of the tests: the one that DATABASE_URL names, or a throw-away one of our own. The template's
 * name holds the digest of the migrations and a random part, so that nothing that existed before is ever touched.
 */
export async function startTestServer(): Promise<TestServer> {
  const configured = process.env.DATABASE_URL;
  const server = configured ? { url: configured, stop: async () => {} } : await startOwnServer();
  const sources = migrationSources(fileURLToPath(new URL('../..', import.meta.url)));
  const template = `honglu_template_${digestOf(readMigrations(sources)).slice(0, 12)}_${randomBytes(4).toString('hex')}`;
  const drop = () =>
    withClient(server.url, (client) => client.query(`drop database if exists ${template} with (force)`));
  try {
    await withClient(server.url, (client) =>
      client.query(`create database ${template} template template0 encoding 'UTF8'`),
    );
    await migrate({ url: databaseUrl(server.url, template), sources });
  } catch (error) {
    await drop().finally(() => server.stop());
    throw error;
  }
  return {
    url: server.url,
    template,
    stop: async () => {
      if (configured) await drop();
      await server.stop();
    },
  };
}

/** Vitest's set-up of the projects that need a database. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startTestServer();
  project.provide('databaseServer', { url: server.url, template: server.template });
  return () => server.stop();
}
