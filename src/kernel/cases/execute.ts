import { dayInBeijing } from '#kernel/calendar/day.ts';
import type { Work } from '#kernel/commands/command.ts';
import type { Permission } from '#kernel/identity/permission.ts';
import type { Act, Command, CommandType } from './commands.ts';
import { holds, noAmendment } from './conditions.ts';
import type { Process, Route } from './definition.ts';
import { inForce } from './digest.ts';
import { draftDefinition } from './draft-definition.ts';
import type { CaseFacts, Circumstances, DueDay } from './facts.ts';
import { emptyState, fold } from './fold.ts';
import { mayKnowCase } from './known.ts';
import { refusedProblem, staleProblem, staleSection, unknownCase } from './problems.ts';
import type { StoredCase } from './read.ts';
import { actionsFor, applyTo, type CaseDefinitionInForce, openActions } from './reducer.ts';
import { routesFor } from './route-storage.ts';
import { chooseRoute } from './routes.ts';
import type { CaseState, ClosedAction, OpenAction } from './state.ts';
import { liveRound } from './state-parts.ts';
import {
  appendEvents,
  type CaseId,
  type CaseRow,
  keepDefinition,
  loadDefinition,
  loadEvents,
  lockCase,
  nextNumber,
  writeProjection,
} from './storage.ts';

export interface ExecuteInput {
  /** The process as the program has it; a running case goes on by the one that it keeps. */
  readonly process: Process;
  readonly caseId: string;
  /** The version that the caller saw: number of events, 0 for a draft. */
  readonly expectedVersion: number;
  /** Key of the request; the same key again does nothing more. */
  readonly key: string;
  readonly act: Act;
  readonly actingFor?: string;
  /** The case as it was read, if it was locked before: then it is not read again, and whoever read it has asked who may know of it. */
  readonly stored?: StoredCase;
  /** Jobs and documents act as the system; everybody else must be allowed to know of the case. */
  readonly as: { readonly permission: Permission } | 'system';
  /** Facts of the case as it stands, read after the case was locked, in the same transaction. */
  readonly facts: (state: CaseState) => CaseFacts | Promise<CaseFacts>;
  readonly dueDay: DueDay;
  /** The service's own routes, in force as long as the office has laid down none. */
  readonly standardRoutes: readonly Route[];
  /** First part of the number, e.g. `321300`. */
  readonly numberPrefix: string;
  /** What lists show beside the history. */
  readonly row?: {
    readonly title?: string;
    readonly facts?: Readonly<Record<string, string | number | boolean | null>>;
  };
}

export interface CaseOutcome {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly number: string | null;
  readonly actions: readonly OpenAction[];
  readonly closed: readonly ClosedAction[];
  /** Types of the events that the command caused; none if it had been done before. */
  readonly events: readonly string[];
}

const choosing: ReadonlySet<CommandType> = new Set<CommandType>(['submit', 'resubmit', 'amend']);

/** Process and route that hold from this command on. A running case keeps its route as long as its condition is true. */
async function definitionFor(
  work: Work,
  { process, act, standardRoutes }: ExecuteInput,
  state: CaseState,
  kept: CaseDefinitionInForce | null,
  facts: CaseFacts,
): Promise<CaseDefinitionInForce> {
  if (kept && !choosing.has(act.type)) return kept;
  const live = liveRound(state);
  const round =
    act.type === 'amend'
      ? { amendment: true, changes: act.changes }
      : live
        ? { amendment: live.purpose === 'amendment', changes: live.changes }
        : noAmendment;
  if (kept) {
    const still = holds(kept.definition.process.facts, kept.definition.route.when, facts.values, round);
    if ('failed' in still || still.value) return kept;
  }
  const laidDown = await routesFor(work.queries, work.actor.officeId, process);
  const routes = laidDown.length > 0 ? laidDown : standardRoutes;
  const { route } = chooseRoute(process, routes, facts.values, dayInBeijing(work.now), round);
  return route ? inForce({ process, route }) : (kept ?? draftDefinition(process));
}

async function mayKnow(work: Work, input: ExecuteInput): Promise<boolean> {
  if (input.as === 'system') return true;
  const found = await work.queries
    .selectFrom('kernel.cases as c')
    .select('c.id')
    .where('c.id', '=', input.caseId)
    .where(mayKnowCase(work.actor, input.as.permission))
    .executeTakeFirst();
  return found !== undefined;
}

function outcome(
  work: Work,
  input: ExecuteInput,
  row: CaseRow,
  number: string | null,
  definition: CaseDefinitionInForce,
  state: CaseState,
  circumstances: Circumstances,
  events: readonly string[],
): CaseOutcome {
  const doer = input.as === 'system' ? 'system' : work.actor;
  const { open, closed } = actionsFor(definition, state, { doer, at: work.now.toISOString() }, circumstances);
  return { id: row.id, version: state.version, state: state.state, number, actions: open, closed, events };
}

function sectionClash(process: Process, row: CaseRow, act: Act) {
  const stored = row.sections as Readonly<Record<string, number>>;
  const named = 'versions' in act ? Object.entries(act.versions ?? {}) : [];
  const clash = named.find(([section, version]) => stored[section] !== undefined && stored[section] !== version);
  if (!clash) return null;
  const label = process.sections[clash[0]] ?? { zh: clash[0], en: clash[0] };
  return staleSection(label, stored[clash[0]] ?? 0);
}

interface Found {
  readonly row: CaseRow;
  readonly before: CaseDefinitionInForce;
  /** Null: a draft. */
  readonly kept: CaseDefinitionInForce | null;
  readonly state: CaseState;
}

async function found(work: Work, input: ExecuteInput, id: CaseId): Promise<Found> {
  const { process, stored } = input;
  const isOf = ({ service, kind }: CaseRow) => service === process.service && kind === process.kind;
  if (stored) {
    const { row, definition: before, state } = stored;
    if (!isOf(row)) throw unknownCase();
    return { row, before, kept: row.definition ? before : null, state };
  }
  const { queries } = work;
  const row = await lockCase(queries, id);
  if (!row || !isOf(row)) throw unknownCase();
  if (!(await mayKnow(work, input))) throw unknownCase();
  const kept = row.definition ? await loadDefinition(queries, id.officeId, row.definition) : null;
  const before = kept ?? draftDefinition(process);
  const state = kept ? fold(kept.definition, await loadEvents(queries, id)) : emptyState(before.definition);
  return { row, before, kept, state };
}

/**
 * One command on one case, in the caller's transaction: locks the row, checks the version, applies the command, and writes events,
 * list row, people, tasks, outbox message and audit entry. The one way to change a case.
 * @throws Problem 404 `case-unknown`, 409 `stale-version` or `stale-section`, and the refusals of the reducer (403, 409, 422), each
 *   with the state and the acts that are open to the actor
 */
export async function executeCase(work: Work, input: ExecuteInput): Promise<CaseOutcome> {
  const { queries, actor, now } = work;
  const id = { officeId: actor.officeId, caseId: input.caseId };
  const { row, before, kept, state } = await found(work, input, id);
  const facts = await input.facts(state);
  const circumstances: Circumstances = { facts, dueDay: input.dueDay };
  if (state.keys.has(input.key)) return outcome(work, input, row, row.number, before, state, circumstances, []);

  const doer = input.as === 'system' ? 'system' : actor;
  const at = now.toISOString();
  if (input.expectedVersion !== state.version) {
    const label = before.definition.process.states[state.state]?.label ?? { zh: state.state, en: state.state };
    throw staleProblem(state, label, openActions(before, state, { doer, at }, circumstances));
  }
  const clash = sectionClash(before.definition.process, row, input.act);
  if (clash) throw clash;

  const definition = await definitionFor(work, input, state, kept, facts);
  const command: Command = {
    ...input.act,
    key: input.key,
    at,
    by: doer,
    ...(input.actingFor ? { actingFor: input.actingFor } : {}),
  };
  const applied = applyTo(definition, state, command, circumstances);
  if (applied.refused) throw refusedProblem(applied);

  if (applied.state.definition !== state.definition) await keepDefinition(queries, id.officeId, definition, now);
  const number = row.number ?? (await nextNumber(queries, id.officeId, row.service, input.numberPrefix, now));
  const people = { applicant: facts.applicant, members: facts.members, unitPath: facts.units.applicant.path };
  await appendEvents(queries, id, state.version, applied.events);
  // Number, definition, phase and version leave the draft together; the table insists on it.
  await writeProjection(queries, id, definition.definition, applied.state, people, now, {
    number,
    sections: JSON.stringify({ ...(row.sections as object), ...applied.state.versions }),
    applicant_id: facts.applicant,
    unit_id: facts.units.applicant.id,
    unit_path: [...facts.units.applicant.path],
    ...(input.row?.title === undefined ? {} : { title: input.row.title }),
    ...(input.row?.facts === undefined ? {} : { facts: JSON.stringify(input.row.facts) }),
  });

  const events = applied.events.map((event) => event.type);
  const object = `${row.kind}:${row.id}`;
  const name = `${row.service}.${input.act.type.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  work.audit({
    event: name,
    object,
    result: 'done',
    ...(input.actingFor ? { onBehalfOf: input.actingFor } : {}),
    details: { version: applied.state.version, state: applied.state.state },
  });
  work.send({
    topic: 'cases.changed',
    about: object,
    body: {
      service: row.service,
      kind: row.kind,
      caseId: row.id,
      number,
      command: input.act.type,
      state: applied.state.state,
      version: applied.state.version,
      events,
    },
  });
  return outcome(work, input, row, number, definition, applied.state, circumstances, events);
}
