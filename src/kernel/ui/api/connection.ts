import { useSyncExternalStore } from 'react';

/** Whether requests reach the server: told by the requests themselves, for the browser's own word only knows the cable. */
class Connection {
  #lostAt: Date | null = null;
  #reachedAt = Date.now();
  readonly #listeners = new Set<() => void>();

  readonly lostAt = (): Date | null => this.#lostAt;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  lost(at: Date = new Date()): void {
    if (this.#lostAt) return;
    this.#lostAt = at;
    this.#tell();
  }

  /** When the server last answered, machine time in milliseconds: the session idles since then. */
  reachedAt(): number {
    return this.#reachedAt;
  }

  reached(): void {
    this.#reachedAt = Date.now();
    if (!this.#lostAt) return;
    this.#lostAt = null;
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

export const connection = new Connection();

/** Since when no request has come through; null while the line is up. */
export function useLostAt(): Date | null {
  return useSyncExternalStore(connection.subscribe, connection.lostAt);
}
