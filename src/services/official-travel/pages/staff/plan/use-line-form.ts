import { useState } from 'react';
import { faultsOf } from '#kernel/http/faults.ts';
import type { Fault } from '#kernel/http/problem.ts';
import type { ProblemError } from '#kernel/ui/api/problem-error.ts';
import type { DraftRecord } from '#kernel/ui/forms/draft.ts';
import { type PlanLineInput, planLine } from '../../../plan/model.ts';

/** Fields that may stay open go to the server as `null`, not as left out. */
const open: Readonly<Record<string, null>> = {
  leader: null,
  leaderRank: null,
  transitNote: null,
  inviter: null,
  priority: null,
};

export function parseLine(value: DraftRecord) {
  const given = Object.fromEntries(
    Object.entries(value).filter(([, one]) => one !== undefined && one !== null && one !== ''),
  );
  return planLine.safeParse({ ...open, ...given }, { reportInput: true });
}

/** A plan line while it is typed: checked by the same schema as on the server. */
export function useLineForm(initial: DraftRecord) {
  const [value, setValue] = useState<DraftRecord>(initial);
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const [attempt, setAttempt] = useState(0);
  const show = (found: readonly Fault[]) => {
    setFaults(found);
    setAttempt((count) => count + 1);
  };
  const check = (): PlanLineInput | null => {
    const parsed = parseLine(value);
    if (parsed.success) {
      setFaults([]);
      return parsed.data;
    }
    show(faultsOf(parsed.error, planLine));
    return null;
  };
  /** The server names the fields below `/line`. */
  const setProblem = (problem: ProblemError) =>
    show(problem.faults.map((fault) => ({ ...fault, at: fault.at.replace(/^\/(body\/)?line/, '') })));
  return { value, setValue, faults, attempt, check, setProblem };
}
