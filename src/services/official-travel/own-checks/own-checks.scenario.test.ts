import { expect, it } from 'vitest';
import { missionStage } from '#apps/server/testing-missions.ts';
import { identityNumber, lawfulTraveller } from '../people/fixtures.ts';
import type { PersonFile } from '../people/model.ts';
import { missionsAt } from '../testing.ts';
import { code, type Page } from '../testing-walk.ts';

const { office, walk } = await missionStage();

const fileOfLeader = (facts: Partial<PersonFile>) =>
  lawfulTraveller(office.units.centre, {
    surname: '陈',
    givenName: '守一',
    surnameLatin: 'CHEN',
    givenNameLatin: 'SHOUYI',
    identityNumber: identityNumber('19850307', '777'),
    post: '副主任',
    ...facts,
  });
const found = async (id: string, who: 'liaison' | 'reviewer' = 'liaison') =>
  (await office.done<Page>(who, 'GET', id)).check.findings.map(({ rule }) => rule);

it('a member who is on a submitted mission cannot be submitted on another that shares a day; after it, may', async () => {
  const first = await walk.draft(office.mission());
  expect(await code(walk.act(first, 'liaison', 'submit'))).toBe('done');
  const second = await walk.draft(office.mission());
  expect(await found(second)).toContain('CHK-01');
  expect(await code(walk.act(second, 'liaison', 'submit'))).toMatch(/^4\d\d /);
  expect(await found(first)).not.toContain('CHK-01');
  expect(await code(walk.act(first, 'liaison', 'withdraw', { outcome: 'end' }))).toBe('done');
  expect(await found(second)).not.toContain('CHK-01');
});

it('the file decides on declassification and residence, not what the form says; a copy takes the file as it is today', async () => {
  const people = '/api/official-travel/people';
  const personId = office.id('leader');
  const { version } = await office.done<{ version: number }>('liaison', 'POST', people, {
    body: { personId, file: fileOfLeader({}) },
  });
  const mission = await walk.draft(office.mission());
  expect(await found(mission)).not.toContain('CHK-02');
  const file = fileOfLeader({
    declassifiedUntil: '2027-01-01' as PersonFile['declassifiedUntil'],
    foreignResidence: true,
    foreignResidenceNote: '韩国永久居留',
    post: '主任',
    passportExpiresOn: '2026-07-01' as PersonFile['passportExpiresOn'],
  });
  await office.done('liaison', 'PUT', `${people}/${personId}`, { body: { file }, version });
  expect(await found(mission)).toEqual(expect.arrayContaining(['CHK-02', 'CHK-03']));

  const { id: copy } = await office.done<{ id: string }>('liaison', 'POST', missionsAt, {
    body: { unitId: office.units.centre, title: '赴韩国农产品回访团', copyOf: mission },
  });
  const { content } = await office.done<Page>('liaison', 'GET', copy);
  const members = content.members as unknown as { people: Record<string, unknown>[] };
  expect(members.people[0]).toMatchObject({
    name: '陈守一',
    post: '主任',
    groupRole: 'leader',
    passportExpiresOn: '2026-07-01',
    documents: [],
    relations: [],
  });
  expect(content.invitations).toBeNull();
});
