import { beforeAll, expect, it } from 'vitest';
import { missionStage } from '#apps/server/testing-missions.ts';
import type { MissionPage } from './answers.ts';
import { type CastName, missionsAt } from './testing.ts';
import { code } from './testing-walk.ts';

/* Who reads a mission in full, and who without particulars (AZ-08). */

const { app, office, walk } = await missionStage();

const phone = '18805271234';
let id: string;

beforeAll(async () => {
  const mission = office.mission((one) => {
    one.basics.contactPhone = phone;
    one.members.people[1]!.secrecy = 'important';
    one.members.people[1]!.documents = ['personnel-filing-form', 'secrecy-promise'];
    one.members.people[0]!.relations = [{ with: one.members.people[1]!.id, as: 'sibling' }];
  });
  id = await walk.draft(mission);
});

const page = (who: CastName) => office.done<MissionPage>(who, 'GET', id);
const people = (seen: MissionPage) =>
  (seen.content.members as { people: { name: string; partyMember: unknown; secrecy: unknown; relations: unknown }[] })
    .people;

it.each<CastName>(['liaison', 'unitHead', 'unitPersonnel', 'firstReviewer', 'intake', 'reviewer', 'officeHead'])(
  '%s reads it in full',
  async (who) => {
    const seen = await page(who);
    expect(seen.content.basics).toMatchObject({ contactPhone: phone });
    expect(people(seen)[1]).toMatchObject({ secrecy: 'important', partyMember: true });
    expect(people(seen)[0]?.relations).toHaveLength(1);
    expect(JSON.stringify(seen.check.findings)).toContain('李望舒');
  },
);

it.each<CastName>(['leader', 'second', 'unitFinance', 'supervisor', 'inspector', 'cityLeader', 'secretary'])(
  '%s reads names and posts, but no party, secrecy, kinship or telephone, nor what the rules found about these',
  async (who) => {
    const reply = await office.as(who, 'GET', id);
    expect(reply.statusCode).toBe(200);
    expect(reply.body).not.toContain(phone);
    const seen = reply.json() as unknown as MissionPage;
    expect((seen.content.basics as { contactPhone: string }).contactPhone).toBe('1880***1234');
    for (const person of people(seen)) {
      expect(person).toMatchObject({ partyMember: null, secrecy: null, relations: null });
      expect(person.name).not.toBe('');
    }
    const secrecy = seen.check.findings.find(({ rule }) => rule === 'EDU-04');
    expect(secrecy?.message.zh).not.toContain('李望舒');
    expect(seen.check.passed.map(({ rule }) => rule)).not.toContain('TEAM-03');
  },
);

it('who holds the case reads it in full while holding it (AZ-08)', async () => {
  await walk.act(id, 'liaison', 'submit', {}, 0).then(async (reply) => {
    // The secrecy consent is missing, which nobody may except; it is mended first.
    expect(reply.statusCode).toBe(409);
  });
  const mended = office.mission((one) => {
    one.basics.contactPhone = phone;
  });
  await walk.save(id, 'liaison', 'members', mended.members);
  expect(await code(walk.act(id, 'liaison', 'submit', {}, 0))).toBe('done');
  expect((await page('unitFinance')).content.basics).not.toMatchObject({ contactPhone: phone });
  await walk.decide(id, 'unitHead', 'approve');
  expect((await page('unitFinance')).content.basics).toMatchObject({ contactPhone: phone });
});

it('no list, count or export holds the telephone or any other number of a person (AZ-08)', async () => {
  for (const who of ['liaison', 'reviewer', 'leader', 'inspector'] as const) {
    for (const path of [missionsAt, `${missionsAt}?q=${phone}`, `${missionsAt}/count`]) {
      expect((await office.as(who, 'GET', path)).body).not.toContain(phone);
    }
  }
  const rows = await app.asOwner('select * from kernel.cases');
  const events = await app.asOwner('select body from kernel.case_events');
  const trail = await app.asOwner('select event, object, reason, details from kernel.audit_entries');
  const stored = await app.asOwner('select content, sealed from official_travel.mission_sections');
  expect(JSON.stringify([rows, events, trail, stored])).not.toContain(phone);
});
