import { useCallback, useState } from 'react';
import { z } from 'zod';
import { faultsOf } from '#kernel/http/faults.ts';
import type { Fault } from '#kernel/http/problem.ts';
import type { ProblemError } from '#kernel/ui/api/problem-error.ts';
import type { DraftRecord } from './draft.ts';

export interface FormState<Schema extends z.ZodType> {
  readonly value: DraftRecord;
  readonly setValue: (value: DraftRecord) => void;
  readonly faults: readonly Fault[];
  /** Counts the tries; the error summary takes the focus when it changes. */
  readonly attempt: number;
  /** Checks by the same schema as the server. The parsed value, or null with the faults set. */
  readonly check: () => z.output<Schema> | null;
  /** Takes over the faults of the server, found at the same pointers. */
  readonly setProblem: (problem: ProblemError) => void;
}

/**
 * Empty fields count as left out, so that the words are 请填写 and not a complaint about a type. A null that the schema takes is an
 * answer (no end, no file) and stays.
 */
export function withoutEmpty(schema: z.ZodType, value: DraftRecord): DraftRecord {
  const fields: Readonly<Record<string, z.ZodType>> = schema instanceof z.ZodObject ? schema.shape : {};
  const counts = ([name, one]: readonly [string, unknown]) =>
    one === null ? fields[name]?.safeParse(null).success === true : one !== undefined && one !== '';
  return Object.fromEntries(Object.entries(value).filter(counts));
}

/** A small form: value, check by schema, faults of client and server alike. Long forms save while typing: see `useAutosave`. */
export function useForm<Schema extends z.ZodType>(schema: Schema, initial: DraftRecord = {}): FormState<Schema> {
  const [value, setValue] = useState<DraftRecord>(initial);
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const [attempt, setAttempt] = useState(0);
  const check = useCallback((): z.output<Schema> | null => {
    const parsed = schema.safeParse(withoutEmpty(schema, value), { reportInput: true });
    setFaults(parsed.success ? [] : faultsOf(parsed.error, schema));
    if (!parsed.success) setAttempt((count) => count + 1);
    return parsed.success ? parsed.data : null;
  }, [schema, value]);
  const setProblem = useCallback((problem: ProblemError) => {
    setFaults(problem.faults);
    setAttempt((count) => count + 1);
  }, []);
  return { value, setValue, faults, attempt, check, setProblem };
}
