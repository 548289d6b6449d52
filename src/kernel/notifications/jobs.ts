import { sql } from 'kysely';
import { z } from 'zod';
import { dayInBeijing } from '#kernel/calendar/day.ts';
import type { Database, Queries } from '#kernel/database/database.ts';
import type { Kernel } from '#kernel/http/kernel.ts';
import { readSetting } from '#kernel/settings/storage.ts';
import { createCarrier } from './carrier.ts';
import type { Leaving } from './fan-out.ts';
import { handOver } from './hand-over.ts';
import type { Subscribers } from './message.ts';
import type { Outgoing } from './outgoing.ts';
import { mailSetting } from './settings.ts';
import { workOff } from './work-off.ts';

export const deliverJob = 'notifications.deliver';

export interface DeliveryParts {
  readonly subscribers: Subscribers;
  readonly outgoing: Outgoing;
}

async function officeCode(queries: Queries, officeId: string): Promise<string> {
  const row = await queries
    .selectFrom('kernel.offices')
    .select('code')
    .where('office_id', '=', officeId)
    .executeTakeFirstOrThrow();
  return row.code;
}

/** One round for one office: outbox, then mail and webhooks. */
export async function deliverRound(
  kernel: Pick<Kernel, 'runner' | 'crypto'>,
  { subscribers, outgoing }: DeliveryParts,
  officeId: string,
  signal?: AbortSignal,
): Promise<{ readonly workedOff: number; readonly handedOver: number }> {
  const { runner, crypto } = kernel;
  const { database, clock } = runner;
  const { code, mail } = await database.read(officeId, async (queries) => ({
    code: await officeCode(queries, officeId),
    mail: await readSetting(queries, officeId, mailSetting, dayInBeijing(clock.now())),
  }));
  const leaving: Leaving = {
    mail: mail && outgoing.smtp !== undefined,
    webhooks: outgoing.webhooks
      .filter((one) => one.office === code)
      .map((one) => ({ key: one.key, topics: one.topics ?? null })),
  };
  const workedOff = await workOff(runner, officeId, subscribers, leaving, signal);
  const carrier = createCarrier({ database, crypto, outgoing, office: { id: officeId, code } });
  try {
    return { workedOff, handedOver: await handOver(database, officeId, carrier.carry, signal) };
  } finally {
    carrier.close();
  }
}

export function defineDeliveryJobs(kernel: Pick<Kernel, 'jobs' | 'runner' | 'crypto'>, parts: DeliveryParts): void {
  kernel.jobs.define(deliverJob, {
    data: z.strictObject({ officeId: z.uuid() }),
    limitSeconds: 240,
    // Every message counts its own attempts; the look-out puts the job in again as long as something is due.
    retryLimit: 0,
    handler: async ({ data, signal }) => {
      await deliverRound(kernel, parts, data.officeId, signal);
    },
  });
}

/** How often the look-out looks: what one person sends, another sees within about a second. */
const lookEvery = 1000;

/** Puts the delivery job in for every office that has something due. One cheap statement a second; any number of programs may look. */
export function startLookOut(
  { database, jobs }: { readonly database: Database; readonly jobs: Kernel['jobs'] },
  log: (message: string) => void,
  milliseconds = lookEvery,
): { look(): Promise<void>; stop(): Promise<void> } {
  let running: Promise<void> | undefined;
  let away = false;
  const look = async () => {
    const { rows } = await sql<{ office_id: string }>`select office_id from kernel.offices_with_messages()`.execute(
      database.unscoped,
    );
    for (const { office_id: officeId } of rows) {
      await database.transaction(officeId, (queries) =>
        jobs.enqueue(queries, deliverJob, { officeId }, { singletonKey: officeId }),
      );
    }
  };
  const round = () => {
    running ??= look()
      .then(() => {
        away = false;
      })
      .catch((cause: unknown) => {
        // Said once, not every second, while the database is away.
        if (!away) log(`messages wait: ${cause instanceof Error ? cause.name : 'unknown'}`);
        away = true;
      })
      .finally(() => {
        running = undefined;
      });
  };
  const timer = setInterval(round, milliseconds);
  return {
    look,
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
