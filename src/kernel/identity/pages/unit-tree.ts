import type { Unit } from '../registry-model.ts';

export interface PlacedUnit {
  readonly unit: Unit;
  /** Steps below the root. */
  readonly depth: number;
}

/** The tree in the order of reading: each unit, then those below it, kept in the order given among siblings. */
export function inReadingOrder(units: readonly Unit[]): readonly PlacedUnit[] {
  const known = new Set(units.map(({ id }) => id));
  const below = (parent: string | null, depth: number): readonly PlacedUnit[] =>
    units
      .filter(({ parentId }) => (parentId !== null && known.has(parentId) ? parentId : null) === parent)
      .flatMap((unit) => [{ unit, depth }, ...below(unit.id, depth + 1)]);
  return below(null, 0);
}
