import { routeHandlers } from '#kernel/cases/route-handlers.ts';
import type { Kernel, Served } from '#kernel/http/kernel.ts';
import { consentHandlers } from './consents/handlers.ts';
import { missionDocumentHandlers } from './document-handlers.ts';
import { missionDocumentKinds } from './documents/kinds.ts';
import { knowsMission } from './endpoints.ts';
import { missionHandlers } from './handlers.ts';
import { travelHeld } from './held/storage.ts';
import { importHandlers } from './imports/handlers.ts';
import { defineMissionJobs } from './jobs.ts';
import { missionMeasures } from './measures.ts';
import { officeRuleHandlers } from './office-rules/handlers.ts';
import { peopleHandlers } from './people/handlers.ts';
import { planHandlers } from './plan/handlers.ts';
import { missionProcess } from './process.ts';
import { travelRecords } from './processing.ts';
import { missionRoutes } from './routes.ts';
import { standardRoute } from './standard-route.ts';
import { unitHandlers } from './units/handlers.ts';
import { travelWeek } from './week/week.ts';

/** 因公出国（境）管理. */
export const officialTravel = {
  name: 'official-travel',
  cases: [{ process: missionProcess, knownTo: knowsMission }],
  handlers: (kernel: Kernel) => [
    ...missionHandlers(kernel),
    ...missionDocumentHandlers(kernel),
    ...planHandlers(kernel),
    ...peopleHandlers(kernel),
    ...unitHandlers(kernel),
    ...consentHandlers(kernel),
    ...importHandlers(kernel),
    ...officeRuleHandlers(kernel),
    ...routeHandlers(missionRoutes, { process: missionProcess, standardRoutes: [standardRoute] }),
  ],
  events: { 'person-document-registered': { zh: '登记证照信息', en: 'Register a travel document' } },
  week: travelWeek,
  measures: missionMeasures,
  documents: missionDocumentKinds,
  held: travelHeld,
  records: travelRecords,
  defineJobs: defineMissionJobs,
} as const satisfies Served;
