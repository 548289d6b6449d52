import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { startEmbedded } from './embedded.ts';
import { StorageFull } from './errors.ts';
import { migrate, migrationSources } from './migrate.ts';
import { openDatabase } from './open.ts';
import { uuidv7 } from './uuid.ts';

const disk = mkdtempSync(join(tmpdir(), 'honglu-disk-'));

/** A disk of our own to fill needs the right to mount one, which a machine of a developer or a container may not give. */
const mounted = (() => {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=150m', 'tmpfs', disk], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

afterAll(() => {
  if (mounted) execFileSync('umount', ['--lazy', disk]);
  rmdirSync(disk);
});

test.runIf(mounted)(
  'a full disk is a typed error that leaves nothing half, and work goes on by itself when there is room',
  async () => {
    const server = await startEmbedded({ dataFolder: join(disk, 'data'), durable: false });
    try {
      await migrate({ url: server.url, sources: migrationSources(fileURLToPath(new URL('../..', import.meta.url))) });
      const database = await openDatabase({ url: server.url });
      const officeId = uuidv7();
      const fill = () =>
        database.transaction(officeId, (queries) =>
          // The name is long, so that the table soon needs room.
          sql`insert into kernel.offices (office_id, code, name_zh, name_en, created_at)
            values (${officeId}, 'suqian', (select string_agg(md5(n::text), '') from generate_series(1, 200000) n), 'x', '2020-01-01')`.execute(
            queries,
          ),
        );
      const room = statfsSync(disk);
      const filler = join(disk, 'filler');
      writeFileSync(filler, Buffer.alloc(Math.max(0, room.bavail * room.bsize - 2_000_000)));
      await expect(fill()).rejects.toBeInstanceOf(StorageFull);
      const count = () => database.read(officeId, (queries) => sql`select from kernel.offices`.execute(queries));
      expect((await count()).rows).toHaveLength(0);
      rmSync(filler);
      await fill();
      expect((await count()).rows).toHaveLength(1);
      await database.close();
    } finally {
      await server.stop();
    }
  },
);
