import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Endpoint } from '#kernel/http/endpoint.ts';
import type { Kernel } from '#kernel/http/kernel.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import { mayAtAll } from '#kernel/identity/may.ts';
import { type Role, roles } from '#kernel/identity/roles.ts';
import { services } from '#services';
import { serviceHandlers } from './service-handlers.ts';
import { noLimits, type TestApp, type TestPerson, testApp } from './testing.ts';
import { testKernel } from './testing-kernel.ts';

/*
 * Kept by hand: every endpoint that the program mounts, with the posts that are let past its gate; a post that is not named is refused.
 * Over which unit, and on which matter, the tables of each service tell. `everyone`: also who has not signed in; `posts`: every post.
 */

const codes = {
  TR: 'traveller',
  LI: 'liaison-officer',
  UF: 'unit-finance',
  UP: 'unit-personnel',
  UH: 'unit-head',
  FR: 'first-reviewer',
  FH: 'first-review-head',
  IN: 'intake',
  RE: 'reviewer',
  OH: 'office-head',
  CL: 'city-leader',
  LS: 'leader-secretary',
  FB: 'finance-bureau',
  PB: 'personnel-bureau',
  DC: 'document-checker',
  DS: 'document-signer',
  SK: 'seal-keeper',
  PK: 'passport-keeper',
  SU: 'supervisor',
  IS: 'inspector',
  SY: 'system-administrator',
  SE: 'security-administrator',
  AU: 'audit-administrator',
} as const satisfies Record<string, Role>;

const table = `
identity.sign-in                          everyone
identity.second-factor                    everyone
identity.first-password                   everyone
identity.begin-factor                     everyone
identity.confirm-factor                   everyone
identity.set-up-state                     everyone
identity.first-administrator              everyone
identity.ask-recovery                     everyone
identity.recover-password                 everyone
identity.recover-factor                   everyone
identity.sign-out                         posts
identity.step-up                          posts
identity.me                               posts
identity.set-language                     posts
identity.change-password                  posts
identity.sessions                         posts
identity.end-session                      posts
identity.recoveries                       SY SE
identity.begin-recovery                   SY SE
identity.release-recovery                 SY SE
identity.end-recovery                     SY SE
identity.units                            posts
identity.add-unit                         SY
identity.accounts                         SY SE
identity.open-account                     SY
identity.suspend-account                  SY
identity.resume-account                   SY
identity.grant-post                       SY SE
identity.end-post                         SE
identity.delegate                         posts
identity.end-delegation                   posts
identity.delegations                      posts
identity.all-delegations                  IS SE AU
parties.add-person                        LI UP FR IN RE PK SY
parties.persons                           LI UP FR IN RE PK SY
settings.list                             posts
settings.set                              posts
documents.list-issuers                    posts
documents.create-issuer                   OH SY
documents.create-seal                     OH SK
documents.list-templates                  RE OH DC DS SK SU IS SY
documents.set-words                       OH SY
documents.try-template                    RE OH DC DS SK SU IS SY
documents.list-series                     RE OH DC DS SK SU IS SY
documents.begin-series                    OH
cases.colleagues                          posts
audit.trail                               IS AU
audit.export-trail                        IS AU
calendar.read                             posts
calendar.change                           OH SY
measures.list                             posts
measures.figure                           posts
measures.records                          posts
measures.brief                            posts
measures.brief-docx                       posts
search.find                               posts
notifications.list                        posts
notifications.count                       posts
notifications.read                        posts
notifications.address                     posts
notifications.set-address                 posts
notifications.undelivered                 SY
notifications.deliver-again               SY
desk.to-do                                posts
desk.to-do-count                          posts
desk.counts                               posts
desk.claim                                posts
desk.release                              posts
desk.snooze                               posts
desk.case-claims                          posts
desk.week                                 posts
desk.copies                               posts
operations.state                          SY AU
obligations.list                          posts
obligations.month                         posts
obligations.open                          posts
obligations.pause                         RE OH PK SU
obligations.resume                        RE OH PK SU
obligations.locks                         RE OH CL LS SU IS
obligations.decide-lock                   OH CL LS
obligations.release-lock                  OH CL
obligations.appeal-lock                   posts
obligations.answer-appeal                 OH CL
privacy.notices                           posts
privacy.acknowledge-notice                posts
privacy.publish-notice                    OH SY
privacy.notice-of-case                    posts
privacy.requests                          OH SU
privacy.find-person                       OH SU
privacy.receive-request                   OH SU
privacy.pack                              OH SU
privacy.correct                           OH SU
privacy.erase                             OH SU
privacy.answer-request                    OH SU
privacy.own-pack                          posts
privacy.processing                        OH SU IS SY SE AU
privacy.export-processing                 OH SU IS SY SE AU
privacy.closed-purposes                   posts
privacy.change-purpose                    OH SY
official-travel.list                      posts
official-travel.count                     posts
official-travel.export                    posts
official-travel.create                    LI
official-travel.read                      posts
official-travel.save-section              posts
official-travel.discard                   posts
official-travel.compute-budget            posts
official-travel.mission-file              posts
official-travel.sheet                     posts
official-travel.upload                    posts
official-travel.download                  posts
official-travel.draft-document            IN RE
official-travel.document-command          posts
official-travel.document-file             posts
official-travel.submit                    posts
official-travel.resubmit                  posts
official-travel.withdraw                  posts
official-travel.approve                   posts
official-travel.refuse                    posts
official-travel.return                    posts
official-travel.answer                    posts
official-travel.retract                   posts
official-travel.transfer                  posts
official-travel.add-signer                posts
official-travel.remove-signer             posts
official-travel.urge                      posts
official-travel.copy                      posts
official-travel.suspend                   posts
official-travel.resume                    posts
official-travel.amend                     posts
official-travel.annul                     posts
official-travel.terminate                 posts
official-travel.accept-with-promise       posts
official-travel.fulfil-promise            posts
official-travel.register-paper-approval   posts
official-travel.check-paper-approval      posts
official-travel.reject-paper-approval     posts
official-travel.escalate                  posts
official-travel.complete-wait             posts
official-travel.complete-issue            posts
official-travel.grant-exception           posts
official-travel.routes                    IN RE OH SU IS SY SE AU
official-travel.try-routes                IN RE OH SU IS SY SE AU
official-travel.save-route                OH SY
official-travel.plan-lines                LI UF UH FR FH IN RE OH CL FB SU IS
official-travel.plan-line                 LI UF UH FR FH IN RE OH CL FB SU IS
official-travel.plan-export               LI UF UH FR FH IN RE OH CL FB SU IS
official-travel.plan-counters             LI UF UH FR FH IN RE OH CL FB SU IS
official-travel.plan-outside              LI UF UH FR FH IN RE OH CL FB SU IS
official-travel.plan-adjustments          LI UF UH FR FH IN RE OH CL FB SU IS
official-travel.plan-versions             LI UF UH FR FH IN RE OH CL FB SU IS
official-travel.plan-add                  LI
official-travel.plan-change               LI
official-travel.plan-delete               LI
official-travel.plan-submit               UH
official-travel.plan-return               FR FH RE OH
official-travel.plan-consolidate          FR FH
official-travel.plan-give                 RE OH
official-travel.plan-close                RE OH
official-travel.plan-close-year           OH
official-travel.plan-adjust               LI UH
official-travel.plan-withdraw-adjustment  LI UH
official-travel.plan-decide-adjustment    RE OH
official-travel.plan-fix-version          RE OH
official-travel.unit-files                LI UP UH FR FH IN RE OH PK SU IS
official-travel.unit-file                 LI UP UH FR FH IN RE OH PK SU IS
official-travel.unit-download             LI UP UH FR FH IN RE OH PK SU IS
official-travel.unit-file-save            LI UH IN RE
official-travel.unit-upload               LI UH IN RE
official-travel.unit-file-state           IN RE OH
official-travel.signatory-add             LI UH IN RE
official-travel.signatory-end             LI UH IN RE
official-travel.officer-add               LI UH IN RE
official-travel.officer-state             IN RE OH
official-travel.officer-open-matters      LI UP UH FR FH IN RE OH PK SU IS SY SE
official-travel.hand-overs                posts
official-travel.hand-over-open            LI UH IN RE
official-travel.hand-over-confirm         posts
official-travel.hand-over-cancel          LI UH IN RE
official-travel.rules                     posts
official-travel.rule-set                  OH
official-travel.rule-trial                RE OH SU
official-travel.consents                  posts
official-travel.consent-ask               posts
official-travel.consents-asked            LI UP UH IN RE OH
official-travel.consent-answer            posts
official-travel.consent-register          posts
official-travel.consent-withdraw          posts
official-travel.import-template           posts
official-travel.import-members            LI
official-travel.import-programme          posts
official-travel.import                    LI UP FR IN RE FB PK SY
official-travel.rate-tables               posts
official-travel.rate-table                posts
official-travel.import-rates              IN RE FB
official-travel.rate-table-check          RE OH FB
official-travel.exchange-export           IN RE OH
official-travel.people                    LI UP UH FR FH IN RE OH PB PK SU
official-travel.person                    LI UP UH FR FH IN RE OH PB PK SU
official-travel.person-member             LI UP UH FR FH IN RE OH PB PK SU
official-travel.person-spelling           LI UP UH FR FH IN RE OH PB PK SU
official-travel.person-reveal             LI UP UH FR FH IN RE OH PB PK SU
official-travel.person-add                LI UP IN RE
official-travel.person-change             LI UP IN RE
official-travel.person-verify             LI UP IN RE
official-travel.person-left               LI UP IN RE
`;

const rows = table
  .trim()
  .split('\n')
  .map((line) => {
    const [id, ...who] = line.trim().split(/\s+/);
    return { id: id!, who };
  });
const everyPost = Object.keys(codes);
const expectedOf = (who: readonly string[]) =>
  who[0] === 'everyone' ? ['nobody', ...everyPost] : who[0] === 'posts' ? everyPost : who;

let app: TestApp;
let all: ReadonlyMap<string, Endpoint>;
const persons = new Map<string, TestPerson>();
beforeAll(async () => {
  let kernel: Kernel | undefined;
  app = await testApp({
    parts: { limits: noLimits, services },
    handlers: (base) => {
      kernel = testKernel(base);
      return serviceHandlers(kernel, services);
    },
  });
  all = new Map([...(await written()), ...app.app.endpoints].map((one) => [one.id, one]));
  for (const [code, role] of Object.entries(codes)) {
    persons.set(code, await app.person({ roles: [role], subtree: true }));
  }
});
afterAll(async () => {
  await app?.close();
});

const source = fileURLToPath(new URL('../../', import.meta.url));

/** Also what only the running program mounts, and what nobody mounts yet. */
async function written(): Promise<readonly Endpoint[]> {
  const files = (await readdir(source, { recursive: true })).filter((name) => /(^|[/-])endpoints\.ts$/.test(name));
  const found: Endpoint[] = [];
  for (const file of files) {
    const module: Record<string, unknown> = await import(`${source}${file}`);
    const several = Object.values(module).flatMap((value) => (Array.isArray(value) ? value : [value]));
    found.push(...several.filter(isEndpoint));
  }
  return found;
}

const isEndpoint = (value: unknown): value is Endpoint =>
  typeof value === 'object' && value !== null && 'permission' in value && 'path' in value && 'method' in value;

const holder = (role: Role): Actor => ({
  officeId: app.officeId,
  accountId: '',
  personId: '',
  name: '',
  posts: [{ id: '', title: '', unitId: app.rootUnitId, roles: [role], subtree: true }],
  actsFor: [],
  sessionDigest: '',
  factorAt: null,
  address: '',
});

/** Asked over HTTP with nothing lawful in it: whoever passes the gate meets another refusal, or the answer. */
async function passes(endpoint: Endpoint, code: string): Promise<boolean> {
  const path = endpoint.path.replace(/:(\w+)/g, () => randomUUID());
  const as = persons.get(code);
  const reply = await app.ask(endpoint.method, path, {
    ...(as ? { as } : {}),
    ...(endpoint.versioned ? { version: 1 } : {}),
    ...(endpoint.takes === 'multipart'
      ? { payload: Buffer.from('--x--\r\n'), headers: { 'content-type': 'multipart/form-data; boundary=x' } }
      : endpoint.body
        ? { body: {} }
        : {}),
  });
  expect(reply.statusCode).toBeLessThan(500);
  const type = reply.statusCode >= 400 ? String(reply.json().type) : '';
  // Steps of signing in say that nobody has signed in yet; that is their answer, not their gate.
  return endpoint.permission.kind === 'public' || !/:(not-signed-in|role-missing)$/.test(type);
}

describe('who is let past the gate, by hand', () => {
  it('every endpoint that is written or mounted has its row, every row its endpoint, every post its column (AZ-01)', () => {
    expect(rows.map(({ id }) => id).sort()).toEqual([...all.keys()].sort());
    expect(Object.values(codes).toSorted()).toEqual(Object.keys(roles).sort());
    expect(rows.flatMap(({ who }) => who).filter((one) => !['everyone', 'posts', ...everyPost].includes(one))).toEqual(
      [],
    );
  });

  it.each(rows)('$id', async ({ id, who }) => {
    const endpoint = all.get(id)!;
    const expected = expectedOf(who);
    const past = everyPost.filter(
      (code) => mayAtAll(holder(codes[code as keyof typeof codes]), endpoint.permission).allowed,
    );
    expect([...(mayAtAll(null, endpoint.permission).allowed ? ['nobody'] : []), ...past]).toEqual(expected);
    // The state page is mounted by the running program alone.
    if (!app.app.endpoints.includes(endpoint)) return;
    // What ends sessions or accounts is asked only of those who may not.
    const one = /sign-out|end-session/.test(id) ? undefined : expected.at(-1);
    const other = ['nobody', ...everyPost].findLast((code) => !expected.includes(code));
    if (one) expect([one, await passes(endpoint, one)]).toEqual([one, true]);
    if (other) expect([other, await passes(endpoint, other)]).toEqual([other, false]);
  });
});
