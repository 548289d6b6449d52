import type { CommandType } from '#kernel/cases/commands.ts';
import type { Text } from '#kernel/text.ts';
import { missionProcess } from '../../../process.ts';
import type { ActField } from './act-draft.ts';

/** What is usually said, one press away; the words stay editable. */
export const usualWords: Readonly<Partial<Record<CommandType, readonly string[]>>> = {
  approve: ['同意。', '拟同意。', '同意，按程序办理。'],
  refuse: ['任务不够紧要，建议取消。', '不符合规定，不同意。'],
  answer: ['无意见。', '同意。'],
};

export const labels: Readonly<Record<ActField, Text>> = {
  words: { zh: '意见', en: 'Words' },
  conditions: { zh: '附加要求', en: 'Conditions' },
  reason: { zh: '原因', en: 'Reason' },
  to: { zh: '退回给', en: 'Goes back to' },
  way: { zh: '补好以后', en: 'Once mended' },
  reopens: { zh: '只开放以下各节修改（不选即全部）', en: 'Open only these sections (none: all)' },
  person: { zh: '人员', en: 'Person' },
  persons: { zh: '抄送给', en: 'Copied to' },
  position: { zh: '签署顺序', en: 'When they sign' },
  outcome: { zh: '撤回后', en: 'After that' },
  papers: { zh: '暂缺的材料', en: 'Missing papers' },
  due: { zh: '承诺补齐日期', en: 'Promised by' },
  decision: { zh: '批示结果', en: 'What was decided' },
  signedOn: { zh: '批示日期', en: 'Day of the decision' },
  file: { zh: '批示照片或扫描件', en: 'Photo or scan of the decision' },
  changes: { zh: '变更事项', en: 'What changes' },
  opinion: { zh: '意见结论', en: 'Opinion' },
};

export const byCommand: Readonly<Partial<Record<CommandType, Readonly<Partial<Record<ActField, Text>>>>>> = {
  return: { words: { zh: '要补正什么', en: 'What to mend' } },
  refuse: { words: { zh: '理由', en: 'Reason' } },
  transfer: { words: { zh: '交代', en: 'Note' }, person: { zh: '转给', en: 'Hand over to' } },
  addSigner: { words: { zh: '为什么请他签', en: 'Why' }, person: { zh: '加签人', en: 'Signer' } },
  suspend: { words: { zh: '说明', en: 'Explanation' } },
  annul: { words: { zh: '说明', en: 'Explanation' } },
  terminate: { words: { zh: '说明', en: 'Explanation' } },
  acceptWithPromise: { words: { zh: '说明', en: 'Explanation' } },
  registerPaperApproval: {
    person: { zh: '批示人', en: 'Who decided' },
    words: { zh: '批示原文', en: 'The words as written' },
  },
  rejectPaperApproval: { words: { zh: '哪里不符', en: 'What does not agree' } },
  grantException: { words: { zh: '理由', en: 'Reason' } },
};

export const reasonsOf: Readonly<Partial<Record<CommandType, Readonly<Record<string, Text>>>>> = {
  return: missionProcess.returnReasons,
  suspend: missionProcess.suspendReasons,
  annul: missionProcess.endReasons,
  terminate: missionProcess.endReasons,
  grantException: missionProcess.exceptionReasons,
};

export const optionalWords: ReadonlySet<ActField> = new Set(['conditions']);
export const wordsOptional: ReadonlySet<CommandType> = new Set([
  'approve',
  'answer',
  'transfer',
  'addSigner',
  'suspend',
  'annul',
  'terminate',
  'acceptWithPromise',
  'registerPaperApproval',
]);

export const choices: Readonly<Partial<Record<ActField, Readonly<Record<string, Text>>>>> = {
  way: {
    'come-back': { zh: '直接回到我这里', en: 'straight back to me' },
    'run-again': { zh: '从那里按流程重走', en: 'run again from there' },
  },
  position: {
    before: { zh: '在我之前', en: 'before me' },
    beside: { zh: '与我并列', en: 'beside me' },
    after: { zh: '在我之后', en: 'after me' },
  },
  outcome: {
    correct: { zh: '修改后再提交', en: 'mend and submit again' },
    end: { zh: '不再申报，本件办结', en: 'give it up; the case ends' },
  },
  decision: { approve: { zh: '同意', en: 'Approved' }, refuse: { zh: '不同意', en: 'Not approved' } },
  opinion: {
    agree: { zh: '同意', en: 'Agree' },
    'agree-with-conditions': { zh: '同意，有要求', en: 'Agree with conditions' },
    disagree: { zh: '不同意', en: 'Disagree' },
  },
  changes: missionProcess.changes,
};
