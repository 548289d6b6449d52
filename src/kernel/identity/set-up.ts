import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { z } from 'zod';
import { type Clock, dayInBeijing } from '#kernel/calendar/day.ts';
import type { Work } from '#kernel/commands/command.ts';
import type { Database } from '#kernel/database/database.ts';
import { uuidv7 } from '#kernel/database/uuid.ts';
import { Problem } from '#kernel/http/problem.ts';
import { writePassword } from './account-storage.ts';
import { codeDigest, newSetUpCode } from './factor.ts';
import type { firstAdministratorForm } from './model.ts';
import { passwordFaults } from './password-policy.ts';
import { hashPassword } from './passwords.ts';
import { loginTaken } from './registry-refusals.ts';
import type { IdentityParts, Origin } from './sign-in.ts';

/** True until an office that is no demonstration has an account. */
export async function setUpNeeded(database: Database): Promise<boolean> {
  const { rows } = await sql<{ needed: boolean }>`select kernel.set_up_needed() as needed`.execute(database.unscoped);
  return rows[0]!.needed;
}

/**
 * A one-time code for the first administrator, valid 30 minutes, to be shown only where the program was started (ID-01).
 * Null if there is an administrator already. A new code replaces an unused one.
 */
export async function offerSetUpCode(database: Database, clock: Clock): Promise<string | null> {
  const code = newSetUpCode();
  const { rows } = await sql<{ made: boolean }>`
    select kernel.make_set_up_code(${codeDigest(code)}, ${clock.now()}) as made`.execute(database.unscoped);
  return rows[0]!.made ? code : null;
}

function codeRefused(): Problem {
  return new Problem(401, 'set-up-code-refused', {
    zh: '设置码不对、已用过或已超过 30 分钟。请在启动程序的终端重新取得。',
    en: 'The set-up code is wrong, used or older than 30 minutes. Get a new one where the program was started.',
  });
}

export interface NewOffice {
  readonly code: string;
  readonly name: string;
  readonly nameEnglish: string;
  readonly demonstration: boolean;
}

/** The office's row and the root of its units, inside a command of that office. Returns the root unit's id. */
export async function foundOffice(work: Work, office: NewOffice): Promise<{ readonly rootUnitId: string }> {
  const { queries, actor, now } = work;
  const rootUnitId = uuidv7();
  await sql`insert into kernel.offices (office_id, code, name_zh, name_en, demonstration, created_at)
    values (${actor.officeId}::uuid, ${office.code}, ${office.name}, ${office.nameEnglish}, ${office.demonstration}, ${now})`.execute(
    queries,
  );
  await sql`insert into kernel.units (office_id, id, parent_id, name, name_en, kind, path, valid_from)
    values (${actor.officeId}::uuid, ${rootUnitId}::uuid, null, ${office.name}, ${office.nameEnglish}, 'office',
      array[${rootUnitId}::uuid], ${dayInBeijing(now)}::date)`.execute(queries);
  work.audit({ event: 'identity.office-founded', object: `office:${actor.officeId}`, result: 'done' });
  return { rootUnitId };
}

/**
 * Makes the office, its root unit and its first system administrator. The factor is enrolled at the first sign-in.
 * @throws Problem 401 `set-up-code-refused`, 422 `password-refused`, 409 `login-taken`
 */
export async function makeFirstAdministrator(
  parts: IdentityParts,
  given: z.infer<typeof firstAdministratorForm>,
  origin: Origin,
): Promise<void> {
  const { runner } = parts;
  if (!(await setUpNeeded(runner.database))) throw codeRefused();
  const faults = passwordFaults(given.password, 'dengbao-3', {
    login: given.login,
    personName: given.name,
    numbers: [],
    officeWords: [given.officeName, given.officeNameEnglish],
  });
  if (faults.length > 0) {
    const text = {
      zh: '这个密码不能用，请按提示换一个。',
      en: 'This password cannot be used. Choose another as told.',
    };
    throw new Problem(422, 'password-refused', text, { faults });
  }
  const digest = await hashPassword(given.password);
  const officeId = uuidv7();
  const personId = uuidv7();
  const accountId = uuidv7();
  const actor = {
    officeId,
    accountId,
    personId,
    name: given.name,
    posts: [],
    actsFor: [],
    sessionDigest: '',
    factorAt: null,
    address: origin.address,
  };
  // Asked before the command, whose refusal would otherwise stand in the trail of an office that does not exist.
  const { rows } = await sql<{ fits: boolean }>`
    select kernel.set_up_code_fits(${codeDigest(given.code)}, ${runner.clock.now()}) as fits`.execute(
    runner.database.unscoped,
  );
  if (!rows[0]?.fits) throw codeRefused();
  await parts.prepareOffice(officeId);
  await runner.run(actor, {
    name: 'identity.first-administrator',
    key: randomUUID(),
    input: {},
    object: `account:${accountId}`,
    run: async (work) => {
      const { queries, now } = work;
      const used = await sql<{
        good: boolean;
      }>`select kernel.use_set_up_code(${codeDigest(given.code)}, ${now}) as good`.execute(queries);
      if (!used.rows[0]?.good) throw codeRefused();
      const { rootUnitId } = await foundOffice(work, {
        code: `office-${officeId.slice(-8)}`,
        name: given.officeName,
        nameEnglish: given.officeNameEnglish,
        demonstration: false,
      });
      await sql`insert into kernel.persons (office_id, id, name, created_at)
        values (${officeId}::uuid, ${personId}::uuid, ${given.name}, ${now})`.execute(queries);
      await loginTaken(
        sql`insert into kernel.accounts (office_id, id, person_id, login, password_digest, password_set_at, password_temporary, created_at)
          values (${officeId}::uuid, ${accountId}::uuid, ${personId}::uuid, ${given.login}, ${digest}, ${now}, false, ${now})`.execute(
          queries,
        ),
      );
      await writePassword(queries, { officeId, accountId }, digest, false, now);
      await sql`insert into kernel.posts (office_id, id, person_id, unit_id, title, roles, subtree, valid_from)
        values (${officeId}::uuid, ${uuidv7()}::uuid, ${personId}::uuid, ${rootUnitId}::uuid, '系统管理员',
          '{system-administrator}', true, ${dayInBeijing(now)}::date)`.execute(queries);
      work.audit({ event: 'identity.first-administrator', object: `account:${accountId}`, result: 'done' });
    },
  });
}
