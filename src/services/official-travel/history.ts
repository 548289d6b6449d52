import type { z } from 'zod';
import { commandLabels } from '#kernel/cases/commands.ts';
import type { Process } from '#kernel/cases/definition.ts';
import type { CaseEvent } from '#kernel/cases/events.ts';
import type { Text } from '#kernel/text.ts';
import type { historyEntry } from './answers.ts';

type Entry = z.infer<typeof historyEntry>;

/** Words of what happened; effects that follow by themselves (a step opens, closes) are left to the path. */
const labels: Readonly<Partial<Record<CaseEvent['type'], Text>>> = {
  submitted: commandLabels.submit,
  resubmitted: commandLabels.resubmit,
  withdrawn: commandLabels.withdraw,
  returned: commandLabels.return,
  retracted: commandLabels.retract,
  transferred: commandLabels.transfer,
  'signer-added': commandLabels.addSigner,
  'signer-removed': commandLabels.removeSigner,
  urged: commandLabels.urge,
  copied: commandLabels.copy,
  suspended: commandLabels.suspend,
  resumed: commandLabels.resume,
  amended: commandLabels.amend,
  annulled: commandLabels.annul,
  terminated: commandLabels.terminate,
  'promise-accepted': commandLabels.acceptWithPromise,
  'promise-fulfilled': commandLabels.fulfilPromise,
  'paper-registered': commandLabels.registerPaperApproval,
  'paper-checked': commandLabels.checkPaperApproval,
  'paper-rejected': commandLabels.rejectPaperApproval,
  escalated: commandLabels.escalate,
  'wait-completed': { zh: '环节完成', en: 'Step completed' },
  issued: { zh: '文书印发', en: 'Document issued' },
  'exception-granted': commandLabels.grantException,
  granted: { zh: '批准', en: 'Granted' },
};

function labelOf(event: CaseEvent): Text | undefined {
  if (event.type === 'decided') return event.decision === 'approve' ? commandLabels.approve : commandLabels.refuse;
  if (event.type === 'answered') return commandLabels.answer;
  return labels[event.type];
}

export function historyOf(
  events: readonly CaseEvent[],
  process: Process,
  stepOfNode: ReadonlyMap<string, string>,
  texts: ReadonlyMap<string, string>,
  names: ReadonlyMap<string, string>,
): Entry[] {
  const person = (id: string | undefined) => (id && id !== 'system' ? { id, name: names.get(id) ?? '' } : null);
  return events.flatMap((event): Entry[] => {
    const label = labelOf(event);
    if (!label) return [];
    const node = 'node' in event ? event.node : null;
    const step = node ? process.steps[stepOfNode.get(node) ?? '']?.label : undefined;
    const text = 'text' in event && event.text ? (texts.get(event.text) ?? null) : null;
    const reason =
      'reason' in event && event.reason
        ? (process.returnReasons[event.reason] ??
          process.suspendReasons[event.reason] ??
          process.endReasons[event.reason] ??
          process.exceptionReasons[event.reason])
        : undefined;
    return [
      {
        at: event.at,
        by: person(event.by),
        onBehalfOf: person(event.for),
        type: event.type,
        label: reason ? { zh: `${label.zh}：${reason.zh}`, en: `${label.en}: ${reason.en}` } : label,
        step: step ?? null,
        words: text,
        system: event.by === 'system',
      },
    ];
  });
}

/** Every person whom the history names. */
export function peopleIn(events: readonly CaseEvent[]): readonly string[] {
  return [
    ...new Set(
      events.flatMap((event) => [event.by, ...(event.for ? [event.for] : [])]).filter((id) => id !== 'system'),
    ),
  ];
}
