import { z } from 'zod';
import { isDay } from '../calendar/day.ts';
import { type Endpoint, endpoint } from '../http/endpoint.ts';
import type { Permission } from '../identity/permission.ts';
import { type CommandType, commandLabels } from './commands.ts';

const id = z.uuid();
const key = z.string().min(1).max(100);
const words = z.string().trim().min(1).max(2000);
const dayText = z.string().refine(isDay, { message: 'YYYY-MM-DD' });
const seat = { node: key, seat: key };
/** Acts under a delegation of this person. */
const proxy = { actingFor: id.optional() };

/** What the reader sends with each command; words travel as text here and are stored apart from the history. */
export const commandBodies = {
  submit: z.strictObject({ ...proxy }),
  resubmit: z.strictObject({ ...proxy }),
  withdraw: z.strictObject({ outcome: z.enum(['correct', 'end']), ...proxy }),
  approve: z.strictObject({ ...seat, words: words.optional(), conditions: words.optional(), ...proxy }),
  refuse: z.strictObject({ ...seat, words, ...proxy }),
  return: z.strictObject({
    ...seat,
    to: z.union([z.literal('applicant'), z.strictObject({ node: key })]),
    reason: key,
    words,
    way: z.enum(['come-back', 'run-again']),
    /** Only these sections are opened for mending. */
    reopens: z.array(key).min(1).max(40).optional(),
    ...proxy,
  }),
  answer: z.strictObject({
    ...seat,
    opinion: z.enum(['agree', 'agree-with-conditions', 'disagree']),
    words: words.optional(),
    ...proxy,
  }),
  retract: z.strictObject({ ...seat, ...proxy }),
  transfer: z.strictObject({ ...seat, to: id, words: words.optional(), ...proxy }),
  addSigner: z.strictObject({
    ...seat,
    person: id,
    position: z.enum(['before', 'after', 'beside']),
    words: words.optional(),
    ...proxy,
  }),
  removeSigner: z.strictObject({ ...seat, ...proxy }),
  urge: z.strictObject({ ...proxy }),
  copy: z.strictObject({ persons: z.array(id).min(1).max(50), ...proxy }),
  suspend: z.strictObject({ reason: key, words: words.optional(), ...proxy }),
  resume: z.strictObject({ ...proxy }),
  amend: z.strictObject({ changes: z.array(key).min(1).max(20), ...proxy }),
  annul: z.strictObject({ reason: key, words: words.optional(), ...proxy }),
  terminate: z.strictObject({ reason: key, words: words.optional(), ...proxy }),
  acceptWithPromise: z.strictObject({
    ...seat,
    papers: z.array(key).min(1).max(30),
    due: dayText,
    words: words.optional(),
    ...proxy,
  }),
  fulfilPromise: z.strictObject({ promise: key, ...proxy }),
  registerPaperApproval: z.strictObject({
    ...seat,
    decision: z.enum(['approve', 'refuse']),
    signer: id,
    signedOn: dayText,
    file: id,
    words: words.optional(),
    ...proxy,
  }),
  checkPaperApproval: z.strictObject({ paper: key, ...proxy }),
  rejectPaperApproval: z.strictObject({ paper: key, words, ...proxy }),
  escalate: z.strictObject({ ...seat, ...proxy }),
  completeWait: z.strictObject({ node: key, evidence: key.optional(), ...proxy }),
  completeIssue: z.strictObject({ node: key, document: id, ...proxy }),
  grantException: z.strictObject({ finding: key, reason: key, words, ...proxy }),
} as const satisfies Record<CommandType, z.ZodType>;

export type CommandBody<Type extends CommandType> = z.infer<(typeof commandBodies)[Type]>;

/** After every command: where the case stands, and the version that the next command must name. */
export const commandAnswer = z.strictObject({ id, version: z.int(), state: z.string(), number: z.string().nullable() });

export const caseParams = z.strictObject({ id });

type CommandEndpoint<Type extends CommandType> = Endpoint<
  typeof caseParams,
  z.ZodNever,
  (typeof commandBodies)[Type],
  typeof commandAnswer
>;
export type CommandEndpoints = { readonly [Type in CommandType]: CommandEndpoint<Type> };

/**
 * One endpoint per command of the engine: `POST <path>/:id/<command>`. The permission says who may know of the case; whether the
 * act is open to the reader is answered by the same function that draws the buttons.
 */
export function commandEndpoints(service: string, path: string, permission: Permission): CommandEndpoints {
  const entries = (Object.keys(commandBodies) as CommandType[]).map((type) => {
    const verb = type.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    return [
      type,
      endpoint({
        id: `${service}.${verb}`,
        method: 'POST',
        path: `${path}/:id/${verb}`,
        summary: commandLabels[type],
        permission,
        audit: `${service}.${verb}`,
        versioned: true,
        params: caseParams,
        body: commandBodies[type],
        answer: commandAnswer,
      }),
    ];
  });
  return Object.fromEntries(entries) as CommandEndpoints;
}
