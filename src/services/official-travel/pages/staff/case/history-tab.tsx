import { Select } from 'antd';
import { useId, useState } from 'react';
import { useClearing } from '#kernel/ui/look/clearing.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { CaseTimeline, type TimelineEntry } from '#kernel/ui/parts/case-timeline.tsx';
import type { MissionPage } from '../../../answers.ts';

type Entry = MissionPage['history'][number];

/** The entries of the history as the timeline takes them, the latest first; those of one person where one is chosen. */
export function timelineOf(history: readonly Entry[], person: string | null = null): readonly TimelineEntry[] {
  return history
    .map((entry, index) => ({ entry, index }))
    .filter(({ entry }) => person === null || entry.by?.id === person || entry.onBehalfOf?.id === person)
    .toReversed()
    .map(({ entry, index }) => ({
      id: String(index),
      at: entry.at,
      by: entry.system || !entry.by ? 'system' : entry.by.name,
      ...(entry.onBehalfOf ? { for: entry.onBehalfOf.name } : {}),
      act: entry.label,
      ...(entry.step ? { step: entry.step } : {}),
      ...(entry.words ? { words: entry.words } : {}),
    }));
}

/** One line an act; the words of acts stand with them. Nothing can be deleted. */
export function HistoryTab({ page }: { readonly page: MissionPage }) {
  const clearing = useClearing();
  const t = useText();
  const id = useId();
  const [person, setPerson] = useState<string | null>(null);
  const people = new Map(page.history.flatMap(({ by }) => (by ? [[by.id, by.name] as const] : [])));
  return (
    <div className="stack">
      {people.size > 1 && (
        <div className="row screen-only">
          <label htmlFor={id}>{t({ zh: '只看', en: 'Only' })}</label>
          <Select<string>
            id={id}
            allowClear={clearing}
            value={person}
            placeholder={t({ zh: '所有人', en: 'Everybody' })}
            popupMatchSelectWidth={false}
            options={[...people].map(([value, label]) => ({ value, label }))}
            onChange={(next) => setPerson(next ?? null)}
          />
        </div>
      )}
      <CaseTimeline entries={timelineOf(page.history, person)} />
    </div>
  );
}
