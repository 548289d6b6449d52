import { type MissionFault, pointer } from './faults.ts';
import { isJsonObject, type JsonObject } from './json-text.ts';
import { comparable } from './same-text.ts';

export type Path = readonly (string | number)[];

/**
 * The fields of a file that are sound in shape, for the relations between them. A field at fault, or one that is absent, answers
 * `undefined`, which skips every relation that needs it; fields beside it are not touched by its fault.
 */
export interface SoundView {
  value(...path: Path): unknown;
  text(...path: Path): string | undefined;
  number(...path: Path): number | undefined;
  /** Number of elements; 0 if there is no sound array. */
  size(...path: Path): number;
  /** 0 … size − 1 */
  indices(...path: Path): number[];
  /** The texts at those paths in the form for comparison, or undefined if one of them is not sound. */
  comparable(...paths: readonly Path[]): string | undefined;
}

export function soundView(file: JsonObject, faults: readonly MissionFault[]): SoundView {
  const atFault = new Set(faults.map((fault) => fault.at));

  const value = (...path: Path): unknown => {
    if (atFault.size > 0 && atFault.has(pointer(...path))) return undefined;
    let inner: unknown = file;
    for (const part of path) {
      if (Array.isArray(inner)) inner = inner[Number(part)];
      else inner = isJsonObject(inner) && Object.hasOwn(inner, part) ? inner[part] : undefined;
    }
    return inner;
  };
  const text = (...path: Path) => {
    const found = value(...path);
    return typeof found === 'string' ? found.normalize('NFC').trim() : undefined;
  };
  const size = (...path: Path) => {
    const found = value(...path);
    return Array.isArray(found) ? found.length : 0;
  };
  return {
    value,
    text,
    number: (...path) => {
      const found = value(...path);
      return typeof found === 'number' ? found : undefined;
    },
    size,
    indices: (...path) => Array.from({ length: size(...path) }, (_, index) => index),
    comparable: (...paths) => {
      const texts = paths.map((path) => text(...path));
      return texts.includes(undefined) ? undefined : texts.map((one) => comparable(one ?? '')).join('\n');
    },
  };
}
