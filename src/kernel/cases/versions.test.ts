import { expect, test } from 'vitest';
import { broughtTo, LivedCase, seatOf } from './lived-case.ts';
import { bannerCase, people } from './testing.ts';

const { applicant, head } = people;

test('a change that is not granted leaves the content that was; one that is granted brings its own', () => {
  const lived = broughtTo('back').do(applicant, { type: 'amend', versions: { facts: 2 }, changes: ['dates'] });
  expect(lived.state.versions).toEqual({ facts: 2, budget: 1 });
  lived.do(head, { type: 'refuse', ...seatOf('club'), text: 'text-1' });
  expect(lived.state.versions).toEqual({ facts: 1, budget: 1 });
  expect(lived.refolded()).toEqual(lived.state);
});

test('after a refused change the case ends by its own outcome, not by that of the change', () => {
  const lived = broughtTo('back').do(applicant, { type: 'amend', versions: { facts: 2 }, changes: ['dates'] });
  lived.do(head, { type: 'refuse', ...seatOf('club'), text: 'text-1' });
  lived.do(applicant, { type: 'completeWait', node: 'back' });
  expect(lived.state.phase).toBe('ended');
  expect(lived.state.state).toBe(bannerCase.process.outcomes.completed);
});

test('who ends a wait names what was written in it, and nothing that its step may not write', () => {
  const lived = broughtTo('notice');
  const unlawful = { type: 'completeWait', node: 'notice', versions: { facts: 3 } } as const;
  expect(lived.refusal('system', unlawful)).toBe('section-not-writable');
  expect(lived.state.versions.facts).toBe(1);
  const wait = { ...bannerCase.process.steps.notice!, writes: ['facts'] };
  const steps = { ...bannerCase.process.steps, notice: wait };
  const writing = broughtTo('notice', new LivedCase({ ...bannerCase, process: { ...bannerCase.process, steps } }));
  writing.do('system', unlawful);
  expect(writing.state.versions.facts).toBe(3);
});
