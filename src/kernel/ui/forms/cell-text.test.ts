import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { day } from '#kernel/calendar/day.ts';
import { field, fieldsOf, record } from '#kernel/ui/field.ts';
import { readCell, readPasted, splitCells, writeCell } from './cell-text.ts';

const today = day('2026-11-24');
const row = record({
  name: field(z.string(), { label: { zh: '姓名', en: 'Name' }, class: 'personal', purpose: '出访' }),
  role: field(z.enum(['leader', 'member']), {
    label: { zh: '团内身份', en: 'Role' },
    options: { leader: { zh: '团长', en: 'Leader' }, member: { zh: '成员', en: 'Member' } },
    class: 'internal',
  }),
  until: field(z.string(), { label: { zh: '护照有效期', en: 'Valid until' }, widget: 'day', class: 'internal' }),
  paid: field(z.boolean(), { label: { zh: '公费', en: 'Publicly paid' }, class: 'internal' }),
  amount: field(z.number(), { label: { zh: '金额', en: 'Amount' }, widget: 'money', class: 'internal' }),
  to: field(z.string(), { label: { zh: '国家（地区）', en: 'Country (region)' }, widget: 'region', class: 'internal' }),
});
const fields = fieldsOf(row);
const of = (name: string) => fields.find((one) => one.name === name)!;

describe('a cell', () => {
  test.each([
    ['role', '团长', 'leader'],
    ['role', 'Member', 'member'],
    ['until', '2027-7-1', '2027-07-01'],
    ['paid', '是', true],
    ['paid', 'no', false],
    ['amount', '1,200', 1200],
    ['to', '日本', 'JP'],
    ['to', '中国香港', 'HK'],
    ['to', '台湾地区', 'TW'],
    ['name', ' 𬱖某 ', '𬱖某'],
    ['name', '', null],
  ])('%s: %s is %s', (name, typed, value) => {
    expect(readCell(of(name), typed, today)).toEqual({ ok: true, value });
  });

  test.each([
    ['role', '秘书', '「团内身份」没有「秘书」这一项。'],
    ['until', '尽快', '「尽快」不是日期，如 2027-3-9。'],
    ['paid', '也许', '「公费」请写 是 或 否。'],
    ['amount', '-3', '「-3」不是金额，如 1200.00。'],
    ['to', '大日本', '「国家（地区）」没有「大日本」这一项。'],
  ])('%s: %s is not understood, in words', (name, typed, zh) => {
    const reading = readCell(of(name), typed, today);
    expect(reading.ok ? null : reading.fault.zh).toBe(zh);
  });

  test('what is written can be read again, in both languages', () => {
    const values = { name: '张伟', role: 'leader', until: '2027-07-01', paid: false, amount: 12.5, to: 'MO' };
    for (const [name, value] of Object.entries(values)) {
      for (const language of ['zh', 'en'] as const) {
        expect(readCell(of(name), writeCell(of(name), value, language), today)).toEqual({ ok: true, value });
      }
    }
  });
});

describe('pasted rows', () => {
  test('with their head come in any order of columns', () => {
    expect(readPasted('国家（地区）\t姓名\r\n韩国\t李娜\r\n', fields, 0, today)).toEqual([
      { value: { to: 'KR', name: '李娜' }, faults: [] },
    ]);
  });

  test('without a head start at the cell that is chosen', () => {
    const [pasted] = readPasted('成员\t2027-7-1', fields, 1, today);
    expect(pasted?.value).toEqual({ role: 'member', until: '2027-07-01' });
  });

  test('a faulty cell is named with its row and not taken', () => {
    const rows = readPasted('张伟\t团长\n王敏\t秘书', fields, 0, today);
    expect(rows[0]?.faults).toEqual([]);
    expect(rows[1]).toMatchObject({ value: { name: '王敏' }, faults: [{ name: 'role' }] });
    expect(rows[1]?.value).not.toHaveProperty('role');
  });

  test('quoted cells keep their line ends and quotes', () => {
    expect(splitCells('"a\nb"\tc\n"x ""y"""\t\n')).toEqual([
      ['a\nb', 'c'],
      ['x "y"', ''],
    ]);
  });
});
