import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ProblemError } from '#kernel/ui/api/problem-error.ts';
import { advance, atRest, type Saving, type SavingEvent, unsaved } from './autosave.ts';

const text = { zh: '有误', en: 'wrong' };
const failed = (status: number): SavingEvent => ({ type: 'failed', problem: new ProblemError(status, 'x', text) });
const saved = (version: number): SavingEvent => ({ type: 'saved', version, at: '2026-11-24T06:32:05Z' });
const run = (...events: SavingEvent[]): Saving => events.reduce(advance, atRest(1));
const edited: SavingEvent = { type: 'edited' };
const due: SavingEvent = { type: 'due' };

describe('saving while typing', () => {
  test('waits after an edit, saves when due, rests when confirmed', () => {
    expect(run(edited).phase).toBe('waiting');
    expect(run(edited, due)).toMatchObject({ phase: 'saving', sent: 1 });
    expect(run(edited, due, saved(2))).toMatchObject({ phase: 'rest', version: 2, savedAt: '2026-11-24T06:32:05Z' });
  });

  test('without an edit nothing is sent', () => {
    expect(run(due)).toEqual(atRest(1));
  });

  test('what is typed during a save goes out after it', () => {
    const during = run(edited, due, edited, saved(2));
    expect(during.phase).toBe('waiting');
    expect(advance(during, due)).toMatchObject({ phase: 'saving', sent: 2, version: 2 });
  });

  test('a second save does not start while one runs', () => {
    const saving = run(edited, due);
    expect(advance(saving, due)).toBe(saving);
  });

  test.each([0, 429, 503])('after %i it is offline, keeps further edits and tries again', (status) => {
    const away = run(edited, due, failed(status));
    expect(away.phase).toBe('offline');
    expect(advance(advance(away, edited), due)).toMatchObject({ phase: 'saving', sent: 2 });
  });

  test('a refusal waits for the next edit, not for the clock', () => {
    const refused = run(edited, due, failed(422));
    expect(refused.phase).toBe('refused');
    expect(advance(refused, due).phase).toBe('refused');
    expect(advance(refused, edited).phase).toBe('waiting');
  });

  test('a conflict waits for the person, whatever is typed, then saves on the version of the other', () => {
    const conflict = run(edited, due, failed(409));
    expect(conflict.phase).toBe('conflict');
    expect(run(edited, due, failed(409), edited, due).phase).toBe('conflict');
    expect(advance(conflict, { type: 'resolved', version: 5 })).toMatchObject({
      phase: 'waiting',
      version: 5,
      problem: null,
    });
  });

  test('whatever happens, the form rests only when its last edit was confirmed', () => {
    const event = fc.oneof(
      fc.constant<SavingEvent>(edited),
      fc.constant<SavingEvent>(due),
      fc.integer({ min: 2, max: 9 }).map(saved),
      fc.constantFrom(0, 409, 422, 503).map(failed),
      fc.integer({ min: 2, max: 9 }).map((version): SavingEvent => ({ type: 'resolved', version })),
    );
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), (events) => {
        let confirmed = 0;
        let state = atRest(1);
        for (const one of events) {
          if (one.type === 'saved' && state.phase === 'saving') confirmed = state.sent;
          state = advance(state, one);
          expect(unsaved(state)).toBe(confirmed < state.edits);
        }
      }),
    );
  });
});
