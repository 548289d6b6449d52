import { ownEvents } from '#kernel/audit/words.ts';
import { commandLabels } from '#kernel/cases/commands.ts';
import { documentCommands } from '#kernel/documents/states.ts';
import type { Endpoint } from '#kernel/http/endpoint.ts';
import type { Served } from '#kernel/http/kernel.ts';
import type { Text } from '#kernel/text.ts';

const dashed = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** What each audit event says in words: of an endpoint its summary, of a command of a case or document its label. */
export function eventWords(endpoints: readonly Endpoint[], services: readonly Served[]): ReadonlyMap<string, Text> {
  const commands = services.flatMap(({ name, events = {} }) => [
    ...Object.entries(commandLabels).map(([type, label]) => [`${name}.${dashed(type)}`, label] as const),
    ...Object.entries(events).map(([event, label]) => [`${name}.${event}`, label] as const),
    [`${name}.handed-over`, { zh: '移交在办事项', en: 'Hand over open work' }] as const,
  ]);
  const steps = Object.entries(documentCommands).map(([step, label]) => [`documents.${step}`, label] as const);
  // Of several endpoints with one event the first is the one that it is named for.
  const asked = [...endpoints].reverse().map(({ audit, summary }) => [audit, summary] as const);
  return new Map<string, Text>([...commands, ...steps, ...Object.entries(ownEvents), ...asked]);
}
