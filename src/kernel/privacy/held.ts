import { sql, type Transaction } from 'kysely';
import type { Crypto } from '#kernel/crypto/crypto.ts';
import type { Queries } from '#kernel/database/database.ts';
import type { DB } from '#kernel/database/tables.gen.ts';
import type { CaseKinds } from '#kernel/desk/case-kinds.ts';
import type { Text } from '#kernel/text.ts';

/** One thing that is held on a person, for the person to read and for a machine to take on. */
export interface HeldRecord {
  readonly title: Text;
  readonly fields: readonly {
    readonly key: string;
    readonly label: Text;
    /** As it is kept; an instant as ISO 8601. */
    readonly value: string;
    /** In words, where the value is a code. */
    readonly said: Text | null;
  }[];
}

export interface HeldParts {
  readonly queries: Queries;
  readonly crypto: Crypto;
  readonly officeId: string;
  readonly personId: string;
}

/** The kinds of case name their states. */
export interface GatherParts extends HeldParts {
  readonly kinds: CaseKinds;
}

/** A place where data on persons is held. Declared by the kernel and by each service, so that one act finds all of it (PR-05). */
export interface HeldSource {
  readonly key: string;
  readonly label: Text;
  /** Columns that name a person and are answered for here: `kernel.posts.person_id`. */
  readonly covers: readonly string[];
  /** Only what is about this person: others' data is left out, and only counted where that is needed to understand it. */
  readonly gather: (parts: GatherParts) => Promise<readonly HeldRecord[]>;
  /** Why it must be kept, with the article; null: nothing stands against its destruction (PR-06). */
  readonly keeps?: (parts: HeldParts) => Promise<Text | null>;
  /** Takes away what is held on the person here, in the erasing command. */
  readonly erase?: (parts: HeldParts & { readonly queries: Transaction<DB> }) => Promise<void>;
}

/** A label; where the column holds codes, with their words. */
type Column = Text | { readonly label: Text; readonly words: (code: string) => Text | undefined };
export type Columns = Readonly<Record<string, Column>>;

/** A column of codes that are listed with their words. */
export const coded = (label: Text, words: Readonly<Record<string, Text>>): Column => ({
  label,
  words: (code) => words[code],
});

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

/** `2026-04-13 09:00:00.123+08`, as the database writes an instant. */
const written = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?[+-]\d\d(?::?\d\d)?$/;

const yesNo: Readonly<Record<string, Text>> = { true: { zh: '是', en: 'Yes' }, false: { zh: '否', en: 'No' } };

/** The codes of a column, of an array of the database or of the program. */
function codesOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.map(String);
  const text = String(value);
  return /^\{.*\}$/.test(text) ? text.slice(1, -1).split(',') : [text];
}

function saidOf(column: Column, value: unknown): Text | null {
  if (typeof value === 'boolean') return yesNo[String(value)]!;
  if (!('words' in column)) return null;
  const words = codesOf(value).map((code) => column.words(code) ?? { zh: code, en: code });
  return { zh: words.map(({ zh }) => zh).join('、'), en: words.map(({ en }) => en).join(', ') };
}

function keptOf(value: unknown): string {
  if (typeof value === 'object') return JSON.stringify(value);
  const text = String(value);
  return written.test(text) ? new Date(text).toISOString() : text;
}

/** What is empty is not listed. */
export function recordOf(title: Text, columns: Columns, row: Readonly<Record<string, unknown>>): HeldRecord {
  return {
    title,
    fields: Object.entries(columns).flatMap(([key, column]) => {
      const value = row[key];
      if (value === null || value === undefined || value === '') return [];
      const label = 'label' in column ? column.label : column;
      return [{ key, label, value: keptOf(value), said: saidOf(column, value) }];
    }),
  };
}

export interface HeldPart {
  readonly key: string;
  readonly label: Text;
  readonly records: readonly HeldRecord[];
}

/** All that is held on one person, from every source; a source without anything says so by an empty list. */
export async function gatherHeld(sources: readonly HeldSource[], parts: GatherParts): Promise<readonly HeldPart[]> {
  const found: HeldPart[] = [];
  for (const { key, label, gather } of sources) found.push({ key, label, records: await gather(parts) });
  return found;
}
