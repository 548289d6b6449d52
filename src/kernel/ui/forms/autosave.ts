import type { ProblemError } from '#kernel/ui/api/problem-error.ts';

/** Where the saving of a form stands. `edits` counts what was typed, `sent` how far the running save goes. */
export interface Saving {
  readonly phase: 'rest' | 'waiting' | 'saving' | 'offline' | 'refused' | 'conflict';
  readonly edits: number;
  readonly sent: number;
  readonly version: number;
  /** Instant of the last save that the server confirmed. */
  readonly savedAt: string | null;
  readonly problem: ProblemError | null;
}

export type SavingEvent =
  | { readonly type: 'edited' }
  /** Two seconds without typing, a field was left, Ctrl+S, or the line is back. */
  | { readonly type: 'due' }
  | { readonly type: 'saved'; readonly version: number; readonly at: string }
  | { readonly type: 'failed'; readonly problem: ProblemError }
  /** The person chose between own and the other's text; what is now there must go out on the other's version. */
  | { readonly type: 'resolved'; readonly version: number };

export const atRest = (version: number, savedAt: string | null = null): Saving => ({
  phase: 'rest',
  edits: 0,
  sent: 0,
  version,
  savedAt,
  problem: null,
});

/** Something typed is not yet with the server. */
export const unsaved = (saving: Saving): boolean => saving.phase !== 'rest';

function afterFailure(saving: Saving, problem: ProblemError): Saving {
  const stale = problem.status === 409 || problem.status === 412;
  const away = problem.status === 0 || problem.status === 429 || problem.status >= 500;
  return { ...saving, phase: stale ? 'conflict' : away ? 'offline' : 'refused', problem };
}

/**
 * One save at a time; what is typed meanwhile goes out next. A lost line keeps trying; a refusal waits for the next edit; a conflict waits
 * for the person. No event loses an edit: `edits` only grows, and the form rests only when the last edit was confirmed.
 */
export function advance(saving: Saving, event: SavingEvent): Saving {
  switch (event.type) {
    case 'edited': {
      const edits = saving.edits + 1;
      const stays = saving.phase === 'saving' || saving.phase === 'conflict' || saving.phase === 'offline';
      return { ...saving, edits, phase: stays ? saving.phase : 'waiting' };
    }
    case 'due':
      return saving.phase === 'waiting' || saving.phase === 'offline'
        ? { ...saving, phase: 'saving', sent: saving.edits }
        : saving;
    case 'saved': {
      if (saving.phase !== 'saving') return saving;
      const phase = saving.edits > saving.sent ? 'waiting' : 'rest';
      return { ...saving, phase, version: event.version, savedAt: event.at, problem: null };
    }
    case 'failed':
      return saving.phase === 'saving' ? afterFailure(saving, event.problem) : saving;
    case 'resolved':
      return saving.phase === 'conflict'
        ? { ...saving, phase: 'waiting', version: event.version, edits: saving.edits + 1, problem: null }
        : saving;
  }
}
