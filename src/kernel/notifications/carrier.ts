import type { Crypto } from '#kernel/crypto/crypto.ts';
import type { Database } from '#kernel/database/database.ts';
import { mailAddressOf } from './addresses-of-people.ts';
import { NotDelivered } from './failure.ts';
import type { Carrier, Delivery } from './hand-over.ts';
import { createMailSender, type MailSender } from './mail.ts';
import type { Outgoing } from './outgoing.ts';
import { post } from './webhook.ts';

export interface CarrierParts {
  readonly database: Database;
  readonly crypto: Crypto;
  readonly outgoing: Outgoing;
  /** Code of the office, as the configuration of webhooks names it. */
  readonly office: { readonly id: string; readonly code: string };
}

const linkOf = (outgoing: Outgoing, link: string | null): string | null =>
  link === null || outgoing.address === undefined ? null : new URL(link, outgoing.address).toString();

async function carryMail(parts: CarrierParts, sender: MailSender | null, delivery: Delivery): Promise<void> {
  if (!sender) throw new NotDelivered('mail-not-configured', false, true);
  const { database, crypto, office } = parts;
  const to = await database.read(office.id, (queries) => mailAddressOf(crypto, queries, office.id, delivery.target));
  // Taken back since it was written down: there is nobody to tell by mail.
  if (to === null) return;
  const { text } = delivery.body;
  const link = linkOf(parts.outgoing, delivery.body.link);
  await sender.send({
    to,
    subject: `【鸿胪】${text.zh}`,
    body: [text.zh, text.en, ...(link === null ? [] : [link]), '请登录系统办理。本邮件不含案情。'].join('\r\n\r\n'),
    id: delivery.id,
  });
}

async function carryWebhook(parts: CarrierParts, delivery: Delivery): Promise<void> {
  const { outgoing, office } = parts;
  const webhook = outgoing.webhooks.find((one) => one.key === delivery.target && one.office === office.code);
  if (!webhook) throw new NotDelivered('webhook-not-configured', true, false);
  const { text, link, to = [] } = delivery.body;
  const { id, topic, about, sentAt } = delivery;
  await post(webhook, {
    id,
    at: new Date(),
    json: JSON.stringify({
      id,
      topic,
      about,
      text,
      link: linkOf(outgoing, link),
      to,
      sentAt: sentAt.toISOString(),
    }),
  });
}

/** The ways out of one office. Close it when the round is over. */
export function createCarrier(parts: CarrierParts): { readonly carry: Carrier; close(): void } {
  const sender = parts.outgoing.smtp ? createMailSender(parts.outgoing.smtp) : null;
  return {
    carry: (delivery) =>
      delivery.channel === 'mail' ? carryMail(parts, sender, delivery) : carryWebhook(parts, delivery),
    close: () => sender?.close(),
  };
}
