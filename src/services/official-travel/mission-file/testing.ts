import { readMission } from './read.ts';

/** As the new value of a field: the key is taken out. */
export const absent = Symbol('absent');

/** New values by JSON pointer; a list's `-` appends. */
export type Edits = Readonly<Record<string, unknown>>;

/** A copy of the value as JSON, with those fields changed. */
export function edited(value: unknown, edits: Edits): unknown {
  const copy: unknown = JSON.parse(JSON.stringify(value));
  for (const [at, to] of Object.entries(edits)) {
    const path = at
      .split('/')
      .slice(1)
      .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
    const key = path.pop() ?? '';
    const holder = path.reduce(inside, copy);
    if (Array.isArray(holder)) {
      if (to === absent) holder.splice(Number(key), 1);
      else holder[key === '-' ? holder.length : Number(key)] = to;
    } else if (typeof holder === 'object' && holder !== null) {
      if (to === absent) Reflect.deleteProperty(holder, key);
      else Object.assign(holder, { [key]: to });
    } else throw new Error(`nothing to edit at ${at}`);
  }
  return copy;
}

/** The value at a JSON pointer without escapes. */
export function valueAt(value: unknown, at: string): unknown {
  return at.split('/').slice(1).reduce(inside, value);
}

function inside(holder: unknown, key: string): unknown {
  return typeof holder === 'object' && holder !== null ? Reflect.get(holder, key) : undefined;
}

/** Pointer and code of each fault of the file, after the edits. */
export function faultsIn(file: unknown, edits: Edits = {}): string[] {
  const reading = readMission(JSON.stringify(edited(file, edits)), 'm.json');
  return 'problem' in reading ? reading.problem.errors.map(({ at, code }) => `${code} ${at}`) : [];
}

/** Pointers of every value inside, the whole excepted. */
export function pointersIn(value: unknown, at = ''): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [`${at}/${key}`, ...pointersIn(inner, `${at}/${key}`)]);
}
