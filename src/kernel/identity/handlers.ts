import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { notFound, refusal } from '#kernel/http/answers.ts';
import { type Call, type Handler, handle } from '#kernel/http/handler.ts';
import * as endpoints from './endpoints.ts';
import { postsInForce } from './may.ts';
import type { Me } from './model.ts';
import { changePassword, chooseFirstPassword } from './own-password.ts';
import { recoveryHandlers } from './recovery-handlers.ts';
import type { Role } from './roles.ts';
import { endSessions, openSessions } from './session-storage.ts';
import type { Session } from './sessions.ts';
import { makeFirstAdministrator, setUpNeeded } from './set-up.ts';
import { type Entered, type IdentityParts, signIn } from './sign-in.ts';
import { beginFactor, confirmFactor, giveFactor, stepUp } from './sign-in-steps.ts';

type AnyCall = Pick<Call, 'session' | 'address' | 'agent' | 'setSession'>;

/** The session that a sign-in goes on in; nobody has none. */
function sessionOf(call: AnyCall): Session {
  if (!call.session) throw refusal('not-signed-in');
  return call.session;
}

const originOf = (call: AnyCall) => ({ address: call.address, agent: call.agent });

function entered(call: AnyCall, { token, next }: Entered) {
  call.setSession(token);
  return { next };
}

function whoIs(session: Session): Me {
  const { actor } = session;
  const roles = new Set<Role>(postsInForce(actor).flatMap((post) => post.roles));
  return {
    officeId: actor.officeId,
    officeName: session.officeName,
    officeNameEnglish: session.officeNameEnglish,
    demonstration: session.demonstration,
    personId: actor.personId,
    name: actor.name,
    login: session.login,
    language: session.language,
    posts: session.posts.map((post) => ({ ...post, roles: [...post.roles] })),
    roles: [...roles],
    actsFor: actor.actsFor.map(({ personId, name }) => ({ personId, name })),
    lastSignInAt: session.lastSignInAt?.toISOString() ?? null,
    idleMinutes: session.idleSeconds / 60,
    endsAt: session.endsAt.toISOString(),
  };
}

function signingIn(parts: IdentityParts): readonly Handler[] {
  return [
    handle(endpoints.signIn, {
      run: async (call) => entered(call, await signIn(parts, call.body, originOf(call))),
    }),
    handle(endpoints.secondFactor, {
      run: async (call) => entered(call, await giveFactor(parts, sessionOf(call), call.body, originOf(call))),
    }),
    handle(endpoints.firstPassword, {
      run: async (call) =>
        entered(call, await chooseFirstPassword(parts, sessionOf(call), call.body.password, originOf(call))),
    }),
    handle(endpoints.beginFactor, {
      run: (call) => beginFactor(parts, sessionOf(call), originOf(call)),
    }),
    handle(endpoints.confirmFactor, {
      run: async (call) => {
        const { recoveryCodes, ...rest } = await confirmFactor(parts, sessionOf(call), call.body.code, originOf(call));
        entered(call, rest);
        return { recoveryCodes: [...recoveryCodes] };
      },
    }),
    handle(endpoints.stepUp, {
      run: async (call) => entered(call, await stepUp(parts, sessionOf(call), call.body, originOf(call))),
    }),
    handle(endpoints.changePassword, {
      run: async (call) => {
        entered(call, await changePassword(parts, sessionOf(call), call.body, originOf(call)));
        return undefined;
      },
    }),
    handle(endpoints.setUpState, {
      run: async (call) => ({ needed: await setUpNeeded(call.database) }),
    }),
    handle(endpoints.signUpFirstAdministrator, {
      run: async (call) => {
        await makeFirstAdministrator(parts, call.body, originOf(call));
        return undefined;
      },
    }),
  ];
}

function signedIn(parts: IdentityParts): readonly Handler[] {
  const { runner, sessions } = parts;
  return [
    handle(endpoints.whoAmI, { run: async (call) => whoIs(sessionOf(call)) }),
    handle(endpoints.signOut, {
      run: async (call) => {
        const { id, actor } = sessionOf(call);
        await runner.run(actor, {
          name: endpoints.signOut.id,
          key: randomUUID(),
          input: {},
          object: `account:${actor.accountId}`,
          run: async (work) => {
            await endSessions(work.queries, actor.officeId, { accountId: actor.accountId, id }, 'signed-out', work.now);
          },
        });
        sessions.forget();
        call.setSession(null);
        return undefined;
      },
    }),
    handle(endpoints.setLanguage, {
      run: async (call) => {
        const { actor } = call;
        await runner.run(actor, {
          name: endpoints.setLanguage.id,
          key: randomUUID(),
          input: call.body,
          object: `account:${actor.accountId}`,
          run: async (work) => {
            await sql`update kernel.accounts set language = ${call.body.language}
              where office_id = ${actor.officeId}::uuid and id = ${actor.accountId}::uuid`.execute(work.queries);
          },
        });
        sessions.forget();
        return undefined;
      },
    }),
    handle(endpoints.listSessions, {
      run: async (call) => {
        const { actor } = call;
        const open = await call.database.read(actor.officeId, (queries) =>
          openSessions(queries, actor.officeId, actor.accountId, call.now),
        );
        return {
          sessions: open.map((one) => ({
            id: one.id,
            startedAt: one.started_at.toISOString(),
            seenAt: one.seen_at.toISOString(),
            address: one.address,
            agent: one.agent,
            current: one.digest.toString('hex') === actor.sessionDigest,
          })),
        };
      },
    }),
    handle(endpoints.endSession, {
      run: async (call) => {
        const { actor, params } = call;
        await runner.run(actor, {
          name: endpoints.endSession.id,
          key: randomUUID(),
          input: params,
          object: `session:${params.id}`,
          run: async (work) => {
            const which = { accountId: actor.accountId, id: params.id };
            if ((await endSessions(work.queries, actor.officeId, which, 'ended-by-owner', work.now)) === 0)
              throw notFound();
          },
        });
        sessions.forget();
        return undefined;
      },
    }),
  ];
}

export function identityHandlers(parts: IdentityParts): readonly Handler[] {
  return [...signingIn(parts), ...signedIn(parts), ...recoveryHandlers(parts)];
}
