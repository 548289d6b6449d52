import { fingerprint } from '#kernel/ui/api/request.ts';
import { type DraftRecord, isDraftRecord } from './draft.ts';

/** A value that both sides changed, and not to the same. */
export interface Clash {
  readonly at: string;
  readonly base: unknown;
  readonly mine: unknown;
  readonly theirs: unknown;
}

export interface Merged {
  readonly value: DraftRecord;
  readonly clashes: readonly Clash[];
}

const same = (a: unknown, b: unknown): boolean => fingerprint(a ?? null) === fingerprint(b ?? null);

/**
 * Puts two changes of one draft together. What only one side changed is taken; what both changed alike is taken once; a clash keeps mine
 * until the person has chosen. Records are compared field by field, lists as a whole: rows have no names that both sides agree on.
 */
export function mergeDrafts(base: DraftRecord, mine: DraftRecord, theirs: DraftRecord, at = ''): Merged {
  const value: Record<string, unknown> = {};
  const clashes: Clash[] = [];
  for (const name of new Set([...Object.keys(base), ...Object.keys(mine), ...Object.keys(theirs)])) {
    const [was, own, other] = [base[name], mine[name], theirs[name]];
    if (same(own, other) || same(other, was)) value[name] = own;
    else if (same(own, was)) value[name] = other;
    else if (isDraftRecord(own) && isDraftRecord(other)) {
      const inside = mergeDrafts(isDraftRecord(was) ? was : {}, own, other, `${at}/${name}`);
      value[name] = inside.value;
      clashes.push(...inside.clashes);
    } else {
      value[name] = own;
      clashes.push({ at: `${at}/${name}`, base: was, mine: own, theirs: other });
    }
  }
  return { value, clashes };
}

/** Sets one value of a nested record by its pointer; lists are replaced as a whole. */
export function setAt(value: DraftRecord, at: string, to: unknown): DraftRecord {
  const [first = '', ...rest] = at.split('/').slice(1);
  if (rest.length === 0) return { ...value, [first]: to };
  const inside = value[first];
  return { ...value, [first]: setAt(isDraftRecord(inside) ? inside : {}, `/${rest.join('/')}`, to) };
}
