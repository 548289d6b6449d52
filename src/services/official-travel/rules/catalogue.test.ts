import { describe, expect, test } from 'vitest';
import { ruleEntry, rulesCatalogue } from './catalogue.ts';
import { isRuleId, ruleTexts } from './define.ts';
import { ruleRows } from './rows.ts';
import type { DecidedBy } from './undecided.ts';

describe('the list of rules', () => {
  test('holds every row of the table once, and no text without a row', () => {
    expect(rulesCatalogue.map(({ id }) => id)).toEqual(ruleRows.map(({ id }) => id));
    expect(rulesCatalogue).toHaveLength(128);
    expect(Object.keys(ruleTexts).sort()).toEqual(ruleRows.map(({ id }) => id).sort());
    expect(isRuleId('DAY-99')).toBe(false);
  });
  test('says in both languages what each rule is about and asks', () => {
    for (const { id, subject, asks } of rulesCatalogue) {
      expect(subject.zh + asks.zh, id).toMatch(/[\u4e00-\u9fff]/);
      expect(subject.en + asks.en, id).toMatch(/[A-Za-z]/);
    }
  });
  test('gives both messages the same placeholders, or fewer in English', () => {
    const names = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    for (const row of ruleRows) {
      const texts = isRuleId(row.id) ? ruleTexts[row.id] : undefined;
      const zh = row.message_zh === '' ? (texts?.zh ?? '') : row.message_zh;
      for (const name of names(zh)) expect(names(texts?.en ?? ''), `${row.id} ${zh}`).toContain(name);
    }
  });
  test('cites for each rule its sources with titles', () => {
    expect(ruleEntry('BUD-09')?.sources.map(({ source, number }) => [source, number])).toEqual([
      ['A4', '财行〔2017〕434号'],
      ['B2', '同济财〔2018〕15号'],
      ['B19', null],
    ]);
  });
  test('gives the period in force by its days', () => {
    expect(ruleEntry('DAY-07')?.inForce).toEqual({ from: '2008-01-01', to: '2012-12-31' });
    expect(ruleEntry('BUD-02')?.inForce).toEqual({ from: '2013-11-01', to: null });
    expect(ruleEntry('HKMO-04')?.inForce).toEqual({ from: null, to: null });
  });
});

test('says who decides: a person, a setting, a later stage, nobody, and for the rest the data', () => {
  const by = (who: DecidedBy) => rulesCatalogue.filter(({ decidedBy }) => decidedBy === who).map(({ id }) => id);
  expect(by('person')).toEqual(['TEAM-04', 'FREQ-05', 'PLAN-05']);
  expect(by('setting')).toEqual(['APR-03', 'APR-06', 'APR-07', 'TRAIN-04']);
  expect(by('later')).toHaveLength(15);
  expect(by('nobody')).toHaveLength(24);
  expect(by('data')).toHaveLength(82);
});
