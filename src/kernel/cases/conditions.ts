import { Environment } from '@marcbachmann/cel-js';
import type { FactDefinition, Process } from './definition.ts';
import type { FactValue } from './facts.ts';

/** Facts that the engine itself gives to every condition. */
export interface RoundFacts {
  readonly amendment: boolean;
  readonly changes: readonly string[];
}

export const noAmendment: RoundFacts = { amendment: false, changes: [] };

type Facts = Process['facts'];

/** One per set of facts: building it costs more than any condition. */
const environments = new WeakMap<Facts, Environment>();

function environment(facts: Facts): Environment {
  const made = environments.get(facts) ?? buildEnvironment(facts);
  environments.set(facts, made);
  return made;
}

function buildEnvironment(facts: Facts): Environment {
  const started = new Environment({
    unlistedVariablesAreDyn: false,
    limits: { maxAstNodes: 500, maxDepth: 40, maxListElements: 200, maxMapEntries: 50, maxCallArguments: 8 },
  })
    .registerVariable('amendment', 'bool')
    .registerVariable('changes', 'list<string>');
  return Object.entries(facts).reduce((env, [name, fact]) => env.registerVariable(name, fact.type), started);
}

/** CEL knows integers as 64-bit; a fact that is missing or of another type stays out and makes the condition fail by name. */
function celValue(fact: FactDefinition, value: FactValue | undefined): unknown {
  switch (fact.type) {
    case 'int':
      return typeof value === 'number' && Number.isSafeInteger(value) ? BigInt(value) : undefined;
    case 'double':
      return typeof value === 'number' ? value : undefined;
    case 'bool':
      return typeof value === 'boolean' ? value : undefined;
    case 'string':
      return typeof value === 'string' ? value : undefined;
    case 'list<string>':
      return Array.isArray(value) ? [...value] : undefined;
  }
}

function message(error: unknown): string {
  if (error instanceof Error) {
    const summary = 'summary' in error && typeof error.summary === 'string' ? error.summary : error.message;
    return summary.split('\n')[0] ?? summary;
  }
  return String(error);
}

export type ConditionResult = { readonly value: boolean } | { readonly failed: string };

/** Computes a condition; never throws. No expression at all is true. */
export function holds(
  facts: Facts,
  expression: string | undefined,
  values: Readonly<Record<string, FactValue>>,
  round: RoundFacts,
): ConditionResult {
  if (expression === undefined || expression.trim() === '') return { value: true };
  try {
    const given = Object.entries(facts).flatMap(([name, fact]) => {
      const value = celValue(fact, values[name]);
      return value === undefined ? [] : [[name, value] as const];
    });
    const context = { ...Object.fromEntries(given), amendment: round.amendment, changes: [...round.changes] };
    const value: unknown = environment(facts).evaluate(expression, context);
    return typeof value === 'boolean' ? { value } : { failed: 'not a yes or no' };
  } catch (error) {
    return { failed: message(error) };
  }
}

/** Fault of an expression as written, without values; null if it is sound and answers yes or no. */
export function conditionFault(facts: Facts, expression: string | undefined): string | null {
  if (expression === undefined || expression.trim() === '') return null;
  try {
    const checked = environment(facts).check(expression);
    if (!checked.valid) return message(checked.error ?? 'not valid');
    return checked.type === 'bool' ? null : `gives ${checked.type ?? 'nothing'}, not bool`;
  } catch (error) {
    return message(error);
  }
}
