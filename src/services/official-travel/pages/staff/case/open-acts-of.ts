import type { CommandType } from '#kernel/cases/commands.ts';
import type { MissionPage } from '../../../answers.ts';
import { isCommand, type MissionAct } from '../acts/act-draft.ts';
import { stepName } from '../acts/act-words.ts';

export type KnownAct = MissionAct & { readonly command: CommandType };

/** The order of the acts: what goes on first, what ends last. */
const order: readonly CommandType[] = [
  'checkPaperApproval',
  'rejectPaperApproval',
  'approve',
  'acceptWithPromise',
  'completeWait',
  'answer',
  'resubmit',
  'submit',
  'return',
  'refuse',
  'registerPaperApproval',
  'fulfilPromise',
  'addSigner',
  'removeSigner',
  'transfer',
  'retract',
  'resume',
  'urge',
  'copy',
  'suspend',
  'escalate',
  'withdraw',
  'amend',
  'terminate',
  'annul',
];

/** Done at another place of the page: exceptions on the card of their finding, issue with the document. */
const elsewhere: ReadonlySet<string> = new Set(['grantException', 'completeIssue']);
/** The application is submitted from its own review page, where everything is checked once more. */
const onReviewPage: ReadonlySet<string> = new Set(['submit', 'resubmit']);

export const submitsHere = (act: MissionAct): boolean => onReviewPage.has(act.command);

/** The acts for the right column in their order. Where one command is open at several steps, the step is named. */
export function actsToShow(page: Pick<MissionPage, 'actions' | 'path'>): readonly KnownAct[] {
  const known = page.actions.filter((act): act is KnownAct => isCommand(act.command) && !elsewhere.has(act.command));
  const several = (act: KnownAct) =>
    new Set(known.filter((one) => one.command === act.command).map((one) => one.node)).size > 1;
  return known
    .map((act): KnownAct => {
      if (!several(act)) return act;
      const step = stepName(page, act.node);
      return { ...act, label: { zh: `${act.label.zh}（${step.zh}）`, en: `${act.label.en} (${step.en})` } };
    })
    .toSorted((a, b) => order.indexOf(a.command) - order.indexOf(b.command));
}

const main: ReadonlySet<string> = new Set([
  'checkPaperApproval',
  'approve',
  'completeWait',
  'answer',
  'resubmit',
  'submit',
  'resume',
]);

/** Whether an act carries the case on: only such a one stands filled. */
export const isMain = (act: MissionAct): boolean => main.has(act.command);

/** Where the reader decides now: what the phone page and the main act are about. */
export const decisionOf = (page: Pick<MissionPage, 'actions'>): MissionAct | undefined =>
  page.actions.find(({ command }) => command === 'approve');
