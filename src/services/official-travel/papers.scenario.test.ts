import { randomUUID } from 'node:crypto';
import ExcelJS from 'exceljs';
import { expect, it } from 'vitest';
import { missionStage } from '#apps/server/testing-missions.ts';
import { sampleFile, samplePdf } from '#kernel/files/testing.ts';
import { readMission } from './mission-file/read.ts';
import { identityNumber } from './people/fixtures.ts';
import { missionsAt } from './testing.ts';
import { code } from './testing-walk.ts';

/* Papers of a mission: taken in, opened, exported; and what no text may hold. */

const { app, office, walk } = await missionStage();

let id: string;

it('a picture or a PDF is taken in as what it is, kept for this case, and opened as it came', async () => {
  id = await walk.draft(office.mission());
  const content = await sampleFile('png');
  const key = randomUUID();
  const reply = await walk.upload(id, 'liaison', 'invitation', { name: '邀请函.png', type: 'image/png', content, key });
  const { fileId, name, type } = reply.json() as unknown as { fileId: string; name: string; type: string };
  expect({ name, type }).toEqual({ name: '邀请函.png', type: 'png' });
  // The same upload sent again is the same paper.
  const again = await walk.upload(id, 'liaison', 'invitation', { name: '邀请函.png', type: 'image/png', content, key });
  expect(again.json()).toMatchObject({ fileId });
  const opened = await office.as('reviewer', 'GET', `${id}/files/${fileId}`);
  expect(opened.statusCode).toBe(200);
  expect(opened.headers['content-type']).toBe('image/png');
  expect(opened.rawPayload.equals(content)).toBe(true);
  const trail = await app.asOwner(
    `select event, object, result from kernel.audit_entries where event in ('official-travel.file-uploaded', 'official-travel.file-read') order by id`,
  );
  expect(trail).toEqual([
    { event: 'official-travel.file-uploaded', object: `mission:${id}`, result: 'done' },
    { event: 'official-travel.file-read', object: `mission:${id}`, result: 'done' },
  ]);
});

it('the wrong type, an active PDF, an empty request, and who has no part in the case are refused (IN-08)', async () => {
  expect(
    await code(walk.upload(id, 'liaison', 'invitation', { name: 'x.exe', type: 'application/octet-stream' })),
  ).toBe('422 file-type-not-allowed');
  expect(await code(walk.upload(id, 'liaison', 'invitation', { name: 'x.png', type: 'image/png' }))).toBe(
    '422 file-type-disagrees',
  );
  const active = samplePdf({ catalog: '/OpenAction << /S /JavaScript /JS (app.alert(1)) >>' });
  expect((await walk.upload(id, 'liaison', 'invitation', { content: active })).statusCode).toBe(422);
  expect(await code(walk.upload(id, 'liaison', 'unheard-of'))).toBe('422 malformed');
  expect(await code(walk.upload(id, 'otherLiaison', 'invitation'))).toBe('404 case-unknown');
  expect(await code(walk.upload(id, 'leader', 'invitation'))).toBe('403 not-related');
  expect(await code(walk.upload(id, 'reviewer', 'invitation'))).toBe('403 not-related');
});

it('attachments name papers of this case only, under the names that these have', async () => {
  const { fileId } = (await walk.upload(id, 'liaison', 'agenda', { name: '议程.pdf' })).json() as unknown as {
    fileId: string;
  };
  const attachments = (file: string) => ({
    files: [{ fileId: file, purpose: 'agenda', name: '别的名字.pdf' }],
    documents: [],
  });
  const other = await walk.draft(
    office.mission((mission) => {
      mission.basics.title = '另一个团组';
      mission.plan.lineId = null;
    }),
  );
  expect(await code(walk.save(other, 'liaison', 'attachments', attachments(fileId)))).toBe('422 file-of-another-case');
  expect(await code(walk.save(id, 'liaison', 'attachments', attachments(randomUUID())))).toBe(
    '422 file-of-another-case',
  );
  expect(await code(walk.save(id, 'liaison', 'attachments', attachments(fileId)))).toBe('done');
  expect((await walk.page(id, 'liaison')).content.attachments).toMatchObject({ files: [{ name: '议程.pdf' }] });
  expect(await code(office.as('liaison', 'GET', `${other}/files/${fileId}`))).toBe('404 file-unknown');
  expect(await code(office.as('otherLiaison', 'GET', `${id}/files/${fileId}`))).toBe('404 case-unknown');
});

it('papers about persons are opened by who reads particulars, and by nobody else', async () => {
  const { fileId } = (await walk.upload(id, 'liaison', 'health-proof')).json() as unknown as { fileId: string };
  expect(await code(office.as('supervisor', 'GET', `${id}/files/${fileId}`))).toBe('403 outside-scope');
  expect(await code(office.as('leader', 'GET', `${id}/files/${fileId}`))).toBe('403 outside-scope');
  expect((await office.as('unitHead', 'GET', `${id}/files/${fileId}`)).statusCode).toBe(200);
});

it('the exported file is one that the check command reads, without numbers of persons; a stale second factor stops it (ID-09)', async () => {
  const reply = await office.as('liaison', 'GET', `${id}/mission.json`);
  expect(reply.headers['content-disposition']).toContain('attachment');
  const reading = readMission(reply.body, 'mission.json');
  if ('problem' in reading) throw new Error(JSON.stringify(reading.problem.errors));
  expect(reading.mission.members.map(({ idNumber }) => idNumber)).toEqual([null, null, null, null]);
  expect(await code(office.as('supervisor', 'GET', `${id}/mission.json`))).toBe('403 outside-scope');
  app.clock.advance({ minutes: 6 });
  expect(await code(office.as('liaison', 'GET', `${id}/mission.json`))).toBe('403 step-up-needed');
  await office.on('2026-04-13');
});

it('the list goes out as a workbook with what the screen shows, and says who took it', async () => {
  const reply = await office.as('reviewer', 'GET', `${missionsAt}/export.xlsx?q=${encodeURIComponent('农产品')}`);
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(reply.rawPayload as unknown as ExcelJS.Buffer);
  const [sheet] = workbook.worksheets;
  expect(sheet?.getRow(1).getCell(2).value).toBe('团组名称');
  expect(sheet?.rowCount).toBe(2);
  expect(sheet?.getRow(2).getCell(2).value).toBe('赴韩国农产品推介团');
  expect(sheet?.headerFooter.oddFooter).toContain('沈明');
  const none = new ExcelJS.Workbook();
  const foreign = await office.as('otherLiaison', 'GET', `${missionsAt}/export.xlsx`);
  await none.xlsx.load(foreign.rawPayload as unknown as ExcelJS.Buffer);
  expect(none.worksheets[0]?.rowCount).toBe(1);
});

it('state secrets and ID numbers are refused in every text: sections, words, titles (AZ-09)', async () => {
  const { basics } = office.mission();
  const number = identityNumber('19850307', '001');
  const spaced = `${number.slice(0, 6)} ${number.slice(6, 14)} ${number.slice(14)}`;
  expect(
    await code(walk.save(id, 'liaison', 'basics', { ...basics, necessity: `${basics.necessity}（机密★3年）` })),
  ).toBe('422 state-secret');
  expect(
    await code(walk.save(id, 'liaison', 'basics', { ...basics, necessity: `${basics.necessity}证件号${spaced}` })),
  ).toBe('422 number-in-text');
  expect(
    await code(
      office.as('liaison', 'POST', missionsAt, { body: { unitId: office.units.centre, title: `张三${number}` } }),
    ),
  ).toBe('422 number-in-text');
  expect(await code(walk.act(id, 'liaison', 'withdraw', { outcome: 'end' }, 0))).toBe('409 draft');
  await walk.act(id, 'liaison', 'submit', {}, 0);
  expect(await code(walk.decide(id, 'unitHead', 'approve', { words: `同意，${number}` }))).toBe('422 number-in-text');
  // An eighteen-digit number that is none of a person stays.
  expect(await code(walk.decide(id, 'unitHead', 'approve', { words: '合同号 320000202604130011' }))).toBe('done');
});
