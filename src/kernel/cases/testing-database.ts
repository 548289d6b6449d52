import { randomUUID } from 'node:crypto';
import type { Work } from '#kernel/commands/command.ts';
import { testRunner } from '#kernel/commands/testing.ts';
import type { Queries } from '#kernel/database/database.ts';
import { Problem } from '#kernel/http/problem.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import { anyOf, related, role, roleOverUnit } from '#kernel/identity/permission.ts';
import type { Role } from '#kernel/identity/roles.ts';
import type { Act } from './commands.ts';
import type { Route } from './definition.ts';
import { createDraft } from './drafts.ts';
import { type CaseOutcome, executeCase } from './execute.ts';
import type { CaseFacts } from './facts.ts';
import { saveRoute } from './route-storage.ts';
import { bannerLoan, everyDayWorked, ordinaryRoute } from './testing.ts';

const office = randomUUID();
const county = randomUUID();
const club = randomUUID();
const otherClub = randomUUID();
const path = (unit: string) => [office, county, unit];

export const know = anyOf(
  related('applicant', 'member', 'holder', 'participant'),
  roleOverUnit('unit-head', 'unit-finance', 'liaison-officer'),
  role('intake', 'reviewer', 'office-head', 'city-leader', 'seal-keeper', 'leader-secretary'),
);

/** The refusal that a command ends with. @throws Error if it was not refused */
export async function refusalOf(promise: Promise<unknown>): Promise<Problem> {
  const cause: unknown = await promise.then(
    () => new Error('was not refused'),
    (error: unknown) => error,
  );
  if (!(cause instanceof Problem)) throw cause;
  return cause;
}

/** A database with the invented service's route in force, and its people. Close it in `afterAll`. */
export async function bannerOffice() {
  const t = await testRunner({ start: '2026-03-02T09:00:00+08:00' });
  const cast = (unitId: string, ...roles: Role[]) => t.actor({ roles, unitId });
  const applicant = cast(club, 'liaison-officer');
  const head = cast(club, 'unit-head');
  const bursar = cast(club, 'unit-finance');
  const clerk = cast(office, 'intake');
  const stranger = cast(otherClub, 'liaison-officer');

  const run = <Answer>(actor: Actor, change: (work: Work) => Promise<Answer>, key = randomUUID()): Promise<Answer> =>
    t.runner.run(actor, { name: 'banner-loans.change', key, input: key, run: change });

  const factsOf = (change: Partial<CaseFacts>): CaseFacts => ({
    values: { banners: 4, leader: true, purpose: 'match' },
    applicant: applicant.personId,
    members: [],
    units: {
      applicant: { id: club, path: path(club) },
      firstReview: { id: county, path: [office, county] },
      office: { id: office, path: [office] },
    },
    findings: [],
    missingPapers: [],
    ...change,
  });

  const draft = (): Promise<string> =>
    run(applicant, (work) =>
      createDraft(work, {
        process: bannerLoan,
        title: '市射箭协会借旗',
        unit: { id: club, path: path(club) },
        applicant: applicant.personId,
      }),
    );

  const act = (
    by: Actor,
    caseId: string,
    expectedVersion: number,
    what: Act,
    change: Partial<CaseFacts> = {},
    key: string = randomUUID(),
    standardRoutes: readonly Route[] = [],
  ): Promise<CaseOutcome> =>
    run(by, (work) =>
      executeCase(work, {
        process: bannerLoan,
        caseId,
        expectedVersion,
        key,
        act: what,
        as: { permission: know },
        facts: () => factsOf(change),
        dueDay: everyDayWorked,
        standardRoutes,
        numberPrefix: '321300',
      }),
    );

  const submitted = async (): Promise<CaseOutcome> =>
    act(applicant, await draft(), 0, { type: 'submit', versions: {} });
  const read = <Answer>(work: (queries: Queries) => Promise<Answer>): Promise<Answer> =>
    t.database.read(t.officeId, work);

  await run(clerk, (work) => saveRoute(work, bannerLoan, ordinaryRoute, 0));
  return {
    t,
    units: { office, county, club, otherClub },
    people: { applicant, head, bursar, clerk, stranger },
    cast,
    run,
    draft,
    act,
    submitted,
    read,
  };
}

export type BannerOffice = Awaited<ReturnType<typeof bannerOffice>>;
