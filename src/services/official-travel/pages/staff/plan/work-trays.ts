import type { Text } from '#kernel/text.ts';
import type { PlanLineRow } from '../../../plan/endpoints.ts';

export type BatchAct = 'submit' | 'consolidate' | 'give' | 'return';

export interface Tray {
  readonly key: string;
  readonly title: Text;
  readonly rows: readonly PlanLineRow[];
  /** Open to the reader on every row of the tray. */
  readonly acts: readonly BatchAct[];
}

const titles: Readonly<Record<string, Text>> = {
  submit: { zh: '待审签上报', en: 'To be signed and submitted' },
  draft: { zh: '草稿', en: 'Drafts' },
  consolidate: { zh: '待汇总', en: 'To be consolidated' },
  give: { zh: '待下达', en: 'To be given' },
  submitted: { zh: '已上报，等待汇总或下达', en: 'Submitted, waiting' },
  consolidated: { zh: '已汇总，等待下达', en: 'Consolidated, waiting' },
};
const order: readonly string[] = ['give', 'consolidate', 'submit', 'draft', 'submitted', 'consolidated'];

/**
 * The lines by what the reader may do with them: what waits for the reader first. A head signs for one unit at a time, so that each
 * unit has a tray of its own.
 */
export function workTrays(rows: readonly PlanLineRow[]): readonly Tray[] {
  const kindOf = ({ acts, state }: PlanLineRow): string =>
    (['give', 'consolidate', 'submit'] as const).find((act) => acts.includes(act)) ?? state;
  const trays = new Map<string, PlanLineRow[]>();
  for (const row of rows) {
    const kind = kindOf(row);
    const key = kind === 'submit' ? `submit ${row.unit.id}` : kind;
    trays.set(key, [...(trays.get(key) ?? []), row]);
  }
  return [...trays]
    .filter(([key]) => place(key) >= 0)
    .sort(([a], [b]) => place(a) - place(b) || a.localeCompare(b))
    .map(([key, own]) => {
      const kind = key.split(' ')[0]!;
      const title = titles[kind]!;
      const unit = kind === 'submit' ? own[0]!.unit.name : '';
      return {
        key,
        title: unit ? { zh: `${title.zh}　${unit}`, en: `${title.en}: ${unit}` } : title,
        rows: own,
        acts: kind === 'give' || kind === 'consolidate' ? [kind, 'return'] : kind === 'submit' ? ['submit'] : [],
      };
    });
}

const place = (key: string): number => order.indexOf(key.split(' ')[0]!);
