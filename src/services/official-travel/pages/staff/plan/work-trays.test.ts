import { describe, expect, it } from 'vitest';
import type { PlanLineRow } from '../../../plan/endpoints.ts';
import { workTrays } from './work-trays.ts';

const row = (id: string, state: PlanLineRow['state'], acts: PlanLineRow['acts'], unit = 'a'): PlanLineRow =>
  ({ id, state, acts, unit: { id: unit, name: `单位${unit}` } }) as PlanLineRow;
const shape = (rows: readonly PlanLineRow[]) =>
  workTrays(rows).map(({ title, acts, rows: own }) => [title.zh, acts.join(), own.map(({ id }) => id).join()]);

describe('trays of the plan', () => {
  it('what waits for the reader comes first, with what may be done to all of it', () => {
    expect(
      shape([
        row('1', 'draft', ['change', 'delete']),
        row('2', 'submitted', ['return', 'consolidate']),
        row('3', 'consolidated', ['return', 'give']),
        row('4', 'submitted', []),
      ]),
    ).toEqual([
      ['待下达', 'give,return', '3'],
      ['待汇总', 'consolidate,return', '2'],
      ['草稿', '', '1'],
      ['已上报，等待汇总或下达', '', '4'],
    ]);
  });

  it('a head signs for one unit at a time', () => {
    expect(shape([row('1', 'draft', ['submit'], 'a'), row('2', 'draft', ['submit'], 'b')])).toEqual([
      ['待审签上报　单位a', 'submit', '1'],
      ['待审签上报　单位b', 'submit', '2'],
    ]);
  });

  it('what was given or closed is not on its way', () => {
    expect(shape([row('1', 'given', ['close']), row('2', 'closed', [])])).toEqual([]);
  });
});
