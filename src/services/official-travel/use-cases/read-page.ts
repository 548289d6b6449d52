import { dayInBeijing } from '#kernel/calendar/day.ts';
import type { Holder } from '#kernel/cases/events.ts';
import { pathOf } from '#kernel/cases/path.ts';
import { readCase, type StoredCase, sightOfCase } from '#kernel/cases/read.ts';
import { actionsFor } from '#kernel/cases/reducer.ts';
import { liveRound } from '#kernel/cases/state-parts.ts';
import type { Queries } from '#kernel/database/database.ts';
import { Written } from '#kernel/http/handler.ts';
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
import { type LoadedMission, loadMission, type MissionParts } from './load.ts';
import { mendedSince } from './mended.ts';
import type { PageMemory } from './page-memory.ts';
import { readsParticulars, writableFor } from './reader.ts';

/** Everything that `loadMission` and the page read beside the case's own tables, whose changes all renew the case's row. */
export const pageRestsOn = [
  'kernel.units',
  'kernel.persons',
  'kernel.person_keys',
  'kernel.data_keys',
  'kernel.settings',
  'kernel.calendar_entries',
  'kernel.calendar_years',
  'kernel.issuers',
  'kernel.documents',
  'kernel.document_cosigners',
  'official_travel.*',
] as const;

const look = sightOfCase(pageRestsOn);

const urgedAgainAfter = 24 * 3_600_000;

/**
 * The case page as it goes out. Whether the reader may know of the case, and whether what was composed before still holds, is asked
 * of the database each time; only then is anything taken from memory.
 * @throws Problem 404
 */
export async function answerMissionPage(
  queries: Queries,
  parts: MissionParts,
  memory: PageMemory,
  actor: Actor,
  caseId: string,
  now: Date,
): Promise<Written> {
  const stamp = await look(queries, actor, knowsMission, missionProcess, caseId);
  // What a page says of today and of overdue holds for one day.
  const moment = `${caseId} ${stamp} ${dayInBeijing(now)}`;
  const reader = `${moment} ${actor.personId} ${JSON.stringify([actor.posts, actor.actsFor])}`;
  const before = memory.answers.get(reader);
  if (before && now.getTime() < before.changesAt) return before.page;
  const stored = await readCase(queries, actor, knowsMission, missionProcess, caseId);
  const latest = writableFor(stored, actor);
  // Which versions of the sections count depends on what the reader may write.
  const content = `${moment} ${latest.join()}`;
  const loaded = memory.missions.get(content) ?? (await loadMission(queries, parts, stored, { now, latest }));
  memory.missions.set(content, loaded);
  const page = new Written(await pageOf(queries, parts, actor, stored, loaded, now));
  // A draft says when its steps would open if it were submitted now, and is changed more often than read.
  if (stored.row.phase === 'draft') return page;
  const { urgedAt } = stored.state;
  const again = urgedAt === null ? 0 : Date.parse(urgedAt) + urgedAgainAfter;
  memory.answers.set(reader, { page, changesAt: again > now.getTime() ? again : Number.POSITIVE_INFINITY });
  return page;
}

/** The whole case page: facts, check, documents, history, and the acts that are open to this reader. @throws Problem 404 */
export async function readMissionPage(
  queries: Queries,
  parts: MissionParts,
  actor: Actor,
  caseId: string,
  now: Date,
): Promise<MissionPage> {
  const stored = await readCase(queries, actor, knowsMission, missionProcess, caseId);
  const loaded = await loadMission(queries, parts, stored, { now, latest: writableFor(stored, actor) });
  return pageOf(queries, parts, actor, stored, loaded, now);
}

async function pageOf(
  queries: Queries,
  parts: MissionParts,
  actor: Actor,
  stored: StoredCase,
  loaded: LoadedMission,
  now: Date,
): Promise<MissionPage> {
  const { row, state, definition, events, texts } = stored;
  const writable = writableFor(stored, actor);
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
