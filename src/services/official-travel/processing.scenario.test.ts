import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { missionStage } from '#apps/server/testing-missions.ts';
import { activityFor, personalFields } from '#kernel/privacy/processing.ts';
import type { ProcessingRow } from '#kernel/privacy/processing-endpoints.ts';
import { fieldMeta } from '#kernel/ui/field.ts';
import { draftMission } from './testing.ts';

const { office } = await missionStage();

const at = '/api/privacy/processing';
const register = async () => (await office.done<{ activities: ProcessingRow[] }>('officeHead', 'GET', at)).activities;
const contact = '办理因公出国（境）审批中的联系';

describe('PR-01 register of processing', () => {
  test('every field about persons in every model stands in the register, under a purpose with basis, recipients, place and term', async () => {
    const rows = new Map((await register()).map((row) => [row.purpose, row]));
    const models = ['src/kernel', 'src/services'].flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((file) => /(?:\/|-)model\.ts$|\/model\/[\w-]+\.ts$/.test(`/${file}`) && !file.includes('.test.'))
        .map((file) => resolve(folder, file)),
    );
    const missing: string[] = [];
    let fields = 0;
    for (const file of models) {
      for (const [name, schema] of Object.entries((await import(file)) as Record<string, unknown>)) {
        if (!(schema instanceof z.ZodObject) || !Object.values(schema.shape).some((one) => fieldMeta(one as z.ZodType)))
          continue;
        for (const field of personalFields(schema)) {
          fields += 1;
          const row = rows.get(field.purpose);
          const listed = row?.fields.some((one) => one.label.zh === field.label.zh && one.class === field.class);
          if (!listed || !activityFor(field.purpose)) missing.push(`${file}: ${name}${field.at} (${field.purpose})`);
        }
      }
    }
    expect(missing).toEqual([]);
    expect(fields).toBeGreaterThan(60);
    for (const row of rows.values()) {
      for (const text of [row.basis, row.recipients, row.place, row.retention])
        expect(text.zh.length).toBeGreaterThan(3);
    }
  });

  test('a closed purpose: its fields refuse what is given for them, and are named to the forms; taken up again, they take it', async () => {
    const id = await draftMission(office, { basics: office.mission().basics });
    const basics = office.mission().basics;
    const save = (version: number, content: unknown = basics) =>
      office.as('liaison', 'PUT', `${id}/sections/basics`, { body: { content }, version });
    const change = (active: boolean) =>
      office.done('officeHead', 'POST', at, { body: { purpose: contact, active, reason: '改由单位代码联系' } });
    await change(false);
    const { purposes } = await office.done<{ purposes: string[] }>('liaison', 'GET', '/api/privacy/closed-purposes');
    expect(purposes).toEqual([contact]);
    const refused = await save(2);
    expect([refused.statusCode, refused.json().type]).toEqual([422, 'urn:honglu:problem:purpose-closed']);
    const { faults } = refused.json() as unknown as { faults: { at: string }[] };
    expect(faults.length).toBeGreaterThan(0);
    const bare = structuredClone(basics) as Record<string, unknown>;
    for (const { at: place } of faults) bare[place.split('/')[2]!] = null;
    const without = await save(2, bare);
    expect(without.statusCode).toBe(200);
    await change(true);
    expect((await save(3)).statusCode).toBe(200);
    const row = (await register()).find(({ purpose }) => purpose === contact)!;
    expect([row.active, row.reason]).toEqual([true, '改由单位代码联系']);
  });

  test('what the program cannot do without is not closed; nobody but head and system administrator closes anything', async () => {
    const body = { purpose: 'identity', active: false, reason: '试一试' };
    const essential = await office.as('officeHead', 'POST', at, { body });
    expect([essential.statusCode, essential.json().type]).toEqual([409, 'urn:honglu:problem:purpose-essential']);
    expect((await office.as('officeHead', 'POST', at, { body: { ...body, purpose: '没有' } })).statusCode).toBe(404);
    for (const name of ['liaison', 'reviewer', 'inspector', 'supervisor'] as const) {
      expect((await office.as(name, 'POST', at, { body: { ...body, purpose: contact } })).statusCode).toBe(403);
    }
  });

  test('goes out as a table for those who may read it, and not for others', async () => {
    const made = await office.as('inspector', 'GET', `${at}.xlsx`);
    expect([made.statusCode, made.rawPayload.subarray(0, 2).toString()]).toEqual([200, 'PK']);
    expect((await office.as('liaison', 'GET', `${at}.xlsx`)).statusCode).toBe(403);
    expect((await office.as('liaison', 'GET', at)).statusCode).toBe(403);
  });
});
