import { z } from 'zod';
import { core, fieldMeta } from '../ui/field.ts';
import type { Endpoint } from './endpoint.ts';
import { faultsOf } from './faults.ts';
import type { Call } from './handler.ts';
import { cleaned, cleanedQuery } from './input.ts';
import { type Fault, Problem } from './problem.ts';

export type Body = unknown;

/** The schemas of one endpoint, made ready once. */
export interface InputCheck {
  readonly params: z.ZodType | undefined;
  readonly query: z.ZodType | undefined;
  readonly body: z.ZodType | undefined;
  /** Fields taken exactly as typed. */
  readonly exact: ReadonlySet<string>;
}

/** @throws TypeError if an object schema of the endpoint would let unknown keys pass (IN-01) */
export function inputCheck(endpoint: Endpoint): InputCheck {
  const { params, query, body } = endpoint;
  for (const [part, schema] of Object.entries({ params, query, body })) {
    if (!schema) continue;
    const inside = core(schema).schema;
    if (inside instanceof z.ZodObject && inside._zod.def.catchall?._zod.def.type !== 'never') {
      throw new TypeError(`${endpoint.id}: ${part} lets unknown fields pass; use z.strictObject or record`);
    }
  }
  return { params, query, body, exact: exactFields(body) };
}

function exactFields(body: z.ZodType | undefined): ReadonlySet<string> {
  const object = body && core(body).schema;
  if (!(object instanceof z.ZodObject)) return new Set();
  const fields = Object.entries(object.shape as Record<string, z.core.$ZodType>);
  return new Set(fields.filter(([, schema]) => fieldMeta(schema)?.widget === 'password').map(([name]) => name));
}

const nothing = z.strictObject({});
const isEmpty = (value: unknown) => typeof value === 'object' && value !== null && Object.keys(value).length === 0;

/** All faults of a request at once. @throws Problem 422 `malformed` */
export function checkedInput(
  check: InputCheck,
  request: { readonly params: unknown; readonly query: unknown; readonly body: Body },
): Pick<Call, 'params' | 'query' | 'body'> {
  const faults: Fault[] = [];
  const part = (schema: z.ZodType | undefined, value: unknown, before: string): unknown => {
    if (!schema && isEmpty(value)) return undefined;
    const result = (schema ?? nothing).safeParse(value, { reportInput: true });
    if (result.success) return schema ? result.data : undefined;
    faults.push(...faultsOf(result.error, schema ?? nothing, before));
    return undefined;
  };
  const params = part(check.params, request.params ?? {}, '/params');
  const query = part(check.query, cleanedQuery((request.query ?? {}) as Record<string, unknown>, faults), '/query');
  const body = check.body ? part(check.body, cleaned(request.body, faults, check.exact), '') : undefined;
  if (faults.length > 0) {
    const count = faults.length;
    throw new Problem(
      422,
      'malformed',
      {
        zh: `有 ${count} 处需要改正，没有保存。请按各处提示修改后再提交。`,
        en: `${count} ${count === 1 ? 'thing needs' : 'things need'} correcting; nothing was saved. Correct each as told and submit again.`,
      },
      { faults },
    );
  }
  return { params, query, body };
}
