import { describe, expect, test } from 'vitest';
import { day } from '#kernel/calendar/day.ts';
import type { PreviousMission } from '../mission-file/model.ts';
import { academic, all, findingOf, member, previously, standing, training } from './testing.ts';

const trip = (departure: string, facts: Partial<PreviousMission> = {}) =>
  previously(0, { departure: day(departure), return: day(departure), ...facts });
const viceMayor = member(0, { office: 'vice-mayor', rank: 'bureau-deputy' });
const bureau = member(0, { rank: 'bureau-principal' });
const here = ['/members/0/previous'];

describe('city heads and heads of provincial departments (FREQ-01)', () => {
  test.each(['city-party-head', 'city-government-head', 'vice-mayor', 'provincial-department-head'] as const)(
    'a %s may go once in a calendar year',
    (office) => {
      const head = member(0, { office, rank: 'bureau-principal' });
      expect(standing('FREQ-01', all(head, trip('2026-01-01')))).toEqual(here);
      expect(standing('FREQ-01', all(head, trip('2025-12-31')))).toBe('passed');
    },
  );
  test('the two-year limit of the rank does not speak beside it', () => {
    expect(standing('FREQ-02', all(viceMayor, trip('2025-12-31')))).toBe('condition');
  });
  test('the head of an enterprise is not one of them', () => {
    expect(standing('FREQ-01', member(0, { office: 'enterprise-head' }))).toBe('condition');
  });
});

describe('other bureau-level staff (FREQ-02) and county level and below (FREQ-04)', () => {
  test.each([
    ['FREQ-02', bureau],
    ['FREQ-04', member(0, { rank: 'county-principal' })],
    ['FREQ-04', member(0, { rank: 'section' })],
  ] as const)('%s: once in 24 months', (rule, rank) => {
    expect(standing(rule, all(rank, trip('2024-06-09')))).toEqual(here);
    expect(standing(rule, all(rank, trip('2024-06-08')))).toBe('passed');
  });
  test('ministers and those without rank have no such limit', () => {
    for (const rank of ['ministerial', 'none'] as const) {
      const others = all(
        member(0, { rank }),
        member(1, { rank: 'none' }),
        member(2, { rank: 'none' }),
        trip('2026-01-01'),
      );
      expect([standing('FREQ-02', others), standing('FREQ-04', others)]).toEqual(['condition', 'condition']);
    }
  });
  test('only missions abroad count, and not academic ones', () => {
    expect(standing('FREQ-04', trip('2026-01-05', { kind: 'hong-kong-macao', regions: ['HK'] }))).toBe('passed');
    expect(standing('FREQ-04', trip('2026-01-05', { category: 'academic' }))).toBe('passed');
  });
  test('the message says how often, and that the count in the term is not known', () => {
    expect(findingOf('FREQ-02', all(bureau, trip('2025-01-05'))).message_zh).toBe(
      '沈若水近两年已出访1次（本任期不详次），达到上限。',
    );
  });
  test('for training the county limit does not apply', () => {
    expect(standing('FREQ-04', all(training, trip('2026-01-05')))).toBe('category');
  });
});

describe('in charge of foreign affairs or commerce (FREQ-03)', () => {
  test.each(['foreign-affairs', 'commerce'] as const)('%s: told instead of the limit', (portfolio) => {
    const busy = all(bureau, member(0, { portfolio }), trip('2025-01-05'));
    expect([standing('FREQ-03', busy), standing('FREQ-02', busy)]).toEqual([here, 'condition']);
  });
  test('without a trip that would count there is nothing to tell', () => {
    expect(standing('FREQ-03', all(bureau, member(0, { portfolio: 'commerce' })))).toBe('passed');
  });
});

describe('previous missions that are not supplied', () => {
  test('leave the limit unchecked', () => {
    expect(standing('FREQ-04', member(0, { previous: null }))).toBe('not-supplied');
  });
  test('but a fault of another member is found', () => {
    const one = all(member(1, { previous: null }), trip('2026-01-05'));
    expect(standing('FREQ-04', one)).toEqual(here);
  });
  test('and a limit that nobody falls under has no occasion', () => {
    expect(standing('FREQ-01', member(0, { previous: null }))).toBe('condition');
  });
});

test('an academic task is free of them', () => {
  expect(standing('FREQ-04', all(academic, trip('2026-01-05')))).toBe('academic');
});
