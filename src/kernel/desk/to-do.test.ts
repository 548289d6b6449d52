import { describe, expect, test } from 'vitest';
import { day } from '#kernel/calendar/day.ts';
import { bannerLoan } from '#kernel/cases/testing.ts';
import { signedIn } from '#kernel/identity/permission.ts';
import { CaseKinds } from './case-kinds.ts';
import { endOfWeek, groupOf } from './to-do.ts';

describe('three groups', () => {
  const friday = day('2026-11-27');
  test.each([
    ['2026-11-20', 'now'],
    ['2026-11-27', 'now'],
    ['2026-11-28', 'week'],
    ['2026-11-29', 'week'],
    ['2026-11-30', 'later'],
  ])('on a Friday, due on %s stands under %s', (dueOn, group) => {
    expect(groupOf({ dueOn: day(dueOn), suspended: false }, friday)).toBe(group);
  });
  test('what has no term, or whose clock stands, is later even if its day is past', () => {
    expect(groupOf({ dueOn: null, suspended: false }, friday)).toBe('later');
    expect(groupOf({ dueOn: day('2026-11-20'), suspended: true }, friday)).toBe('later');
  });
  test('the week ends on Sunday, on a Sunday with the day itself', () => {
    expect(endOfWeek(day('2026-11-23'))).toBe('2026-11-29');
    expect(endOfWeek(day('2026-11-29'))).toBe('2026-11-29');
  });
});

describe('the verb of a row', () => {
  const kinds = new CaseKinds([{ process: bannerLoan, knownTo: signedIn }]);
  test('is the name of the step', () => {
    expect(kinds.verb('banner-loans', 'loan', { kind: 'decide', step: 'review' }).zh).toBe('审核');
  });
  test('of a correction is 补正, of a paper to check that it is checked', () => {
    expect(kinds.verb('banner-loans', 'loan', { kind: 'correct', step: null }).zh).toBe('补正');
    expect(kinds.verb('banner-loans', 'loan', { kind: 'check-paper', step: 'club' }).zh).toBe('核对纸质批示');
  });
  test('of a step that the program no longer has says what is done in it', () => {
    expect(kinds.verb('banner-loans', 'loan', { kind: 'opinion', step: 'gone' }).zh).toBe('征求意见');
    expect(kinds.verb('no-service', 'nothing', { kind: 'decide', step: 'x' }).en).toBe('Decision');
  });
  test('two kinds of case with one name are an error of the program', () => {
    const kind = { process: bannerLoan, knownTo: signedIn };
    expect(() => new CaseKinds([kind, kind])).toThrow('two kinds');
  });
});
