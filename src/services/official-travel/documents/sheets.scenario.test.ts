import { randomUUID } from 'node:crypto';
import { beforeAll, expect, it } from 'vitest';
import { missionStage } from '#apps/server/testing-missions.ts';
import { plainText, readPages } from '#kernel/documents/testing-pdf.ts';
import type { CastName } from '../testing.ts';
import { code, type TestMission } from '../testing-walk.ts';

/* What the sheets of a mission take from its record, read back from the paper; and what a 确认件 needs before it is drafted. */

const { app, office, walk } = await missionStage();
let mission: TestMission;
let id: string;
let issuer: string;

beforeAll(async () => {
  mission = office.mission((one) => {
    one.members.people[0]!.duty = '带队洽谈';
    one.members.people[0]!.passportType = 'service';
  });
  id = await walk.draft(mission);
  issuer = randomUUID();
  await app.asOwner(
    `insert into kernel.issuers (office_id, id, name, code_word, valid_from) values ($1, $2, '示例市人民政府外事办公室', '示外', '2020-01-01')`,
    [app.officeId, issuer],
  );
});

const sheet = async (name: string, who: CastName = 'reviewer') => {
  const reply = await office.as(who, 'GET', `${id}/sheets/${name}`);
  expect(reply.statusCode).toBe(200);
  return plainText(await readPages(reply.rawPayload)).replaceAll(/\s/g, '');
};

it('the roll of members gives duty and document as they were filled in', async () => {
  const text = await sheet('members', 'liaison');
  expect(text).toContain('带队洽谈');
  expect(text).toContain('公务护照');
});

it('the sheet for the leader names the leaders of the office, and who handles the case, not who holds it', async () => {
  await walk.toOfficeHead(id, mission);
  expect(await code(walk.decide(id, 'officeHead', 'approve', { words: '同意，报市领导' }))).toBe('done');
  const [title] = await app.asOwner('select title from kernel.posts where person_id = $1', [office.id('cityLeader')]);
  const text = await sheet('paper-decision');
  expect(text).toContain(`${title!.title}市长甲批示`);
  expect(text).toContain('承办人：沈明');
});

it('a confirmation is drafted only with a task notice on record, and by who stands over the unit', async () => {
  await walk.done(walk.decide(id, 'cityLeader', 'approve'));
  const draft = (who: CastName) =>
    office.as(who, 'POST', `${id}/documents`, { body: { kind: 'mission-confirmation', issuer } });
  expect(await code(draft('reviewer'))).toBe('409 no-task-notice');
  await app.asOwner(
    `insert into official_travel.consents (office_id, id, case_id, organiser_unit_id, unit_path, unit_name, task, departure, return, regions, places,
       costs, reply_due, state, asked_by, asked_at, notice_unit, notice_number, notice_on)
     values ($1, $2, $3, $4, $5, '市农业技术推广中心', '推介本市优质农产品', '2026-06-08', '2026-06-12', '{KR}', 4, '自理', '2026-04-20', 'asked', $6, $7,
       '某省农业农村厅', '某外批〔2026〕88号', '2026-04-10')`,
    [
      app.officeId,
      randomUUID(),
      id,
      office.units.centre,
      [office.units.office, office.units.bureau, office.units.centre],
      office.id('liaison'),
      app.clock.now(),
    ],
  );
  expect(await code(draft('reviewer'))).toBe('done');
});

it('a drafter of another unit, though concerned, drafts nothing', async () => {
  const far = await app.person({ roles: ['intake'], unitId: office.units.school, name: '外处' });
  await app.asOwner(
    `insert into kernel.case_people (office_id, case_id, person_id, relation) values ($1, $2, $3, 'participant')`,
    [app.officeId, id, far.personId],
  );
  const body = { kind: 'mission-approval', issuer };
  const reply = await app.ask('POST', `/api/official-travel/missions/${id}/documents`, { as: far, body });
  expect(await code(reply)).toBe('403 outside-scope');
});
