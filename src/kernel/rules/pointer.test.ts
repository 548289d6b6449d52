import { expect, test } from 'vitest';
import { comparePointers, pointer } from './pointer.ts';

test('a pointer escapes the two characters that RFC 6901 names', () => {
  expect(pointer('a/b', 0, 'm~n')).toBe('/a~1b/0/m~0n');
  expect(pointer()).toBe('');
});

test('the tenth stands after the second, and the whole before its parts', () => {
  const order = ['/itinerary/10', '/itinerary/2', '', '/itinerary', '/budget'];
  expect(order.toSorted(comparePointers)).toEqual(['', '/budget', '/itinerary', '/itinerary/2', '/itinerary/10']);
});
