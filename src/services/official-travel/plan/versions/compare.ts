/** A line as a version of the plan holds it. */
export interface VersionLine {
  readonly id: string;
  readonly unit: string;
  readonly number: string;
  readonly title: string;
  readonly regions: readonly string[];
  readonly month: string;
  readonly headcount: number;
  readonly days: number;
  readonly amountCny: string;
  readonly use: 'granted' | 'held' | 'free';
}

export interface VersionChanges {
  readonly added: readonly VersionLine[];
  /** Replaced or closed since. */
  readonly gone: readonly VersionLine[];
  /** Free before, held or granted now; or the other way round. */
  readonly used: readonly { readonly line: VersionLine; readonly before: VersionLine['use'] }[];
}

/** What differs from one version to the next. A given line is never changed in place: it is replaced, so that it comes and goes whole. */
export function compareVersions(before: readonly VersionLine[], after: readonly VersionLine[]): VersionChanges {
  const earlier = new Map(before.map((line) => [line.id, line]));
  const later = new Set(after.map(({ id }) => id));
  return {
    added: after.filter(({ id }) => !earlier.has(id)),
    gone: before.filter(({ id }) => !later.has(id)),
    used: after.flatMap((line) => {
      const was = earlier.get(line.id);
      return was && was.use !== line.use ? [{ line, before: was.use }] : [];
    }),
  };
}
