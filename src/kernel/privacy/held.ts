import { sql, type Transaction } from 'kysely';
import type { Crypto } from '#kernel/crypto/crypto.ts';
import type { Queries } from '#kernel/database/database.ts';
import type { DB } from '#kernel/database/tables.gen.ts';
import type { Text } from '#kernel/text.ts';

/** One thing that is held on a person, for the person to read and for a machine to take on. */
export interface HeldRecord {
  readonly title: Text;
  readonly fields: readonly { readonly key: string; readonly label: Text; readonly value: string }[];
}

export interface HeldParts {
  readonly queries: Queries;
  readonly crypto: Crypto;
  readonly officeId: string;
  readonly personId: string;
}

/** A place where data on persons is held. Declared by the kernel and by each service, so that one act finds all of it (PR-05). */
export interface HeldSource {
  readonly key: string;
  readonly label: Text;
  /** Columns that name a person and are answered for here: `kernel.posts.person_id`. */
  readonly covers: readonly string[];
  /** Only what is about this person: others' data is left out, and only counted where that is needed to understand it. */
  readonly gather: (parts: HeldParts) => Promise<readonly HeldRecord[]>;
  /** Why it must be kept, with the article; null: nothing stands against its destruction (PR-06). */
  readonly keeps?: (parts: HeldParts) => Promise<Text | null>;
  /** Takes away what is held on the person here, in the erasing command. */
  readonly erase?: (parts: HeldParts & { readonly queries: Transaction<DB> }) => Promise<void>;
}

type Columns = Readonly<Record<string, Text>>;

/** Rows of one table that name the person in `person`; only the columns that are listed go out. */
export function tableSource(definition: {
  readonly key: string;
  readonly label: Text;
  readonly table: string;
  readonly person: string;
  readonly columns: Columns;
  /** Its rows go with the person. */
  readonly erasable?: true;
}): HeldSource {
  const { key, label, table, person, columns, erasable } = definition;
  const names = Object.keys(columns);
  return {
    key,
    label,
    covers: [`${table}.${person}`],
    ...(erasable
      ? {
          erase: async ({ queries, officeId, personId }) => {
            await sql`delete from ${sql.table(table)} where office_id = ${officeId}::uuid and ${sql.ref(person)} = ${personId}::uuid`.execute(
              queries,
            );
          },
        }
      : {}),
    gather: async ({ queries, officeId, personId }) => {
      const chosen = sql.join(names.map((name) => sql`${sql.ref(name)}::text as ${sql.ref(name)}`));
      const { rows } = await sql<Record<string, string | null>>`select ${chosen} from ${sql.table(table)}
        where office_id = ${officeId}::uuid and ${sql.ref(person)} = ${personId}::uuid`.execute(queries);
      return rows.map((row) => recordOf(label, columns, row));
    },
  };
}

/** What is empty is not listed. */
export function recordOf(title: Text, columns: Columns, row: Readonly<Record<string, unknown>>): HeldRecord {
  return {
    title,
    fields: Object.entries(columns).flatMap(([key, label]) => {
      const value = row[key];
      if (value === null || value === undefined || value === '') return [];
      return [{ key, label, value: typeof value === 'object' ? JSON.stringify(value) : String(value) }];
    }),
  };
}

export interface HeldPart {
  readonly key: string;
  readonly label: Text;
  readonly records: readonly HeldRecord[];
}

/** All that is held on one person, from every source; a source without anything says so by an empty list. */
export async function gatherHeld(sources: readonly HeldSource[], parts: HeldParts): Promise<readonly HeldPart[]> {
  const found: HeldPart[] = [];
  for (const { key, label, gather } of sources) found.push({ key, label, records: await gather(parts) });
  return found;
}
