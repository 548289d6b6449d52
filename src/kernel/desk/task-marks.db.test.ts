import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestApp, type TestPerson, testApp } from '#apps/server/testing.ts';
import { testActor } from '#kernel/commands/testing.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import type { Role } from '#kernel/identity/roles.ts';
import type { ToDoRow } from './endpoints.ts';
import { loanKind, moveTo, type Town, town } from './testing.ts';

/* 认领 and 稍后: notes on open tasks that change nothing about the case. */

interface Member extends TestPerson {
  readonly actor: Actor;
}
let t: TestApp;
let place: Town;
let head: Member;
let deputy: Member;
let stranger: Member;
let applicant: Member;

async function member(name: string, unitId: string, ...roles: Role[]): Promise<Member> {
  const person = await t.person({ name, unitId, roles });
  return {
    ...person,
    actor: testActor({ officeId: t.officeId, personId: person.personId, name, posts: [person.post] }),
  };
}

beforeAll(async () => {
  t = await testApp({ parts: { services: [{ name: 'banner-loans', cases: [loanKind] }] } });
  await moveTo(t, '2026-03-02');
  place = await town(t, { root: t.rootUnitId });
  applicant = await member('李静', place.club, 'liaison-officer');
  head = await member('王强', place.club, 'unit-head');
  deputy = await member('王副', place.club, 'unit-head');
  stranger = await member('赵六', place.otherClub, 'unit-head');
  await place.submitted(applicant.actor, '射箭邀请赛借旗');
});
afterAll(() => t.close());

const groups = async (as: Member): Promise<{ key: string; rows: ToDoRow[] }[]> =>
  (await t.ask('GET', '/api/desk/to-do', { as })).json().groups;
const rowOf = async (as: Member) => (await groups(as)).flatMap(({ rows }) => rows)[0];
const act = async (as: Member, verb: string, body?: object) => {
  const { taskId } = (await rowOf(head))!;
  const answer = await t.ask('POST', `/api/desk/tasks/${taskId}/${verb}`, { as, ...(body ? { body } : {}) });
  return answer.statusCode < 300 ? 'done' : `${answer.statusCode} ${answer.json().type.split(':').at(-1)}`;
};

test('a task offered to a duty is taken up by one; the others see by whom, and cannot take it, too', async () => {
  expect(await rowOf(head)).toMatchObject({ shared: true, claimedBy: null });
  expect(await act(head, 'claim')).toBe('done');
  expect(await act(head, 'claim')).toBe('done');
  expect(await rowOf(deputy)).toMatchObject({ claimedBy: { id: head.personId, name: '王强' } });
  expect(await act(deputy, 'claim')).toBe('409 claimed');
  expect(await act(deputy, 'release')).toBe('409 not-claimed');
  expect(await act(head, 'release')).toBe('done');
  expect(await act(deputy, 'claim')).toBe('done');
  expect(await rowOf(head)).toMatchObject({ claimedBy: { name: '王副' } });
});

test('of two at the same moment one has it', async () => {
  await act(deputy, 'release');
  const both = await Promise.all([act(head, 'claim'), act(deputy, 'claim')]);
  expect(both.toSorted()).toEqual(['409 claimed', 'done']);
});

test('whoever may know of the case sees on it who has taken its task up; a stranger does not learn that there is one', async () => {
  const { caseId } = (await rowOf(head))!;
  const claims = async (as: Member) => {
    const reply = await t.ask('GET', `/api/desk/cases/${caseId}/claims`, { as });
    return reply.statusCode === 200 ? reply.json().claims : reply.statusCode;
  };
  for (const one of [head, deputy]) await act(one, 'release');
  expect(await claims(applicant)).toEqual([]);
  expect(await act(deputy, 'claim')).toBe('done');
  for (const reader of [head, deputy, applicant]) {
    expect(await claims(reader)).toMatchObject([{ by: { id: deputy.personId, name: '王副' } }]);
  }
  expect(await claims(stranger)).toBe(404);
  expect(await act(deputy, 'release')).toBe('done');
});

test('whom the task does not reach knows nothing of it, nor the applicant', async () => {
  expect(await act(stranger, 'claim')).toBe('404 not-found');
  expect(await act(applicant, 'snooze', { until: '2026-03-04' })).toBe('404 not-found');
});

test('put off, it stands under later until its day, for oneself only, and counts all the same', async () => {
  const { dueOn } = (await rowOf(head))!;
  expect(dueOn).toBe('2026-03-05');
  expect(await act(head, 'snooze', { until: '2026-03-06' })).toBe('422 snooze-past-due');
  expect(await act(head, 'snooze', { until: '2026-03-02' })).toBe('422 snooze-not-ahead');
  expect(await act(head, 'snooze', { until: '2026-03-04' })).toBe('done');
  const standing = async (as: Member) => (await groups(as)).find(({ rows }) => rows.length > 0)?.key;
  expect(await standing(head)).toBe('later');
  expect(await rowOf(head)).toMatchObject({ snoozedUntil: '2026-03-04' });
  expect(await standing(deputy)).toBe('week');
  expect((await t.ask('GET', '/api/desk/to-do/count', { as: head })).json().count).toBe(1);
  await moveTo(t, '2026-03-04');
  expect(await standing(head)).toBe('week');
  expect(await rowOf(head)).toMatchObject({ snoozedUntil: null });
  await moveTo(t, '2026-03-02');
  expect(await act(head, 'snooze', { until: null })).toBe('done');
  expect(await standing(head)).toBe('week');
});

test('each of these is on the trail', async () => {
  const events = await t.asOwner(
    `select distinct event from kernel.audit_entries where event like 'desk.task-%' order by 1`,
  );
  expect(events.map(({ event }) => event)).toEqual(['desk.task-claimed', 'desk.task-released', 'desk.task-snoozed']);
});
