import { closeSync, openSync, statSync } from 'node:fs';
import { dirname, parse } from 'node:path';
import { DatabaseMisconfigured } from '../errors.ts';
import type { ServerUser } from './server-user.ts';

/** True if any user can walk down to that folder. */
export function openToAll(folder: string): boolean {
  for (let at = folder; ; at = dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0) return false;
    if (at === parse(at).root) return true;
  }
}

/** How the server's process comes to its folder. */
export interface Reach {
  /** What the server is told. */
  readonly path: string;
  /** To be handed over as descriptor 3. */
  readonly descriptors: readonly number[];
  close(): void;
}

/**
 * A program started by root may lie, with its data, where the server's user cannot walk (under /root). The server is then
 * handed the open folder itself, and reaches everything in it by that.
 * @throws DatabaseMisconfigured where the system has no such way
 */
export function reach(folder: string, user: ServerUser): Reach {
  if (!user.differs || openToAll(dirname(folder))) return { path: folder, descriptors: [], close: () => {} };
  if (process.platform !== 'linux') {
    throw new DatabaseMisconfigured(
      `the database runs as an ordinary user, who may not pass through ${dirname(folder)}. Choose a data folder that every user may pass to.`,
    );
  }
  const descriptor = openSync(folder, 'r');
  return { path: '/proc/self/fd/3', descriptors: [descriptor], close: () => closeSync(descriptor) };
}
