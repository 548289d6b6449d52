import type { z } from 'zod';
import { type FaultCode, type MissionFault, missionFault, pointer } from './faults.ts';
import { isJsonObject, type JsonObject } from './json-text.ts';
import { budgetLine, missionFile } from './model.ts';
import { inOrderOfFormat } from './order.ts';
import { placedItems } from './vocabulary.ts';

/*
 * The first part of the reading of a mission file: the shape of every field, told by the schema in model.ts. The schema's own
 * report is not used, because it says neither "missing" apart from "wrong type" nor names the element of a union that is at fault.
 */

type Schema = z.core.$ZodType;
type Path = readonly (string | number)[];

/** Faults of shape, in the order of the format's keys. */
export function faultsOfShape(file: JsonObject): MissionFault[] {
  const faults: MissionFault[] = [];
  walk(missionFile, file, [], faults);
  faults.push(...noVisit(file, faults));
  return inOrderOfFormat(faults, file);
}

/** Keys that begin with `x-` belong to the sender and are ignored anywhere. */
export function isExtension(key: string): boolean {
  return key.startsWith('x-');
}

/** The value as JSON writes it, without the sender's own keys, at any depth. */
export function asWritten(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((inner) => (inner === undefined ? null : asWritten(inner)));
  if (!isJsonObject(value)) return value;
  const written: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    const inner = value[key];
    if (inner === undefined || isExtension(key)) continue;
    // The schema passes over such a key; under another name it is refused like any that it does not know.
    written[key === '__proto__' ? '__proto__ ' : key] = asWritten(inner);
  }
  return written;
}

/**
 * The faults that a file can have which the schema takes: a word that a list holds twice, a key that a budget line needs because of
 * its item, a journey without a visit.
 */
export function faultsBesideSchema(file: JsonObject): MissionFault[] {
  const faults: MissionFault[] = [];
  beside(missionFile)?.(file, [], faults);
  faults.push(...noVisit(file, faults));
  return faults.length > 0 ? inOrderOfFormat(faults, file) : faults;
}

type Look = (value: unknown, path: Path, faults: MissionFault[]) => void;

const looks = new Map<Schema, Look | null>();

/** Made once for each part of the schema; null where there is nothing that could be at fault. */
function beside(schema: Schema): Look | null {
  const known = looks.get(schema);
  if (known !== undefined) return known;
  const made = besideOf(schema);
  looks.set(schema, made);
  return made;
}

function besideOf(schema: Schema): Look | null {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'optional':
    case 'nullable':
      return beside(def.innerType);
    case 'array':
      return (def.element as z.core.$ZodTypes)._zod.def.type === 'enum' ? repeatedWords : besideElements(def.element);
    case 'object':
      return besideFields(schema, def.shape);
    default:
      return null;
  }
}

const repeatedWords: Look = (value, path, faults) => {
  if (!Array.isArray(value) || new Set(value).size === value.length) return;
  for (const [index, one] of value.entries()) {
    if (value.indexOf(one) < index) faults.push(missionFault(pointer(...path, index), 'duplicate'));
  }
};

function besideElements(element: Schema): Look | null {
  const inner = beside(element);
  if (!inner) return null;
  return (value, path, faults) => {
    if (Array.isArray(value)) for (const [index, one] of value.entries()) inner(one, [...path, index], faults);
  };
}

function besideFields(schema: Schema, shape: Readonly<Record<string, Schema>>): Look | null {
  const inner = Object.entries(shape).flatMap(([key, field]) => {
    const look = beside(field);
    return look ? [[key, look] as const] : [];
  });
  const line = schema === budgetLine;
  if (inner.length === 0 && !line) return null;
  return (value, path, faults) => {
    if (!isJsonObject(value)) return;
    for (const [key, look] of inner) look(value[key], [...path, key], faults);
    if (!line) return;
    for (const key of keysOfItem(value.item)) {
      if (value[key] === undefined) faults.push(missionFault(pointer(...path, key), 'missing'));
    }
  };
}

function walk(schema: Schema, value: unknown, path: Path, faults: MissionFault[]): void {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  const report = (code: FaultCode) => faults.push(missionFault(pointer(...path), code));
  switch (def.type) {
    case 'optional':
      walk(def.innerType, value, path, faults);
      return;
    case 'nullable':
      if (value !== null) walk(def.innerType, value, path, faults);
      return;
    case 'object':
      if (!isJsonObject(value)) report('type');
      else walkObject(schema, def.shape, value, path, faults);
      return;
    case 'array':
      if (!Array.isArray(value)) report('type');
      else walkArray(schema, def.element, value, path, faults);
      return;
    case 'record':
      if (!isJsonObject(value)) report('type');
      else walkRecord(def.keyType, def.valueType, value, path, faults);
      return;
    case 'union': {
      const wanted = Array.isArray(value) ? 'array' : 'literal';
      const option = def.options.find((one) => (one as z.core.$ZodTypes)._zod.def.type === wanted);
      if (option) walk(option, value, path, faults);
      return;
    }
    case 'literal':
      // A boolean that must be true is the statement on state secrets: false and null have a code of their own (relations).
      if (def.values.includes(true)) {
        if (typeof value !== 'boolean' && value !== null) report('type');
      } else faults.push(...faultsOfWord(schema, def.values, value, path));
      return;
    case 'enum':
      faults.push(...faultsOfWord(schema, Object.values(def.entries), value, path));
      return;
    default:
      for (const code of codesOfLeaf(schema, value)) report(code);
  }
}

function faultsOfWord(schema: Schema, words: readonly unknown[], value: unknown, path: Path): MissionFault[] {
  if (typeof value !== 'string') return [missionFault(pointer(...path), 'type')];
  if (accepts(schema, value)) return [];
  const list = words.join(', ');
  const text = { zh: `取值不在允许范围内。可用：${list}。`, en: `Not allowed here. Use one of: ${list}.` };
  return [missionFault(pointer(...path), 'unknown-value', text)];
}

function walkObject(
  schema: Schema,
  shape: Readonly<Record<string, Schema>>,
  value: JsonObject,
  path: Path,
  faults: MissionFault[],
) {
  const required = schema === budgetLine ? keysOfItem(value.item) : [];
  for (const [key, inner] of Object.entries(shape)) {
    if (Object.hasOwn(value, key) && value[key] !== undefined) walk(inner, value[key], [...path, key], faults);
    else if ((inner as z.core.$ZodTypes)._zod.def.type !== 'optional' || required.includes(key)) {
      faults.push(missionFault(pointer(...path, key), 'missing'));
    }
  }
  for (const key of Object.keys(value)) {
    if (!Object.hasOwn(shape, key) && !isExtension(key))
      faults.push(missionFault(pointer(...path, key), 'unknown-field'));
  }
}

/** Keys that a budget line needs because of its item. */
function keysOfItem(item: unknown): readonly string[] {
  if (item === 'intercity') return ['from', 'to'];
  return placedItems.some((one) => one === item) ? ['region', 'city'] : [];
}

function walkArray(schema: Schema, element: Schema, value: readonly unknown[], path: Path, faults: MissionFault[]) {
  if (value.length === 0 && !accepts(schema, value)) faults.push(missionFault(pointer(...path), 'empty'));
  const isEnum = (element as z.core.$ZodTypes)._zod.def.type === 'enum';
  const seen = new Set<unknown>();
  for (const [index, one] of value.entries()) {
    walk(element, one, [...path, index], faults);
    if (isEnum && seen.has(one) && accepts(element, one)) {
      faults.push(missionFault(pointer(...path, index), 'duplicate'));
    }
    seen.add(one);
  }
}

function walkRecord(keys: Schema, values: Schema, value: JsonObject, path: Path, faults: MissionFault[]) {
  for (const key of Object.keys(value)) {
    if (isExtension(key)) continue;
    if (!accepts(keys, key)) faults.push(missionFault(pointer(...path, key), 'unknown-value'));
    else walk(values, value[key], [...path, key], faults);
  }
}

function accepts(schema: Schema, value: unknown): boolean {
  return (schema as z.ZodType).safeParse(value).success;
}

function codesOfLeaf(schema: Schema, value: unknown): FaultCode[] {
  // JSON writes no infinity; a number as large as 1e999 is one that cannot be kept.
  if (value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY) return ['format'];
  const result = (schema as z.ZodType).safeParse(value);
  if (result.success) return [];
  const codes = result.error.issues.map((issue) => {
    const params: unknown = issue.code === 'custom' ? issue.params : undefined;
    return isJsonObject(params) ? (params.code as FaultCode) : 'type';
  });
  return [...new Set(codes)];
}

/** A route with stops, none of which is a visit; not told while it is unknown what some stop is. */
function noVisit(file: JsonObject, faults: readonly MissionFault[]): MissionFault[] {
  const stops = isJsonObject(file.route) ? file.route.stops : undefined;
  if (!Array.isArray(stops) || stops.length === 0) return [];
  const at = new Set(faults.map((fault) => fault.at));
  const allKnown = stops.every(
    (_, index) => !at.has(pointer('route', 'stops', index)) && !at.has(pointer('route', 'stops', index, 'use')),
  );
  const visits = stops.some((stop: unknown) => isJsonObject(stop) && stop.use === 'visit');
  const text = { zh: '行程中至少应有一个访问地点。', en: 'At least one stop must be a visit.' };
  return allKnown && !visits ? [missionFault(pointer('route', 'stops'), 'empty', text)] : [];
}
