import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeMasterKey } from '#kernel/crypto/master-key.ts';
import { seedSeal } from '#kernel/identity/seal.ts';
import { nothingLeaves } from '#kernel/notifications/outgoing.ts';
import type { DiskRoom } from '#kernel/operations/disk.ts';
import { operationsHandlers } from '#kernel/operations/handlers.ts';
import { services } from '#services';
import { type App, createApp } from '../../src/apps/server/app.ts';
import { serviceHandlers } from '../../src/apps/server/service-handlers.ts';
import { type StartedKernel, startKernel } from '../../src/apps/server/start-kernel.ts';
import { noLimits, type TestApp, testApp } from '../../src/apps/server/testing.ts';

/** The program as `main.ts` puts it together, over a database of the test run, with a disk whose room the test sets. */
export interface StandingProgram {
  readonly t: TestApp;
  readonly kernel: StartedKernel;
  readonly app: App;
  readonly dataFolder: string;
  readonly logged: string[];
  room(left: DiskRoom): Promise<void>;
  /** Status of `/readyz` once its answer of the last second is old. */
  ready(): Promise<{ readonly status: number; readonly body: string }>;
  close(): Promise<void>;
}

export const plenty: DiskRoom = { free: 80 * 1024 ** 3, total: 100 * 1024 ** 3 };

export async function standingProgram(): Promise<StandingProgram> {
  const t = await testApp();
  // The keys of this office are made anew under the master key that lies in the data folder.
  await t.asOwner('delete from kernel.data_keys');
  const dataFolder = await mkdtemp(join(tmpdir(), 'honglu-state-'));
  await makeMasterKey(join(dataFolder, 'keys', 'master.key'));
  let left = plenty;
  const logged: string[] = [];
  const kernel = await startKernel({
    configuration: {
      dataFolder,
      databaseUrl: t.url,
      cryptoProfile: 'aes-256-gcm',
      works: false,
      anchorFile: undefined,
      outgoing: nothingLeaves,
      origins: [],
      port: 8080,
      backups: { place: join(dataFolder, 'backups'), secondPlace: null, keepDays: 30 },
      auditSpace: 20 * 1024 ** 3,
    },
    clock: t.clock,
    services,
    log: (message) => logged.push(message),
    room: async () => left,
  });
  await kernel.crypto.prepareOffice(t.officeId);
  const app = await createApp({
    runner: kernel.runner,
    seal: seedSeal(kernel.crypto),
    prepareOffice: (officeId) => kernel.crypto.prepareOffice(officeId),
    crypto: kernel.crypto,
    services,
    handlers: [...serviceHandlers(kernel, services), ...operationsHandlers(kernel.operations)],
    readiness: kernel.readiness,
    aside: kernel.aside,
    disk: () => kernel.operations.disk.state.level,
    loopback: true,
    secure: false,
    origins: [],
    checkAnswers: true,
    limits: noLimits,
  });
  return {
    t,
    kernel,
    app,
    dataFolder,
    logged,
    room: async (next) => {
      left = next;
      await kernel.operations.disk.look();
    },
    ready: async () => {
      await new Promise((resolve) => setTimeout(resolve, 1_050));
      const answer = await t.ask('GET', '/readyz', { on: app });
      return { status: answer.statusCode, body: answer.body };
    },
    close: async () => {
      await app.close();
      await kernel.stop();
      await t.close();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}
