import { describe, expect, test } from 'vitest';
import { missionStage } from '#apps/server/testing-missions.ts';
import { travelNotice } from './privacy.ts';
import { draftMission, missionsAt } from './testing.ts';

const { app: t, office } = await missionStage();

const at = '/api/privacy/notices/official-travel';
const own = { ...travelNotice.standard, zh: { ...travelNotice.standard.zh, contact: '请向本办综合科提出。' } };

describe('PR-02 notice before collecting', () => {
  test('who has not confirmed the notice now in force may not submit, resubmit or amend; who has confirmed it may', async () => {
    await office.done('systemAdministrator', 'POST', at, { body: { words: own, validFrom: '2026-04-13' } });
    const id = await draftMission(office, office.mission());
    const refused = await office.as('liaison', 'POST', `${id}/submit`, { body: {}, version: 0 });
    expect([refused.statusCode, refused.json()]).toMatchObject([
      422,
      { type: 'urn:honglu:problem:notice-not-read', notice: 'official-travel', version: 2 },
    ]);
    expect(await t.asOwner('select from kernel.cases where id = $1 and number is not null', [id])).toEqual([]);
    const former = await office.as('liaison', 'POST', `${at}/acknowledge`, { body: { version: 1, language: 'zh' } });
    expect([former.statusCode, former.json().type]).toEqual([409, 'urn:honglu:problem:notice-changed']);
    await office.done('liaison', 'POST', `${at}/acknowledge`, { body: { version: 2, language: 'zh' } });
    await office.done('liaison', 'POST', `${id}/submit`, { body: {}, version: 0 });
    const shown = await office.done<{ notice: { version: number } }>(
      'liaison',
      'GET',
      `/api/privacy/cases/${id}/notice`,
    );
    expect(shown.notice.version).toBe(2);

    // Years later, under another text, the old case still shows the old one; and a stranger to the case learns nothing.
    await office.done('systemAdministrator', 'POST', at, {
      body: { words: travelNotice.standard, validFrom: '2026-04-14' },
    });
    await office.on('2026-04-15');
    const later = await office.done<{ notice: { version: number; words: unknown } }>(
      'intake',
      'GET',
      `/api/privacy/cases/${id}/notice`,
    );
    expect(later.notice).toMatchObject({ version: 2, words: own, own: true });
    expect((await office.as('otherLiaison', 'GET', `/api/privacy/cases/${id}/notice`)).statusCode).toBe(404);
    expect((await office.as('otherLiaison', 'GET', missionsAt)).statusCode).toBe(200);
  });

  test('one confirmation serves every case until the words change; another person’s does not', async () => {
    await office.on('2026-04-16');
    const known = async (name: 'liaison' | 'otherLiaison') => {
      const { notices } = await office.done<{ notices: { about: string; acknowledged: boolean; current: unknown }[] }>(
        name,
        'GET',
        '/api/privacy/notices',
      );
      return notices.find(({ about }) => about === 'official-travel');
    };
    expect(await known('liaison')).toMatchObject({ acknowledged: false, current: { version: 3 } });
    await office.done('liaison', 'POST', `${at}/acknowledge`, { body: { version: 3, language: 'en' } });
    expect(await known('liaison')).toMatchObject({ acknowledged: true });
    expect(await known('otherLiaison')).toMatchObject({ acknowledged: false });
  });

  test('a notice is published from today on at the earliest, by the administrator or the head of the office only', async () => {
    const past = await office.as('systemAdministrator', 'POST', at, { body: { words: own, validFrom: '2026-04-12' } });
    expect([past.statusCode, past.json().type]).toEqual([422, 'urn:honglu:problem:notice-backdated']);
    const other = await office.as('reviewer', 'POST', at, { body: { words: own, validFrom: '2026-05-01' } });
    expect(other.statusCode).toBe(403);
    const half = { ...own, en: { ...own.en, rights: '' } };
    expect(
      (await office.as('officeHead', 'POST', at, { body: { words: half, validFrom: '2026-05-01' } })).statusCode,
    ).toBe(422);
  });
});
