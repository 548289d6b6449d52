import type { Crypto } from '#kernel/crypto/crypto.ts';
import type { SeedSeal } from './factor.ts';

/** The seed under the office's key, bound to the account: it opens in no other row. */
export function seedSeal(crypto: Crypto): SeedSeal {
  const place = (accountId: string) => ({ table: 'kernel.accounts', column: 'factor_seed', row: accountId });
  return {
    seal: async (queries, officeId, accountId, seed) =>
      (await crypto.office(queries, officeId)).seal(place(accountId), seed),
    open: async (queries, officeId, accountId, sealed) =>
      (await crypto.office(queries, officeId)).open(place(accountId), sealed),
  };
}
