import type { Ceilings } from '../budget/budget.ts';

/** 0 clear, 3 needs a reason or undetermined, 4 blocked, 2 malformed, 1 internal error. */
export type Exit = 0 | 1 | 2 | 3 | 4;

/** The program failed on this file; the fault is ours, not the sender's. */
export interface InternalError {
  readonly format: 'honglu-problem/1';
  readonly file: string;
  readonly exit: 1;
  readonly type: 'urn:honglu:problem:internal-error';
  readonly title: string;
  readonly status: 500;
  readonly errors: readonly [];
}

/** Output of `budget` for one file. */
export interface BudgetAnswer extends Ceilings {
  readonly format: 'honglu-mission-budget/1';
  readonly file: string;
}
