import type { z } from 'zod';
import { type Permission, role } from '../identity/permission.ts';
import type { Text } from '../text.ts';

/** A dated value that the office sets: defined once, in the service that uses it. */
export interface Setting<S extends z.ZodType = z.ZodType> {
  /** `official-travel.lead-days`: service, then what it is. */
  readonly key: string;
  readonly label: Text;
  readonly help?: Text;
  readonly schema: S;
  /** Holds until the office sets another. */
  readonly default: z.output<S>;
  /** The default has no confirmed source yet: screens say 未核定 until a named person sets it. */
  readonly unverified?: boolean;
  readonly changedBy: Permission;
  /** A screen of the service shows and changes it beside what it belongs to; the general list leaves it out. */
  readonly onOwnScreen?: boolean;
}

const definitions = new Map<string, Setting>();

/** @throws TypeError if the key is taken, or the default does not fit the schema */
export function setting<S extends z.ZodType>(
  definition: Omit<Setting<S>, 'changedBy'> & { readonly changedBy?: Permission },
): Setting<S> {
  if (definitions.has(definition.key)) throw new TypeError(`two settings with the key ${definition.key}`);
  definition.schema.parse(definition.default);
  const made = { changedBy: role('system-administrator'), ...definition };
  definitions.set(made.key, made as unknown as Setting);
  return made;
}

/** Every setting of the services loaded, by key. */
export function allSettings(): readonly Setting[] {
  return [...definitions.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
}
