import { sql } from 'kysely';
import { createLinker } from '#kernel/audit/link.ts';
import { verifyAudit } from '#kernel/audit/verify.ts';
import type { Kernel } from '#kernel/http/kernel.ts';
import type { Entry, Journal } from './journal.ts';

export interface Reckoning {
  readonly commands: number;
  /** Sent more than once: no answer came the first time. */
  readonly repeated: number;
  readonly submitted: number;
  readonly auditEntries: number;
  /** In words; empty if nothing was lost, nothing done twice and the trail is whole. */
  readonly faults: readonly string[];
}

interface Told {
  created: number;
  removed: number;
  submittedBy: string[];
  versions: Map<string, { count: number; content: unknown }>;
  commands: number;
}

/** What must be in the database, by case, if the program kept its word. */
function toldOf(entries: readonly Entry[]): Map<string, Told> {
  const cases = new Map<string, Told>();
  for (const { command, answer } of entries) {
    if (!answer || answer.status >= 300) continue;
    const id = command.path.split('/')[4] ?? (JSON.parse(answer.body) as { id: string }).id;
    const told: Told = cases.get(id) ?? { created: 0, removed: 0, submittedBy: [], versions: new Map(), commands: 0 };
    cases.set(id, told);
    told.commands += 1;
    if (command.method === 'DELETE') told.removed += 1;
    else if (command.path.endsWith('/submit')) told.submittedBy.push(command.key);
    else if (command.method === 'PUT') {
      const section = command.path.split('/').at(-1)!;
      const count = (told.versions.get(section)?.count ?? 0) + 1;
      told.versions.set(section, { count, content: (command.body as { content: unknown }).content });
    } else told.created += 1;
  }
  return cases;
}

/** Compares the journal with the database, with nothing of the program running but this kernel. */
export async function reckon(kernel: Kernel, officeId: string, journal: Journal): Promise<Reckoning> {
  const { database } = kernel;
  const { entries } = journal;
  const faults: string[] = [];
  const rowsOf = <Row>(query: ReturnType<typeof sql<Row>>) =>
    database.read(officeId, async (queries) => (await query.execute(queries)).rows);

  for (const { command, answer, sent } of entries) {
    if (!answer) faults.push(`${command.method} ${command.path} was never answered`);
    else if (answer.status >= 300) {
      faults.push(
        `${command.method} ${command.path}, sent ${sent} times, ${answer.status}: ${answer.body.slice(0, 300)}`,
      );
    }
  }
  const told = toldOf(entries);
  const cases = await rowsOf(sql<{ id: string; sections: Record<string, number>; number: string | null }>`
    select id, sections, number from kernel.cases where office_id = ${officeId}`);
  const kept = new Map(cases.map((one) => [one.id, one]));
  for (const { id } of cases) if (!told.has(id)) faults.push(`case ${id} was made by nobody, or twice`);

  const events = await rowsOf(sql<{ case_id: string; type: string; command_key: string }>`
    select case_id, type, command_key from kernel.case_events where office_id = ${officeId}`);
  const audited = await rowsOf(sql<{ object: string; entries: number }>`
    select object, count(*)::int as entries from kernel.audit_entries
    where office_id = ${officeId} and object like 'mission:%' and result = 'done' group by object`);
  const entriesOf = new Map(audited.map((row) => [row.object, row.entries]));
  const budgets = await rowsOf(sql<{ case_id: string; content: { rates?: { USD?: number } } }>`
    select distinct on (case_id) case_id, content from official_travel.mission_sections
    where office_id = ${officeId} and section = 'budget' order by case_id, version desc`);
  const budgetOf = new Map(budgets.map((row) => [row.case_id, row.content]));

  for (const [id, one] of told) {
    const row = kept.get(id);
    if (one.created !== 1) faults.push(`case ${id} was answered to ${one.created} creations`);
    if (one.removed > 0 ? row : !row) faults.push(`case ${id} ${row ? 'is back' : 'is lost'}`);
    for (const [section, { count, content }] of row ? one.versions : []) {
      const expected = count + (section === 'basics' ? 1 : 0);
      const found = row?.sections[section];
      if (found !== expected) faults.push(`${section} of ${id} has version ${found}, not ${expected}`);
      const rates = (content as { rates?: { USD?: number } }).rates;
      if (section === 'budget' && budgetOf.get(id)?.rates?.USD !== rates?.USD)
        faults.push(`budget of ${id} is not the last`);
    }
    const by = events.filter(({ case_id, type }) => case_id === id && type === 'submitted');
    if (by.map(({ command_key }) => command_key).join() !== one.submittedBy.join()) {
      faults.push(`case ${id} was submitted ${by.length} times, ${one.submittedBy.length} were answered`);
    }
    const written = entriesOf.get(`mission:${id}`) ?? 0;
    if (written !== one.commands) faults.push(`case ${id}: ${written} audit entries of ${one.commands} commands`);
  }
  const submitted = cases.filter(({ number }) => number !== null);
  const serials = submitted.map(({ number }) => Number(number!.split('-').at(-1))).sort((a, b) => a - b);
  if (serials.some((serial, index) => serial !== index + 1)) faults.push(`numbers have gaps: ${serials.join(' ')}`);

  const keys = await rowsOf(sql<{ key: string; answer: string | null }>`
    select key, answer from kernel.command_keys where office_id = ${officeId} and command like 'official-travel.%'`);
  const mine = new Set(entries.map(({ command }) => command.key));
  const strangers = keys.filter(({ key }) => !mine.has(key));
  if (strangers.length > 0 || keys.length !== mine.size) faults.push(`${keys.length} keys of ${mine.size} commands`);
  if (keys.some(({ answer }) => answer === null)) faults.push('a key was kept without its answer');

  await createLinker(database).link(officeId);
  const trail = await database.transaction(officeId, (queries) => verifyAudit(queries, officeId));
  if (!trail.whole) faults.push(`the audit trail breaks: ${JSON.stringify(trail.firstBreak)}`);
  if (trail.unlinked.count > 0) faults.push(`${trail.unlinked.count} audit entries have no place in the chain`);
  const repeated = entries.filter(({ sent }) => sent > 1).length;
  return { commands: entries.length, repeated, submitted: submitted.length, auditEntries: trail.entries, faults };
}
