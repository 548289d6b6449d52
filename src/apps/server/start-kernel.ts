import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { ReadingsAside } from '#kernel/audit/aside.ts';
import { archivesIn } from '#kernel/backup/archives.ts';
import { scheduleBackups, scheduleDrills } from '#kernel/backup/schedule.ts';
import type { Clock } from '#kernel/calendar/day.ts';
import { createRunner } from '#kernel/commands/runner.ts';
import { refuseForeignMasterKey } from '#kernel/crypto/change-master-key.ts';
import { createCrypto } from '#kernel/crypto/crypto.ts';
import { makeMasterKey } from '#kernel/crypto/master-key.ts';
import { type MasterKeys, masterKeysAt } from '#kernel/crypto/master-keys.ts';
import { selfTest } from '#kernel/crypto/self-test.ts';
import { joinOrStartEmbedded, startEmbedded } from '#kernel/database/embedded.ts';
import { migrate, migrationSources } from '#kernel/database/migrate.ts';
import { type OpenedDatabase, openDatabase } from '#kernel/database/open.ts';
import { createRenderer } from '#kernel/documents/render/render.ts';
import { defineRenderJob } from '#kernel/documents/render-job.ts';
import { localBlobs } from '#kernel/files/blobs.ts';
import { createFileStore } from '#kernel/files/store.ts';
import type { Readiness } from '#kernel/http/health.ts';
import type { Kernel, Served } from '#kernel/http/kernel.ts';
import { Jobs } from '#kernel/jobs/jobs.ts';
import { defineDeliveryJobs, startLookOut } from '#kernel/notifications/jobs.ts';
import { defineObligationJobs } from '#kernel/obligations/jobs.ts';
import { ClockWatch } from '#kernel/operations/clock-watch.ts';
import { type DiskRoom, DiskWatch, roomAt } from '#kernel/operations/disk.ts';
import { defineOperationsJobs } from '#kernel/operations/nightly.ts';
import type { OperationsParts } from '#kernel/operations/parts.ts';
import { appliedSchema, operationsReadiness } from '#kernel/operations/readiness.ts';
import type { Configuration } from './configuration.ts';
import { subscribersOf } from './desk-side.ts';
import { genuineAnchors, keepAudit } from './keep-audit.ts';
import { defineKernelJobs } from './kernel-jobs.ts';
import { programPackage, settingsWorthKeeping } from './program-package.ts';

export interface StartedKernel extends Kernel {
  readonly database: OpenedDatabase;
  /** What the state page, the alarms and `/readyz` look at. */
  readonly operations: OperationsParts;
  readonly readiness: readonly Readiness[];
  readonly aside: ReadingsAside;
  /** Jobs, audit, database and the built-in server, in this order. */
  stop(): Promise<void>;
}

export interface StartOptions {
  readonly configuration: Pick<
    Configuration,
    | 'dataFolder'
    | 'databaseUrl'
    | 'cryptoProfile'
    | 'works'
    | 'anchorFile'
    | 'outgoing'
    | 'origins'
    | 'port'
    | 'backups'
    | 'auditSpace'
  >;
  readonly clock: Clock;
  readonly services: readonly Served[];
  readonly log: (message: string) => void;
  /** The command line joins a running program's database; the server must be its only owner. */
  readonly join?: boolean;
  /** How much room there is on the disk of the data folder; default: the disk is asked. */
  readonly room?: () => Promise<DiskRoom>;
}

/** `src`, or the folder that the build copied it to: where migrations lie. */
const sourceRoot = join(import.meta.dirname, '..', '..');

/** Keys lost mean data lost: a new one is made only where there is nothing that an old one could have sealed. */
async function masterKeys(path: string, database: OpenedDatabase): Promise<MasterKeys> {
  if (existsSync(path)) {
    await refuseForeignMasterKey(database, path);
    return masterKeysAt(path);
  }
  const { rows } = await sql`select 1 from kernel.all_offices()`.execute(database.unscoped);
  if (rows.length > 0) {
    throw new Error(
      `The database holds offices, but their master key ${path} is missing. Put the key back from its safe place.`,
    );
  }
  await makeMasterKey(path);
  return masterKeysAt(path);
}

/** Database, keys, runner and jobs: everything below the network. */
export async function startKernel(options: StartOptions): Promise<StartedKernel> {
  const { configuration, clock, services, log } = options;
  selfTest();
  const { dataFolder } = configuration;
  const server = configuration.databaseUrl
    ? { url: configuration.databaseUrl, stop: async () => {} }
    : await (options.join ? joinOrStartEmbedded : startEmbedded)({ dataFolder, log });
  const undo: (() => Promise<void>)[] = [() => server.stop()];
  const stop = async () => {
    // Each step is tried even if one before it failed; the first failure is reported.
    const failures: unknown[] = [];
    for (const step of undo.splice(0).reverse()) await step().catch((cause: unknown) => failures.push(cause));
    if (failures.length > 0) throw failures[0];
  };
  try {
    const sources = migrationSources(
      sourceRoot,
      services.map((service) => service.name),
    );
    await migrate({ url: server.url, sources, log });
    const database = await openDatabase({ url: server.url, log });
    undo.push(() => database.close());
    await sql`select kernel.prepare_audit_months()`.execute(database.unscoped);
    const masterKeyFile = join(dataFolder, 'keys', 'master.key');
    const master = await masterKeys(masterKeyFile, database);
    const crypto = createCrypto({ database, master, profile: configuration.cryptoProfile });
    const runner = createRunner({ database, clock, answers: crypto.answers });
    const jobs = new Jobs({ database, ownerUrl: server.url, clock, log });
    const blobs = localBlobs(join(dataFolder, 'files'));
    const files = createFileStore({ database, clock, crypto, blobs });
    // The office puts its own 仿宋 and 小标宋 there.
    const fontsFolder = join(dataFolder, 'fonts');
    mkdirSync(fontsFolder, { recursive: true });
    const renderer = createRenderer({ fontsFolder });
    undo.push(() => renderer.close());
    await renderer.ready();
    const documents = {
      crypto,
      renderer,
      jobs,
      address: configuration.origins[0] ?? `http://localhost:${configuration.port}`,
      kinds: services.flatMap((service) => service.documents ?? []),
    };
    const kernel: Kernel = { runner, database, clock, crypto, jobs, files, documents };
    defineKernelJobs(kernel);
    defineRenderJob(kernel, documents);
    defineObligationJobs(kernel);
    defineDeliveryJobs(kernel, { subscribers: subscribersOf(services), outgoing: configuration.outgoing });
    for (const service of services) service.defineJobs?.(kernel);
    const stores = [
      join(dataFolder, 'anchors', 'audit.jsonl'),
      ...(configuration.anchorFile ? [configuration.anchorFile] : []),
    ];
    const anchorKeyFile = join(dataFolder, 'keys', 'anchor.key');
    const aside = new ReadingsAside(join(dataFolder, 'audit-aside', 'readings.jsonl'));
    const audit = await keepAudit({ database, clock, keyFile: anchorKeyFile, stores, aside, log });
    undo.push(() => audit.stop());
    const disk = await DiskWatch.start(options.room ?? (() => roomAt(dataFolder)));
    undo.push(async () => disk.stop());
    const { version } = programPackage();
    const { backups, auditSpace, works } = configuration;
    const operations: OperationsParts = {
      database,
      runner,
      clock,
      jobs,
      disk,
      clockWatch: new ClockWatch(),
      durability: database.durability,
      version,
      backups: backups ?? null,
      auditSpace,
      works,
      linking: () => audit.linking(),
    };
    defineOperationsJobs(jobs, {
      ...operations,
      files: { database, clock, crypto, blobs },
      anchors: () => genuineAnchors(anchorKeyFile, stores),
      archives: archivesIn(dataFolder),
      ownerUrl: server.url,
    });
    if (backups) {
      const { place, secondPlace, keepDays } = backups;
      scheduleBackups(jobs, {
        url: server.url,
        database,
        dataFolder,
        blobs,
        to: place,
        masterKeyFile,
        profile: configuration.cryptoProfile,
        program: version,
        clock,
        settings: settingsWorthKeeping(process.env),
        log,
        keepDays,
        ...(secondPlace === null ? {} : { secondPlace }),
      });
      const places = [place, ...(secondPlace === null ? [] : [secondPlace])];
      scheduleDrills(jobs, { database, clock, masterKeyFile, sources, anchorStores: stores, places, log });
    }
    await jobs.start({ work: configuration.works });
    undo.push(() => jobs.stop());
    if (configuration.works) {
      const lookOut = startLookOut(kernel, log);
      undo.push(() => lookOut.stop());
    }
    const readiness = operationsReadiness(operations, await appliedSchema(database));
    return { ...kernel, database, operations, readiness, aside, stop };
  } catch (cause) {
    await stop().catch(() => {});
    throw cause;
  }
}
