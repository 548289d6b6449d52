import { statfs } from 'node:fs/promises';

export type DiskLevel = 'enough' | 'low' | 'full';

export interface DiskRoom {
  /** Bytes that the program may still write, and all there are. */
  readonly free: number;
  readonly total: number;
}

export interface DiskState extends DiskRoom {
  readonly level: DiskLevel;
}

const gibibyte = 1024 ** 3;

/** DU-06: below 10 % or 5 GiB it is time to make room, below 3 % or 1 GiB nothing new is taken. */
export const diskLimits = { low: { share: 0.1, bytes: 5 * gibibyte }, full: { share: 0.03, bytes: gibibyte } } as const;

export function levelOf({ free, total }: DiskRoom): DiskLevel {
  const below = ({ share, bytes }: { readonly share: number; readonly bytes: number }) =>
    free < bytes || free < total * share;
  if (below(diskLimits.full)) return 'full';
  return below(diskLimits.low) ? 'low' : 'enough';
}

export async function roomAt(folder: string): Promise<DiskRoom> {
  const { bavail, blocks, bsize } = await statfs(folder);
  return { free: bavail * bsize, total: blocks * bsize };
}

/** Looks at the disk of the data folder every few seconds, so that a request asks memory and not the disk. */
export class DiskWatch {
  readonly #read: () => Promise<DiskRoom>;
  readonly #timer: NodeJS.Timeout;
  #state: DiskState;

  private constructor(read: () => Promise<DiskRoom>, first: DiskRoom, milliseconds: number) {
    this.#read = read;
    this.#state = { ...first, level: levelOf(first) };
    this.#timer = setInterval(() => void this.look(), milliseconds);
    this.#timer.unref();
  }

  /** @param read how room is asked for; the data folder's disk in the program */
  static async start(read: () => Promise<DiskRoom>, milliseconds = 5_000): Promise<DiskWatch> {
    return new DiskWatch(read, await read(), milliseconds);
  }

  get state(): DiskState {
    return this.#state;
  }

  /** A disk that cannot be asked is no disk to write to. */
  async look(): Promise<DiskState> {
    const room = await this.#read().catch(() => ({ free: 0, total: this.#state.total }));
    this.#state = { ...room, level: levelOf(room) };
    return this.#state;
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
