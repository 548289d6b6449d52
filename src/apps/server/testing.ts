import { randomBytes, randomUUID } from 'node:crypto';
import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import { day } from '#kernel/calendar/day.ts';
import { type TestRunner, testRunner } from '#kernel/commands/testing.ts';
import { type Crypto, createCrypto } from '#kernel/crypto/crypto.ts';
import { masterKeyFrom } from '#kernel/crypto/master-key.ts';
import { uuidv7 } from '#kernel/database/uuid.ts';
import type { Handler } from '#kernel/http/handler.ts';
import type { Limits } from '#kernel/http/limits.ts';
import type { Post } from '#kernel/identity/actor.ts';
import { programActor } from '#kernel/identity/program-actor.ts';
import { grantPost } from '#kernel/identity/registry.ts';
import type { Role } from '#kernel/identity/roles.ts';
import { seedSeal } from '#kernel/identity/seal.ts';
import { insertSession } from '#kernel/identity/session-storage.ts';
import { newToken } from '#kernel/identity/token.ts';
import { addPerson } from '#kernel/parties/persons.ts';
import { type App, type AppParts, createApp } from './app.ts';

/** A person with an account, a post and an open session. */
export interface TestPerson {
  readonly personId: string;
  readonly accountId: string;
  readonly login: string;
  readonly post: Post;
  readonly cookie: string;
}

export interface TestApp extends TestRunner {
  readonly app: App;
  readonly rootUnitId: string;
  /** A second node on the same database. */
  node(): Promise<App>;
  /** `unitId` default: the root. The session's second factor was given at `factorAt`, default now. */
  person(facts: {
    readonly roles: readonly Role[];
    readonly unitId?: string;
    readonly subtree?: boolean;
    readonly name?: string;
    readonly factorAt?: Date | null;
    readonly officeId?: string;
  }): Promise<TestPerson>;
  /** Sends a request; changes carry an Idempotency-Key unless `key: null`, a body its content type. */
  ask(method: InjectOptions['method'], url: string, options?: AskOptions): Promise<LightMyRequestResponse>;
}

export interface AskOptions {
  readonly as?: TestPerson | { readonly cookie: string };
  readonly body?: unknown;
  /** Sent as it is, for what is not JSON; its content type stands in `headers`. */
  readonly payload?: Buffer;
  readonly key?: string | null;
  readonly version?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly on?: App;
  readonly address?: string;
}

const unusableDigest =
  '$argon2id$v=19$m=65536,t=3,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';

/** For tests that ask more in a minute than a person may. */
export const noLimits: Limits = {
  count: () => {},
  countRequest: () => {},
  countAddress: () => {},
  close: async () => {},
};

/** The whole server over a fresh database, answers checked against their schemas. `close()` it in `afterAll`. */
export async function testApp(
  options: {
    readonly handlers?: (kernel: TestRunner & { readonly crypto: Crypto }) => readonly Handler[];
    readonly parts?: Partial<AppParts>;
  } = {},
): Promise<TestApp> {
  const base = await testRunner();
  const crypto = createCrypto({ database: base.database, master: masterKeyFrom(randomBytes(32)) });
  await crypto.prepareOffice(base.officeId);
  const node = () =>
    createApp({
      runner: base.runner,
      seal: seedSeal(crypto),
      prepareOffice: (officeId) => crypto.prepareOffice(officeId),
      crypto,
      handlers: options.handlers?.({ ...base, crypto }) ?? [],
      loopback: true,
      secure: false,
      origins: [],
      checkAnswers: true,
      ...options.parts,
    });
  const app = await node();
  const roots = new Map<string, string>();
  const rootOf = async (officeId: string) => {
    const known = roots.get(officeId);
    if (known) return known;
    const id = uuidv7();
    await base.asOwner(
      `insert into kernel.units (office_id, id, name, name_en, kind, path, valid_from) values ($1, $2, '市外办', 'City office', 'office', array[$2::uuid], '2020-01-01')`,
      [officeId, id],
    );
    roots.set(officeId, id);
    return id;
  };
  const rootUnitId = await rootOf(base.officeId);
  let count = 0;

  return {
    ...base,
    app,
    rootUnitId,
    node,
    async person(facts) {
      const officeId = facts.officeId ?? base.officeId;
      const unitId = facts.unitId ?? (await rootOf(officeId));
      const actor = programActor(officeId, 'system-administrator', 'security-administrator');
      const login = `person-${++count}-${randomBytes(3).toString('hex')}`;
      const made = await base.runner.run(actor, {
        name: 'test.person',
        key: randomUUID(),
        input: { login },
        run: async (work) => {
          const { personId } = await addPerson(work, { name: facts.name ?? '王敏' });
          const post = {
            personId,
            unitId,
            title: '工作人员',
            roles: [...facts.roles],
            subtree: facts.subtree ?? false,
            from: day('2020-01-01'),
          };
          const { postId } = await grantPost(work, post);
          return { personId, postId };
        },
      });
      const accountId = uuidv7();
      await base.asOwner(
        `insert into kernel.accounts (office_id, id, person_id, login, password_digest, password_set_at, password_temporary, factor_enrolled_at, created_at)
         values ($1, $2, $3, $4, $5, $6, false, $6, $6)`,
        [officeId, accountId, made.personId, login, unusableDigest, base.clock.now()],
      );
      const token = newToken(officeId);
      await base.database.transaction(officeId, async (queries) => {
        const factorAt = facts.factorAt === undefined ? base.clock.now() : facts.factorAt;
        await insertSession(
          queries,
          {
            officeId,
            accountId,
            digest: token.digest,
            stage: 'full',
            administrator: false,
            factorAt,
            address: '127.0.0.1',
            agent: 'test',
          },
          base.clock.now(),
        );
      });
      return {
        personId: made.personId,
        accountId,
        login,
        post: { id: made.postId, title: '工作人员', unitId, roles: facts.roles, subtree: facts.subtree ?? false },
        cookie: `honglu=${token.token}`,
      };
    },
    ask(method, url, ask = {}) {
      const changing = method !== 'GET';
      const key = ask.key === undefined ? randomUUID() : ask.key;
      return (ask.on ?? app).server.inject({
        method: method!,
        url,
        remoteAddress: ask.address ?? '127.0.0.1',
        headers: {
          host: 'localhost:8080',
          ...(changing ? { origin: 'http://localhost:8080', 'sec-fetch-site': 'same-origin' } : {}),
          ...(changing && key !== null ? { 'idempotency-key': key } : {}),
          ...(ask.as ? { cookie: ask.as.cookie } : {}),
          ...(ask.version === undefined ? {} : { 'if-match': `"${ask.version}"` }),
          ...(ask.body === undefined ? {} : { 'content-type': 'application/json' }),
          ...ask.headers,
        },
        ...(ask.payload ? { payload: ask.payload } : {}),
        ...(ask.body === undefined
          ? {}
          : { payload: typeof ask.body === 'string' ? ask.body : JSON.stringify(ask.body) }),
      });
    },
    close: async () => {
      await app.close();
      await base.close();
    },
  };
}
