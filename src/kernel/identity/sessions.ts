import { sql } from 'kysely';
import { type Clock, dayInBeijing } from '#kernel/calendar/day.ts';
import type { Database, Queries } from '#kernel/database/database.ts';
import type { Language } from '#kernel/text.ts';
import type { Actor, Post } from './actor.ts';
import type { Role } from './roles.ts';
import { readToken, type SessionToken } from './token.ts';

export interface PostWithUnit extends Post {
  readonly unitName: string;
  readonly unitNameEnglish: string;
}

/** A session as found by its token. In stage `entry` only the password was right; it opens nothing but the rest of the sign-in. */
export interface Session {
  readonly id: string;
  readonly digest: Buffer;
  readonly stage: 'entry' | 'full';
  readonly actor: Actor;
  readonly posts: readonly PostWithUnit[];
  readonly login: string;
  readonly language: Language;
  readonly officeName: string;
  readonly officeNameEnglish: string;
  readonly demonstration: boolean;
  readonly lastSignInAt: Date | null;
  readonly endsAt: Date;
  readonly idleSeconds: number;
}

export type EndedBecause =
  | 'signed-out'
  | 'replaced'
  | 'too-many'
  | 'ended-by-owner'
  | 'ended-by-administrator'
  | 'rights-changed'
  | 'password-changed'
  | 'factor-changed';

export interface Sessions {
  /** The living session behind a cookie, or null. What another node ended is refused here at most half a second later. */
  find(token: string, address: string): Promise<Session | null>;
  /** Forgets what this node remembers; called after a session was ended or rights were changed here. */
  forget(): void;
}

/** A session that ended must be refused on every node within a second (ID-08): half of that is remembered, the rest is reserve. */
const rememberedMs = 500;
/** Marking every use would write with every read. */
const markedEvery = 60_000;
const rememberedAtMost = 10_000;

interface Row {
  id: string;
  stage: 'entry' | 'full';
  seen_at: Date;
  ends_at: Date;
  idle_seconds: number;
  factor_at: Date | null;
  account_id: string;
  person_id: string;
  login: string;
  language: Language;
  factor_exempt: boolean;
  last_sign_in_at: Date | null;
  name: string;
  name_zh: string;
  name_en: string;
  demonstration: boolean;
  posts: PostWithUnit[];
  acts_for: Principal[];
}

interface Principal {
  readonly personId: string;
  readonly name: string;
  readonly posts: readonly PostWithUnit[];
}

interface Delegated extends Principal {
  /** Duties that were delegated; null: all. */
  readonly roles: readonly Role[] | null;
}

/** What each person gave, one entry a person: several delegations of one person add up. */
function principals(delegated: readonly Delegated[]): Principal[] {
  return [...new Set(delegated.map(({ personId }) => personId))].map((personId) => {
    const given = delegated.filter((one) => one.personId === personId);
    const whole = given.some(({ roles }) => roles === null);
    const roles = given.flatMap((one) => one.roles ?? []);
    const { name, posts } = given[0]!;
    if (whole) return { personId, name, posts };
    const limited = posts.map((post) => ({ ...post, roles: post.roles.filter((role) => roles.includes(role)) }));
    return { personId, name, posts: limited.filter((post) => post.roles.length > 0) };
  });
}

function postsOf(person: ReturnType<typeof sql>, officeId: string, day: string) {
  return sql`coalesce((select json_agg(json_build_object('id', t.id, 'title', t.title, 'unitId', t.unit_id, 'unitName', u.name,
      'unitNameEnglish', u.name_en, 'roles', t.roles, 'subtree', t.subtree) order by t.valid_from, t.id)
    from kernel.posts t join kernel.units u on u.office_id = t.office_id and u.id = t.unit_id
    where t.office_id = ${officeId}::uuid and t.person_id = ${person}
      and t.ended_at is null and t.valid_from <= ${day}::date and (t.valid_to is null or t.valid_to >= ${day}::date)), '[]'::json)`;
}

async function load(queries: Queries, token: SessionToken, day: string): Promise<Row | null> {
  const { officeId, digest } = token;
  const { rows } = await sql<Omit<Row, 'acts_for'> & { acts_for: Delegated[] }>`
    select s.id, s.stage, s.seen_at, s.ends_at, s.idle_seconds, s.factor_at, s.account_id, a.person_id, a.login, a.language,
      a.factor_exempt, a.last_sign_in_at, p.name, o.name_zh, o.name_en, o.demonstration,
      ${postsOf(sql`a.person_id`, officeId, day)} as posts,
      coalesce((select json_agg(json_build_object('personId', d.from_person_id, 'name', f.name, 'roles', d.roles,
          'posts', ${postsOf(sql`d.from_person_id`, officeId, day)}) order by d.id)
        from kernel.delegations d join kernel.persons f on f.office_id = d.office_id and f.id = d.from_person_id
        where d.office_id = ${officeId}::uuid and d.to_person_id = a.person_id and d.ended_at is null
          and d.valid_from <= ${day}::date and d.valid_to >= ${day}::date), '[]'::json) as acts_for
    from kernel.sessions s
    join kernel.accounts a on a.office_id = s.office_id and a.id = s.account_id and a.state = 'active'
    join kernel.persons p on p.office_id = a.office_id and p.id = a.person_id
    join kernel.offices o on o.office_id = s.office_id
    where s.office_id = ${officeId}::uuid and s.digest = ${digest} and s.ended_at is null`.execute(queries);
  const row = rows[0];
  return row ? { ...row, acts_for: principals(row.acts_for) } : null;
}

interface Remembered {
  readonly until: number;
  readonly row: Promise<Row | null>;
}

export interface SessionParts {
  readonly database: Database;
  readonly clock: Clock;
  /** Accounts without a second factor are refused unless the program is reachable from this machine only. */
  readonly loopback: boolean;
}

export function createSessions(parts: SessionParts): Sessions {
  const { database, clock, loopback } = parts;
  const remembered = new Map<string, Remembered>();

  function row(token: SessionToken): Promise<Row | null> {
    const key = token.digest.toString('base64');
    const at = performance.now();
    const known = remembered.get(key);
    if (known && known.until > at) return known.row;
    const found = database.read(token.officeId, (queries) => load(queries, token, dayInBeijing(clock.now())));
    if (remembered.size >= rememberedAtMost) remembered.clear();
    remembered.set(key, { until: at + rememberedMs, row: found });
    found.catch(() => remembered.delete(key));
    return found;
  }

  return {
    forget: () => remembered.clear(),
    async find(text, address) {
      const token = readToken(text);
      if (!token) return null;
      const found = await row(token);
      if (!found) return null;
      const now = clock.now();
      const idleUntil = found.seen_at.getTime() + found.idle_seconds * 1000;
      if (now >= found.ends_at || now.getTime() >= idleUntil) return null;
      const exempt = found.factor_exempt && found.demonstration && loopback;
      if (found.factor_exempt && !exempt) return null;
      if (now.getTime() - found.seen_at.getTime() >= markedEvery) {
        found.seen_at = now;
        await database.transaction(token.officeId, (queries) =>
          sql`update kernel.sessions set seen_at = greatest(seen_at, ${now})
            where office_id = ${token.officeId}::uuid and digest = ${token.digest}`.execute(queries),
        );
      }
      return {
        id: found.id,
        digest: token.digest,
        stage: found.stage,
        actor: {
          officeId: token.officeId,
          accountId: found.account_id,
          personId: found.person_id,
          name: found.name,
          posts: found.posts,
          actsFor: found.acts_for,
          sessionDigest: token.digest.toString('hex'),
          // A demonstration without second factor has nothing to give again.
          factorAt: exempt ? now : found.factor_at,
          address,
        },
        posts: found.posts,
        login: found.login,
        language: found.language,
        officeName: found.name_zh,
        officeNameEnglish: found.name_en,
        demonstration: found.demonstration,
        lastSignInAt: found.last_sign_in_at,
        endsAt: found.ends_at,
        idleSeconds: found.idle_seconds,
      };
    },
  };
}
