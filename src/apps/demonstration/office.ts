import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { type Clock, dayInBeijing } from '#kernel/calendar/day.ts';
import type { Runner, Work } from '#kernel/commands/command.ts';
import { uuidv7 } from '#kernel/database/uuid.ts';
import type { Kernel } from '#kernel/http/kernel.ts';
import type { Actor, Post } from '#kernel/identity/actor.ts';
import { newPassword } from '#kernel/identity/factor.ts';
import { programActor } from '#kernel/identity/program-actor.ts';
import { addUnit, grantPost, openDemonstrationAccount } from '#kernel/identity/registry.ts';
import { foundOffice } from '#kernel/identity/set-up.ts';
import { addPerson } from '#kernel/parties/persons.ts';
import { staff, travellers, travellersBefore, units } from './people.ts';

export interface DemonstrationAccount {
  readonly login: string;
  readonly password: string;
  readonly name: string;
  readonly title: string;
}

export interface DemonstrationOffice {
  readonly officeId: string;
  /** Unit ids by key of `units`, and `office` for the root. */
  readonly units: Readonly<Record<string, string>>;
  readonly paths: Readonly<Record<string, readonly string[]>>;
  /** Actors by login: the same persons that sign in on the screen. */
  readonly actors: Readonly<Record<string, Actor>>;
  /** Persons who travel, by name. */
  readonly travellers: Readonly<Record<string, string>>;
  readonly accounts: readonly DemonstrationAccount[];
}

export const officeName = '宿迁市外办（演示）';

/** Runs one command of the program itself, under a key of its own. */
export function once<Answer>(
  runner: Runner,
  actor: Actor,
  name: string,
  run: (work: Work) => Promise<Answer>,
): Promise<Answer> {
  return runner.run(actor, { name, key: randomUUID(), input: {}, run });
}

/** The office, its units, persons, posts and accounts: enough for the desk to open. */
export async function foundDemonstration(kernel: Kernel, runner: Runner, clock: Clock): Promise<DemonstrationOffice> {
  const officeId = uuidv7();
  const founder = programActor(officeId, 'system-administrator', 'security-administrator', 'intake');
  await kernel.crypto.prepareOffice(officeId);
  const { rootUnitId } = await once(runner, founder, 'demonstration.found', (work) =>
    foundOffice(work, {
      code: 'suqian-demo',
      name: officeName,
      nameEnglish: 'Suqian Foreign Affairs Office (demonstration)',
      demonstration: true,
    }),
  );
  const unitIds: Record<string, string> = { office: rootUnitId };
  const paths: Record<string, readonly string[]> = { office: [rootUnitId] };
  const from = dayInBeijing(clock.now());
  const actors: Record<string, Actor> = {};
  const abroad: Record<string, string> = {};
  await once(runner, founder, 'demonstration.units', async (work) => {
    for (const { key, under, ...unit } of units) {
      const { unitId } = await addUnit(work, { ...unit, parentId: unitIds[under!]! });
      unitIds[key] = unitId;
      paths[key] = [...paths[under!]!, unitId];
    }
    for (const names of [...Object.values(travellers), ...travellersBefore]) {
      for (const name of names) abroad[name] = (await addPerson(work, { name })).personId;
    }
  });
  const accounts: DemonstrationAccount[] = [];
  for (const person of staff) {
    const { personId, post } = await once(runner, founder, 'demonstration.person', async (work) => {
      const { personId: added } = await addPerson(work, { name: person.name });
      const post = {
        unitId: unitIds[person.unit]!,
        title: person.title,
        roles: [...person.roles],
        subtree: person.subtree ?? false,
      };
      const { postId } = await grantPost(work, { ...post, personId: added, from });
      return { personId: added, post: { id: postId, ...post } satisfies Post };
    });
    actors[person.login] = { ...founder, accountId: uuidv7(), personId, name: person.name, posts: [post] };
  }
  // Hashing a password takes a tenth of a second on purpose; four go at once.
  await Promise.all(
    staff.map(async ({ login, name, title }) => {
      const actor = actors[login]!;
      const password = newPassword();
      // Accounts are as old as the installation: one that nobody had used for 90 days would be suspended.
      const { accountId } = await openDemonstrationAccount(kernel.runner, founder, randomUUID(), {
        personId: actor.personId,
        login,
        password,
      });
      actors[login] = { ...actor, accountId };
      accounts.push({ login, password, name, title });
    }),
  );
  const order = new Map(staff.map(({ login }, index) => [login, index]));
  accounts.sort((a, b) => order.get(a.login)! - order.get(b.login)!);
  return { officeId, units: unitIds, paths, actors, travellers: abroad, accounts };
}

/** Whether the program already holds an office, demonstration or not. */
export async function holdsAnOffice(kernel: Kernel): Promise<boolean> {
  const { rows } = await sql`select 1 from kernel.all_offices() limit 1`.execute(kernel.database.unscoped);
  return rows.length > 0;
}
