import { trailHandlers } from '#kernel/audit/trail-handlers.ts';
import { calendarHandlers } from '#kernel/calendar/handlers.ts';
import type { Crypto } from '#kernel/crypto/crypto.ts';
import { CaseKinds } from '#kernel/desk/case-kinds.ts';
import { deskHandlers } from '#kernel/desk/handlers.ts';
import { documentNotices } from '#kernel/documents/notices.ts';
import type { Handler } from '#kernel/http/handler.ts';
import type { Served } from '#kernel/http/kernel.ts';
import { identityNotices } from '#kernel/identity/notices.ts';
import { measuresHandlers } from '#kernel/measures/handlers.ts';
import { caseNotices } from '#kernel/notifications/case-notices.ts';
import { notificationsHandlers } from '#kernel/notifications/handlers.ts';
import type { Subscribers } from '#kernel/notifications/message.ts';
import { followPromises, recomputeOnCalendar } from '#kernel/obligations/consumers.ts';
import { obligationsHandlers } from '#kernel/obligations/handlers.ts';
import { obligationNotices } from '#kernel/obligations/notices.ts';
import { alarmNotices } from '#kernel/operations/notices.ts';
import { kernelHeld } from '#kernel/privacy/held-kernel.ts';
import { kernelRecords } from '#kernel/privacy/kernel-records.ts';
import { noticeHandlers } from '#kernel/privacy/notice-handlers.ts';
import { processingHandlers } from '#kernel/privacy/processing-handlers.ts';
import { requestHandlers } from '#kernel/privacy/request-handlers.ts';
import { searchHandlers } from '#kernel/search/handlers.ts';
import { searchProjection } from '#kernel/search/projection.ts';
import type { Text } from '#kernel/text.ts';

const casesOf = (services: readonly Served[]): CaseKinds =>
  new CaseKinds(services.flatMap((service) => service.cases ?? []));

/** The kernel's endpoints that go over all services: to-do, duties, messages, search, figures, calendar. */
export function deskSideHandlers(
  crypto: Crypto,
  services: readonly Served[],
  words: ReadonlyMap<string, Text>,
): readonly Handler[] {
  const cases = casesOf(services);
  return [
    ...deskHandlers(
      cases,
      services.flatMap(({ week }) => (week ? [week] : [])),
    ),
    ...obligationsHandlers(),
    ...notificationsHandlers(crypto),
    ...searchHandlers(
      cases,
      services.flatMap((service) => service.found ?? []),
    ),
    ...measuresHandlers(services.flatMap((service) => service.measures ?? [])),
    ...calendarHandlers(),
    ...noticeHandlers(cases),
    ...trailHandlers(cases, words),
    ...processingHandlers([...kernelRecords, ...services.flatMap((service) => service.records ?? [])]),
    ...requestHandlers(crypto, [...kernelHeld, ...services.flatMap((service) => service.held ?? [])], cases),
  ];
}

/** Who hears of messages: the kernel first, then the services in the order of their list. */
export function subscribersOf(services: readonly Served[]): Subscribers {
  return {
    kinds: casesOf(services),
    rules: [
      caseNotices,
      obligationNotices,
      identityNotices,
      documentNotices,
      alarmNotices,
      ...services.flatMap((service) => service.notices ?? []),
    ],
    consumers: [recomputeOnCalendar, followPromises, ...services.flatMap((service) => service.consumers ?? [])],
    projections: [searchProjection],
  };
}
