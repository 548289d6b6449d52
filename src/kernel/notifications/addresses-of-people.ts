import type { Work } from '#kernel/commands/command.ts';
import type { Crypto } from '#kernel/crypto/crypto.ts';
import type { Queries } from '#kernel/database/database.ts';

const place = (personId: string) => ({ table: 'kernel.mail_addresses', column: 'address', row: personId });

/** Where this person wants notices; null if nowhere, or if the person's key was destroyed. */
export async function mailAddressOf(
  crypto: Crypto,
  queries: Queries,
  officeId: string,
  personId: string,
): Promise<string | null> {
  const row = await queries
    .selectFrom('kernel.mail_addresses')
    .select('address')
    .where('office_id', '=', officeId)
    .where('person_id', '=', personId)
    .executeTakeFirst();
  if (!row) return null;
  const cipher = (await crypto.persons(queries, officeId, [personId], 'read')).get(personId);
  return cipher === undefined || cipher.destroyed ? null : cipher.open(place(personId), row.address);
}

/** Sets the actor's own address, sealed under the own key, or takes it away. */
export async function setMailAddress(crypto: Crypto, work: Work, address: string | null): Promise<void> {
  const { queries, actor, now } = work;
  const { officeId, personId } = actor;
  if (address === null) {
    await queries
      .deleteFrom('kernel.mail_addresses')
      .where('office_id', '=', officeId)
      .where('person_id', '=', personId)
      .execute();
  } else {
    const cipher = (await crypto.persons(queries, officeId, [personId], 'make')).get(personId);
    if (!cipher || cipher.destroyed) throw new Error('a person without a key has no address');
    const sealed = cipher.seal(place(personId), address);
    await queries
      .insertInto('kernel.mail_addresses')
      .values({ office_id: officeId, person_id: personId, address: sealed, set_at: now })
      .onConflict((conflict) =>
        conflict.columns(['office_id', 'person_id']).doUpdateSet({ address: sealed, set_at: now }),
      )
      .execute();
  }
  work.audit({
    event: 'notifications.address-set',
    object: `person:${personId}`,
    result: 'done',
    details: { set: address !== null },
  });
}
