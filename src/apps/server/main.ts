import { existsSync } from 'node:fs';
import type { Server } from 'node:http';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { systemClock } from '#kernel/calendar/day.ts';
import type { Served } from '#kernel/http/kernel.ts';
import { createMetrics, serveMetrics } from '#kernel/http/metrics.ts';
import { seedSeal } from '#kernel/identity/seal.ts';
import { offerSetUpCode } from '#kernel/identity/set-up.ts';
import { operationsHandlers } from '#kernel/operations/handlers.ts';
import { services } from '#services';
import { type DemonstrationAccount, holdsAnOffice } from '../demonstration/office.ts';
import { knownAccounts, makeDemonstration } from '../demonstration/run.ts';
import { createApp } from './app.ts';
import { type Configuration, ConfigurationRefused, readConfiguration } from './configuration.ts';
import { fileLog, standardErrorLog, withoutValues } from './log.ts';
import { serviceHandlers } from './service-handlers.ts';
import { type StartedKernel, startKernel } from './start-kernel.ts';

/** A supervisor may kill the program 30 s after asking it to stop; it is done before (DU-05). */
const stopWithin = 25_000;

const served: readonly Served[] = services;

/** The build puts the desk beside the server, the source tree in `dist`. */
function builtDesk(): string | undefined {
  const folders = [join(import.meta.dirname, '../../../dist/web'), join(import.meta.dirname, '../../../web')];
  return folders.find((folder) => existsSync(join(folder, 'index.html')));
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function openLog(configuration: Configuration): { readonly log: Logger; close(): void } {
  if (configuration.log === 'stderr') return { log: standardErrorLog(), close: () => {} };
  return fileLog(join(configuration.dataFolder, 'logs'), systemClock);
}

/** A first start without `--empty` makes the demonstration office, on this machine only. */
async function wantsDemonstration(kernel: StartedKernel, { loopback }: Configuration): Promise<boolean> {
  return loopback && !process.argv.includes('--empty') && !(await holdsAnOffice(kernel));
}

function tellAccounts(accounts: readonly DemonstrationAccount[]): void {
  say('\n演示账号（仅限本机）Demonstration accounts (this machine only):');
  for (const { login, password, name, title } of accounts)
    say(`  ${login.padEnd(15)} ${password.padEnd(26)} ${name}  ${title}`);
  say('');
}

async function main(): Promise<void> {
  const configuration = readConfiguration(process.env);
  const { log, close } = openLog(configuration);
  // State unknown: say so and end; whoever supervises the program starts it anew.
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (cause: unknown) => {
      log.fatal({ err: withoutValues(cause) }, event);
      close();
      process.exit(1);
    });
  }
  const kernel = await startKernel({
    configuration,
    clock: systemClock,
    services: served,
    log: (message) => log.info(message),
  });
  const metrics = createMetrics(() => kernel.database.load());
  const app = await createApp({
    runner: kernel.runner,
    seal: seedSeal(kernel.crypto),
    prepareOffice: (officeId) => kernel.crypto.prepareOffice(officeId),
    crypto: kernel.crypto,
    services: served,
    handlers: [...serviceHandlers(kernel, served), ...operationsHandlers(kernel.operations)],
    readiness: kernel.readiness,
    aside: kernel.aside,
    disk: () => kernel.operations.disk.state.level,
    loopback: configuration.loopback,
    secure: configuration.secure,
    origins: configuration.origins,
    proxies: configuration.proxies,
    ...(configuration.tls ? { tls: configuration.tls } : {}),
    ...(builtDesk() === undefined ? {} : { pages: builtDesk()! }),
    portal: { database: kernel.database, clock: systemClock, crypto: kernel.crypto, kinds: kernel.documents.kinds },
    log,
    metrics,
  });
  let metricsServer: Server | undefined;
  let stopping: Promise<void> | undefined;
  const stop = () => {
    stopping ??= (async () => {
      setTimeout(() => {
        log.error('not stopped in time');
        process.exit(1);
      }, stopWithin).unref();
      await app.close();
      metricsServer?.close();
      await kernel.stop();
      log.info('stopped');
      close();
    })();
    return stopping;
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      stop().then(
        () => process.exit(0),
        (cause: unknown) => {
          log.error({ err: withoutValues(cause) }, 'stop failed');
          process.exit(1);
        },
      );
    });
  }
  try {
    const address = await app.server.listen({ port: configuration.port, host: configuration.host });
    if (configuration.metricsPort !== undefined) {
      metricsServer = await serveMetrics(metrics, configuration.metricsPort, '127.0.0.1');
    }
    log.info({ address }, 'listening');
    const shown = configuration.origins[0] ?? address.replace('127.0.0.1', 'localhost');
    say(`鸿胪 Honglu: ${shown}`);
    if (await wantsDemonstration(kernel, configuration)) {
      say('正在准备演示数据… Preparing the demonstration…');
      const { accounts, rest } = await makeDemonstration(kernel, configuration.dataFolder, say);
      tellAccounts(accounts);
      rest.catch((cause: unknown) => {
        // A stop in the middle of it is no fault; whatever else it was stands in the log.
        if (!stopping) log.error({ err: withoutValues(cause) }, 'demonstration data incomplete');
      });
    } else {
      const accounts = knownAccounts(configuration.dataFolder);
      if (accounts) tellAccounts(accounts);
    }
    const code = await offerSetUpCode(kernel.database, systemClock);
    if (code) {
      say(`设置码 Set-up code: ${code}  (30 分钟内有效，仅用一次；30 minutes, once)`);
      say(`首次设置 First set-up: ${shown}/set-up`);
    }
  } catch (cause) {
    await stop();
    throw cause;
  }
}

/** What a person at the terminal can mend is said in words, the rest with its place. */
main().catch((cause: unknown) => {
  if (cause instanceof ConfigurationRefused) for (const fault of cause.faults) process.stderr.write(`${fault}\n`);
  else if (cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE') {
    process.stderr.write(
      `端口已被占用，请用 PORT 另选一个。The port is taken; choose another with PORT.\n${cause.message}\n`,
    );
  } else process.stderr.write(`${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}\n`);
  process.exit(1);
});
