import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Clock } from '#kernel/calendar/day.ts';
import type { Database } from '#kernel/database/database.ts';
import { Problem } from '#kernel/http/problem.ts';

/** /24 of an IPv4 address, /48 of an IPv6 one: what one place connects from. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  const plain = mapped?.[1] ?? address;
  if (plain.includes('.')) return `${plain.split('.').slice(0, 3).join('.')}.0/24`;
  return `${plain.split(':').slice(0, 3).join(':')}::/48`;
}

const digest = (kind: string, value: string) => createHash('sha256').update(`honglu ${kind} ${value}`).digest();

interface Counted {
  readonly database: Database;
  readonly clock: Clock;
}

/**
 * Counts one try in the database, before anything is compared (ID-05). Returns true if the account reached 50 tries in an hour
 * and must be held.
 * @throws Problem 429 `sign-in-waits` with the seconds to wait
 */
export async function countTry(parts: Counted, login: string, address: string): Promise<{ readonly hold: boolean }> {
  const now = parts.clock.now();
  const { rows } = await sql<{ verdict: string; wait_until: Date | null }>`
    select verdict, wait_until from kernel.begin_sign_in(${digest('pair', `${login} ${networkOf(address)}`)},
      ${digest('account', login)}, ${digest('address', address)}, ${now})`.execute(parts.database.unscoped);
  const { verdict, wait_until } = rows[0]!;
  if (verdict === 'go') return { hold: false };
  if (verdict === 'account-held') return { hold: true };
  const seconds = Math.max(1, Math.ceil(((wait_until ?? now).getTime() - now.getTime()) / 1000));
  const minutes = Math.ceil(seconds / 60);
  throw new Problem(
    429,
    'sign-in-waits',
    {
      zh: `从这里登录的次数过多，请 ${minutes} 分钟后再试。`,
      en: `Too many tries from here. Try again in ${minutes} min.`,
    },
    { retryAfter: seconds },
  );
}

/** A complete sign-in clears what was counted against the name. */
export async function clearTries(parts: Counted, login: string, address: string): Promise<void> {
  await sql`select kernel.sign_in_succeeded(${digest('pair', `${login} ${networkOf(address)}`)}, ${digest('account', login)})`.execute(
    parts.database.unscoped,
  );
}
