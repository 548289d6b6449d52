import { randomUUID } from 'node:crypto';
import { day } from '#kernel/calendar/day.ts';
import type { Act } from '#kernel/cases/commands.ts';
import { createDraft } from '#kernel/cases/drafts.ts';
import { type CaseOutcome, executeCase } from '#kernel/cases/execute.ts';
import type { CaseFacts } from '#kernel/cases/facts.ts';
import { bannerLoan, everyDayWorked, ordinaryRoute } from '#kernel/cases/testing.ts';
import type { Work } from '#kernel/commands/command.ts';
import { type TestRunner, testActor } from '#kernel/commands/testing.ts';
import { uuidv7 } from '#kernel/database/uuid.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import { anyOf, related, role, roleOverUnit } from '#kernel/identity/permission.ts';
import type { Role } from '#kernel/identity/roles.ts';
import type { CaseKind } from './case-kinds.ts';

/** Who may know of a banner loan. */
export const knowsLoan = anyOf(
  related('applicant', 'member', 'holder', 'participant'),
  roleOverUnit('unit-head', 'unit-finance', 'liaison-officer'),
  role('intake', 'reviewer', 'office-head', 'city-leader', 'seal-keeper', 'leader-secretary'),
);
export const loanKind: CaseKind = { process: bannerLoan, knownTo: knowsLoan };

export interface Town {
  readonly officeId: string;
  readonly root: string;
  readonly club: string;
  readonly otherClub: string;
  path(unit: string): readonly string[];
  /** A person with a post that is in the registry, so that messages reach it, and the actor that acts for it. */
  person(name: string, unitId: string, ...roles: Role[]): Promise<Actor>;
  run<Answer>(actor: Actor, change: (work: Work) => Promise<Answer>, key?: string): Promise<Answer>;
  draft(
    by: Actor,
    title: string,
    more?: { readonly members?: readonly string[]; readonly unit?: string },
  ): Promise<string>;
  act(by: Actor, caseId: string, version: number, what: Act, change?: Partial<CaseFacts>): Promise<CaseOutcome>;
  submitted(by: Actor, title: string, change?: Partial<CaseFacts>): Promise<CaseOutcome>;
}

/** An office with two clubs that borrow banners, over any database of a test. `root` is taken if the test has one. */
export async function town(
  t: TestRunner,
  given: { readonly root?: string; readonly officeId?: string } = {},
): Promise<Town> {
  const officeId = given.officeId ?? t.officeId;
  const unit = async (name: string, kind: string, above: readonly string[]) => {
    const id = uuidv7();
    await t.asOwner(
      `insert into kernel.units (office_id, id, parent_id, name, name_en, kind, path, valid_from)
       values ($1, $2, $3, $4, 'Unit', $5, $6, '2020-01-01')`,
      [officeId, id, above.at(-1) ?? null, name, kind, [...above, id]],
    );
    return id;
  };
  const root = given.root ?? (await unit('市外办', 'office', []));
  const club = await unit('射箭协会', 'unit', [root]);
  const otherClub = await unit('龙舟协会', 'unit', [root]);
  const path = (id: string) => (id === root ? [root] : [root, id]);

  const run: Town['run'] = (actor, change, key = randomUUID()) =>
    t.runner.run(actor, { name: 'banner-loans.change', key, input: key, run: change });

  const draft: Town['draft'] = (by, title, more = {}) => {
    const unitId = more.unit ?? club;
    return run(by, (work) =>
      createDraft(work, {
        process: bannerLoan,
        title,
        unit: { id: unitId, path: path(unitId) },
        applicant: by.personId,
        ...(more.members ? { members: more.members } : {}),
      }),
    );
  };
  const act: Town['act'] = async (by, caseId, expectedVersion, what, change = {}) => {
    const [row] = await t.asOwner('select applicant_id, unit_id from kernel.cases where id = $1', [caseId]);
    const unitId = String(row?.unit_id);
    return run(by, (work) =>
      executeCase(work, {
        process: bannerLoan,
        standardRoutes: [{ ...ordinaryRoute, validFrom: day('2020-01-01') }],
        caseId,
        expectedVersion,
        key: randomUUID(),
        act: what,
        as: { permission: knowsLoan },
        facts: () => ({
          values: { banners: 4, leader: true, purpose: 'match' },
          applicant: String(row?.applicant_id),
          members: [],
          units: {
            applicant: { id: unitId, path: path(unitId) },
            firstReview: null,
            office: { id: root, path: [root] },
          },
          findings: [],
          missingPapers: [],
          ...change,
        }),
        dueDay: everyDayWorked,
        numberPrefix: '321300',
      }),
    );
  };
  return {
    officeId,
    root,
    club,
    otherClub,
    path,
    run,
    draft,
    act,
    async person(name, unitId, ...roles) {
      const actor = testActor({ officeId, roles, unitId, name });
      await t.asOwner('insert into kernel.persons (office_id, id, name, created_at) values ($1, $2, $3, now())', [
        officeId,
        actor.personId,
        name,
      ]);
      await t.asOwner(
        `insert into kernel.posts (office_id, id, person_id, unit_id, title, roles, valid_from)
         values ($1, $2, $3, $4, '工作人员', $5, '2020-01-01')`,
        [officeId, actor.posts[0]?.id, actor.personId, unitId, roles],
      );
      return actor;
    },
    async submitted(by, title, change) {
      const id = await draft(by, title);
      return act(by, id, 0, { type: 'submit', versions: {} }, change);
    },
  };
}

/** Nine in the morning of that day in Beijing, for everybody who is signed in: sessions do not end by the leap. */
export async function moveTo(
  t: TestRunner & { readonly app: { readonly sessions: { forget(): void } } },
  to: string,
): Promise<void> {
  t.clock.setDay(to);
  await t.asOwner(
    `update kernel.sessions set started_at = $1::timestamptz, seen_at = $1::timestamptz, ends_at = $1::timestamptz + interval '8 hours'
     where ended_at is null`,
    [t.clock.now()],
  );
  t.app.sessions.forget();
}
