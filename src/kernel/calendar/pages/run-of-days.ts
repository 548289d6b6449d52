import { addDays, type Day, daysBetween } from '../day.ts';

/** The endpoint takes so many at once. */
const atMost = 120;

/** Every day from the first to the last, both included; none when the last lies before the first or the run is too long. */
export function daysBetweenInclusive(first: Day, last: Day): readonly Day[] {
  const count = daysBetween(first, last) + 1;
  if (count < 1 || count > atMost) return [];
  return Array.from({ length: count }, (_one, index) => addDays(first, index));
}
