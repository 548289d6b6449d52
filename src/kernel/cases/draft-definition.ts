import type { Process, Route } from './definition.ts';
import { inForce } from './digest.ts';
import type { CaseDefinitionInForce } from './reducer.ts';

const noRoute: Route = {
  id: 'none',
  title: { zh: '尚无路线', en: 'No route yet' },
  validFrom: '0001-01-01' as Route['validFrom'],
  when: 'true',
  order: 0,
  nodes: [],
  grantedAfter: '',
};

/** A draft has no route yet: it is chosen when the case is submitted, by the facts of that day. */
export function draftDefinition(process: Process): CaseDefinitionInForce {
  return inForce({ process, route: noRoute });
}
