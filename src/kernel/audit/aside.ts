import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Database } from '#kernel/database/database.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import type { AuditEntry } from '../commands/command.ts';
import { type EntryRow, entryRow } from './entry.ts';
import { auditSubjects } from './subjects.ts';
import { insertEntries } from './write.ts';

const line = z.looseObject({ office: z.uuid(), person: z.uuid().nullable(), row: z.looseObject({ id: z.uuid() }) });

/**
 * Entries of readings that the trail could not take for want of room: they lie in a file, flushed, until it takes entries again. So
 * reading goes on while changes stop (AU-07), and nothing that was read goes unrecorded.
 */
export class ReadingsAside {
  readonly #path: string;
  /** One writer at a time, so that lines stay whole. */
  #turn: Promise<unknown> = Promise.resolve();
  #waiting: boolean | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  /** @throws Error of the disk: what can be recorded nowhere is not shown */
  keep(officeId: string, actor: Actor, now: Date, entry: AuditEntry): Promise<void> {
    const row = entryRow(entry, { actor, now, subjects: new Map() });
    const text = `${JSON.stringify({ office: officeId, person: actor.personId, row })}\n`;
    return this.#alone(async () => {
      await mkdir(dirname(this.#path), { recursive: true, mode: 0o700 });
      const file = await open(this.#path, 'a', 0o600);
      try {
        await file.writeFile(text);
        await file.sync();
      } finally {
        await file.close();
      }
      this.#waiting = true;
    });
  }

  /** Brings what waits into the trail, each once; what fails stays. @returns how many */
  bring(database: Database): Promise<number> {
    return this.#alone(async () => {
      if (this.#waiting === false) return 0;
      const text = await readFile(this.#path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
        if (cause.code === 'ENOENT') return '';
        throw cause;
      });
      const lines = text.split('\n').flatMap((one) => {
        // A line that broke off was never answered: its reading was refused.
        try {
          return [line.parse(JSON.parse(one))];
        } catch {
          return [];
        }
      });
      for (const { office, person, row } of lines)
        await this.#insert(database, office, person, row as unknown as EntryRow);
      await rename(this.#path, `${this.#path}.brought`).catch(() => {});
      await rm(`${this.#path}.brought`, { force: true });
      this.#waiting = false;
      return lines.length;
    });
  }

  async #insert(database: Database, officeId: string, person: string | null, row: EntryRow): Promise<void> {
    await database.transaction(officeId, async (queries) => {
      const { rows } =
        await sql`select from kernel.audit_entries where office_id = ${officeId}::uuid and id = ${row.id}::uuid`.execute(
          queries,
        );
      if (rows.length > 0) return;
      const subjects = await auditSubjects(queries, officeId, person === null ? [] : [person]);
      const subject = person === null ? null : (subjects.get(person) ?? null);
      await insertEntries(officeId, [{ ...row, subject }]).execute(queries);
    });
  }

  #alone<T>(work: () => Promise<T>): Promise<T> {
    const run = this.#turn.then(work, work);
    this.#turn = run.catch(() => {});
    return run;
  }
}
