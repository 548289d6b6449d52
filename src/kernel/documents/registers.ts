import { sql } from 'kysely';
import type { Day } from '../calendar/day.ts';
import type { Work } from '../commands/command.ts';
import type { Queries } from '../database/database.ts';
import { uuidv7 } from '../database/uuid.ts';
import { Problem } from '../http/problem.ts';

export interface Issuer {
  readonly id: string;
  readonly name: string;
  readonly codeWord: string;
  readonly from: Day;
  readonly to: Day | null;
}

/** Issuers in force on that day. One house often has two: 市委外办 and 市政府外办, each with its own series and seals. */
export async function issuersOn(queries: Queries, officeId: string, day: Day): Promise<readonly Issuer[]> {
  const { rows } =
    await sql<Issuer>`select id, name, code_word as "codeWord", valid_from as "from", valid_to as "to" from kernel.issuers
    where office_id = ${officeId}::uuid and valid_from <= ${day}::date and (valid_to is null or valid_to >= ${day}::date)
    order by valid_from, name`.execute(queries);
  return rows;
}

/** @throws Problem 409 `issuer-exists` */
export async function addIssuer(
  work: Work,
  issuer: { readonly name: string; readonly codeWord: string; readonly from: Day },
): Promise<{ readonly issuerId: string }> {
  const issuerId = uuidv7();
  const { numAffectedRows } = await sql`insert into kernel.issuers (office_id, id, name, code_word, valid_from)
    values (${work.actor.officeId}::uuid, ${issuerId}::uuid, ${issuer.name}, ${issuer.codeWord}, ${issuer.from}::date)
    on conflict (office_id, name) do nothing`.execute(work.queries);
  if (numAffectedRows !== 1n) {
    throw new Problem(409, 'issuer-exists', {
      zh: '已有同名的发文机关，没有重复登记。请核对名称。',
      en: 'An issuer of that name is registered already. Check the name.',
    });
  }
  work.audit({ event: 'documents.issuer-added', object: `issuer:${issuerId}`, result: 'done' });
  return { issuerId };
}

/** @throws Problem 422 `issuer-unknown` */
export async function addSeal(
  work: Work,
  seal: { readonly issuerId: string; readonly name: string; readonly from: Day },
): Promise<{ readonly sealId: string }> {
  const sealId = uuidv7();
  const { numAffectedRows } = await sql`insert into kernel.seals (office_id, id, issuer_id, name, valid_from)
    select office_id, ${sealId}::uuid, id, ${seal.name}, ${seal.from}::date from kernel.issuers
    where office_id = ${work.actor.officeId}::uuid and id = ${seal.issuerId}::uuid`.execute(work.queries);
  if (numAffectedRows !== 1n) {
    throw new Problem(422, 'issuer-unknown', {
      zh: '没有这个发文机关，请先登记发文机关，再登记印章。',
      en: 'There is no such issuer. Register the issuer first, then its seal.',
    });
  }
  work.audit({ event: 'documents.seal-added', object: `seal:${sealId}`, result: 'done' });
  return { sealId };
}

/** The issuer's seal in force; null if it has none in the register. */
export async function sealOf(queries: Queries, officeId: string, issuerId: string, day: Day): Promise<string | null> {
  const { rows } = await sql<{
    id: string;
  }>`select id from kernel.seals where office_id = ${officeId}::uuid and issuer_id = ${issuerId}::uuid
    and valid_from <= ${day}::date and (valid_to is null or valid_to >= ${day}::date) order by valid_from desc limit 1`.execute(
    queries,
  );
  return rows[0]?.id ?? null;
}

/** 用印登记: which seal, on which document, how many copies, by whom, when. */
export async function registerSealUse(work: Work, sealId: string, documentId: string, copies: number): Promise<void> {
  await sql`insert into kernel.seal_uses (office_id, id, seal_id, document_id, copies, by_person, at)
    values (${work.actor.officeId}::uuid, ${uuidv7()}::uuid, ${sealId}::uuid, ${documentId}::uuid, ${copies}, ${work.actor.personId}::uuid, ${work.now})`.execute(
    work.queries,
  );
}
