import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestRunner, testRunner } from '../commands/testing.ts';
import { assertImpersonal } from './entry.ts';
import { withRequestId } from './request.ts';
import { auditSubjects, eraseAuditSubject, personsOfSubjects } from './subjects.ts';
import { recordAudit } from './write.ts';

let t: TestRunner;
beforeAll(async () => {
  t = await testRunner({ poolSize: 8 });
});
afterAll(() => t.close());

const record = (actor: ReturnType<TestRunner['actor']> | null) =>
  recordAudit(t.database, t.clock, t.officeId, actor, { event: 'trial.read', object: 'note:1', result: 'done' });
const entriesOf = async (object: string) =>
  (await t.asOwner('select id from kernel.audit_entries where object = $1', [object])).length;

it('readings at the same moment are all on record, each once', async () => {
  const [one, other] = [t.actor(), t.actor()];
  const entry = { event: 'trial.together', object: 'note:together', result: 'done' } as const;
  await Promise.all(
    Array.from({ length: 40 }, (_, nth) =>
      recordAudit(t.database, t.clock, t.officeId, nth % 2 ? one : other, entry, { ...entry, object: 'note:beside' }),
    ),
  );
  expect(await entriesOf('note:together')).toBe(40);
  expect(await entriesOf('note:beside')).toBe(40);
  const persons = await t.asOwner(
    `select s.person_id, count(*)::int as entries from kernel.audit_entries e
       join kernel.audit_subjects s on s.office_id = e.office_id and s.subject = e.subject
     where e.object = 'note:together' group by 1`,
  );
  expect(new Map(persons.map(({ person_id, entries }) => [person_id, entries]))).toEqual(
    new Map([
      [one.personId, 20],
      [other.personId, 20],
    ]),
  );
});

it('an entry that cannot be written is told to its own reader and keeps no other from the trail', async () => {
  const record = (result: string) =>
    recordAudit(t.database, t.clock, t.officeId, t.actor(), {
      event: 'trial.together',
      object: `note:${result}`,
      result: result as 'done',
    });
  const ends = await Promise.allSettled(['done', 'unheard-of', 'refused', 'failed'].map(record));
  expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
  for (const [object, count] of [
    ['done', 1],
    ['unheard-of', 0],
    ['refused', 1],
    ['failed', 1],
  ] as const) {
    expect(await entriesOf(`note:${object}`)).toBe(count);
  }
});

const subjectsOf = async () =>
  (
    await t.asOwner(
      `select distinct subject from kernel.audit_entries where event = 'trial.read' and subject is not null`,
    )
  ).map((row) => String(row.subject));

it('one person has one key, by however many writers at the same moment', async () => {
  const actor = t.actor();
  await Promise.all(Array.from({ length: 12 }, () => record(actor)));
  const subjects = await subjectsOf();
  expect(subjects).toHaveLength(1);
  const persons = await t.database.read(t.officeId, (queries) => personsOfSubjects(queries, t.officeId, subjects));
  expect(persons).toEqual(new Map([[subjects[0], actor.personId]]));
});

it('an erased person is nameless, the entries stay, and another person keeps the name (AU-09)', async () => {
  const [gone, stays] = [t.actor(), t.actor()];
  await record(gone);
  await record(stays);
  const keys = await t.database.transaction(t.officeId, (queries) =>
    auditSubjects(queries, t.officeId, [gone.personId, stays.personId]),
  );
  const erase = () =>
    t.database.transaction(t.officeId, (queries) => eraseAuditSubject(queries, t.officeId, gone.personId));
  expect(await erase()).toBe(true);
  expect(await erase()).toBe(false);
  const subjects = [...keys.values()];
  const persons = await t.database.read(t.officeId, (queries) => personsOfSubjects(queries, t.officeId, subjects));
  expect([...persons.values()]).toEqual([stays.personId]);
  expect(await subjectsOf()).toEqual(expect.arrayContaining(subjects));
});

it('without a person and within a request: no subject, the request’s id', async () => {
  await withRequestId('r-77', () => record(null));
  const rows = await t.asOwner(`select subject, post, address from kernel.audit_entries where request_id = 'r-77'`);
  expect(rows).toEqual([{ subject: null, post: null, address: null }]);
});

it('codes, ids and digests may stand in an entry; numbers, addresses and long texts may not (AU-02)', () => {
  const entry = (value: string | number) => ({
    event: 'e',
    object: 'o:1',
    result: 'done' as const,
    details: { value },
  });
  const allowed = [
    '0198c0de-1234-7abc-8def-123456789012',
    'b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9',
    'step-up-needed',
    '宿外审〔2020〕12号',
    42,
  ];
  for (const value of allowed) expect(() => assertImpersonal(entry(value))).not.toThrow();
  const refused = ['11010519491231002X', '电话13812345678', 'E12345678', 'a@b.cn', 'x'.repeat(501), Number.NaN];
  for (const value of refused) expect(() => assertImpersonal(entry(value))).toThrow('audit field value');
});
