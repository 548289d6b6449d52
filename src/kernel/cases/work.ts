import type { CaseDefinition } from './definition.ts';
import type { CaseEvent, EventBody } from './events.ts';
import type { CaseFacts, DueDay } from './facts.ts';
import { evolve } from './fold.ts';
import type { Acting, Laws } from './laws.ts';
import type { CaseState } from './state.ts';

/** What a check looks at. */
export interface Sight {
  readonly definition: CaseDefinition;
  readonly digest: string;
  readonly state: CaseState;
  readonly facts: CaseFacts;
  readonly dueDay: DueDay;
  readonly acting: Acting;
  readonly at: string;
  readonly key: string;
  readonly laws: Laws;
}

/** One command in progress: the events so far and the state after them. */
export class Progress {
  readonly events: CaseEvent[] = [];
  state: CaseState;

  constructor(readonly sight: Sight) {
    this.state = sight.state;
  }

  emit(body: EventBody, on: { readonly by?: string; readonly for?: string } = {}): void {
    const { acting, at, key } = this.sight;
    const signedFor = on.for ?? acting.actingFor;
    const event: CaseEvent = { at, by: on.by ?? acting.by, key, ...(signedFor ? { for: signedFor } : {}), ...body };
    this.events.push(event);
    this.state = evolve(this.sight.definition, this.state, event);
  }
}
