import type { Notice, NoticeContext, NoticeRule } from '#kernel/notifications/message.ts';
import { holdersOf } from '#kernel/notifications/recipients.ts';
import { dunningActs } from './dun.ts';
import { dunned } from './dunning-notice.ts';
import { labelOfKind } from './kind.ts';
import { dayWords, type Found, findOwed } from './owed.ts';
import type { ObligationRecord } from './storage.ts';

/** 「出访报告」应于2026年12月18日前办结 … */
function say(found: Found, key: string, to: readonly string[], zh: string, en: string): Notice {
  const label = labelOfKind(found.row.kind);
  const number = found.number === null ? '' : `${found.number} `;
  const text = { zh: `${number}${label.zh}${zh}`, en: `${number}${label.en}${en}` };
  return { key, to, text, brief: text, caseId: found.row.case_id, link: found.link };
}

const officeRoot = (row: ObligationRecord): readonly string[] => row.unit_path.slice(0, 1);

async function climbed(
  found: Found,
  act: string,
  { queries, officeId, now }: NoticeContext,
): Promise<readonly Notice[]> {
  const { row, owners, day } = found;
  const due = dayWords(row.due_on);
  const unitHeads = () => holdersOf(queries, officeId, ['unit-head'], row.unit_path, day);
  // What is late is told once a day for the whole unit (`dunUnits`).
  if (now >= row.due_at && dunningActs.some((one) => one === act)) return [];
  switch (act) {
    case 'remind':
      return [
        say(found, 'remind', owners, `${due.zh}到期，请按时办理`, ` is due on ${due.en}; please see to it in time`),
      ];
    case 'tell-unit-head':
      return [
        say(
          found,
          'unit-head',
          await unitHeads(),
          `应于${due.zh}办结，本单位尚未办理，请督促`,
          ` was due on ${due.en} and your unit has not done it; please see that it is done`,
        ),
      ];
    case 'lock-person':
      return [
        say(
          found,
          'locked',
          [...owners, ...(await unitHeads())],
          `逾期未办，本人暂不能列入新的申报；办结后自动解除`,
          ` is overdue: the person cannot join a new application until it is done; the lock then ends by itself`,
        ),
      ];
    case 'propose-mission-lock':
    case 'propose-unit-lock': {
      const heads = await holdersOf(queries, officeId, ['office-head'], officeRoot(row), day);
      const what =
        act === 'propose-unit-lock'
          ? { zh: '单位停办', en: 'lock the unit' }
          : { zh: '团组停办', en: 'lock the mission' };
      return [
        say(
          found,
          'proposed',
          heads,
          `逾期未办，系统建议${what.zh}，请决定`,
          ` is overdue; the system proposes to ${what.en}. Please decide`,
        ),
      ];
    }
    default:
      return [];
  }
}

export const obligationNotices: NoticeRule = {
  key: 'obligations',
  topics: [
    'obligations.dunned',
    'obligations.climbed',
    'obligations.recomputed',
    'obligations.locked',
    'obligations.locks-lifted',
    'obligations.lock-appealed',
    'obligations.appeal-answered',
  ],
  notices: async (message, context) => {
    if (message.topic === 'obligations.dunned') return dunned(message, context);
    const found = await findOwed(message.body.obligationId, context);
    if (!found) return [];
    const { row, owners, day } = found;
    const running = row.state === 'open' || row.state === 'overdue';
    switch (message.topic) {
      case 'obligations.climbed':
        // Done or stopped in the meantime: nothing to remind of.
        return running ? climbed(found, String(message.body.act), context) : [];
      case 'obligations.recomputed': {
        if (row.state === 'paused') return [say(found, 'paused', owners, '已暂停计时', ': the clock stands')];
        const due = dayWords(row.due_on);
        const mark = row.provisional ? { zh: '（暂定）', en: ' (provisional)' } : { zh: '', en: '' };
        return running
          ? [
              say(
                found,
                'recomputed',
                owners,
                `期限已重算，现为${due.zh}${mark.zh}，原期限留存备查`,
                ` was computed again and is now due on ${due.en}${mark.en}; the old date is kept`,
              ),
            ]
          : [];
      }
      case 'obligations.locked': {
        const heads = await holdersOf(context.queries, context.officeId, ['unit-head'], row.unit_path, day);
        return [
          say(
            found,
            'locked',
            [...owners, ...heads],
            '逾期未办，已按书面决定停办；办结后自动解除',
            ' is overdue and was locked by written decision; the lock ends by itself when it is done',
          ),
        ];
      }
      case 'obligations.lock-appealed': {
        const heads = await holdersOf(context.queries, context.officeId, ['office-head'], officeRoot(row), day);
        return [
          say(found, 'appealed', heads, '的停办有申诉，请答复', ': somebody appeals against the lock. Please answer'),
        ];
      }
      case 'obligations.appeal-answered':
        return [
          say(
            found,
            'appeal-answered',
            [...new Set([...owners, String(message.body.madeBy)])],
            message.body.verdict === 'lift' ? '的停办经申诉已解除' : '的申诉已答复：维持停办，理由见期限详情',
            message.body.verdict === 'lift'
              ? ': the lock was lifted after the appeal'
              : ': the appeal is answered; the lock stays, for the reason given on the page of the duty',
          ),
        ];
      default:
        return [say(found, 'lifted', owners, '已办结，停办已解除', ' is settled and the lock has ended')];
    }
  },
};
