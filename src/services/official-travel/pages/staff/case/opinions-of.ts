import type { MissionPage } from '../../../answers.ts';
import { applicationSections, type Section, sections } from '../../../model.ts';
import { missionProcess } from '../../../process.ts';

const isOpinion = (section: Section, state: string): boolean =>
  !(applicationSections as readonly string[]).includes(section) ||
  // What the notice brought is written while it runs.
  (section === 'publicity' && state === 'publicity');

/** Acts by which a signer finishes a step. */
const decides: ReadonlySet<string> = new Set(['approve', 'answer', 'completeWait']);

/**
 * Sheets that this reader fills in at this step. Where several steps are open side by side, only those of the reader's own step: a
 * node of a route bears the name of its step unless the office named it otherwise, and then nothing is left out.
 */
export function opinionsOf(
  page: Pick<MissionPage, 'writable' | 'state'> & Partial<Pick<MissionPage, 'actions' | 'closed'>>,
): readonly Section[] {
  const open = page.writable
    .filter((section): section is Section => section in sections)
    .filter((section) => isOpinion(section, page.state));
  const nodes = [...(page.actions ?? []), ...(page.closed ?? [])].flatMap(({ command, node }) =>
    node && decides.has(command) ? [node] : [],
  );
  const steps = nodes.map((node) => missionProcess.steps[node]);
  if (steps.length === 0 || steps.some((step) => step === undefined)) return open;
  const own = new Set(steps.flatMap((step) => step?.writes ?? []));
  return open.filter((section) => own.has(section));
}
