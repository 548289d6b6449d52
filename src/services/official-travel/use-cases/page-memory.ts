import type { Written } from '#kernel/http/handler.ts';
import type { LoadedMission } from './load.ts';

/** Real time. Content is sealed on disk, so what was opened stays in memory for half a minute and not longer. */
const keptMs = 30_000;
const answersAtMost = 500;
const missionsAtMost = 200;

/** Values under a key, each for half a minute; beyond the greatest number the one longest unused goes. */
class Remembered<Value> {
  readonly #kept = new Map<string, { readonly value: Value; readonly until: number }>();
  readonly #atMost: number;

  constructor(atMost: number) {
    this.#atMost = atMost;
  }

  get(key: string): Value | undefined {
    const found = this.#kept.get(key);
    if (!found || found.until <= performance.now()) return undefined;
    this.#kept.delete(key);
    this.#kept.set(key, found);
    return found.value;
  }

  set(key: string, value: Value): void {
    this.#kept.delete(key);
    this.#kept.set(key, { value, until: performance.now() + keptMs });
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= this.#atMost) break;
      this.#kept.delete(oldest);
    }
  }

  /** @returns how many are left */
  forgetOld(): number {
    const now = performance.now();
    for (const [key, { until }] of this.#kept) if (until <= now) this.#kept.delete(key);
    return this.#kept.size;
  }
}

export interface Answer {
  readonly page: Written;
  /** Business instant, in milliseconds, from which an act opens or closes by itself. */
  readonly changesAt: number;
}

export interface PageMemory {
  readonly answers: Remembered<Answer>;
  readonly missions: Remembered<LoadedMission>;
}

/**
 * What the case page remembers of one node: missions with their assessment, and whole answers of one reader. Keys hold the stamp of
 * everything that they rest on, which is read from the database with each request, so nothing old is ever shown; an answer's key
 * also holds everything about the reader that decides what he sees and may do.
 */
export function createPageMemory(): PageMemory {
  const memory = {
    answers: new Remembered<Answer>(answersAtMost),
    missions: new Remembered<LoadedMission>(missionsAtMost),
  };
  const timer = setInterval(() => {
    memory.answers.forgetOld();
    memory.missions.forgetOld();
  }, 5_000);
  timer.unref();
  return memory;
}
