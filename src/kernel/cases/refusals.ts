import type { Text } from '../text.ts';
import type { RefusalCode } from './state.ts';

/** What holds, and what to do instead. State and open acts are added by `refusalText`. */
export const refusalTexts: Readonly<Record<RefusalCode, Text>> = {
  'not-open': {
    zh: '该环节现在不在办理中，可能已由他人办结。请刷新后查看当前环节。',
    en: 'This step is not open now; somebody may have completed it. Reload to see the current step.',
  },
  'not-permitted': {
    zh: '您的岗位没有这项权限。请联系承办人或本单位负责人办理。',
    en: 'Your posts do not include this act. Ask the handling officer or the head of your unit.',
  },
  'not-signer': {
    zh: '该环节不由您办理。请由列明的办理人办理，或由其转办给您。',
    en: 'You are not a signer of this step. The named signer may act, or transfer it to you.',
  },
  'own-case': {
    zh: '申请人和团组成员（含其代理人）不得审批本人的事项。请由其他有权人员办理，或提级办理。',
    en: 'Applicant and members, and who stands in for them, do not decide their own case. Another entitled person may act, or escalate it.',
  },
  'second-person-needed': {
    zh: '同一人不得办理须由两人分别办理的环节，也不得在同一环节签两次。请由另一人办理。',
    en: 'One person cannot fill two steps that need two persons, nor sign a step twice. Another person has to act.',
  },
  suspended: {
    zh: '本件已暂停办理，期限停止计算。恢复后再办。',
    en: 'The case is suspended and its clock stands. Resume it first.',
  },
  ended: {
    zh: '本件已结束，不能再办理。如需继续，请另行申请。',
    en: 'The case has ended. Make a new application to go on.',
  },
  draft: { zh: '本件尚未提交。请先提交。', en: 'The case has not been submitted yet. Submit it first.' },
  'already-submitted': { zh: '本件已经提交，无须再次提交。', en: 'The case has been submitted already.' },
  'not-returned': {
    zh: '本件没有退回，不需要重新提交。如需修改，可先撤回。',
    en: 'The case has not been returned. To change it, withdraw it first.',
  },
  'someone-acted': {
    zh: '后续环节已有人办理，不能撤回修改。可请办理人退回补正，或撤回并结束本件。',
    en: 'Somebody has acted on it, so it cannot be taken back for changes. Ask the signer to return it, or give it up.',
  },
  'already-granted': {
    zh: '本件已批准，不能撤回或终止。请申请变更，或由外办撤销。',
    en: 'The case has been granted. Apply for an amendment, or the office may revoke it.',
  },
  'not-granted': {
    zh: '本件尚未批准，不能变更或撤销。',
    en: 'The case has not been granted, so it cannot be amended or revoked.',
  },
  'live-round': {
    zh: '已有一次变更正在办理。请等其办结，或先撤回。',
    en: 'An amendment is under way already. Wait for its end, or withdraw it first.',
  },
  'decision-not-offered': { zh: '该环节不提供这一选择。', en: 'This step does not offer that choice.' },
  'wrong-kind': { zh: '该环节不适用这一操作。', en: 'This act does not belong to that kind of step.' },
  'unknown-code': {
    zh: '所选原因或类别不在目录内，请重新选择。',
    en: 'The chosen reason or kind is not in the list. Choose again.',
  },
  'not-earlier': {
    zh: '只能退回到已经办过的前面环节。请选择已办结的环节或申请人。',
    en: 'A case can only be sent back to a step that was completed before. Choose such a step, or the applicant.',
  },
  'already-signer': {
    zh: '此人已是该环节的办理人。请另选一人。',
    en: 'This person signs here already. Choose somebody else.',
  },
  'not-added': {
    zh: '只有加签的人可以减签，原定办理人不能减去。',
    en: 'Only added signers can be removed, not those of the route.',
  },
  'urged-lately': { zh: '24小时内已催办过。请稍后再催。', en: 'A reminder was sent within 24 hours. Try again later.' },
  'not-suspended': { zh: '本件没有暂停，无须恢复。', en: 'The case is not suspended.' },
  'papers-missing': {
    zh: '必需材料不齐，也没有补齐承诺。请补齐材料，或办理容缺受理并约定补齐日期。',
    en: 'Required papers are missing and not promised. Complete them, or accept with a dated promise.',
  },
  'promised-papers-missing': {
    zh: '承诺补齐的材料还没有上传。请申报人先在附件中上传，再登记补齐。',
    en: 'The promised papers have not been uploaded yet. The applicant adds them among the papers first.',
  },
  'nothing-missing': {
    zh: '材料已齐，无须容缺受理，请直接办理。',
    en: 'No paper is missing. Approve in the ordinary way.',
  },
  'promise-not-dated': { zh: '补齐日期必须晚于今天。', en: 'The promised day must be after today.' },
  'finding-blocks': {
    zh: '有未通过的核对项。请先改正；依规可以例外的，由有权人员准予例外并写明理由。',
    en: 'A check has failed. Mend it first; where the rule allows, an entitled person may grant an exception with reasons.',
  },
  'no-such-finding': {
    zh: '该核对项已不存在或已准予例外。',
    en: 'This finding no longer stands, or an exception was granted.',
  },
  'not-exceptionable': {
    zh: '该规定不允许例外，只能改正。',
    en: 'This rule allows no exception. The case has to be mended.',
  },
  'section-not-writable': { zh: '该环节不能填写所选内容。', en: 'A signer of this step may not write that section.' },
  'paper-not-allowed': {
    zh: '该环节不接受纸质批示登记，请在线办理。',
    en: 'This step takes no decision on paper. Decide on line.',
  },
  'paper-pending': {
    zh: '已登记纸质批示，等待另一人核对。请先核对或退回登记。',
    en: 'A decision on paper is recorded and waits for a second person. Check or reject it first.',
  },
  'paper-not-pending': {
    zh: '该纸质批示登记已核对、退回或失效。',
    en: 'This paper record was checked, rejected, or has lapsed.',
  },
  'paper-in-future': { zh: '批示日期不能晚于今天。', en: 'The day on the paper cannot be in the future.' },
  'not-delegated': {
    zh: '没有此人现行有效的代理授权。请以本人身份办理，或先办理代理。',
    en: 'You hold no delegation of that person now. Act as yourself, or have a delegation set up.',
  },
  'waits-for-other': { zh: '须等另一名加签人先办。', en: 'Another signer has to act first.' },
  'not-retractable': {
    zh: '之后已有人办理，意见不能撤回。',
    en: 'Somebody has acted since, so the decision can no longer be taken back.',
  },
  'top-reached': { zh: '已到最高一级，不能再提级。', en: 'The highest level has been reached.' },
  'no-such-promise': { zh: '没有这项补齐承诺，或已登记补齐。', en: 'There is no such open promise.' },
  'no-route': {
    zh: '没有适用于本件的审批路线。请联系外办维护路线。',
    en: 'No route in force fits this case. Ask the office to maintain its routes.',
  },
};

/** The sentence with the state and with what is possible instead. */
export function refusalText(code: RefusalCode, state: Text, possible: readonly Text[]): Text {
  const { zh, en } = refusalTexts[code];
  const unique = possible.filter((one, index) => possible.findIndex((other) => other.zh === one.zh) === index);
  const acts = unique.length > 0;
  return {
    zh: `${zh}当前状态：${state.zh}；您现在可办：${acts ? unique.map((one) => one.zh).join('、') : '无'}。`,
    en: `${en} State: ${state.en}. Open to you now: ${acts ? unique.map((one) => one.en).join(', ') : 'nothing'}.`,
  };
}
