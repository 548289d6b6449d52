import { createRenderer } from '#kernel/documents/render/render.ts';
import { missionApproval } from '#services/official-travel/documents/data.ts';
import { missionDocumentKinds } from '#services/official-travel/documents/kinds.ts';
import { sampleApproval } from '#services/official-travel/documents/samples.ts';
import { lawfulMission } from '#services/official-travel/mission-file/fixtures.ts';
import { readMission } from '#services/official-travel/mission-file/read.ts';
import { evaluateMission } from '#services/official-travel/rules/check.ts';
import { type Memory, memoryBelow } from './footprint.ts';

/** Missions per second: every rule over one lawful mission that is already read, and with the reading of its file. */
export function ruleChecks(seconds: number): { checks: number; withReading: number; rules: number } {
  const text = JSON.stringify(lawfulMission());
  const read = () => {
    const reading = readMission(text, 'mission.json');
    if ('problem' in reading) throw new Error(JSON.stringify(reading.problem.errors));
    return reading.mission;
  };
  const mission = read();
  const perSecond = (once: () => void) => {
    for (let warm = 0; warm < 50; warm += 1) once();
    const started = performance.now();
    let times = 0;
    for (; performance.now() - started < seconds * 1000; times += 1) once();
    return times / ((performance.now() - started) / 1000);
  };
  const { findings, passed, notApplicable, unchecked } = evaluateMission(mission);
  return {
    checks: perSecond(() => evaluateMission(mission)),
    withReading: perSecond(() => evaluateMission(read())),
    rules: findings.length + passed.length + notApplicable.length + unchecked.length,
  };
}

/** Milliseconds of one 批件: the first, which starts the typesetting process, and the median of those after it. */
export async function typesetting(
  times: number,
): Promise<{ first: number; warm: number; p95: number; memory: Memory }> {
  const approval = missionDocumentKinds.find(({ key }) => key === 'mission-approval')!;
  const renderer = createRenderer({});
  // The typesetting process holds nobody back from ending, and nothing else goes on here.
  const awake = setInterval(() => {}, 60_000);
  await renderer.ready();
  const once = async (nth: number) => {
    const data = missionApproval.parse({ ...sampleApproval, number: `示外批〔2026〕${nth}号` });
    const started = performance.now();
    await renderer.render({ template: approval.template, data, date: '2026-02-06' });
    return performance.now() - started;
  };
  try {
    const first = await once(0);
    const took: number[] = [];
    for (let nth = 1; nth <= times; nth += 1) took.push(await once(nth));
    took.sort((a, b) => a - b);
    const at = (part: number) => took[Math.floor((took.length - 1) * part)]!;
    return { first, warm: at(0.5), p95: at(0.95), memory: memoryBelow('typesetter', process.pid, 'render.worker') };
  } finally {
    await renderer.close();
    clearInterval(awake);
  }
}
