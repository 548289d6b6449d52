import type { Act, Command } from './commands.ts';
import type { CaseDefinition } from './definition.ts';
import { inForce } from './digest.ts';
import type { CaseEvent } from './events.ts';
import type { CaseFacts, Doer } from './facts.ts';
import { emptyState, fold } from './fold.ts';
import { type Laws, laws as lawfulLaws } from './laws.ts';
import { type Applied, reducer } from './reducer.ts';
import type { CaseState, Refusal } from './state.ts';
import { bannerCase, people, plainCircumstances } from './testing.ts';

/** A case that is lived through in a test: commands are given, refusals thrown back as values. */
export class LivedCase {
  readonly events: CaseEvent[] = [];
  state: CaseState;
  circumstances = plainCircumstances;
  at = new Date('2026-03-02T01:00:00Z');
  readonly #force: ReturnType<typeof inForce>;
  readonly #reducer: ReturnType<typeof reducer>;
  #keys = 0;

  constructor(
    readonly definition: CaseDefinition = bannerCase,
    laws: Laws = lawfulLaws,
  ) {
    this.#force = inForce(definition);
    this.#reducer = reducer(laws);
    this.state = emptyState(definition);
  }

  command(by: Doer | 'system', act: Act, more: { readonly key?: string; readonly actingFor?: string } = {}): Command {
    this.#keys += 1;
    return {
      ...act,
      key: more.key ?? `key-${this.#keys}`,
      at: this.at.toISOString(),
      by,
      ...(more.actingFor ? { actingFor: more.actingFor } : {}),
    };
  }

  try(
    by: Doer | 'system',
    act: Act,
    more: { readonly key?: string; readonly actingFor?: string } = {},
  ): Applied | Refusal {
    const answer = this.#reducer.applyTo(this.#force, this.state, this.command(by, act, more), this.circumstances);
    if (!answer.refused) {
      this.events.push(...answer.events);
      this.state = answer.state;
    }
    return answer;
  }

  /** @throws Error when the command is refused */
  do(by: Doer | 'system', act: Act, more: { readonly key?: string; readonly actingFor?: string } = {}): this {
    const answer = this.try(by, act, more);
    if (answer.refused) throw new Error(`${act.type} refused: ${answer.code}`);
    return this;
  }

  /** Code of the refusal, or null if the command was done. */
  refusal(
    by: Doer | 'system',
    act: Act,
    more: { readonly key?: string; readonly actingFor?: string } = {},
  ): string | null {
    const answer = this.try(by, act, more);
    return answer.refused ? answer.code : null;
  }

  actions(by: Doer | 'system') {
    return this.#reducer.actionsFor(
      this.#force,
      this.state,
      { doer: by, at: this.at.toISOString() },
      this.circumstances,
    );
  }

  with(facts: Partial<CaseFacts>): this {
    this.circumstances = { ...this.circumstances, facts: { ...this.circumstances.facts, ...facts } };
    return this;
  }

  later(hours: number): this {
    this.at = new Date(this.at.getTime() + hours * 3_600_000);
    return this;
  }

  refolded(): CaseState {
    return fold(this.definition, this.events);
  }

  /** Events of one type, in order. */
  told<Type extends CaseEvent['type']>(type: Type): readonly Extract<CaseEvent, { type: Type }>[] {
    return this.events.filter((event): event is Extract<CaseEvent, { type: Type }> => event.type === type);
  }
}

export const seatOf = (node: string, number = 1) => ({ node, seat: `${node}.${number}` });

/** Submitted, and brought to the node by the persons whom the ordinary route names. */
export function broughtTo(node: string, lived = new LivedCase()): LivedCase {
  const steps: readonly (readonly [string, () => void])[] = [
    ['club', () => lived.do(people.head, { type: 'approve', ...seatOf('club') })],
    ['money', () => lived.do(people.bursar, { type: 'answer', ...seatOf('money'), opinion: 'agree' })],
    ['intake', () => lived.do(people.clerk, { type: 'approve', ...seatOf('intake') })],
    ['review', () => lived.do(people.reviewer, { type: 'approve', ...seatOf('review') })],
    ['notice', () => lived.do('system', { type: 'completeWait', node: 'notice' })],
    ['mayor', () => lived.do(people.mayor, { type: 'approve', ...seatOf('mayor') })],
    ['issue', () => lived.do(people.keeper, { type: 'completeIssue', node: 'issue', document: 'doc-1' })],
    ['back', () => lived.do(people.applicant, { type: 'completeWait', node: 'back' })],
  ];
  lived.do(people.applicant, { type: 'submit', versions: { facts: 1, budget: 1 } });
  for (const [key, pass] of steps) {
    if (key === node) return lived;
    pass();
  }
  return lived;
}
