import nodemailer, { type Transporter } from 'nodemailer';
import { z } from 'zod';
import { NotDelivered } from './failure.ts';
import type { SmtpServer } from './outgoing.ts';

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly body: string;
  /** The same for every attempt, so that a receiver can drop what it has seen. */
  readonly id: string;
}

export interface MailSender {
  /** @throws NotDelivered */
  send(mail: Mail): Promise<void>;
  close(): void;
}

const head = z
  .string()
  .min(1)
  .max(300)
  .regex(/^[^\r\n\0]*$/);
const patience = 10_000;

/** Sends through the configured server; its certificate is checked. Addresses and heads with CR or LF are refused (IN-11). */
export function createMailSender(server: SmtpServer): MailSender {
  const transport: Transporter = nodemailer.createTransport({
    host: server.host,
    port: server.port,
    secure: server.security === 'tls',
    requireTLS: server.security === 'starttls',
    ignoreTLS: server.security === 'none',
    ...(server.user === undefined ? {} : { auth: { user: server.user, pass: server.password ?? '' } }),
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
    dnsTimeout: patience,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send(mail) {
      if (
        !z.email().safeParse(mail.to).success ||
        !head.safeParse(mail.to).success ||
        !head.safeParse(mail.subject).success
      ) {
        throw new NotDelivered('malformed', true, false);
      }
      try {
        await transport.sendMail({
          from: server.from,
          to: mail.to,
          subject: mail.subject,
          text: mail.body,
          textEncoding: 'base64',
          messageId: `<${mail.id}@${server.from.split('@')[1] ?? 'honglu'}>`,
          headers: { 'Auto-Submitted': 'auto-generated' },
        });
      } catch (cause) {
        throw failureOf(cause);
      }
    },
    close: () => transport.close(),
  };
}

function failureOf(cause: unknown): NotDelivered {
  const facts = cause instanceof Error ? (cause as Error & { code?: unknown; responseCode?: unknown }) : null;
  const answer = typeof facts?.responseCode === 'number' ? facts.responseCode : null;
  const code = typeof facts?.code === 'string' ? facts.code : 'ESEND';
  const lasting = answer !== null && answer >= 500 && code === 'EENVELOPE';
  return new NotDelivered(answer === null ? code : `${code} ${answer}`, lasting, answer === null);
}
