import type { RouteForm } from '#kernel/cases/route-endpoints.ts';

export type RouteNodeForm = RouteForm['nodes'][number];
export type SignerForm = RouteNodeForm['signers'][number];

/** The node at `from` moved one place; nothing moves beyond the ends. */
export function moved<Item>(items: readonly Item[], from: number, by: -1 | 1): readonly Item[] {
  const to = from + by;
  const [a, b] = [items[from], items[to]];
  if (a === undefined || b === undefined) return items;
  return items.map((item, index) => (index === from ? b : index === to ? a : item));
}

/** A key for another node of a step: the step's own, or the first free number behind it. */
export function keyFor(nodes: readonly RouteNodeForm[], step: string): string {
  const taken = new Set(nodes.map(({ key }) => key));
  if (!taken.has(step)) return step;
  for (let number = 2; ; number += 1) if (!taken.has(`${step}-${number}`)) return `${step}-${number}`;
}

/** Left out where nothing was entered: an empty condition is none, and no number is no term. */
export function withoutEmpty(node: RouteNodeForm): RouteNodeForm {
  const { when, group, workingDays, ...rest } = node;
  return {
    ...rest,
    ...(when?.trim() ? { when: when.trim() } : {}),
    ...(group?.trim() ? { group: group.trim() } : {}),
    ...(workingDays === undefined || workingDays === null ? {} : { workingDays }),
  };
}

/** The threshold that fits so many signers: one signer decides alone, several need a rule. */
export function thresholdFor(signers: number, now: RouteNodeForm['threshold']): RouteNodeForm['threshold'] {
  if (signers <= 1) return 'one';
  if (now === 'one') return 'all';
  return typeof now === 'object' ? { atLeast: Math.min(now.atLeast, signers) } : now;
}

/** What is tried out and saved of what stands on the page. */
export function cleaned(route: RouteForm): RouteForm {
  const { validTo, ...rest } = route;
  return { ...rest, ...(validTo ? { validTo } : {}), nodes: route.nodes.map(withoutEmpty) };
}
