import { z } from 'zod';
import { endpoint } from '../http/endpoint.ts';
import { role, signedIn } from '../identity/permission.ts';
import { field, record } from '../ui/field.ts';

const text = z.strictObject({ zh: z.string(), en: z.string() });

export const message = z.strictObject({
  id: z.uuid(),
  text,
  /** Page on the desk; null: nothing to open. */
  link: z.string().nullable(),
  sentAt: z.iso.datetime(),
  readAt: z.iso.datetime().nullable(),
});

export const listMessages = endpoint({
  id: 'notifications.list',
  method: 'GET',
  path: '/api/notifications',
  summary: { zh: '我的消息', en: 'My messages' },
  permission: signedIn,
  audit: 'not-audited',
  query: z.strictObject({
    unread: z.enum(['yes', 'no']).optional(),
    cursor: z.uuid().optional(),
    limit: z.coerce.number().int().min(1).max(100).optional(),
  }),
  answer: z.strictObject({ messages: z.array(message), next: z.uuid().nullable(), unread: z.int() }),
});

export const unreadCount = endpoint({
  id: 'notifications.count',
  method: 'GET',
  path: '/api/notifications/count',
  summary: { zh: '未读消息', en: 'Unread messages' },
  permission: signedIn,
  audit: 'not-audited',
  answer: z.strictObject({ count: z.int() }),
});

/** Messages and copies of the reader's own; others are not touched. */
export const markRead = endpoint({
  id: 'notifications.read',
  method: 'POST',
  path: '/api/notifications/read',
  summary: { zh: '标为已读', en: 'Mark as read' },
  permission: signedIn,
  audit: 'notifications.read',
  body: z.strictObject({ ids: z.union([z.array(z.uuid()).min(1).max(200), z.literal('all')]) }),
  answer: z.strictObject({ unread: z.int() }),
});

export const addressForm = record({
  address: field(z.email().max(200).nullable(), {
    label: { zh: '接收通知的邮箱', en: 'Mail address for notices' },
    help: { zh: '邮件只写编号和要办的事，不写姓名和金额', en: 'Mails say number and act only, no names or amounts' },
    class: 'personal',
    purpose: 'notices',
  }),
});

export const readAddress = endpoint({
  id: 'notifications.address',
  method: 'GET',
  path: '/api/notifications/address',
  summary: { zh: '我的通知邮箱', en: 'My address for notices' },
  permission: signedIn,
  audit: 'not-audited',
  answer: z.strictObject({ address: z.string().nullable(), mailWorks: z.boolean() }),
});

export const setAddress = endpoint({
  id: 'notifications.set-address',
  method: 'PUT',
  path: '/api/notifications/address',
  summary: { zh: '设置通知邮箱', en: 'Set my address for notices' },
  permission: signedIn,
  audit: 'notifications.address-set',
  body: addressForm,
});

export const undelivered = z.strictObject({
  id: z.uuid(),
  /** `outbox`: could not be worked off; `mail`, `webhook`: could not be handed over. */
  channel: z.enum(['outbox', 'mail', 'webhook']),
  topic: z.string(),
  about: z.string().nullable(),
  attempts: z.int(),
  lastError: z.string().nullable(),
  sentAt: z.iso.datetime(),
  givenUpAt: z.iso.datetime().nullable(),
  nextAttemptAt: z.iso.datetime().nullable(),
});

export const listUndelivered = endpoint({
  id: 'notifications.undelivered',
  method: 'GET',
  path: '/api/notifications/undelivered',
  summary: { zh: '未送达的通知', en: 'Undelivered messages' },
  permission: role('system-administrator'),
  audit: 'not-audited',
  answer: z.strictObject({ messages: z.array(undelivered) }),
});

export const deliverAgain = endpoint({
  id: 'notifications.deliver-again',
  method: 'POST',
  path: '/api/notifications/undelivered/:id/again',
  summary: { zh: '重新发送', en: 'Deliver again' },
  permission: role('system-administrator'),
  audit: 'notifications.delivered-again',
  params: z.strictObject({ id: z.uuid() }),
});
