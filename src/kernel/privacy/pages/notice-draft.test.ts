import { describe, expect, it } from 'vitest';
import { missingOf, untouchedOf } from './notice-draft.ts';

const words = { who: '市外办', why: '办理出访', what: '姓名', howLong: '三年', rights: '查阅', contact: '综合处' };
const current = { zh: words, en: words };

describe('PR-02 a draft of the notice', () => {
  it('that says nothing new is not published', () => {
    expect(missingOf(current, current)?.zh).toContain('与现行版本相同');
    expect(missingOf({ ...current, zh: { ...words, who: ' 市外办 ' } }, current)).not.toBeNull();
  });

  it('with an empty answer names language and question; a whole one that differs may go', () => {
    expect(missingOf({ ...current, en: { ...words, rights: ' ' } }, current)).toEqual({
      zh: '请填写英文的“您的权利”。',
      en: 'Write “Your rights” in English.',
    });
    expect(missingOf({ ...current, zh: { ...words, howLong: '五年' } }, current)).toBeNull();
  });

  it('tells which language was left behind when another changed, and none when nothing changed', () => {
    expect(untouchedOf({ ...current, zh: { ...words, howLong: '五年' } }, current)).toEqual(['en']);
    expect(untouchedOf(current, current)).toEqual([]);
  });
});
