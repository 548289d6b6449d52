import type { CommandType } from '#kernel/cases/commands.ts';
import type { Text } from '#kernel/text.ts';
import type { MissionPage } from '../../../answers.ts';
import type { ActDraft, MissionAct } from './act-draft.ts';
import { nextSteps, untilNext } from './act-words.ts';
import { papersNamed, promised } from './paper-words.ts';

/** Said once the act is done: what holds now, and until when it can be taken back. */
export function doneWords(command: CommandType, act: MissionAct, page: MissionPage, draft: ActDraft): Text {
  if (command === 'approve') {
    const next = nextSteps(page, act.node);
    return {
      zh: `已同意，转${next.zh}。${untilNext.zh}`,
      en: `Approved and passed on. Next: ${next.en}. ${untilNext.en}`,
    };
  }
  if (command === 'acceptWithPromise') {
    const names = papersNamed(draft.papers);
    const next = nextSteps(page, act.node);
    return {
      zh: `已容缺受理，转${next.zh}。${names.zh}须于 ${draft.due ?? ''} 前补齐，补齐后由受理或审核人员登记。`,
      en: `Accepted and passed on to ${next.en}. ${names.en} must follow by ${draft.due ?? ''}; intake or review then records it.`,
    };
  }
  if (command === 'fulfilPromise') {
    const names = promised(page, act);
    return { zh: `已登记补齐：${names.zh}。补齐期限已了结。`, en: `Recorded: ${names.en}. The duty has ended.` };
  }
  if (command === 'urge')
    return {
      zh: `已催办，${page.holder?.zh ?? '办理人'}会收到提醒。24 小时内不能再催。`,
      en: `Reminder sent to ${page.holder?.en ?? 'whoever holds it'}. You can remind again in 24 hours.`,
    };
  return { zh: `已办：${act.label.zh}。`, en: `Done: ${act.label.en}.` };
}
