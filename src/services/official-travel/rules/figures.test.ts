import { describe, expect, test } from 'vitest';
import { isRuleId } from './define.ts';
import { figuresOf, isSettable, officeRuleForm, officeRules, ordinaryRule } from './figures.ts';
import { ruleRows } from './rows.ts';
import { check, lasting, standing, submittedOn, training } from './testing.ts';

const settable = ruleRows.flatMap(({ id }) => (isRuleId(id) && isSettable(id) ? [id] : []));

describe('what an office can set', () => {
  test('begins with the figures of the table, which change nothing', () => {
    const all = Object.fromEntries(settable.map((id) => [id, ordinaryRule(id)]));
    const rules = officeRules(all);
    expect(rules.off).toEqual([]);
    for (const id of settable) expect(officeRuleForm(id).safeParse(ordinaryRule(id)).success, id).toBe(true);
    expect(check(lasting(6), rules)).toEqual(check(lasting(6)));
  });
  test('is one switch for every rule that data decide, and figures for those that have some', () => {
    expect(settable).toHaveLength(86);
    expect(figuresOf('DAY-01').map(({ name }) => name)).toEqual(['countries1', 'countries2', 'countries3']);
    expect(isSettable('DAY-04')).toBe(false);
  });
  test('takes figures that the rule can read and no others', () => {
    const form = officeRuleForm('DAY-06');
    expect(form.safeParse({ applies: true, minOfficialShare: '3/4' }).success).toBe(true);
    expect(form.safeParse({ applies: true, minOfficialShare: '4/3' }).success).toBe(false);
    expect(officeRuleForm('TEAM-01').safeParse({ applies: true, maxMembers: 0 }).success).toBe(false);
    expect(officeRuleForm('TEAM-01').safeParse({ applies: true, maxMembers: 5, other: 1 }).success).toBe(false);
  });
});

describe('a mission by the figures of the office', () => {
  const sixDays = officeRules({ 'DAY-01': { applies: true, countries1: 6, countries2: 8, countries3: 10 } });
  test('six days are allowed where the office allows six, seven are not', () => {
    expect(standing('DAY-01', lasting(6), sixDays)).toBe('passed');
    expect(standing('DAY-01', lasting(7), sixDays)).toEqual(['/route/return']);
    expect(standing('DAY-01', lasting(6))).toEqual(['/route/return']);
  });
  test('what depends on a figure follows it', () => {
    expect(standing('DAY-03', lasting(6), sixDays)).toBe('condition');
    expect(standing('DAY-03', lasting(7), sixDays)).toEqual(['/documents']);
  });
  test('a rule that the city does not enforce finds nothing; the others do', () => {
    const without = officeRules({ 'DAY-03': { applies: false } });
    expect(standing('DAY-03', lasting(6), without)).toBe('not-enforced');
    expect(standing('DAY-01', lasting(6), without)).toEqual(['/route/return']);
  });
});

describe('APR-06 lead time', () => {
  const set = officeRules({ 'APR-06': { applies: true, oneCountry: 45, schengen: 60, several: 90 } });
  test('decides nothing until the office has set a time', () => {
    expect(standing('APR-06')).toBe('setting');
  });
  test('sixty days ahead of a Schengen country is enough, fifty-nine is too late', () => {
    // The mission departs on 8 June 2026.
    expect(standing('APR-06', submittedOn('2026-04-09', '2026-06-08'), set)).toBe('passed');
    expect(standing('APR-06', submittedOn('2026-04-10', '2026-06-08'), set)).toEqual(['/route/departure']);
  });
});

describe('TRAIN-04 size of training teams', () => {
  const three = officeRules({ 'TRAIN-04': { applies: true, maxMembers: 3, maxDays: 21 } });
  const two = officeRules({ 'TRAIN-04': { applies: true, maxMembers: 2, maxDays: null } });
  test('is open until set; then three members are allowed under a limit of three and not under two', () => {
    expect(standing('TRAIN-04', training)).toBe('setting');
    expect(standing('TRAIN-04', training, three)).toBe('passed');
    expect(standing('TRAIN-04', training, two)).toEqual(['/members']);
  });
});
