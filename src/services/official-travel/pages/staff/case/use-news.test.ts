import { expect, test } from 'vitest';
import type { MissionPage } from '../../../answers.ts';
import { newsSince, seenNow } from './use-news.ts';

const page = (version: number, id = 'a'): MissionPage =>
  ({
    id,
    version,
    history: Array.from({ length: version }, (_one, index) => ({ at: String(index), type: 'decided' })),
  }) as unknown as MissionPage;

test('the first sight is no news; what others add afterwards is', () => {
  const seen = seenNow(null, page(3));
  expect(newsSince(seen, page(3))).toEqual([]);
  expect(newsSince(seenNow(seen, page(5)), page(5)).map(({ at }) => at)).toEqual(['3', '4']);
});

test('the outcome of an own act is no news', () => {
  const seen = seenNow({ own: 3 }, page(3));
  expect(seen).toEqual({ own: 3 });
  expect(newsSince(seenNow(seen, page(4)), page(4))).toEqual([]);
});

test('another case is seen afresh', () => {
  const seen = seenNow(null, page(3));
  expect(newsSince(seenNow(seen, page(7, 'b')), page(7, 'b'))).toEqual([]);
});
