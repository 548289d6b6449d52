import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '#kernel/calendar/day.ts';
import type { Runner } from '#kernel/commands/command.ts';
import type { Crypto } from '#kernel/crypto/crypto.ts';
import type { Database } from '#kernel/database/database.ts';
import type { DocumentKind } from '#kernel/documents/kind.ts';
import { createRenderer } from '#kernel/documents/render/render.ts';
import { localBlobs } from '#kernel/files/blobs.ts';
import { createFileStore } from '#kernel/files/store.ts';
import type { Kernel } from '#kernel/http/kernel.ts';
import { Jobs } from '#kernel/jobs/jobs.ts';

/** The kernel over a test's database: jobs not started, files in a folder of their own, the real typesetter, started when first used. */
export function testKernel(
  base: {
    readonly runner: Runner;
    readonly database: Database;
    readonly clock: Clock;
    readonly crypto: Crypto;
    readonly url: string;
  },
  kinds: readonly DocumentKind[] = [],
): Kernel {
  const { runner, database, clock, crypto, url } = base;
  const files = createFileStore({
    database,
    clock,
    crypto,
    blobs: localBlobs(join(tmpdir(), `honglu-files-${randomUUID()}`)),
  });
  const jobs = new Jobs({ database, ownerUrl: url, clock });
  const documents = { crypto, renderer: createRenderer({}), jobs, address: 'https://fao.example.gov.cn', kinds };
  return { runner, database, clock, crypto, jobs, files, documents };
}
