import { mkdtempSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { noLimits, type TestApp, testApp } from '#apps/server/testing.ts';
import { testKernel } from '#apps/server/testing-kernel.ts';
import { samplePaper } from '#kernel/documents/render/sample-paper.ts';
import { sampleFile } from '#kernel/files/testing.ts';
import type { Kernel } from '#kernel/http/kernel.ts';
import { writeWorkbook } from '#kernel/tables/write-workbook.ts';
import { services } from '#services';
import { planSheets } from './imports/sheets.ts';
import { multipart } from './imports/testing.ts';
import { line } from './plan/testing.ts';
import { draftMission, type MissionOffice, missionOffice } from './testing.ts';

let app: TestApp;
let office: MissionOffice;
let kernel: Kernel;
/** The temporary folder of this test alone; the store of files lies in it, as the only thing that may. */
let scratch: string;
const before = process.env.TMPDIR;

beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'honglu-remains-'));
  process.env.TMPDIR = scratch;
  app = await testApp({
    parts: { limits: noLimits, services },
    handlers: (base) => {
      kernel = testKernel(base);
      return services.flatMap((service) => service.handlers?.(kernel) ?? []);
    },
  });
  office = await missionOffice(app, '2026-04-13');
  await office.on('2026-04-13');
});
afterAll(async () => {
  await kernel.documents.renderer.close();
  await app.close();
  if (before === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = before;
  await rm(scratch, { recursive: true });
});

const upload = async (mission: string, content: Buffer) => {
  const head = `--x\r\ncontent-disposition: form-data; name="file"; filename="邀请函.pdf"\r\ncontent-type: application/pdf\r\n\r\n`;
  const reply = await office.as('liaison', 'POST', `${mission}/files?purpose=invitation`, {
    payload: Buffer.concat([Buffer.from(head), content, Buffer.from('\r\n--x--\r\n')]),
    headers: { 'content-type': 'multipart/form-data; boundary=x' },
  });
  return reply.statusCode;
};

it('CR-09 typesetting, import, export, a paper taken and one refused leave nothing in temporary places but the paper kept', async () => {
  const mission = await draftMission(office, {});
  expect(await upload(mission, await sampleFile('pdf'))).toBe(200);
  expect(await upload(mission, Buffer.from('MZ this is no paper'))).toBe(422);
  const pdf = await samplePaper(kernel.documents.renderer, { title: '样张', lines: ['一行'] });
  expect(pdf.subarray(0, 4).toString()).toBe('%PDF');
  const rows = [line({ title: '赴韩国推介', month: '2026-10' })];
  const sheet = multipart(await writeWorkbook([{ sheet: planSheets.lines, rows }], 'zh', { notes: true }));
  const path = `/api/official-travel/imports/plan-lines?mode=commit&year=2026&unit=${office.units.centre}`;
  await office.done('liaison', 'POST', path, sheet);
  for (const exported of [
    '/api/official-travel/plan/lines.xlsx?year=2026',
    '/api/official-travel/missions/export.xlsx',
  ]) {
    const reply = await office.as('reviewer', 'GET', exported);
    expect([reply.statusCode, reply.rawPayload.subarray(0, 2).toString()]).toEqual([200, 'PK']);
  }
  const entries = await readdir(scratch, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  expect(files.map(({ name }) => name)).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
  expect((await readdir(scratch)).every((name) => name.startsWith('honglu-files-'))).toBe(true);
});
