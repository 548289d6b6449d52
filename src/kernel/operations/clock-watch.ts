/** AU-02: more than this between two clocks is an entry in the trail. */
const tolerated = 2_000;

export interface ClockStep {
  /** `wall`: this machine's clock jumped against its own steady one; `database`: it differs from the database's. */
  readonly against: 'wall' | 'database';
  /** Whole seconds; positive: this machine is ahead, or went forward. */
  readonly seconds: number;
}

export interface ClockReading {
  /** The machine's time of day, milliseconds. */
  readonly wall: number;
  /** A clock that only goes forward, milliseconds. */
  readonly steady: number;
  /** The database's time of day, asked between the two. */
  readonly database: number;
}

/** Compares readings with the one before; a difference that stays is told once, and again when it changes. */
export class ClockWatch {
  #before: ClockReading | undefined;
  #apart = 0;

  look(reading: ClockReading): readonly ClockStep[] {
    const steps: ClockStep[] = [];
    const before = this.#before;
    this.#before = reading;
    if (before) {
      const jumped = reading.wall - before.wall - (reading.steady - before.steady);
      if (Math.abs(jumped) > tolerated) steps.push({ against: 'wall', seconds: Math.round(jumped / 1000) });
    }
    const apart = reading.wall - reading.database;
    if (Math.abs(apart) > tolerated && Math.abs(apart - this.#apart) > tolerated) {
      this.#apart = apart;
      steps.push({ against: 'database', seconds: Math.round(apart / 1000) });
    } else if (Math.abs(apart) <= tolerated) this.#apart = 0;
    return steps;
  }

  /** Whether this machine's clock and the database's differ now. */
  get apart(): boolean {
    return this.#apart !== 0;
  }
}
