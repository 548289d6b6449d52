import { type ReactNode, useState } from 'react';
import type { CommandType } from '#kernel/cases/commands.ts';
import type { CommandEndpoints } from '#kernel/cases/endpoints.ts';
import type { Text } from '#kernel/text.ts';
import { useAct } from '#kernel/ui/api/hooks.ts';
import type { ProblemError } from '#kernel/ui/api/problem-error.ts';
import type { Input } from '#kernel/ui/api/request.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { ConfirmSheet } from '#kernel/ui/parts/confirm-sheet.tsx';
import type { MissionPage } from '../../../answers.ts';
import { commands } from '../../../endpoints.ts';
import { type ActDraft, bodyOf, emptyDraft, fieldsOfAct, type MissionAct, missingIn } from './act-draft.ts';
import { ActFields } from './act-fields.tsx';
import { wordsOfAct } from './act-words.ts';
import { PaperBeside } from './paper-beside.tsx';

export interface ActSheetProps {
  readonly page: MissionPage;
  readonly act: MissionAct & { readonly command: CommandType };
  readonly onClose: () => void;
  readonly onDone: (draft: ActDraft) => void;
  /** The case changed meanwhile: the page reads it again. */
  readonly onStale: () => void;
  /** More to know before the act: papers not yet opened. */
  readonly children?: ReactNode;
}

/** Kept answers that an act on a case makes old. */
export const afterAct: readonly string[] = ['official-travel', 'desk', 'obligations', 'notifications'];

/** What was entered before: papers that are missing are ticked, a usual word is there to be changed. */
function begin(command: CommandType, page: MissionPage): ActDraft {
  if (command === 'approve') return { ...emptyDraft, words: '同意。' };
  if (command === 'acceptWithPromise') return { ...emptyDraft, papers: page.missingPapers };
  return emptyDraft;
}

/** The sheet of one act: a sentence of what will happen, what it asks for, and the act. Done once, whatever is pressed. */
export function ActSheet({ page, act, onClose, onDone, onStale, children }: ActSheetProps) {
  const { command } = act;
  const [draft, setDraft] = useState<ActDraft>(() => begin(command, page));
  // One shape stands for all: path and version are the same for every command, the body is checked by its own schema.
  const run = useAct(commands[command] as CommandEndpoints['submit'], {
    refresh: afterAct,
    onDone: () => onDone(draft),
    onProblem: (problem) => problem.status === 409 && onStale(),
  });
  const words = wordsOfAct(command, act, page, draft);
  const fields = fieldsOfAct[command];
  const name = page.number ?? page.title;
  return (
    <ConfirmSheet
      open
      title={{ zh: `${act.label.zh} ${page.title}`, en: `${act.label.en}: ${page.title}` }}
      sentence={words.sentence}
      {...(words.takeBack ? { takeBack: words.takeBack } : {})}
      act={actLabel(command, act, name)}
      danger={words.danger ?? false}
      busy={run.isPending}
      problem={run.error}
      missing={isOffered(act, page) ? missingIn(command, draft) : noLonger}
      onClose={onClose}
      onAct={() =>
        run.mutate({
          params: { id: page.id },
          body: bodyOf(command, act, draft) as Input<CommandEndpoints['submit']>['body'],
          version: page.version,
        })
      }
    >
      {act.actingFor && <ActingFor page={page} />}
      {children}
      {(command === 'checkPaperApproval' || command === 'rejectPaperApproval') && act.paper && (
        <PaperBeside page={page} paper={act.paper} />
      )}
      {fields.length > 0 && (
        <ActFields command={command} act={act} page={page} fields={fields} draft={draft} onChange={setDraft} />
      )}
      <Faults problem={run.error} />
    </ConfirmSheet>
  );
}

const noLonger: Text = {
  zh: '本件已有变化，这一步现在不能办了。请关闭后看变化。',
  en: 'The case has changed and this is no longer open to you. Close this and look at the change.',
};

/** Still open on the page as it was read last. */
const isOffered = (act: MissionAct, page: MissionPage): boolean =>
  page.actions.some(
    (one) =>
      one.command === act.command &&
      one.node === act.node &&
      one.seat === act.seat &&
      (act.command === 'grantException' || one.finding === act.finding),
  );

function actLabel(command: CommandType, act: MissionAct, name: string): Text {
  if (command === 'approve') return { zh: '签署并同意', en: 'Sign and approve' };
  if (command === 'refuse') return { zh: '签署不同意', en: 'Sign: not approved' };
  if (command === 'annul' || command === 'terminate')
    return { zh: `${act.label.zh} ${name}`, en: `${act.label.en} ${name}` };
  return act.label;
}

function ActingFor({ page: _ }: { readonly page: MissionPage }) {
  const t = useText();
  return (
    <p className="tone-text-pause">
      {t({ zh: '您代理他人签署，双方姓名都记入过程。', en: 'You act for another; both names go on record.' })}
    </p>
  );
}

/** Every fault that the server names, at its place in words. */
function Faults({ problem }: { readonly problem: ProblemError | null }) {
  const t = useText();
  if (!problem || problem.faults.length === 0) return null;
  return (
    <ul className="stack">
      {problem.faults.map((fault) => (
        <li key={fault.at + fault.code}>{t(fault.message)}</li>
      ))}
    </ul>
  );
}
