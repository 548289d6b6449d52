import { expect, test } from 'vitest';
import { advance, atRest } from '#kernel/ui/forms/autosave.ts';
import { togetherSaving } from './saving-state.ts';

const early = atRest(1, '2026-11-24T06:32:05Z');
const late = atRest(4, '2026-11-24T07:00:00Z');

test('all saved: the latest time stands', () => {
  expect(togetherSaving([late, early])).toMatchObject({ phase: 'rest', savedAt: '2026-11-24T07:00:00Z' });
});

test('one section still being typed: the form is not saved', () => {
  expect(togetherSaving([early, advance(late, { type: 'edited' }), early]).phase).toBe('waiting');
});

test('a conflict stands above a save that runs', () => {
  const running = advance(advance(early, { type: 'edited' }), { type: 'due' });
  expect(togetherSaving([running, { ...late, phase: 'conflict' }]).phase).toBe('conflict');
});
