import { inputDigest } from '#kernel/commands/canonical.ts';
import type { CaseDefinition } from './definition.ts';
import type { CaseDefinitionInForce } from './reducer.ts';

/** SHA-256 of the canonical JSON, in hexadecimal. It names a definition; it guards nothing secret. */
export function definitionDigest(definition: CaseDefinition): string {
  return inputDigest(definition).toString('hex');
}

export function inForce(definition: CaseDefinition): CaseDefinitionInForce {
  return { definition, digest: definitionDigest(definition) };
}
