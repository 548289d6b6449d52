import type { CommandType } from '#kernel/cases/commands.ts';
import type { Text } from '#kernel/text.ts';
import type { MissionPage } from '../../../answers.ts';
import type { ActDraft, MissionAct } from './act-draft.ts';
import { joined, promised } from './paper-words.ts';

/** One sentence of what will happen, until when it can be taken back, and whether something is lost by it. */
export interface ActWords {
  readonly sentence: Text;
  readonly takeBack?: Text;
  readonly danger?: boolean;
}

/** The steps that open next, as the case's own path has them; the last step leads to the end. */
export function nextSteps(page: Pick<MissionPage, 'path'>, node: string | undefined): Text {
  const at = page.path.findIndex((item) => item.node === node);
  const others = page.path.filter((item) => item.status === 'current' && item.node !== node);
  if (others.length > 0) return joined(others.map(({ label }) => label));
  const [next] = page.path.slice(at + 1).filter((item) => item.status === 'to-come');
  return next?.label ?? { zh: '办结', en: 'closing' };
}

export function stepName(page: Pick<MissionPage, 'path'>, node: string | undefined): Text {
  return page.path.find((item) => item.node === node)?.label ?? { zh: '本环节', en: 'this step' };
}

/** Earlier steps to which a case can go back from here, the nearest first. */
export function earlierSteps(page: Pick<MissionPage, 'path'>, node: string | undefined) {
  const at = page.path.findIndex((item) => item.node === node);
  return page.path
    .slice(0, Math.max(0, at))
    .filter((item) => item.status === 'done')
    .toReversed();
}

export const untilNext: Text = {
  zh: '下一环节办理前可撤回意见。',
  en: 'You can take it back until the next step is done.',
};
const onRecord: Text = { zh: '记入过程，不能删除。', en: 'Goes on record and cannot be deleted.' };

function returnWords(page: MissionPage, draft: ActDraft): Text {
  const target =
    draft.to === 'applicant'
      ? { zh: `${page.unit.name}（申报人）`, en: `${page.unit.name} (applicant)` }
      : stepName(page, draft.to);
  const back =
    draft.way === 'come-back'
      ? { zh: '补好后直接回到本环节。', en: 'Once mended it comes straight back to this step.' }
      : { zh: '补好后从那里按流程重走。', en: 'Once mended it runs again from there.' };
  return {
    zh: `退回「${target.zh}」，期限暂停；${back.zh}`,
    en: `Goes back to ${target.en}; the clock stands. ${back.en}`,
  };
}

/** What the act does, in one sentence, for the sheet that asks before it is done. */
export function wordsOfAct(command: CommandType, act: MissionAct, page: MissionPage, draft: ActDraft): ActWords {
  const step = stepName(page, act.node);
  switch (command) {
    case 'approve': {
      const next = nextSteps(page, act.node);
      return {
        sentence: {
          zh: `在「${step.zh}」签署同意，意见和姓名记入审批意见表；接着办：${next.zh}。`,
          en: `You sign at "${step.en}"; opinion and name go on the opinion sheet. Next: ${next.en}.`,
        },
        takeBack: untilNext,
      };
    }
    case 'refuse':
      return {
        sentence: {
          zh: `在「${step.zh}」不同意，本件按不予批准办结，理由告知${page.unit.name}。`,
          en: `You do not approve at "${step.en}"; the case ends as refused and ${page.unit.name} is told why.`,
        },
        takeBack: { zh: '资料保留，可另行申报。', en: 'The data are kept for a new application.' },
        danger: true,
      };
    case 'return':
      return {
        sentence: returnWords(page, draft),
        takeBack: { zh: '对方办理前可撤回。', en: 'You can take it back until they act.' },
      };
    case 'answer':
      return {
        sentence: {
          zh: '答复意见供审批人参考，不改变流程走向。',
          en: 'Your opinion informs those who decide; it stops nothing.',
        },
        takeBack: untilNext,
      };
    case 'retract':
      return {
        sentence: {
          zh: '撤回您刚签署的意见，办件回到您这里。',
          en: 'Takes back what you have just signed; the case returns to you.',
        },
      };
    case 'withdraw':
      return draft.outcome === 'end'
        ? {
            sentence: {
              zh: '终止这次申报，占用的计划和预算随即释放。',
              en: 'Gives the application up; plan and budget are released at once.',
            },
            danger: true,
          }
        : {
            sentence: {
              zh: '取回修改；还没有人办理，改好后可再提交。',
              en: 'Takes it back to mend; nobody has acted yet and you can submit again.',
            },
          };
    case 'transfer':
      return {
        sentence: {
          zh: `把「${step.zh}」转给所选人员办理，本件不再在您的待办里。`,
          en: `Hands "${step.en}" over for good; it leaves your to-do list.`,
        },
        takeBack: onRecord,
      };
    case 'addSigner':
      return {
        sentence: act.effect ?? { zh: '加一名签署人。', en: 'Adds a signer.' },
        takeBack: { zh: '对方签署前可减签。', en: 'You can remove the signer until they sign.' },
      };
    case 'removeSigner':
      return {
        sentence: { zh: '去掉加签的人，他的待办随即消失。', en: 'Removes the added signer; the to-do disappears.' },
      };
    case 'urge':
      return {
        sentence: {
          zh: `提醒${page.holder?.zh ?? '办理人'}，24 小时内不能再催。`,
          en: `Reminds ${page.holder?.en ?? 'whoever holds it'}; not again within 24 hours.`,
        },
      };
    case 'copy':
      return {
        sentence: {
          zh: '抄送所选人员知悉，进入他们的待阅，不算待办。',
          en: 'Goes to their copies to read, not to their to-do.',
        },
      };
    case 'suspend':
      return {
        sentence: {
          zh: '暂停办理，各环节期限从现在起不再走。',
          en: 'Suspends the case; all clocks stand from now on.',
        },
        takeBack: { zh: '随时可恢复。', en: 'It can be resumed at any time.' },
      };
    case 'resume':
      return {
        sentence: { zh: '恢复办理，期限按剩余时间继续走。', en: 'The case goes on with the time that was left.' },
      };
    case 'amend':
      return {
        sentence: {
          zh: '就已批准的事项申请变更，按变更内容重走有关环节；批准前原批准仍有效。',
          en: 'Asks to change what was granted; the steps concerned run again, and the grant holds until then.',
        },
      };
    case 'annul':
      return {
        sentence: {
          zh: `撤销 ${page.number ?? page.title} 的批准，占用的计划随即释放。`,
          en: `Revokes the grant of ${page.number ?? page.title}; the plan is released.`,
        },
        takeBack: { zh: '不能恢复。', en: 'This cannot be undone.' },
        danger: true,
      };
    case 'terminate':
      return {
        sentence: {
          zh: `终止 ${page.number ?? page.title}，不作批准与否的决定。`,
          en: `Ends ${page.number ?? page.title} without a result.`,
        },
        takeBack: { zh: '不能恢复。', en: 'This cannot be undone.' },
        danger: true,
      };
    case 'acceptWithPromise':
      return {
        sentence: {
          zh: `容缺受理：材料暂缺也先往下办，申报人须在承诺日期前补齐，到期自动提醒。`,
          en: 'Accepted although papers are missing; they are promised by a day and reminded of by themselves.',
        },
        takeBack: untilNext,
      };
    case 'fulfilPromise':
      return {
        sentence: {
          zh: `登记承诺的材料已补齐：${promised(page, act).zh}，补齐期限随之了结。`,
          en: `Records that the promised papers have come: ${promised(page, act).en}; the duty ends.`,
        },
      };
    case 'registerPaperApproval':
      return {
        sentence: {
          zh: '登记领导在呈批单上的批示；由另一人对照原件核对后才生效。',
          en: "Records a leader's decision given on paper; it counts once another person has checked it against the scan.",
        },
      };
    case 'checkPaperApproval':
      return {
        sentence: {
          zh: '对照原件无误后，批示即生效，办件往下走。',
          en: 'Checked against the scan, the decision counts and the case goes on.',
        },
      };
    case 'rejectPaperApproval':
      return {
        sentence: {
          zh: '登记与原件不符，退回重新登记。',
          en: 'The record does not agree with the scan and must be made again.',
        },
      };
    case 'escalate':
      return {
        sentence: { zh: `把「${step.zh}」提交上一级办理。`, en: `Takes "${step.en}" one level up.` },
        takeBack: onRecord,
      };
    case 'completeWait':
      return {
        sentence: {
          zh: `「${step.zh}」办完，接着办：${nextSteps(page, act.node).zh}。`,
          en: `"${step.en}" is done. Next: ${nextSteps(page, act.node).en}.`,
        },
      };
    case 'grantException':
      return {
        sentence: {
          zh: `准予 ${act.finding ?? ''} 的例外，您的姓名、理由印在审批意见表上。`,
          en: `Grants an exception from ${act.finding ?? ''}; your name and reason are printed on the opinion sheet.`,
        },
        takeBack: onRecord,
      };
    case 'submit':
    case 'resubmit':
      return {
        sentence: {
          zh: `提交后内容即冻结，接着办：${nextSteps(page, undefined).zh}。`,
          en: `Once submitted the content is frozen. Next: ${nextSteps(page, undefined).en}.`,
        },
        takeBack: { zh: '首个环节办理前可撤回修改。', en: 'You can take it back until the first step is done.' },
      };
    case 'completeIssue':
      return { sentence: { zh: '文书已印发，办件往下走。', en: 'The document is issued and the case goes on.' } };
  }
}
