import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lexemesOf, queryOf } from './words.ts';

const office = '0198a000-0000-7000-8000-000000000001';
const of = (title: string, more: { isName?: boolean; numbers?: string[]; body?: string } = {}) =>
  lexemesOf(office, { title, ...more });

describe('what a record is found by', () => {
  test('words of the dictionary and pairs of characters of a Chinese title, each once', () => {
    const words = of('赴日本友城交流团');
    expect(words).toEqual(expect.arrayContaining(['日本', '友城', '交流', '流团']));
    expect(new Set(words).size).toBe(words.length);
  });
  test('initials of a title from every word on', () => {
    expect(of('赴日本友好城市交流团')).toEqual(expect.arrayContaining(['@p:frbyhcsjlt', '@p:rbyhcsjlt']));
    expect(of('赴日本友好城市交流团').some((word) => word.startsWith('@p:yhcs'))).toBe(true);
  });
  test('initials of a name, its surname read as a surname', () => {
    expect(of('单雄信', { isName: true })).toContain('@p:sxx');
    expect(of('仇英', { isName: true })).toContain('@p:qy');
    expect(of('张伟', { isName: true })).toContain('@p:zw');
  });
  test('a number whole and by its last four', () => {
    expect(of('x', { numbers: ['321300-2026-0147'] })).toEqual(
      expect.arrayContaining(['@n:321300-2026-0147', '@t:0147', '0147', '2026']),
    );
  });
  test('full-width signs and capitals as plain ones', () => {
    expect(of('ＡＰＥＣ商务旅行卡')).toContain('apec');
  });
  test('Korean, Japanese and Cyrillic words', () => {
    expect(of('외국인 안내 ひらがな Москва')).toEqual(expect.arrayContaining(['외국인', 'ひらがな', 'москва']));
  });
  test('its office', () => {
    expect(of('x')).toContain(`@o:${office}`);
  });
});

describe('what was typed', () => {
  test('four digits are the end of a number or the beginning of a word', () => {
    expect(queryOf('0147')).toBe("('0147':* | '@n:0147':* | '@t:0147')");
  });
  test('letters may be initials', () => {
    expect(queryOf('zw')).toBe("('zw':* | '@n:zw':* | '@p:zw':*)");
  });
  test('every part must be found', () => {
    expect(queryOf('日本 2026')).toMatch(/^\(.+\) & \(.+\)$/);
  });
  test('signs alone look for nothing', () => {
    expect(queryOf('！？ 。')).toBeNull();
    expect(queryOf('   ')).toBeNull();
  });
});
test('whatever is typed, an office can not be named in it', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 60 }), (typed) => {
      expect(queryOf(typed) ?? '').not.toMatch(/'@o:/);
    }),
  );
});
