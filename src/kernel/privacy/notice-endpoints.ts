import { z } from 'zod';
import { dayText } from '../calendar/model.ts';
import { endpoint } from '../http/endpoint.ts';
import { role, signedIn } from '../identity/permission.ts';
import { noticeLanguages, noticeText } from './notice.ts';

const about = z.string().regex(/^[a-z][a-z0-9-]{1,40}$/);
const label = z.strictObject({ zh: z.string(), en: z.string() });
const version = z.int().min(1).max(100_000);

const noticeVersion = z.strictObject({
  version,
  words: noticeText,
  validFrom: dayText,
  /** False: the text that the program brings along. */
  own: z.boolean(),
});

export const listNotices = endpoint({
  id: 'privacy.notices',
  method: 'GET',
  path: '/api/privacy/notices',
  summary: { zh: '个人信息告知书', en: 'Notices on personal data' },
  permission: signedIn,
  audit: 'not-audited',
  answer: z.strictObject({
    notices: z.array(
      z.strictObject({
        about,
        label,
        /** In force today. */
        current: noticeVersion,
        /** Whether the reader has confirmed it. */
        acknowledged: z.boolean(),
        mayPublish: z.boolean(),
        /** Every version that was ever shown or published, latest first. */
        versions: z.array(noticeVersion),
      }),
    ),
  }),
});

export const acknowledge = endpoint({
  id: 'privacy.acknowledge-notice',
  method: 'POST',
  path: '/api/privacy/notices/:about/acknowledge',
  summary: { zh: '确认已阅读告知书', en: 'Confirm a notice' },
  permission: signedIn,
  audit: 'privacy.notice-acknowledged',
  params: z.strictObject({ about }),
  body: z.strictObject({ version, language: z.enum(noticeLanguages) }),
});

export const publish = endpoint({
  id: 'privacy.publish-notice',
  method: 'POST',
  path: '/api/privacy/notices/:about',
  summary: { zh: '发布告知书', en: 'Publish a notice' },
  permission: role('system-administrator', 'office-head'),
  audit: 'privacy.notice-published',
  params: z.strictObject({ about }),
  body: z.strictObject({ words: noticeText, validFrom: dayText }),
  answer: z.strictObject({ version }),
});

export const shownWithCase = endpoint({
  id: 'privacy.notice-of-case',
  method: 'GET',
  path: '/api/privacy/cases/:id/notice',
  summary: { zh: '办件提交时的告知书', en: 'The notice shown with a case' },
  permission: signedIn,
  audit: 'not-audited',
  params: z.strictObject({ id: z.uuid() }),
  answer: z.strictObject({ about, label, shownAt: z.iso.datetime(), notice: noticeVersion }),
});

export const noticeEndpoints = [listNotices, acknowledge, publish, shownWithCase] as const;
