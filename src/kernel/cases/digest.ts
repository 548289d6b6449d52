import { inputDigest } from '#kernel/commands/canonical.ts';
import type { CaseDefinition, Process, Route } from './definition.ts';
import type { CaseDefinitionInForce } from './reducer.ts';

/** SHA-256 of the canonical JSON, in hexadecimal. It names a definition; it guards nothing secret. */
export function definitionDigest(definition: CaseDefinition): string {
  return inputDigest(definition).toString('hex');
}

/** By process and route, which nobody changes once they are made: to digest a definition takes longer than to apply a command. */
const known = new WeakMap<Process, WeakMap<Route, CaseDefinitionInForce>>();

export function inForce({ process, route }: CaseDefinition): CaseDefinitionInForce {
  const routes = known.get(process) ?? new WeakMap<Route, CaseDefinitionInForce>();
  known.set(process, routes);
  const before = routes.get(route);
  if (before) return before;
  const definition = { process, route };
  const made = { definition, digest: definitionDigest(definition) };
  routes.set(route, made);
  return made;
}
