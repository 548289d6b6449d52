import { sql } from 'kysely';
import { dayInBeijing } from '#kernel/calendar/day.ts';
import type { CaseKinds } from '#kernel/desk/case-kinds.ts';
import { knownCase } from '#kernel/desk/known.ts';
import { notFound } from '#kernel/http/answers.ts';
import { type Handler, handle } from '#kernel/http/handler.ts';
import { may } from '#kernel/identity/may.ts';
import { allNotices, noticeAbout, type PrivacyNotice } from './notice.ts';
import * as endpoints from './notice-endpoints.ts';
import {
  acknowledgeNotice,
  hasAcknowledged,
  type NoticeVersion,
  noticeInForce,
  noticeOfCase,
  noticeVersions,
  publishNotice,
} from './notice-storage.ts';

const shown = ({ version, words, validFrom, publishedBy }: NoticeVersion) => ({
  version,
  words,
  validFrom,
  own: publishedBy !== null,
});

function known(about: string): PrivacyNotice {
  const notice = noticeAbout(about);
  if (!notice) throw notFound();
  return notice;
}

export function noticeHandlers(cases: CaseKinds): readonly Handler[] {
  return [
    handle(endpoints.listNotices, {
      run: ({ database, actor, now }) =>
        database.read(actor.officeId, async (queries) => {
          const notices = [];
          for (const notice of allNotices()) {
            const current = await noticeInForce(queries, actor.officeId, notice, dayInBeijing(now));
            const { about, label } = notice;
            notices.push({
              about,
              label,
              current: shown(current),
              acknowledged: await hasAcknowledged(queries, actor.officeId, actor.personId, about, current.version),
              mayPublish: may(actor, endpoints.publish.permission).allowed,
              versions: (await noticeVersions(queries, actor.officeId, about)).map(shown),
            });
          }
          return { notices };
        }),
    }),
    handle(endpoints.acknowledge, {
      run: async ({ runner, actor, key, params, body }) => {
        const notice = known(params.about);
        const { id: name } = endpoints.acknowledge;
        await runner.run(actor, {
          name,
          key,
          input: { params, body },
          run: (work) => acknowledgeNotice(work, notice, body),
        });
        return undefined;
      },
    }),
    handle(endpoints.publish, {
      run: ({ runner, actor, key, params, body }) => {
        const notice = known(params.about);
        const { id: name } = endpoints.publish;
        return runner.run(actor, {
          name,
          key,
          input: { params, body },
          run: (work) => publishNotice(work, notice, body),
        });
      },
    }),
    handle(endpoints.shownWithCase, {
      run: ({ database, actor, params }) =>
        database.read(actor.officeId, async (queries) => {
          const { rows } = await sql`select from kernel.cases as c where c.office_id = ${actor.officeId}::uuid
            and c.id = ${params.id}::uuid and ${knownCase(actor, cases)}`.execute(queries);
          if (rows.length === 0) throw notFound();
          const { about, shownAt, ...version } = await noticeOfCase(queries, actor.officeId, params.id);
          const label = noticeAbout(about)?.label ?? { zh: about, en: about };
          return { about, label, shownAt: shownAt.toISOString(), notice: shown(version) };
        }),
    }),
  ];
}
