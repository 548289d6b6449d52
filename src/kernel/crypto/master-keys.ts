import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type MasterKey, masterKeyIn } from './master-key.ts';

/** The master keys at hand: one that wraps, and, while it is being changed, the one before or after it. */
export interface MasterKeys {
  /** Wraps whatever is made now. */
  current(): MasterKey;
  /** The key of this id, if it is at hand. */
  under(id: string): MasterKey | undefined;
}

export function oneMasterKey(master: MasterKey): MasterKeys {
  return { current: () => master, under: (id) => (id === master.id ? master : undefined) };
}

/** The key that is to take the place of `master.key`. */
export const nextKeyFile = (path: string): string => `${path}.next`;

/** The key that `master.key` held before, while rows may still name it. */
export const replacingKeyFile = (path: string, id: string): string => `${path}.replacing-${id}`;

/** The key that `master.key` held before: opens backups that were made under it, and nothing else. */
export const replacedKeyFile = (path: string, id: string): string => `${path}.replaced-${id}`;

function besides(path: string): readonly string[] {
  const name = basename(path);
  return readdirSync(dirname(path))
    .filter((file) => file === `${name}.next` || file.startsWith(`${name}.replacing-`))
    .map((file) => join(dirname(path), file));
}

/**
 * The key file of a running program. It is looked at again whenever a key is wrapped, and the files beside it when a row names a
 * key that is not known: so a change of the master key needs no stop.
 * @throws MasterKeyUnusable
 */
export function masterKeysAt(path: string): MasterKeys {
  let held = masterKeyIn(path);
  const stamp = () => {
    const state = statSync(path, { bigint: true, throwIfNoEntry: false });
    return state && `${state.ino} ${state.mtimeNs}`;
  };
  let seen = stamp();
  const others = new Map<string, MasterKey>();
  const current = () => {
    const now = stamp();
    // A file that was taken away while the program runs ends nothing; the next start will miss it.
    if (now !== undefined && now !== seen) {
      others.set(held.id, held);
      held = masterKeyIn(path);
      seen = now;
    }
    return held;
  };
  return {
    current,
    under(id) {
      if (id === held.id || current().id === id) return held;
      const known = others.get(id);
      if (known) return known;
      for (const file of besides(path)) {
        const key = masterKeyIn(file);
        others.set(key.id, key);
      }
      return others.get(id);
    },
  };
}
