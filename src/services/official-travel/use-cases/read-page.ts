import type { Holder } from '#kernel/cases/events.ts';
import { pathOf } from '#kernel/cases/path.ts';
import { readCase } from '#kernel/cases/read.ts';
import { actionsFor } from '#kernel/cases/reducer.ts';
import { liveRound } from '#kernel/cases/state-parts.ts';
import type { Queries } from '#kernel/database/database.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import type { MissionPage } from '../answers.ts';
import { namedTable } from '../budget/rate-table.ts';
import { knowsMission } from '../endpoints.ts';
import { historyOf } from '../history.ts';
import { holderText } from '../holding.ts';
import { maskedCheck, maskedContent } from '../masked-mission.ts';
import { sections } from '../model.ts';
import { readUnitCounters } from '../plan/counters.ts';
import { missionProcess } from '../process.ts';
import { missingPapers } from '../required-papers.ts';
import { daysOfRoute } from '../route-days.ts';
import { sectionStates } from '../section-states.ts';
import { missionDocuments } from './documents.ts';
import { forecastPath } from './forecast-path.ts';
import { loadMission, type MissionParts } from './load.ts';
import { mendedSince } from './mended.ts';
import { readsParticulars, writableFor } from './reader.ts';

/** The whole case page in one answer: facts, check, documents, history, and the acts that are open to this reader. */
export async function readMissionPage(
  queries: Queries,
  parts: MissionParts,
  actor: Actor,
  caseId: string,
  now: Date,
): Promise<MissionPage> {
  const stored = await readCase(queries, actor, knowsMission, missionProcess, caseId);
  const { row, state, definition, events, texts } = stored;
  const writable = writableFor(stored, actor);
  const loaded = await loadMission(queries, parts, stored, { now, latest: writable });
  const { names, unitNames: units } = loaded;
  const inFull = readsParticulars(stored, actor);
  const content = Object.fromEntries(
    Object.keys(sections).map((section) => [section, loaded.mission[section as keyof typeof sections] ?? null]),
  );
  const check = inFull ? loaded.check : maskedCheck(loaded.check);
  const circumstances = { facts: loaded.facts, dueDay: loaded.dueDay };
  const { open, closed } = actionsFor(definition, state, { doer: actor, at: now.toISOString() }, circumstances);
  const mayGrant = open.some(({ command }) => command === 'grantException');
  const process = definition.definition.process;
  const holders = row.holders as unknown as readonly Holder[];
  const stepOfNode = new Map(definition.definition.route.nodes.map(({ key, step }) => [key, step]));
  const history = historyOf(events, process, stepOfNode, texts, names);
  const openNodes = Object.values(liveRound(state)?.nodes ?? {}).filter(({ status }) => status === 'open');
  const person = (id: string) => ({ id, name: names.get(id) ?? '' });
  const correction = state.correction;
  const mended = await mendedSince(queries, parts.crypto, stored);
  const returned = events.findLast((event) => event.type === 'returned');
  const year = Number((daysOfRoute(loaded.mission).departure ?? now.toISOString()).slice(0, 4));

  return {
    id: row.id,
    number: row.number,
    title: row.title,
    version: state.version,
    unit: { id: row.unit_id, name: units.get(row.unit_id) ?? '' },
    applicant: person(row.applicant_id),
    createdAt: row.created_at.toISOString(),
    submittedAt: row.submitted_at?.toISOString() ?? null,
    state: state.state,
    step: openNodes[0]?.step ?? null,
    holder: correction
      ? { zh: person(row.applicant_id).name, en: person(row.applicant_id).name }
      : holderText(holders, names, units),
    since: correction?.since ?? openNodes[0]?.openedAt ?? null,
    due: row.due_on,
    provisional: row.due_provisional,
    stateLabel: process.states[state.state]?.label ?? { zh: state.state, en: state.state },
    tone: process.states[state.state]?.tone ?? 'grey',
    suspended: state.suspended !== null,
    path: pathOf(definition.definition, state).map((item) => ({ ...item })),
    forecast: await forecastPath(queries, stored, loaded, now),
    mended: mended && { ...mended, before: inFull ? mended.before : maskedContent(mended.before) },
    actions: open.map((action) => ({ ...action })),
    closed: closed.map((action) => ({ ...action })),
    content: inFull ? content : maskedContent(content),
    sections: sectionStates(loaded.sections, loaded.check, names),
    writable: [...writable],
    check: {
      ...check,
      findings: check.findings.map((one) => ({
        ...one,
        mayGrant: mayGrant && one.severity === 'blocks' && one.exception?.state !== 'granted',
      })),
    },
    rules: { params: { ...loaded.rules.params }, off: [...loaded.rules.off] },
    history,
    documents: await missionDocuments(queries, actor, row),
    promises: state.promises.map((promise) => ({ ...promise, papers: [...promise.papers] })),
    papers: state.papers.map(({ paper, node, decision, signer, signedOn, file, status }) => ({
      paper,
      node,
      decision,
      signer: person(signer),
      signedOn,
      file,
      status,
    })),
    missingPapers: [...missingPapers(loaded.mission)],
    correction: correction
      ? {
          reason: correction.reason ? (process.returnReasons[correction.reason] ?? null) : null,
          words: returned ? (texts.get(returned.text) ?? null) : null,
          due: correction.due,
          from: correction.from ? (process.steps[stepOfNode.get(correction.from) ?? '']?.label ?? null) : null,
          way: correction.way,
          reopens: correction.reopens && [...correction.reopens],
        }
      : null,
    plan: await readUnitCounters(
      queries,
      actor.officeId,
      year,
      { id: row.unit_id, name: units.get(row.unit_id) ?? '' },
      now,
    ),
    rates: {
      table: namedTable({ asOf: loaded.context.asOf, officeRates: loaded.officeRates }),
      rows: writable.includes('budget') && loaded.officeRates ? loaded.officeRates.rows.map((one) => [...one]) : null,
    },
  };
}
