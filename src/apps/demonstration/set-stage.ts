import { dayInBeijing } from '#kernel/calendar/day.ts';
import type { Runner } from '#kernel/commands/command.ts';
import { addIssuer, addSeal } from '#kernel/documents/registers.ts';
import type { Kernel } from '#kernel/http/kernel.ts';
import { type DemonstrationOffice, once } from './office.ts';
import { SamplePapers } from './papers.ts';
import type { Stage, StoryClock } from './walk.ts';

/** Issuers, series and seals of the office, and the sample papers that its missions bring. */
export async function setStage(
  kernel: Kernel,
  runner: Runner,
  clock: StoryClock,
  office: DemonstrationOffice,
): Promise<Stage> {
  await kernel.documents.renderer.ready();
  const from = dayInBeijing(clock.now());
  const head = office.actors['zhao.heng']!;
  const issuer = await once(runner, head, 'demonstration.issuers', async (work) => {
    const government = await addIssuer(work, { name: '宿迁市人民政府外事办公室', codeWord: '宿外', from });
    const party = await addIssuer(work, { name: '中共宿迁市委外事工作委员会办公室', codeWord: '宿委外办', from });
    await addSeal(work, { issuerId: government.issuerId, name: '宿迁市人民政府外事办公室印章（演示登记）', from });
    await addSeal(work, { issuerId: party.issuerId, name: '中共宿迁市委外事工作委员会办公室印章（演示登记）', from });
    return government.issuerId;
  });
  return { kernel, runner, clock, office, papers: new SamplePapers(kernel, runner), issuer, lines: new Map() };
}
