import { describe, expect, test } from 'vitest';
import type { CommandType } from '#kernel/cases/commands.ts';
import { commandBodies } from '#kernel/cases/endpoints.ts';
import type { MissionPage } from '../../../answers.ts';
import { emptyDraft } from './act-draft.ts';
import { earlierSteps, nextSteps, wordsOfAct } from './act-words.ts';
import { doneWords } from './done-words.ts';

const item = (node: string, status: MissionPage['path'][number]['status']): MissionPage['path'][number] => ({
  node,
  label: { zh: `环节${node}`, en: `Step ${node}` },
  kind: 'decide',
  tone: 'blue',
  status,
});
const path = [
  item('a', 'done'),
  item('b', 'skipped'),
  item('c', 'current'),
  item('d', 'to-come'),
  item('e', 'to-come'),
];
const page = {
  number: '321300-2026-0001',
  title: '推介团',
  unit: { id: '1', name: '市农技中心' },
  holder: { zh: '李静', en: '李静' },
  path,
  promises: [{ promise: 'promise-1', papers: ['invitation'], due: '2026-05-08', fulfilled: false }],
} as unknown as MissionPage;
const act = { command: 'approve', label: { zh: '同意', en: 'Approve' }, node: 'c', seat: 'c.1' };

describe('where a case goes', () => {
  test('after the last open step the next one opens', () => {
    expect(nextSteps({ path }, 'c').zh).toBe('环节d');
  });
  test('while another step beside it is open, that one is still to be done', () => {
    expect(nextSteps({ path: [item('c', 'current'), item('x', 'current'), item('d', 'to-come')] }, 'c').zh).toBe(
      '环节x',
    );
  });
  test('after the very last step nothing is left but closing', () => {
    expect(nextSteps({ path: [item('c', 'current')] }, 'c').zh).toBe('办结');
  });
  test('back goes only to steps that were passed, the nearest first', () => {
    expect(earlierSteps({ path: [item('a', 'done'), ...path] }, 'c').map(({ node }) => node)).toEqual(['a', 'a']);
    expect(earlierSteps({ path }, 'a')).toEqual([]);
  });
});

describe('the sentence of an act', () => {
  test.each(Object.keys(commandBodies) as CommandType[])('%s says in both languages what will happen', (command) => {
    const { sentence } = wordsOfAct(command, act, page, emptyDraft);
    expect(sentence.zh.length).toBeGreaterThan(5);
    expect(sentence.en.length).toBeGreaterThan(10);
    expect(sentence.zh).not.toMatch(/undefined|null/);
  });
  test('a return names where it goes and how it comes back', () => {
    const words = wordsOfAct('return', act, page, { ...emptyDraft, to: 'a', way: 'run-again' });
    expect(words.sentence.zh).toBe('退回「环节a」，期限暂停；补好后从那里按流程重走。');
  });
  test('only what loses something is dangerous', () => {
    expect(wordsOfAct('annul', act, page, emptyDraft).danger).toBe(true);
    expect(wordsOfAct('withdraw', act, page, { ...emptyDraft, outcome: 'end' }).danger).toBe(true);
    expect(wordsOfAct('withdraw', act, page, emptyDraft).danger).toBeUndefined();
  });
});

test('once approved, one reads where it went and that it can be taken back', () => {
  expect(doneWords('approve', act, page, emptyDraft).zh).toBe('已同意，转环节d。下一环节办理前可撤回意见。');
  expect(doneWords('urge', act, page, emptyDraft).zh).toContain('李静会收到提醒');
  expect(doneWords('suspend', { ...act, label: { zh: '暂停', en: 'Suspend' } }, page, emptyDraft).zh).toBe(
    '已办：暂停。',
  );
});

test('after papers were promised one reads which, until when, and who records them; recorded, which', () => {
  const draft = { ...emptyDraft, papers: ['invitation'], due: '2026-05-08' };
  expect(doneWords('acceptWithPromise', act, page, draft).zh).toBe(
    '已容缺受理，转环节d。邀请函须于 2026-05-08 前补齐，补齐后由受理或审核人员登记。',
  );
  const fulfil = { ...act, promise: 'promise-1' };
  expect(wordsOfAct('fulfilPromise', fulfil, page, emptyDraft).sentence.zh).toContain('邀请函（承诺 2026-05-08）');
  expect(doneWords('fulfilPromise', fulfil, page, emptyDraft).zh).toBe(
    '已登记补齐：邀请函（承诺 2026-05-08）。补齐期限已了结。',
  );
});
