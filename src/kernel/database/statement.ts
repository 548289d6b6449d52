import { CompiledQuery } from 'kysely';
import type { Queries } from './database.ts';

/** A statement of the hottest paths, written once with $1, $2 … for its parameters instead of being put together at each use. */
export function statement<Row>(
  text: string,
): (queries: Queries, ...parameters: readonly unknown[]) => Promise<readonly Row[]> {
  return async (queries, ...parameters) =>
    (await queries.executeQuery<Row>(CompiledQuery.raw(text, [...parameters]))).rows;
}
