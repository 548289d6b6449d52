import { type ReactNode, useEffect } from 'react';
import type { z } from 'zod';
import type { Endpoint } from '#kernel/http/endpoint.ts';
import { type ActOptions, useAct } from '#kernel/ui/api/hooks.ts';
import type { Answer, AnyEndpoint, Input } from '#kernel/ui/api/request.ts';
import { ConfirmSheet, type ConfirmSheetProps } from '#kernel/ui/parts/confirm-sheet.tsx';
import type { DraftRecord } from './draft.ts';
import { fieldId } from './field-id.ts';
import { SchemaForm, type SchemaFormProps } from './schema-form.tsx';
import { useForm } from './use-form.ts';

type SchemaOf<E> = E extends Endpoint<z.ZodType, z.ZodType, infer Body, z.ZodType> ? Body : never;

interface SheetOfForm<E extends AnyEndpoint>
  extends Pick<ConfirmSheetProps, 'title' | 'sentence' | 'act' | 'danger' | 'onClose'>,
    Pick<SchemaFormProps, 'only' | 'custom'> {
  /** Its body, a `record`, is the form. */
  readonly endpoint: E;
  readonly initial?: { readonly [Name in keyof z.input<SchemaOf<E>>]?: unknown };
  readonly refresh?: NonNullable<ActOptions<E>['refresh']>;
  /** Instead of closing the sheet. */
  readonly onDone?: (answer: Answer<E>) => void;
  /** Stands before the form: what the answers are about. */
  readonly children?: ReactNode;
  /** What came back, below the form; the sheet then stays open. */
  readonly answered?: (answer: Answer<E>) => ReactNode;
}

export type FormSheetProps<E extends AnyEndpoint> = SheetOfForm<E> & Omit<Input<E>, 'body'>;

/**
 * A small form that is one act: what will happen in one sentence, the fields of the endpoint's body, the act. Faults of client and
 * server stand at their fields and the first takes the focus.
 * @throws TypeError for an endpoint without body
 */
export function FormSheet<E extends AnyEndpoint>(props: FormSheetProps<E>) {
  const { endpoint, initial, refresh, onDone, answered, children, only, custom, ...rest } = props;
  const { params, query, version, ...sheet } = rest as typeof rest & {
    readonly params?: unknown;
    readonly query?: unknown;
    readonly version?: unknown;
  };
  const schema = endpoint.body;
  if (!schema) throw new TypeError(`${endpoint.id} has no body to fill in`);
  const form = useForm(schema, initial as DraftRecord | undefined);
  const done = onDone ?? (answered ? undefined : props.onClose);
  const run = useAct(endpoint, {
    onProblem: form.setProblem,
    ...(refresh ? { refresh } : {}),
    ...(done ? { onDone: done } : {}),
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt brings the focus back even if the faults are the same
  useEffect(() => {
    const faulty = form.faults.map(({ at }) => document.getElementById(fieldId(at)));
    faulty.find((control) => control !== null)?.focus();
  }, [form.attempt]);
  return (
    <ConfirmSheet
      {...sheet}
      open
      busy={run.isPending}
      problem={run.error}
      onAct={() => {
        const body = form.check();
        if (body) run.mutate({ params, query, version, body } as Input<E>);
      }}
    >
      {children}
      <SchemaForm
        schema={schema}
        value={form.value}
        onChange={form.setValue}
        faults={form.faults}
        {...(only ? { only } : {})}
        {...(custom ? { custom } : {})}
      />
      {run.data !== undefined && answered?.(run.data)}
    </ConfirmSheet>
  );
}
