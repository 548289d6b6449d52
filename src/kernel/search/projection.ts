import type { Projection } from '#kernel/notifications/message.ts';
import { indexCase } from './index-entries.ts';

/** Cases are found as they stand, drafts too, a moment after each command. */
export const searchProjection: Projection = {
  topics: ['cases.changed', 'cases.drafted'],
  project: async (message, { queries, officeId, kinds }) => {
    const { caseId } = message.body;
    if (typeof caseId === 'string') await indexCase(queries, officeId, caseId, kinds);
  },
};
