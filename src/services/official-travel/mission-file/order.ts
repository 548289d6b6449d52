import type { z } from 'zod';
import type { MissionFault } from './faults.ts';
import { isJsonObject, type JsonObject } from './json-text.ts';
import { missionFile } from './model.ts';

type Schema = z.core.$ZodType;

/** Faults in the order of the format's keys; keys that the format does not know come last in their object, in the file's order. */
export function inOrderOfFormat(faults: readonly MissionFault[], file: JsonObject): MissionFault[] {
  const ranked = faults.map((fault) => ({ fault, rank: rankOf(fault.at, file) }));
  ranked.sort((left, right) => compareRanks(left.rank, right.rank));
  return ranked.map((one) => one.fault);
}

function rankOf(at: string, file: JsonObject): number[] {
  let schema: Schema | undefined = missionFile;
  let value: unknown = file;
  const rank: number[] = [];
  for (const part of at.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    const def: z.core.$ZodTypes['_zod']['def'] | undefined =
      schema && (containerOf(schema) as z.core.$ZodTypes)._zod.def;
    if (def?.type === 'object') {
      const keys = Object.keys(def.shape);
      const known = keys.indexOf(key);
      rank.push(known >= 0 ? known : keys.length + positionOf(key, value));
      schema = def.shape[key];
    } else if (def?.type === 'array') {
      rank.push(Number(key));
      schema = def.element;
    } else {
      rank.push(positionOf(key, value));
      schema = undefined;
    }
    value = Array.isArray(value) ? value[Number(key)] : isJsonObject(value) ? value[key] : undefined;
  }
  return rank;
}

function containerOf(schema: Schema): Schema {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.type === 'optional' || def.type === 'nullable') return containerOf(def.innerType);
  if (def.type === 'union') {
    return def.options.find((one) => (one as z.core.$ZodTypes)._zod.def.type === 'array') ?? schema;
  }
  return schema;
}

function positionOf(key: string, value: unknown): number {
  return isJsonObject(value) ? Object.keys(value).indexOf(key) : 0;
}

function compareRanks(left: readonly number[], right: readonly number[]): number {
  for (const [index, rank] of left.entries()) {
    const difference = rank - (right[index] ?? -1);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}
