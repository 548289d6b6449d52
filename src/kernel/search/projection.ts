import { sql } from 'kysely';
import type { Projection } from '#kernel/notifications/message.ts';
import { indexCase } from './index-entries.ts';

/** Cases are found as they stand, drafts too, a moment after each command; under a corrected name a moment after the correction. */
export const searchProjection: Projection = {
  topics: ['cases.changed', 'cases.drafted', 'parties.person-corrected'],
  project: async (message, { queries, officeId, kinds }) => {
    const { caseId, personId } = message.body;
    if (typeof caseId === 'string') await indexCase(queries, officeId, caseId, kinds);
    if (typeof personId !== 'string') return;
    const { rows } = await sql<{ case_id: string }>`select distinct case_id from kernel.case_people
      where office_id = ${officeId}::uuid and person_id = ${personId}::uuid and relation in ('applicant', 'member')`.execute(
      queries,
    );
    for (const { case_id } of rows) await indexCase(queries, officeId, case_id, kinds);
  },
};
