import type { PostgresPool, PostgresPoolClient } from 'kysely';
import type { Pool, PoolClient, QueryResult } from 'pg';
import { DatabaseUnavailable, translateDriverError } from './errors.ts';

/**
 * Lends the pool's connections out by office. Which office a connection is set to is remembered, so that only a change
 * costs a round trip; it is set outside any transaction, because a rollback would put the old office back.
 */
export class OfficeConnections {
  readonly #pool: Pool;
  readonly #queueLimit: number;
  readonly #offices = new WeakMap<PoolClient, string>();
  readonly #lent = new WeakMap<PoolClient, LentConnection>();

  constructor(pool: Pool, queueLimit: number) {
    this.#pool = pool;
    this.#queueLimit = queueLimit;
  }

  /** A pool as Kysely wants one, whose connections are set to that office; null: to none. */
  of(officeId: string | null): PostgresPool {
    return {
      connect: () => this.#connect(officeId ?? ''),
      // Kysely instances come and go by office; the one pool behind them is closed by its owner.
      end: async () => {},
    };
  }

  async #connect(office: string): Promise<PostgresPoolClient> {
    // A connection that lies idle is handed out a moment after it is asked for: until then the asker counts as waiting.
    const waiting = this.#pool.waitingCount - this.#pool.idleCount;
    if (waiting >= this.#queueLimit) throw new DatabaseUnavailable('busy');
    let client: PoolClient;
    try {
      client = await this.#pool.connect();
    } catch (error) {
      throw translateDriverError(error, 'connect');
    }
    const lent = this.#lent.get(client) ?? new LentConnection(client);
    this.#lent.set(client, lent);
    if ((this.#offices.get(client) ?? '') !== office) {
      try {
        await lent.query("select set_config('honglu.office', $1, false)", [office]);
        this.#offices.set(client, office);
      } catch (error) {
        lent.discard();
        throw error;
      }
    }
    return lent;
  }
}

/** From how many uses on one connection the server keeps a statement, and how many it keeps: each holds memory there. */
const keptAfter = 5;
const mostKept = 60;
/** Statements whose uses are counted; texts that vary with their values would grow without end. */
const mostCounted = 500;

/** One connection whose driver errors speak our language. */
class LentConnection implements PostgresPoolClient {
  readonly #client: PoolClient;
  readonly #uses = new Map<string, number>();
  readonly #kept = new Map<string, string>();
  #broken: Error | undefined;

  constructor(client: PoolClient) {
    this.#client = client;
    // While lent out, a broken connection raises an event beside the failing statement; unheard it would end the program.
    client.on('error', (error) => {
      this.#broken = error;
    });
  }

  query<Row>(sql: string, parameters: ReadonlyArray<unknown>): Promise<QueryResult<Row & object>>;
  query<Cursor>(cursor: Cursor): Cursor;
  query(statement: unknown, parameters?: ReadonlyArray<unknown>): unknown {
    if (typeof statement !== 'string') throw new TypeError('statements are text; cursors are not used');
    return this.#run(statement, parameters ?? []);
  }

  async #run(sql: string, parameters: ReadonlyArray<unknown>) {
    try {
      const name = this.#nameOf(sql);
      return await (name === undefined
        ? this.#client.query(sql, [...parameters])
        : this.#client.query({ name, text: sql, values: [...parameters] }));
    } catch (error) {
      const translated = translateDriverError(error, sql === 'commit' ? 'commit' : 'statement');
      if (translated instanceof DatabaseUnavailable) this.#broken = translated;
      throw translated;
    }
  }

  /** What comes again and again is parsed once, and planned once where one plan fits all values: half of what a short statement costs. */
  #nameOf(sql: string): string | undefined {
    const kept = this.#kept.get(sql);
    if (kept !== undefined || this.#kept.size >= mostKept) return kept;
    const uses = (this.#uses.get(sql) ?? 0) + 1;
    if (uses < keptAfter) {
      if (this.#uses.size >= mostCounted) this.#uses.clear();
      this.#uses.set(sql, uses);
      return undefined;
    }
    this.#uses.delete(sql);
    const name = `kept_${this.#kept.size}`;
    this.#kept.set(sql, name);
    return name;
  }

  release(): void {
    this.#client.release(this.#broken);
  }

  /** Ends the connection instead of handing it back. */
  discard(): void {
    this.#client.release(new Error('the connection could not be set to its office'));
  }
}
