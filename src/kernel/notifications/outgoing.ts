import { z } from 'zod';

const key = z.string().regex(/^[a-z][a-z0-9-]{0,40}$/);
/** CR and LF would begin a new header or command. */
const oneLine = z.string().regex(/^[^\r\n\0]*$/);

const smtp = z
  .strictObject({
    host: oneLine.min(1).max(253),
    port: z.int().min(1).max(65_535),
    /** `none` only to this machine. */
    security: z.enum(['tls', 'starttls', 'none']),
    user: oneLine.max(200).optional(),
    password: oneLine.max(200).optional(),
    from: z.email().max(200),
  })
  .refine((mail) => mail.security !== 'none' || ['127.0.0.1', '::1', 'localhost'].includes(mail.host), {
    message: 'mail without TLS goes to this machine only',
    path: ['security'],
  });

const webhook = z.strictObject({
  key,
  /** Code of the office whose messages go there. */
  office: z.string().max(31),
  url: z.url({ protocol: /^https?$/ }).max(500),
  /** Shared with the receiver, who checks the signature with it. */
  secret: z.string().min(32).max(200),
  /** `cases.changed`; all topics if left out. */
  topics: z.array(z.string().max(100)).optional(),
  /** Private addresses that this receiver may have: `10.1.2.3` or `10.1.0.0/16`. */
  privateAddresses: z.array(z.string().max(50)).default([]),
});

/**
 * Where messages may leave the program: configuration of the machine, not of an office, so that nobody can send them elsewhere from
 * a screen. `address`: how the desk is reached, for links.
 */
export const outgoingConfiguration = z.strictObject({
  address: z
    .url({ protocol: /^https?$/ })
    .max(200)
    .optional(),
  smtp: smtp.optional(),
  webhooks: z.array(webhook).default([]),
});

export type Outgoing = z.infer<typeof outgoingConfiguration>;
export type SmtpServer = z.infer<typeof smtp>;
export type Webhook = z.infer<typeof webhook>;

/** Nothing leaves: the in-box works all the same (DU-09). */
export const nothingLeaves: Outgoing = { webhooks: [] };
