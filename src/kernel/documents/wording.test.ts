import { describe, expect, it } from 'vitest';
import { filledIn, linesOf, wording, wordingForm } from './wording.ts';

const phrases = {
  opening: { label: { zh: '正文', en: 'Text' }, default: '同意{人员}出访。', fills: ['人员'] },
  copies: { label: { zh: '抄送', en: 'Copies' }, default: '', lines: true, optional: true },
};
const { setting, phrases: all } = wording('trial', { zh: '试用', en: 'Trial' }, '试', phrases);
const lawful = { series: '试', opening: '同意{人员}出访。', copies: '' };
const faultsAt = (words: object) =>
  setting.schema.safeParse(words).error?.issues.map(({ path, code }) => `${path.join('/')} ${code}`) ?? [];

describe('standing words', () => {
  it('hold by default, and are the same form for screen and storage', () => {
    expect(setting.default).toEqual(lawful);
    expect(faultsAt(lawful)).toEqual([]);
    expect(wordingForm(all).safeParse(lawful).success).toBe(true);
  });

  it('may name what the program fills in, and nothing else', () => {
    expect(faultsAt({ ...lawful, opening: '同意{单位}的{人员}出访。' })).toEqual(['opening custom']);
    expect(faultsAt({ ...lawful, copies: '{人员}' })).toEqual(['copies custom']);
    expect(faultsAt({ ...lawful, opening: '同意{人员出访。' })).toEqual(['opening custom']);
  });

  it('are named all at once where they are wrong', () => {
    expect(faultsAt({ series: 'A', opening: '', copies: '{x}' })).toEqual([
      'series custom',
      'opening too_small',
      'copies custom',
    ]);
    expect(faultsAt({ ...lawful, other: '多' })).toHaveLength(1);
  });

  it('are filled in wherever a place stands, and a place without a value is an error of the program', () => {
    expect(filledIn('{人员}与{人员}', { 人员: '王喆等5人' })).toBe('王喆等5人与王喆等5人');
    expect(() => filledIn('{单位}', { 人员: '王喆' })).toThrow('{单位}');
  });

  it('of several lines are entries, without the empty ones', () => {
    expect(linesOf(' 市财政局\r\n\n市委组织部 ')).toEqual(['市财政局', '市委组织部']);
  });
});
