import type { Role } from '#kernel/identity/roles.ts';
import { mayOpen } from '#kernel/ui/shell/may-open.ts';
import { staff } from '../../../src/apps/demonstration/people.ts';
import { needsOf } from '../../../src/apps/web/entry/service-pages.ts';
import type { Program } from '../program.ts';
import { askAs, type Place, placesOf, refusals, routes } from './places.ts';
import type { Language } from './visitor.ts';

/** Who looks at the pages in one language, and at which. */
export interface Round {
  readonly login: string;
  readonly language: Language;
  readonly places: readonly Place[];
}

/** Who sees the applying side and the office's side; between them they open most pages. */
const first: readonly Role[] = ['liaison-officer', 'reviewer'];
/** Holds a post, but nothing of the demonstration lies in its county: every list is empty. */
const idle = 'wu.fang';

/** The first of the house with each set of roles, and the idle one. */
const people = staff.filter(({ login, roles }, index) => {
  const same = (other: { roles: readonly Role[] }) => [...other.roles].sort().join() === [...roles].sort().join();
  return login === idle || staff.findIndex(same) === index;
});

/**
 * The rounds of the walk. Usually a liaison officer and a reviewer go everywhere that they may, the idle one to every list, and whoever
 * else to their own first page and to what nobody before them could open; `everything` sends every set of roles everywhere that it may.
 */
export async function planRounds(program: Program, everything: boolean): Promise<readonly Round[]> {
  const rounds: Round[] = [];
  const opened = new Set<string>();
  const leads = (roles: readonly Role[]) => first.some((role) => roles.includes(role));
  const inOrder = [...people].sort((a, b) => Number(leads(b.roles)) - Number(leads(a.roles)));
  for (const { login, roles } of inOrder) {
    const ask = await askAs(program, login);
    const places: Place[] = [];
    for (const route of routes) {
      const looks = everything || leads(roles) || login === idle || route === '/desk' || !opened.has(route);
      if (!looks || !mayOpen(needsOf(route), roles)) continue;
      const found = await placesOf(route, ask);
      if (found.length > 0) opened.add(route);
      places.push(...found);
    }
    if (roles.includes('liaison-officer')) places.push(...refusals);
    for (const language of ['zh', 'en'] as const) rounds.push({ login, language, places });
  }
  return rounds;
}
