import type { OfficeRates } from '../budget/rates.ts';
import { type MissionFault, type MissionProblem, missionFault, missionProblem } from './faults.ts';
import { decodeUtf8, type JsonObject, parseJsonObject } from './json-text.ts';
import { type MissionFile, missionFile } from './model.ts';
import { inOrderOfFormat } from './order.ts';
import { faultsOfAmounts } from './relations-of-amounts.ts';
import { faultsOfDates } from './relations-of-dates.ts';
import { faultsOfReferences } from './relations-of-references.ts';
import { asWritten, faultsBesideSchema, faultsOfShape } from './shape.ts';
import { soundView } from './view.ts';

export type MissionReading = { readonly mission: MissionFile } | { readonly problem: MissionProblem };

/**
 * Reads one mission file of format `honglu-mission/1`. Every fault is reported at once: first the shape of each field, then the
 * relations between fields, each group in the order of the format's keys. Nothing is repaired or assumed.
 *
 * @param content the text or bytes of the file; null if there is none or it cannot be read
 * @param file its name, for the report
 * @param officeRates the office's own table of rates, whose currencies then hold; the command line has none
 */
export function readMission(
  content: string | Uint8Array | null,
  file: string,
  officeRates: OfficeRates | null = null,
): MissionReading {
  const text = typeof content === 'string' || content === null ? content : decodeUtf8(content);
  if (text === undefined || text === null) return refused(file, [missionFault('', 'unreadable')]);
  const object = parseJsonObject(text);
  if (object === undefined) return refused(file, [missionFault('', 'json')]);
  return readMissionObject(object, file, officeRates);
}

/**
 * The same reading of an object that is at hand: what the program itself composed need not be written and parsed to be checked. It
 * counts as the JSON that it would be written as.
 */
export function readMissionObject(
  object: JsonObject,
  file: string,
  officeRates: OfficeRates | null = null,
): MissionReading {
  const plain = asWritten(object);
  const sound = missionFile.safeParse(plain);
  const shape = sound.success ? faultsBesideSchema(object) : faultsOfShape(object);
  const faults = [...shape, ...faultsOfRelations(object, shape, officeRates)];
  if (faults.length > 0) return refused(file, faults);
  return { mission: sound.data ?? missionFile.parse(plain) };
}

function faultsOfRelations(
  object: JsonObject,
  shape: readonly MissionFault[],
  officeRates: OfficeRates | null,
): MissionFault[] {
  const view = soundView(object, shape);
  const relations = [...faultsOfDates(view), ...faultsOfReferences(view), ...faultsOfAmounts(view, officeRates)];
  return relations.length > 0 ? inOrderOfFormat(relations, object) : relations;
}

function refused(file: string, errors: readonly MissionFault[]): { problem: MissionProblem } {
  return { problem: missionProblem(file, errors) };
}
