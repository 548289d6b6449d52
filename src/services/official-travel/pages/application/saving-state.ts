import type { Saving } from '#kernel/ui/forms/autosave.ts';

const gravest: readonly Saving['phase'][] = ['conflict', 'refused', 'offline', 'saving', 'waiting', 'rest'];

/** One line for all sections: the one that stands worst, with the latest save of any. */
export function togetherSaving(savings: readonly Saving[]): Saving {
  const [first, ...rest] = savings;
  if (!first) throw new RangeError('no section');
  const worst = rest.reduce((a, b) => (gravest.indexOf(b.phase) < gravest.indexOf(a.phase) ? b : a), first);
  const times = savings.flatMap(({ savedAt }) => (savedAt ? [savedAt] : [])).sort();
  return { ...worst, savedAt: times.at(-1) ?? null };
}
