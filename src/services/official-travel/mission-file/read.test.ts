import { describe, expect, test } from 'vitest';
import { filledMission, lawfulMission } from './fixtures.ts';
import { checkCharacter, isResidentIdNumber } from './id-number.ts';
import { readMission } from './read.ts';
import { absent, edited, faultsIn } from './testing.ts';

const textOf = (value: unknown) => JSON.stringify(value);
const codes = (content: string | Uint8Array | null) => {
  const reading = readMission(content, 'm.json');
  return 'problem' in reading ? reading.problem.errors.map(({ at, code }) => [at, code]) : [];
};

describe('a file that is no mission at all', () => {
  test('an absent file is unreadable', () => expect(codes(null)).toEqual([['', 'unreadable']]));
  test('bytes that are not UTF-8 are unreadable', () => {
    expect(codes(new Uint8Array([0x7b, 0xff, 0x7d]))).toEqual([['', 'unreadable']]);
    expect(codes(Buffer.from('{"format":"宿迁"}', 'utf16le'))).toEqual([['', 'unreadable']]);
  });
  test.each(['', '{', '[]', 'null', '"honglu-mission/1"', '1', "{'format':1}", '{"a":1,}', '{"a":NaN}'])(
    '%j is no JSON object',
    (text) => {
      expect(codes(text)).toEqual([['', 'json']]);
    },
  );
  test('a key that stands twice leaves open which is meant; the same key in two objects, or as a value, does not', () => {
    const text = textOf(lawfulMission());
    expect(codes(text.replace('"kind":"abroad"', '"kind":"abroad","\\u006bind":"taiwan"'))).toEqual([['', 'json']]);
    expect(codes(text.replace('"title":', '"x-note":["kind","kind",{"kind":"}\\""}],"title":'))).toEqual([]);
  });
  test('a byte order mark is skipped', () => {
    expect(codes(Buffer.from(`\uFEFF${textOf(lawfulMission())}`))).toEqual([]);
  });
  test('the problem has the form of RFC 9457 and names the file', () => {
    expect(readMission('[]', '团组.json')).toEqual({
      problem: {
        format: 'honglu-problem/1',
        file: '团组.json',
        exit: 2,
        type: 'urn:honglu:problem:malformed-mission',
        title: 'Malformed mission file',
        status: 422,
        errors: [
          {
            at: '',
            code: 'json',
            message_zh: expect.stringMatching(/\p{Script=Han}/u),
            message_en: expect.stringMatching(/JSON/),
          },
        ],
      },
    });
  });
});

describe('what is taken', () => {
  test('the lawful and the filled mission', () => {
    expect(faultsIn(lawfulMission())).toEqual([]);
    expect(faultsIn(filledMission())).toEqual([]);
  });
  test('keys that begin with x- are ignored anywhere and do not reach the mission', () => {
    const mission = edited(filledMission(), {
      '/x-ours': { '': null },
      '/budget/rates/x-bank': 'someone',
      '/members/0/x-': 1,
    });
    expect(readMission(textOf(mission), 'm.json')).toEqual({ mission: filledMission() });
  });
  test('texts are trimmed and brought to NFC', () => {
    const mission = edited(lawfulMission(), {
      '/organiser/unit': '　宿迁市商务局 ',
      '/invitations/0/inviter': 'Bu\u0308ro',
    });
    expect(readMission(textOf(mission), 'm.json')).toMatchObject({
      mission: { organiser: { unit: '宿迁市商务局' }, invitations: [{ inviter: 'Büro' }] },
    });
  });
  test('numbers by their value: 1e2 is a hundred, 7.10 has one decimal, -0 is not negative', () => {
    const text = textOf(lawfulMission());
    expect(codes(text.replace('"percent":100', '"percent":1e2'))).toEqual([]);
    expect(codes(text.replace('"EUR":7.8', '"EUR":7.8000000000'))).toEqual([]);
    expect(codes(text.replace('"out":0', '"out":-0'))).toEqual([]);
  });
  test('1e999 is more than a number can keep', () => {
    const text = textOf(lawfulMission()).replace('"availableCny":600000', '"availableCny":1e999');
    expect(codes(text)).toEqual([['/funding/availableCny', 'format']]);
  });
});

describe('the order of faults', () => {
  test('shape before relations, each in the order of the format, not of the file', () => {
    const faults = faultsIn(lawfulMission(), {
      '/reasons': [{ rule: 'DAY-99', text: 'x' }],
      '/statements/noStateSecret': false,
      '/asOf': '2026-06-30',
      '/funding/extra': 1,
      '/plan/list': 'other',
      '/category': absent,
    });
    expect(faults).toEqual([
      'missing /category',
      'unknown-value /plan/list',
      'unknown-field /funding/extra',
      'date-order /asOf',
      'state-secret /statements/noStateSecret',
      'unknown-reference /reasons/0/rule',
    ]);
  });
  test('JSON pointers escape ~ and /', () => {
    expect(faultsIn(lawfulMission(), { '/plan/a~1b~0c': 1 })).toEqual(['unknown-field /plan/a~1b~0c']);
  });
  test('__proto__ and constructor are keys like any other', () => {
    const text = textOf(lawfulMission());
    expect(codes(text.replace('"plan":{', '"plan":{"__proto__":{"a":1},'))).toEqual([
      ['/plan/__proto__', 'unknown-field'],
    ]);
    expect(codes(text.replace('"rates":{', '"rates":{"__proto__":7,'))).toEqual([
      ['/budget/rates/__proto__', 'unknown-value'],
    ]);
    expect(codes(text.replace('"format":"honglu-mission/1"', '"constructor":1,"format":"honglu-mission/1"'))).toEqual([
      ['/constructor', 'unknown-field'],
    ]);
  });
});

describe('ID number (GB 11643)', () => {
  test('the published specimen passes; one wrong digit, a small x, a wrong date do not', () => {
    expect(isResidentIdNumber('11010519491231002X')).toBe(true);
    for (const wrong of [
      '11010519491231002x',
      '110105194912310021',
      '11010519491231003X',
      '1101051949123100',
      '11010519491331002X',
    ]) {
      expect(isResidentIdNumber(wrong), wrong).toBe(false);
    }
  });
  test('a date that does not exist is refused even with the right check character', () => {
    const digits = '11010520230229001';
    expect(isResidentIdNumber(digits + checkCharacter(digits))).toBe(false);
    const leapDay = '11010520240229001';
    expect(isResidentIdNumber(leapDay + checkCharacter(leapDay))).toBe(true);
  });
  test('a number at fault is not repeated in the report', () => {
    const mission = edited(lawfulMission(), { '/members/0/idNumber': '11010519491231003X' });
    expect(faultsIn(mission)).toEqual(['format /members/0/idNumber']);
    expect(textOf(readMission(textOf(mission), 'm.json'))).not.toContain('11010519491231003');
  });
});
