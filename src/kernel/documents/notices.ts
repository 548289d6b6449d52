import { sql } from 'kysely';
import { caseLink } from '#kernel/desk/case-kinds.ts';
import type { NoticeRule } from '#kernel/notifications/message.ts';

/** Sent when a checked document goes to its co-signers. */
export const cosignAsked = 'documents.cosign-asked';

/** 会签 is by persons who see nothing of the case otherwise: they are told where it waits for them. */
export const documentNotices: NoticeRule = {
  key: 'documents.cosign',
  topics: [cosignAsked],
  notices: async ({ body }, { queries, officeId }) => {
    const { caseId, documentId } = body;
    if (typeof caseId !== 'string' || typeof documentId !== 'string') return [];
    const { rows } = await sql<{ service: string; number: string | null; title: string; waiting: string[] }>`
      select c.service, c.number, c.title, array(select s.person_id from kernel.document_cosigners s
        where s.office_id = c.office_id and s.document_id = ${documentId}::uuid and s.signed_at is null order by s.person_id) as waiting
      from kernel.cases c where c.office_id = ${officeId}::uuid and c.id = ${caseId}::uuid`.execute(queries);
    const found = rows[0];
    if (!found || found.waiting.length === 0) return [];
    const number = found.number ?? '';
    return [
      {
        key: 'cosigners',
        to: found.waiting,
        text: {
          zh: `请会签文书：${number} ${found.title}`,
          en: `A document waits for your co-signature: ${number} ${found.title}`,
        },
        brief: { zh: `${number} 有一份文书请您会签`, en: `${number}: a document waits for your co-signature` },
        caseId,
        link: caseLink(found.service, caseId),
      },
    ];
  },
};
