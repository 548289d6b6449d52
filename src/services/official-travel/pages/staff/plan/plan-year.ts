import { useSearchParams } from 'react-router';
import { beijing } from '#kernel/ui/look/dates.ts';
import { useNow } from '#kernel/ui/look/now.ts';

/** The year of a plan page: that of the address, else the running one. */
export function yearOf(asked: string | null, today: string): number {
  const year = Number(asked);
  return Number.isInteger(year) && year >= 1990 && year <= 2100 ? year : Number(today.slice(0, 4));
}

export function usePlanYear(): number {
  const [search] = useSearchParams();
  return yearOf(search.get('year'), beijing(useNow()).day);
}
