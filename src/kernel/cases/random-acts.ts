import type { Day } from '../calendar/day.ts';
import type { Act, CommandType } from './commands.ts';
import type { LivedCase } from './lived-case.ts';
import type { OpenAction } from './state.ts';

/** Fills in what a button leaves open: persons, ways, days, by random numbers. */
export function actFor(
  type: CommandType,
  at: Omit<OpenAction, 'command' | 'label'>,
  lived: LivedCase,
  { pick, person }: { readonly pick: number; readonly person: string },
): Act {
  const node = at.node ?? lived.definition.route.nodes[pick % lived.definition.route.nodes.length]?.key ?? '';
  const seat = at.seat ?? `${node}.1`;
  const way = pick % 2 === 0 ? 'come-back' : 'run-again';
  const day = lived.at.toISOString().slice(0, 10) as Day;
  const passed = Object.values(lived.state.rounds.at(-1)?.nodes ?? {}).filter((one) => one.status === 'passed');
  const earlier = passed[pick % Math.max(passed.length, 1)]?.node;
  switch (type) {
    case 'submit':
    case 'resubmit':
      return { type, versions: { facts: 1 } };
    case 'withdraw':
      return { type, outcome: pick % 4 === 0 ? 'end' : 'correct' };
    case 'approve':
      return { type, node, seat };
    case 'refuse':
      return { type, node, seat, text: 't' };
    case 'answer':
      return { type, node, seat, opinion: pick % 2 === 0 ? 'agree' : 'disagree' };
    case 'return':
      return {
        type,
        node,
        seat,
        to: earlier && pick % 3 > 0 ? { node: earlier } : 'applicant',
        reason: 'incomplete',
        text: 't',
        way,
      };
    case 'retract':
    case 'removeSigner':
    case 'escalate':
      return { type, node, seat };
    case 'transfer':
      return { type, node, seat, to: person };
    case 'addSigner':
      return { type, node, seat, person, position: (['before', 'after', 'beside'] as const)[pick % 3] ?? 'beside' };
    case 'urge':
    case 'resume':
      return { type };
    case 'copy':
      return { type, persons: [person] };
    case 'suspend':
      return { type, reason: 'inquiry' };
    case 'amend':
      return { type, versions: {}, changes: ['dates'] };
    case 'annul':
    case 'terminate':
      return { type, reason: 'moot' };
    case 'acceptWithPromise':
      return { type, node, seat, papers: ['plan'], due: '2030-01-01' as Day };
    case 'fulfilPromise':
      return { type, promise: at.promise ?? 'promise-1' };
    case 'registerPaperApproval':
      return { type, node, seat, decision: 'approve', signer: person, signedOn: day, file: 'f' };
    case 'checkPaperApproval':
      return { type, paper: at.paper ?? 'paper-1' };
    case 'rejectPaperApproval':
      return { type, paper: at.paper ?? 'paper-1', text: 't' };
    case 'completeWait':
      return { type, node };
    case 'completeIssue':
      return { type, node, document: 'd' };
    case 'grantException':
      return { type, finding: at.finding ?? 'f1', reason: 'need', text: 't' };
  }
}
