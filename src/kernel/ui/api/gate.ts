import { useSyncExternalStore } from 'react';

/** Why the person is asked to show who they are before the work can go on. */
export type Demand = 'sign-in' | 'step-up';

interface Waiting {
  readonly resolve: () => void;
  readonly reject: () => void;
}

/**
 * Requests that met the end of the session, or an endpoint that wants a fresh second factor, wait here while a dialog asks; the page
 * below stays as it is. Passed: they are sent again, with the same key. Given up: they fail with the server's own words.
 */
export class Gate {
  #demand: Demand | null = null;
  #waiting: Waiting[] = [];
  readonly #listeners = new Set<() => void>();

  readonly demand = (): Demand | null => this.#demand;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Resolves when the person has passed, rejects when they gave up. */
  wait(demand: Demand): Promise<void> {
    // A lost session is the greater demand: signing in gives a fresh factor too.
    if (this.#demand !== 'sign-in') this.#demand = demand;
    const passing = new Promise<void>((resolve, reject) => {
      this.#waiting.push({ resolve, reject: () => reject(new Error('given up')) });
    });
    this.#tell();
    return passing;
  }

  readonly pass = (): void => this.#end((waiting) => waiting.resolve());
  readonly giveUp = (): void => this.#end((waiting) => waiting.reject());

  #end(finish: (waiting: Waiting) => void): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    this.#demand = null;
    for (const one of waiting) finish(one);
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

export const gate = new Gate();

export function useDemand(): Demand | null {
  return useSyncExternalStore(gate.subscribe, gate.demand);
}
