import type { DraftRecord } from '#kernel/ui/forms/draft.ts';

/** What a row begins with that was typed or pasted; what the person must say (kind of staff, secrecy) stays open. */
export const blankMember = (unit: string, first: boolean): DraftRecord => ({
  unit,
  groupRole: first ? 'leader' : 'member',
  office: 'other',
  employment: 'in-post',
  portfolio: 'none',
  leadershipTeamOf: null,
  leadershipRole: null,
  documents: [],
  relations: [],
});

/** A person of the register put into the list; what was typed about the part in this mission stays. */
export function withPerson(
  rows: readonly DraftRecord[],
  index: number | null,
  person: DraftRecord,
  unit: string,
): readonly DraftRecord[] {
  if (index === null) {
    const blank = blankMember(unit, rows.length === 0);
    return [...rows, { ...blank, ...definedOf(person), groupRole: blank.groupRole }];
  }
  return rows.map((row, place) => {
    if (place !== index) return row;
    const { groupRole, duty } = row;
    return { ...row, ...definedOf(person), ...(groupRole ? { groupRole } : {}), ...(duty ? { duty } : {}) };
  });
}

const definedOf = (person: DraftRecord): DraftRecord =>
  Object.fromEntries(
    Object.entries(person).filter(([, value]) => value !== undefined && value !== null && value !== ''),
  );

export const isListed = (rows: readonly DraftRecord[], id: string): boolean => rows.some((row) => row.id === id);

/** Rows without a person of the register behind them: the rules cannot look at earlier missions of these. */
export const unlinked = (rows: readonly DraftRecord[]): readonly number[] =>
  rows.flatMap((row, index) => (typeof row.id === 'string' && row.id !== '' ? [] : [index]));

/** Official missions in the two years before a day; `null`: not known. */
export function tripsBefore(row: DraftRecord, departure: string | null | undefined): number | null {
  if (!Array.isArray(row.earlier)) return null;
  const until = departure ?? '9999-12-31';
  const from = departure ? `${Number(departure.slice(0, 4)) - 2}${departure.slice(4)}` : '0000-00-00';
  return row.earlier.filter(
    (one: { readonly departure?: unknown }) =>
      typeof one?.departure === 'string' && one.departure >= from && one.departure < until,
  ).length;
}
