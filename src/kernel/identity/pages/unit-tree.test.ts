import { expect, test } from 'vitest';
import type { Unit } from '../registry-model.ts';
import { inReadingOrder } from './unit-tree.ts';

const unit = (id: string, parentId: string | null): Unit => ({
  id,
  parentId,
  name: id,
  nameEnglish: id,
  shortName: null,
  kind: 'unit',
  path: [id],
});

test('each unit is followed by those below it', () => {
  const units = [unit('office', null), unit('bureau', 'office'), unit('county', 'office'), unit('centre', 'bureau')];
  expect(inReadingOrder(units).map(({ unit: one, depth }) => `${depth}${one.id}`)).toEqual([
    '0office',
    '1bureau',
    '2centre',
    '1county',
  ]);
});

test('a unit whose parent one does not see still stands in the list', () => {
  expect(inReadingOrder([unit('centre', 'hidden')])).toEqual([{ unit: unit('centre', 'hidden'), depth: 0 }]);
});
