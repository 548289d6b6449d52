import type { Text } from '../text.ts';
import { type ActRule, seatAt, type Target } from './acts/act.ts';
import { actRules } from './acts/all.ts';
import { thresholdEffect } from './acts/signers.ts';
import { type Command, type CommandType, commandLabels } from './commands.ts';
import type { CaseDefinition } from './definition.ts';
import type { CaseEvent } from './events.ts';
import type { Circumstances, Doer } from './facts.ts';
import { type Acting, actingAs, type Laws, laws as lawfulLaws } from './laws.ts';
import { refusalText, refusalTexts } from './refusals.ts';
import type { CaseState, ClosedAction, OpenAction, Refusal, RefusalCode } from './state.ts';
import { Progress, type Sight } from './work.ts';

export interface Applied {
  readonly refused: false;
  /** Empty if the command had been done before. */
  readonly events: readonly CaseEvent[];
  readonly state: CaseState;
}

export interface Viewer {
  readonly doer: Doer | 'system';
  /** Business time, ISO 8601. */
  readonly at: string;
}

export interface CaseDefinitionInForce {
  readonly definition: CaseDefinition;
  /** `definitionDigest(definition)`; events name it. */
  readonly digest: string;
}

const commandTypes = Object.keys(actRules) as readonly CommandType[];

/** Reasons worth telling a reader beside the open acts: the act is the reader's, but something is lacking. */
const telling: ReadonlySet<RefusalCode> = new Set<RefusalCode>([
  'own-case',
  'second-person-needed',
  'finding-blocks',
  'papers-missing',
  'promised-papers-missing',
  'paper-pending',
  'waits-for-other',
  'urged-lately',
]);

function sightOf(
  { definition, digest }: CaseDefinitionInForce,
  state: CaseState,
  acting: Acting,
  at: string,
  key: string,
  { facts, dueDay }: Circumstances,
  laws: Laws,
): Sight {
  return { definition, digest, state, facts, dueDay, acting, at, key, laws };
}

function effectText(sight: Sight, target: Target): Text | null {
  const place = seatAt(sight, target);
  if (!place) return null;
  const { needed, seats } = thresholdEffect(sight, place, 'beside');
  return {
    zh: `${seats.before}人中${needed.before}人同意即通过，并加一人后为${seats.after}人中${needed.after}人`,
    en: `Passes with ${needed.before} of ${seats.before}; with one signer beside, ${needed.after} of ${seats.after}`,
  };
}

interface Seen {
  readonly open: readonly OpenAction[];
  readonly closed: readonly ClosedAction[];
}

function lookAs(sight: Sight): Seen {
  const open: OpenAction[] = [];
  const closed: ClosedAction[] = [];
  for (const command of commandTypes) {
    const rule = actRules[command];
    const label = commandLabels[command];
    for (const target of rule.targets(sight)) {
      const reason = rule.may(sight, target);
      const actingFor = sight.acting.actingFor ? { actingFor: sight.acting.actingFor } : {};
      const effect = command === 'addSigner' ? effectText(sight, target) : null;
      if (!reason) open.push({ command, label, ...target, ...actingFor, ...(effect ? { effect } : {}) });
      else if (telling.has(reason)) {
        closed.push({
          command,
          label,
          ...(target.node ? { node: target.node } : {}),
          reason,
          text: refusalTexts[reason],
        });
      }
    }
  }
  return { open, closed };
}

/** The target that an act names by its own fields. */
function targetOf(act: object): Target {
  const named = (key: keyof Target): Target => {
    const value: unknown = key in act ? Reflect.get(act, key) : undefined;
    return typeof value === 'string' ? { [key]: value } : {};
  };
  return { ...named('node'), ...named('seat'), ...named('paper'), ...named('promise'), ...named('finding') };
}

const sameAct = (a: OpenAction, b: OpenAction): boolean =>
  a.command === b.command &&
  a.node === b.node &&
  a.seat === b.seat &&
  a.paper === b.paper &&
  a.promise === b.promise &&
  a.finding === b.finding;

/** The reducer under the given laws. The product uses `apply`, `openActions`, `actionsFor`; tests plant broken laws here. */
export function reducer(laws: Laws) {
  /** Acts open to the reader and those that lack something, as oneself first, then for each person whom one may act for. */
  function actionsFor(
    definition: CaseDefinitionInForce,
    state: CaseState,
    viewer: Viewer,
    circumstances: Circumstances,
  ): Seen {
    const others = viewer.doer === 'system' ? [] : viewer.doer.actsFor.map((one) => one.personId);
    const seen = [undefined, ...others].flatMap((actingFor) => {
      const acting = actingAs(viewer.doer, actingFor);
      return acting ? [lookAs(sightOf(definition, state, acting, viewer.at, '', circumstances, laws))] : [];
    });
    const open = seen.flatMap((one) => one.open);
    const distinct = open.filter((one, index) => open.findIndex((other) => sameAct(one, other)) === index);
    const closed = seen
      .flatMap((one) => one.closed)
      .filter((one) => !distinct.some((other) => other.command === one.command && other.node === one.node));
    return { open: distinct, closed };
  }

  function refusal(
    definition: CaseDefinitionInForce,
    state: CaseState,
    command: Command,
    circumstances: Circumstances,
    code: RefusalCode,
  ): Refusal {
    const possible = actionsFor(definition, state, { doer: command.by, at: command.at }, circumstances).open;
    const name = definition.definition.process.states[state.state]?.label ?? { zh: state.state, en: state.state };
    const text = refusalText(
      code,
      name,
      possible.map((one) => one.label),
    );
    return { refused: true, code, text, possible, state: state.state };
  }

  /** One command on a state. Pure: same arguments, same answer; writes nothing. */
  function applyTo(
    definition: CaseDefinitionInForce,
    state: CaseState,
    command: Command,
    circumstances: Circumstances,
  ): Applied | Refusal {
    if (laws.alreadyDone(state, command.key)) return { refused: false, events: [], state };
    const acting = actingAs(command.by, command.actingFor);
    if (!acting) return refusal(definition, state, command, circumstances, 'not-delegated');
    const sight = sightOf(definition, state, acting, command.at, command.key, circumstances, laws);
    const rule = actRules[command.type] as ActRule<CommandType>;
    const reason = rule.may(sight, targetOf(command)) ?? rule.check?.(sight, command) ?? null;
    if (reason) return refusal(definition, state, command, circumstances, reason);
    const progress = new Progress(sight);
    rule.run(progress, command);
    return { refused: false, events: progress.events, state: progress.state };
  }

  return { actionsFor, applyTo };
}

const lawful = reducer(lawfulLaws);

/** Acts open to the reader, and acts that are his but lack something. The same checks refuse the command. */
export const actionsFor = lawful.actionsFor;

export function openActions(
  definition: CaseDefinitionInForce,
  state: CaseState,
  viewer: Viewer,
  circumstances: Circumstances,
): readonly OpenAction[] {
  return actionsFor(definition, state, viewer, circumstances).open;
}

export const applyTo = lawful.applyTo;
