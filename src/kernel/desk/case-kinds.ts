import type { Process } from '#kernel/cases/definition.ts';
import { stepKinds } from '#kernel/cases/definition.ts';
import type { Queries } from '#kernel/database/database.ts';
import type { Permission } from '#kernel/identity/permission.ts';
import type { Text } from '#kernel/text.ts';

/** One kind of case that a service serves: what desk, messages and search must know about it. */
export interface CaseKind {
  readonly process: Process;
  /** Who may know of such a case. */
  readonly knownTo: Permission;
  /** What such a case is found by beside number, title, unit and people: countries, numbers of its documents. */
  readonly searched?: (
    queries: Queries,
    officeId: string,
    caseId: string,
  ) => Promise<{ readonly body?: string; readonly numbers?: readonly string[] }>;
}

const taskVerbs: Readonly<Record<string, Text>> = {
  correct: { zh: '补正', en: 'Correct' },
  'check-paper': { zh: '核对纸质批示', en: 'Check the paper decision' },
};

/** The kinds of case of all services, looked up by service and kind. The kernel knows no service: they are handed in. */
export class CaseKinds {
  readonly all: readonly CaseKind[];
  readonly #byKey: ReadonlyMap<string, CaseKind>;

  /** @throws TypeError for two of one service and kind */
  constructor(kinds: readonly CaseKind[]) {
    this.all = kinds;
    this.#byKey = new Map(kinds.map((one) => [`${one.process.service}/${one.process.kind}`, one]));
    if (this.#byKey.size !== kinds.length) throw new TypeError('two kinds of case with one service and kind');
  }

  of(service: string, kind: string): CaseKind | undefined {
    return this.#byKey.get(`${service}/${kind}`);
  }

  /** What is to be done: the step's name; a step that the program no longer has is named by what is done in it. */
  verb(service: string, kind: string, task: { readonly kind: string; readonly step: string | null }): Text {
    const fixed = taskVerbs[task.kind];
    if (fixed) return fixed;
    const step = task.step === null ? undefined : this.of(service, kind)?.process.steps[task.step];
    return step?.label ?? (stepKinds as Readonly<Record<string, Text>>)[task.kind] ?? { zh: '办理', en: 'Handle' };
  }

  state(service: string, kind: string, state: string): Text {
    return this.of(service, kind)?.process.states[state]?.label ?? { zh: state, en: state };
  }

  title(service: string, kind: string): Text {
    return this.of(service, kind)?.process.title ?? { zh: '办件', en: 'Case' };
  }
}

/** Every case opens on the desk at this address. */
export const caseLink = (service: string, caseId: string): string => `/desk/${service}/${caseId}`;
