import type { Fault } from '#kernel/http/problem.ts';
import { fieldId } from './field-id.ts';

/** What a control needs to be tied to its label, help and fault. */
export interface ControlTies {
  readonly id: string;
  readonly 'aria-describedby'?: string;
  readonly 'aria-invalid'?: true;
  readonly 'aria-required'?: boolean;
  readonly autoComplete?: string;
  readonly autoFocus?: boolean;
}

/** A form in filling: any field may still be missing. */
export type DraftRecord = Readonly<Record<string, unknown>>;

export const isDraftRecord = (value: unknown): value is DraftRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const asDraftRecord = (value: unknown): DraftRecord => (isDraftRecord(value) ? value : {});

export const helpId = (at: string): string => `${fieldId(at)}-help`;
export const faultId = (at: string): string => `${fieldId(at)}-fault`;

/** Faults at a pointer itself, not below it. */
export const faultsHere = (faults: readonly Fault[], at: string): readonly Fault[] =>
  faults.filter((fault) => fault.at === at);

/** Faults at a pointer or below. */
export const faultsBelow = (faults: readonly Fault[], at: string): readonly Fault[] =>
  faults.filter((fault) => fault.at === at || fault.at.startsWith(`${at}/`));
