import type { Text } from '#kernel/text.ts';
import type { MissionPage } from '../../../answers.ts';
import { missionProcess } from '../../../process.ts';
import type { MissionAct } from './act-draft.ts';

export const joined = (parts: readonly Text[]): Text => ({
  zh: parts.map(({ zh }) => zh).join('、'),
  en: parts.map(({ en }) => en).join(', '),
});

export const papersNamed = (papers: readonly string[]): Text =>
  joined(papers.map((code) => missionProcess.papers[code] ?? { zh: code, en: code }));

/** The papers of one promise by name, with the day that was promised. */
export function promised(page: Pick<MissionPage, 'promises'>, act: MissionAct): Text {
  const found = page.promises.find(({ promise }) => promise === act.promise);
  if (!found) return { zh: '承诺材料', en: 'promised papers' };
  const names = papersNamed(found.papers);
  return { zh: `${names.zh}（承诺 ${found.due}）`, en: `${names.en} (promised by ${found.due})` };
}
