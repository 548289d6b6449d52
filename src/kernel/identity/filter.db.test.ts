import * as fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listCases } from '#kernel/cases/lists.ts';
import { type TestDatabase, testDatabase } from '#kernel/database/testing.ts';
import { uuidv7 } from '#kernel/database/uuid.ts';
import type { Actor, Post } from './actor.ts';
import { permissionFilter } from './filter.ts';
import { may } from './may.ts';
import type { Permission, Relation, Subject } from './permission.ts';
import type { Role } from './roles.ts';

let t: TestDatabase;
let otherOffice: string;
const ids = (count: number) => Array.from({ length: count }, () => uuidv7());
const units = ids(6);
const persons = ids(5);
/** A small tree: 0 over 1 and 2, 1 over 3 and 4, 2 over 5. */
const paths = [[0], [0, 1], [0, 2], [0, 1, 3], [0, 1, 4], [0, 2, 5]].map((path) => path.map((index) => units[index]!));
const relations: readonly Relation[] = ['applicant', 'member', 'holder', 'participant'];
const someRoles: readonly Role[] = ['reviewer', 'intake', 'liaison-officer', 'security-administrator'];

interface Row {
  readonly id: string;
  readonly subject: Subject;
}
const rows: Row[] = [];

beforeAll(async () => {
  t = await testDatabase();
  otherOffice = await t.office('nantong');
  const draw = fc.sample(
    fc.record({
      home: fc.boolean(),
      path: fc.constantFrom(...paths),
      people: fc.record(
        Object.fromEntries(relations.map((relation) => [relation, fc.subarray(persons, { maxLength: 2 })])) as Record<
          Relation,
          fc.Arbitrary<string[]>
        >,
      ),
    }),
    { numRuns: 80, seed: 20_261_124 },
  );
  for (const { home, path, people } of draw) {
    const row = { id: uuidv7(), subject: { officeId: home ? t.officeId : otherOffice, unitPath: path, people } };
    rows.push(row);
    await t.asOwner(
      `insert into kernel.cases (office_id, id, service, kind, title, phase, state, unit_id, unit_path, applicant_id, created_at, updated_at)
       values ($1, $2, 'test', 'test', '', 'draft', 'draft', $3, $4::uuid[], $5, now(), now())`,
      [row.subject.officeId, row.id, path.at(-1), path, persons[0]],
    );
    for (const relation of relations) {
      for (const person of people[relation]) {
        await t.asOwner(
          'insert into kernel.case_people (office_id, case_id, person_id, relation) values ($1, $2, $3, $4)',
          [row.subject.officeId, row.id, person, relation],
        );
      }
    }
  }
});
afterAll(() => t.close());

const somePost: fc.Arbitrary<Post> = fc.record({
  id: fc.constantFrom(...units),
  title: fc.constant(''),
  unitId: fc.constantFrom(...units),
  roles: fc.subarray([...someRoles]),
  subtree: fc.boolean(),
});

const actors = (): fc.Arbitrary<Actor> =>
  fc.record({
    officeId: fc.constantFrom(t.officeId, t.officeId, otherOffice),
    accountId: fc.constant(units[0]!),
    personId: fc.constantFrom(...persons),
    name: fc.constant(''),
    posts: fc.array(somePost, { maxLength: 3 }),
    actsFor: fc.array(
      fc.record({
        personId: fc.constantFrom(...persons),
        name: fc.constant(''),
        posts: fc.array(somePost, { maxLength: 2 }),
      }),
      { maxLength: 2 },
    ),
    sessionDigest: fc.constant(''),
    factorAt: fc.constant(null),
    address: fc.constant(''),
  });

const { permission } = fc.letrec<{ permission: Permission }>((tie) => ({
  permission: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom<Permission>({ kind: 'public' }, { kind: 'signed-in' }),
    fc.record({ kind: fc.constant('role' as const), roles: fc.subarray([...someRoles], { maxLength: 2 }) }),
    fc.record({ kind: fc.constant('role-over-unit' as const), roles: fc.subarray([...someRoles], { maxLength: 2 }) }),
    fc.record({ kind: fc.constant('related' as const), as: fc.subarray([...relations], { maxLength: 2 }) }),
    fc.record({
      kind: fc.constantFrom('any' as const, 'all' as const),
      of: fc.array(tie('permission'), { maxLength: 3 }),
    }),
  ),
}));

test('the filter of a list lets through exactly the rows for which the function allows (AZ-04)', async () => {
  let seen = 0;
  let hidden = 0;
  await fc.assert(
    fc.asyncProperty(actors(), permission, async (actor, asked) => {
      const { rows: found } = await t.database.read(actor.officeId, (queries) =>
        sql<{ id: string }>`select c.id from kernel.cases as c where ${permissionFilter(actor, asked)}`.execute(
          queries,
        ),
      );
      const expected = rows.filter((row) => may(actor, asked, row.subject).allowed).map((row) => row.id);
      seen += expected.length;
      hidden += rows.length - expected.length;
      expect(found.map((row) => row.id).sort()).toEqual(expected.sort());
      // A list does not ask all rows, but looks where the permission bounds it (`boundsOf`).
      const listed = await t.database.read(actor.officeId, (queries) =>
        listCases(queries, actor, asked, {
          limit: 200,
          filter: {},
          sort: expected.length % 2 === 0 ? 'due' : 'updated',
        }),
      );
      expect(listed.items.map(({ id }) => id).sort()).toEqual(expected.sort());
      expect(listed.total).toEqual({ count: expected.length, exact: true });
    }),
    { numRuns: 300 },
  );
  // The draw must contain both, or the comparison says nothing.
  expect(seen).toBeGreaterThan(500);
  expect(hidden).toBeGreaterThan(500);
});
