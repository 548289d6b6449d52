import { describe, expect, test } from 'vitest';
import { day } from '#kernel/calendar/day.ts';
import { noticeCalendar } from '#kernel/calendar/working-calendar.ts';
import { evaluate, type RuleBook, ruleBook, verdictOf, withFigures } from './evaluate.ts';
import { broken, notApplicable, passed, type RuleDefinition, rule, unchecked } from './rule.ts';

interface Loan {
  readonly days: number;
  readonly borrowers: readonly string[];
}

const base = {
  severity: 'blocks' as const,
  subject: { zh: '借期', en: 'Length of loan' },
  sources: [{ source: 'L1', title: '借阅办法', number: null, article: 'art. 3' }],
  inForce: { from: day('2020-01-01'), to: day('2020-12-31') },
};

const length: RuleDefinition<Loan, number> = {
  ...base,
  id: 'LOAN-1',
  message: { zh: '借期{days}天，上限{max}天。', en: '{days} days; at most {max}.' },
  params: 30,
  readParams: (value) => {
    if (typeof value !== 'number') throw new TypeError('not a number');
    return value;
  },
  check: (loan, max) => broken(loan.days > max ? [{ at: '/days', params: { days: loan.days, max } }] : [], passed),
};

const names: RuleDefinition<Loan, null> = {
  ...base,
  id: 'LOAN-2',
  severity: 'warns',
  message: { zh: '借阅人：{missing}。', en: 'Borrowers: {missing}.' },
  params: null,
  readParams: () => null,
  check: (loan) =>
    broken(
      loan.borrowers.flatMap((name, i) =>
        name === '' ? [{ at: `/borrowers/${i}`, params: { missing: ['name', 'post'] } }] : [],
      ),
      loan.borrowers.length === 0 ? unchecked('not-supplied') : passed,
    ),
};

const follows: RuleDefinition<Loan, null> = {
  ...names,
  id: 'LOAN-0',
  message: { zh: '后果', en: 'Consequence' },
  check: (_, __, context) =>
    context.outcomeOf('LOAN-1').kind === 'findings'
      ? broken([{ at: '', params: {}, explanation: { zh: '超期', en: 'Too long' } }], passed)
      : notApplicable('condition'),
};

const book: RuleBook<Loan> = ruleBook([rule(follows), rule(length), rule(names)], (id, loan) =>
  id === 'LOAN-2' && loan.days === 1 ? 'short' : null,
);
const on = (date: string, reasons: [string, string][] = []) => ({
  date: day(date),
  calendar: noticeCalendar,
  reasons: new Map(reasons),
});

describe('rules are chosen by the date of the act', () => {
  test('on the last day in force the rule speaks, on the day after it does not', () => {
    const loan = { days: 31, borrowers: ['甲'] };
    expect(evaluate(book, loan, on('2020-12-31')).findings.map((f) => f.rule)).toEqual(['LOAN-0', 'LOAN-1']);
    expect(evaluate(book, loan, on('2021-01-01')).notApplicable).toEqual(
      ['LOAN-0', 'LOAN-1', 'LOAN-2'].map((id) => ({ rule: id, reason: 'not-in-force' })),
    );
  });
});

describe('a finding', () => {
  const { findings } = evaluate(book, { days: 31, borrowers: ['', ...Array(9).fill('乙'), ''] }, on('2020-06-01'));
  test('has its placeholders filled in both languages, and its citation', () => {
    expect(findings[1]).toMatchObject({
      rule: 'LOAN-1',
      message_zh: '借期31天，上限30天。',
      message_en: '31 days; at most 30.',
      at: '/days',
      citation: { source: 'L1', article: 'art. 3' },
      params: { days: 31, max: 30 },
    });
  });
  test('a list is joined as each language joins it', () => {
    expect(findings[2]).toMatchObject({ message_zh: '借阅人：name、post。', message_en: 'Borrowers: name, post.' });
  });
  test('two places of one rule stand in order of the place', () => {
    expect(findings.slice(2).map((f) => f.at)).toEqual(['/borrowers/0', '/borrowers/10']);
  });
  test('a rule may rest on what another says, before or after it in the book', () => {
    expect(findings[0]).toMatchObject({ rule: 'LOAN-0', message_en: 'Too long', explanation: { zh: '超期' } });
  });
  test('a message whose placeholder has no value is refused', () => {
    const hole = ruleBook([rule({ ...length, message: { zh: '{unknown}', en: '{unknown}' } })]);
    expect(() => evaluate(hole, { days: 31, borrowers: [] }, on('2020-06-01'))).toThrow('{unknown}');
  });
});

test('a rule out of scope is not asked', () => {
  const { notApplicable: outside } = evaluate(book, { days: 1, borrowers: [''] }, on('2020-06-01'));
  expect(outside).toContainEqual({ rule: 'LOAN-2', reason: 'short' });
});

test('what is not supplied is unchecked', () => {
  expect(evaluate(book, { days: 2, borrowers: [] }, on('2020-06-01')).unchecked).toEqual([
    { rule: 'LOAN-2', reason: 'not-supplied' },
  ]);
});

test('two rules that ask each other are refused, as are two of one id', () => {
  const circle = rule<Loan, null>({ ...follows, id: 'LOAN-1', check: (_, __, c) => c.outcomeOf('LOAN-0') });
  const circular = ruleBook([rule(follows), circle]);
  expect(() => evaluate(circular, { days: 1, borrowers: [] }, on('2020-06-01'))).toThrow('its own outcome');
  expect(() => ruleBook([rule(length), rule(length)])).toThrow('one id');
});

describe('figures of an office', () => {
  test('replace those of the book', () => {
    const strict = withFigures(book, { 'LOAN-1': 10 });
    const loan = { days: 11, borrowers: ['甲'] };
    expect(evaluate(strict, loan, on('2020-06-01')).findings.map((f) => f.rule)).toContain('LOAN-1');
    expect(evaluate(book, loan, on('2020-06-01')).findings).toEqual([]);
  });
  test('of a wrong kind or for no rule are refused', () => {
    expect(() => withFigures(book, { 'LOAN-1': 'ten' })).toThrow(TypeError);
    expect(() => withFigures(book, { 'LOAN-9': 1 })).toThrow('no rule LOAN-9');
  });
});

describe('the verdict', () => {
  const warns = { severity: 'warns', reason: null } as const;
  test('is blocked by a blocking finding even with a reason', () => {
    expect(verdictOf([{ severity: 'blocks', reason: '批准' }, warns])).toBe('blocked');
  });
  test('needs a reason for each warning', () => {
    expect(verdictOf([warns])).toBe('needs-reason');
    expect(verdictOf([{ ...warns, reason: '航班' }, warns])).toBe('needs-reason');
    expect(verdictOf([{ ...warns, reason: '航班' }])).toBe('clear');
  });
  test('is not changed by information', () => {
    expect(verdictOf([{ severity: 'informs', reason: null }])).toBe('clear');
  });
});
