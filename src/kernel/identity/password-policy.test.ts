import { describe, expect, test } from 'vitest';
import { type PasswordProfile, passwordFaults } from './password-policy.ts';

const context = {
  login: 'lijing',
  personName: '李静',
  numbers: ['13812345678'],
  officeWords: ['宿迁市人民政府外事办公室', 'Suqian', '综合处'],
};
const codes = (password: string, profile: PasswordProfile = 'dengbao-3') =>
  passwordFaults(password, profile, context).map((fault) => fault.code);

const bad: [string, string][] = [
  ['Sparrow-7-l', 'password-short'],
  [`Sparrow-7-${'lantern-'.repeat(15)}`, 'password-long'],
  ['sparrow-lantern', 'password-classes'],
  ['SPARROW1LANTERN2', 'password-classes'],
  ['麻雀灯笼麻雀灯笼河边的石头桥', 'password-classes'],
  ['Password2026!', 'password-common'],
  ['P@ssw0rd2026', 'password-common'],
  ['Admin-2026-888', 'password-common'],
  ['Welcome_12345', 'password-common'],
  ['Honglu-2026-1', 'password-common'],
  ['Woaini5201314', 'password-common'],
  ['Aa1!Aa1!Aa1!', 'password-common'],
  ['aaaaaaaaaaaA1!', 'password-common'],
  ['Abcdefghij-12', 'password-common'],
  ['Qwertyuiop-12', 'password-common'],
  ['Xy-1234567890', 'password-common'],
  ['Xy-0987654321', 'password-common'],
  ['1qaz2wsx-Abcd', 'password-common'],
  ['Lijing-walks-7', 'password-person'],
  ['LI.JING-walks-7', 'password-person'],
  ['李静-Walks-over-7', 'password-person'],
  ['Call-13812345678', 'password-person'],
  ['Suqian-river-77', 'password-office'],
  ['综合处-River-77-a', 'password-office'],
];

describe('a password that may be used', () => {
  const good = ['Sparrow-7-lantern', 'tin Roof under 3 stars', '石桥-Heron-41-雾', 'x9$Kq!v2Lm7&', 'Тихий-Дон-7-река'];
  test.each(good)('%s', (password) => expect(codes(password)).toEqual([]));
  test('128 characters, counted as people count them', () =>
    expect(codes(`A1-${'𠮷灯笼河桥'.repeat(25)}`)).toEqual([]));
});

describe('a password that may not (ID-02)', () => {
  test.each(bad)('%s: %s', (password, code) => expect(codes(password)).toContain(code));
});

test('the profile without complexity takes three words in small letters; the one with it does not (ID-03)', () => {
  expect(codes('sparrow lantern bridge', 'asvs')).toEqual([]);
  expect(codes('sparrow lantern bridge', 'dengbao-3')).toEqual(['password-classes']);
  expect(codes('short one', 'asvs')).toEqual(['password-short']);
});

test('every fault is told at once, in both languages and without the password', () => {
  const faults = passwordFaults('lijing', 'dengbao-3', context);
  expect(faults.map((fault) => fault.code)).toEqual(['password-short', 'password-classes', 'password-person']);
  for (const { message } of faults) {
    expect(message.zh).not.toBe('');
    expect(message.en).not.toContain('lijing');
  }
});
