import { expect, it } from 'vitest';
import { missionStage } from '#apps/server/testing-missions.ts';
import type { listTemplates } from '#kernel/documents/template-endpoints.ts';
import { plainText, readPages } from '#kernel/documents/testing-pdf.ts';
import type { Answer } from '#kernel/ui/api/request.ts';
import type { CastName } from '../testing.ts';
import { code } from '../testing-walk.ts';

/* The office looks at its templates, tries other words on an invented mission, and lays them down. */

const { office } = await missionStage();
const at = '/api/documents/templates';

type Template = Answer<typeof listTemplates>['templates'][number];
const templates = async () => (await office.done<{ templates: Template[] }>('reviewer', 'GET', at)).templates;
const named = async (key: string) => (await templates()).find((one) => one.key === key)!;
const trial = (kind: string, words: object, who: CastName = 'reviewer') =>
  office.as(who, 'POST', `${at}/${kind}/trial`, { body: { words } });
const paper = async (kind: string, words: object) => {
  const { pdf } = await office.done<{ pdf: string }>('reviewer', 'POST', `${at}/${kind}/trial`, { body: { words } });
  return plainText(await readPages(Buffer.from(pdf, 'base64'))).replaceAll(/\s/g, '');
};

it('every kind of document has its words, an invented case, and a paper marked as a sample', async () => {
  const all = await templates();
  expect(all.map(({ key }) => key)).toEqual(['mission-approval', 'mission-confirmation', 'request-to-province']);
  for (const { key, words } of all) expect(await paper(key, words)).toContain('样张');
  const confirmation = await named('mission-confirmation');
  expect(await paper('mission-confirmation', confirmation.words)).toContain('王喆同志参加由示例省农业农村厅组织的团组');
}, 60_000);

it('other words are seen on the trial paper and change nothing; an unknown place is named', async () => {
  const { words } = await named('mission-approval');
  const other = { ...words, opening: '经研究，同意{团组人员}出访。', copies: '示例市财政局\n示例市委组织部' };
  const text = await paper('mission-approval', other);
  expect(text).toContain('经研究，同意王喆等3人出访。');
  expect(text).toContain('抄送：示例市财政局，示例市委组织部。');
  expect((await named('mission-approval')).words).toEqual(words);
  const refused = await trial('mission-approval', { ...words, opening: '{谁}' });
  expect(refused.statusCode).toBe(422);
  expect(refused.json()).toMatchObject({ faults: [{ at: '/words/opening' }] });
  expect((await trial('no-such-kind', words)).statusCode).toBe(404);
});

it('the head lays them down with day and reason; a reviewer may look and may not; a liaison officer does not see them', async () => {
  const { words } = await named('request-to-province');
  const set = (who: CastName) =>
    office.as(who, 'PUT', `${at}/request-to-province/words`, {
      body: {
        words: { ...words, addressee: '示例省人民政府外事办公室' },
        validFrom: '2026-04-13',
        reason: '按省办来文',
      },
    });
  expect((await set('reviewer')).statusCode).toBe(403);
  expect((await set('liaison')).statusCode).toBe(403);
  expect((await office.as('liaison', 'GET', at)).statusCode).toBe(403);
  expect(await code(set('officeHead'))).toBe('done');
  expect(await named('request-to-province')).toMatchObject({
    words: { addressee: '示例省人民政府外事办公室' },
    history: [{ validFrom: '2026-04-13', reason: '按省办来文', setBy: '主一' }],
  });
});
