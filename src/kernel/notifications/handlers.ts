import { dayInBeijing } from '#kernel/calendar/day.ts';
import type { Crypto } from '#kernel/crypto/crypto.ts';
import { notFound } from '#kernel/http/answers.ts';
import { type Handler, handle } from '#kernel/http/handler.ts';
import { readSetting } from '#kernel/settings/storage.ts';
import { mailAddressOf, setMailAddress } from './addresses-of-people.ts';
import * as endpoints from './endpoints.ts';
import { listInbox, markAsRead, unreadMessages } from './inbox.ts';
import { mailSetting } from './settings.ts';
import { putIntoTheQueueAgain, undelivered } from './undelivered.ts';

export function notificationsHandlers(crypto: Crypto): readonly Handler[] {
  return [
    handle(endpoints.listMessages, {
      run: ({ database, actor, query }) =>
        database.read(actor.officeId, async (queries) => ({
          ...(await listInbox(queries, actor, {
            unread: query.unread === 'yes',
            cursor: query.cursor,
            limit: query.limit ?? 50,
          })),
          unread: await unreadMessages(queries, actor),
        })),
    }),
    handle(endpoints.unreadCount, {
      run: ({ database, actor }) =>
        database.read(actor.officeId, async (queries) => ({ count: await unreadMessages(queries, actor) })),
    }),
    handle(endpoints.markRead, {
      run: ({ runner, actor, key, body }) =>
        runner.run(actor, {
          name: endpoints.markRead.id,
          key,
          input: body,
          object: `person:${actor.personId}`,
          run: async (work) => {
            await markAsRead(work.queries, actor, body.ids, work.now);
            return { unread: await unreadMessages(work.queries, actor) };
          },
        }),
    }),
    handle(endpoints.readAddress, {
      run: ({ database, actor, now }) =>
        database.read(actor.officeId, async (queries) => ({
          address: await mailAddressOf(crypto, queries, actor.officeId, actor.personId),
          mailWorks: await readSetting(queries, actor.officeId, mailSetting, dayInBeijing(now)),
        })),
    }),
    handle(endpoints.setAddress, {
      run: ({ runner, actor, key, body }) =>
        runner
          .run(actor, {
            name: endpoints.setAddress.id,
            key,
            input: body,
            object: `person:${actor.personId}`,
            run: async (work) => {
              await setMailAddress(crypto, work, body.address);
              return null;
            },
          })
          .then(() => undefined),
    }),
    handle(endpoints.listUndelivered, {
      run: ({ database, actor }) =>
        database.read(actor.officeId, async (queries) => ({ messages: await undelivered(queries, actor.officeId) })),
    }),
    handle(endpoints.deliverAgain, {
      run: ({ runner, actor, key, params }) =>
        runner
          .run(actor, {
            name: endpoints.deliverAgain.id,
            key,
            input: params,
            object: `message:${params.id}`,
            run: async (work) => {
              if (!(await putIntoTheQueueAgain(work.queries, actor.officeId, params.id))) throw notFound();
              work.audit({ event: 'notifications.delivered-again', object: `message:${params.id}`, result: 'done' });
              return null;
            },
          })
          .then(() => undefined),
    }),
  ];
}
