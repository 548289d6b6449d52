import { sql } from 'kysely';
import { eraseAuditSubject } from '#kernel/audit/subjects.ts';
import type { Work } from '#kernel/commands/command.ts';
import type { Crypto } from '#kernel/crypto/crypto.ts';
import { destroyPersonKey } from '#kernel/crypto/stored-keys.ts';
import { Problem } from '#kernel/http/problem.ts';
import type { Text } from '#kernel/text.ts';
import type { HeldSource } from './held.ts';
import { endRequest, lockOpenRequest } from './requests.ts';

const nameless = '（信息已删除）';

/**
 * Destroys what is held on the person who asked for it: rows, name, account, the key under which everything sensitive is sealed (which
 * reaches backups, too), and the name in the trail, whose entries stay and are counted (PR-06; 个人信息保护法第四十七条). What must
 * be kept by law stops it, with the article. The second person confirms what the first took in.
 * @throws Problem 404, 409 `request-ended`, `second-person-needed`, `must-be-kept` with every reason
 */
export async function erasePerson(
  work: Work,
  crypto: Crypto,
  sources: readonly HeldSource[],
  requestId: string,
): Promise<void> {
  const { queries, actor, now } = work;
  const { officeId } = actor;
  const request = await lockOpenRequest(work, requestId);
  if (request.received_by === actor.personId) {
    throw new Problem(409, 'second-person-needed', {
      zh: '删除须由登记申请以外的另一人确认，没有删除。',
      en: 'Somebody else than who took the request in confirms the deletion; nothing was deleted.',
    });
  }
  const parts = { queries, crypto, officeId, personId: request.person_id };
  const reasons: { readonly key: string; readonly text: Text }[] = [];
  for (const { key, keeps } of sources) {
    const text = await keeps?.(parts);
    if (text) reasons.push({ key, text });
  }
  if (reasons.length > 0) {
    throw new Problem(
      409,
      'must-be-kept',
      {
        zh: '有依法必须保存的信息，没有删除；期满前只保存，不作他用。请据此答复申请人。',
        en: 'Some of it must be kept by law; nothing was deleted. Until its term it is stored and not otherwise used. Answer the person so.',
      },
      { faults: reasons.map(({ key, text }) => ({ at: `/${key}`, code: 'must-be-kept', message: text })) },
    );
  }
  let erased = 0;
  for (const { erase } of sources) {
    if (!erase) continue;
    await erase(parts);
    erased += 1;
  }
  await sql`update kernel.persons set name = ${nameless}, name_latin = null, sealed = null
    where office_id = ${officeId}::uuid and id = ${request.person_id}::uuid`.execute(queries);
  await destroyPersonKey(queries, officeId, request.person_id);
  await eraseAuditSubject(queries, officeId, request.person_id);
  // No name, no number: that it was done, by whom, and when.
  await endRequest(work, requestId, { outcome: 'answered', words: `已删除 ${now.toISOString().slice(0, 10)}` });
  work.audit({
    event: 'privacy.person-erased',
    object: `privacy-request:${requestId}`,
    result: 'done',
    details: { sources: erased },
  });
}
