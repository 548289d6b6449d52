import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { day } from '#kernel/calendar/day.ts';
import { refusalOf } from '#kernel/cases/testing-database.ts';
import { setSetting } from '#kernel/settings/storage.ts';
import { continueSeries, numberSeries } from './number-series.ts';
import { defineRenderJob } from './render-job.ts';
import { findDocument, openContent } from './storage.ts';
import { type DocumentOffice, documentOffice, loanPermit } from './testing.ts';

let o: DocumentOffice;
beforeAll(async () => {
  o = await documentOffice();
  defineRenderJob(o.kernel, o.documents);
  await o.kernel.jobs.start({ work: false });
});
afterAll(() => o.close());
beforeEach(() => o.clock.set('2026-11-18T10:00:00+08:00'));

const { setting } = loanPermit.wording;
const say = (words: object, validFrom: string, by = o.people.head) =>
  o.run(by, async (work) => {
    await setSetting(
      work,
      setting,
      { value: { ...setting.default, ...words }, validFrom: day(validFrom), reason: '试用' },
      '/words',
    );
    return {};
  });
const issued = async () => {
  const document = await o.act(o.people.drafter, await o.signed({ banners: 3 }), 'issue');
  const data = await o.database.read(o.officeId, async (queries) =>
    openContent(queries, o.documents.crypto, o.officeId, (await findDocument(queries, o.officeId, document.id))!),
  );
  return { number: document.number, paragraphs: (data as { paragraphs: string[] }).paragraphs };
};

describe('what the office lets its papers say', () => {
  it('holds from its day on; the day before has the former words, and what is numbered keeps its own', async () => {
    await say({ closing: '同意借给彩旗{数量}面，十日内归还。' }, '2026-11-20');
    expect((await issued()).paragraphs).toEqual(['同意借用彩旗3面，用后归还。']);
    o.clock.set('2026-11-20T10:00:00+08:00');
    expect((await issued()).paragraphs).toEqual(['同意借给彩旗3面，十日内归还。']);
  });

  it('another word in the number begins another series, and the former one goes on where it was', async () => {
    o.clock.set('2027-02-01T10:00:00+08:00');
    expect((await issued()).number).toBe('宿外借〔2027〕1号');
    await say({ series: '旗借' }, '2027-02-02');
    o.clock.set('2027-02-02T10:00:00+08:00');
    expect((await issued()).number).toBe('宿外旗借〔2027〕1号');
    await say({ series: '借' }, '2027-02-03');
    o.clock.set('2027-02-03T10:00:00+08:00');
    expect((await issued()).number).toBe('宿外借〔2027〕2号');
  });

  it('is not for a drafter to change, and a place that nothing fills is refused with its phrase', async () => {
    expect(await refusalOf(say({ closing: '好' }, '2026-11-20', o.people.drafter))).toMatchObject({ status: 403 });
    const refused = await refusalOf(say({ closing: '同意{人员}借用。' }, '2026-11-20'));
    expect(refused).toMatchObject({ status: 422 });
    expect(refused.details.faults?.map(({ at, message }) => `${at} ${message.zh}`)).toEqual([
      '/words/closing 程序不知道{人员}填什么。这里可用：{数量}。',
    ]);
  });
});

describe('numbers that the office gave by hand', () => {
  const goOn = (byHand: number, year: number, issuerId = o.issuerId) =>
    o.run(o.people.head, async (work) => {
      await continueSeries(work, { issuerId, word: '借', year, byHand, reason: '2028年发文登记簿，办公室保管' });
      return {};
    });

  it('are gone on from, and can be mended until the program has given one', async () => {
    o.clock.set('2028-06-01T10:00:00+08:00');
    await goOn(73, 2028);
    await goOn(37, 2028);
    expect((await issued()).number).toBe('宿外借〔2028〕38号');
    expect(await refusalOf(goOn(12, 2028))).toMatchObject({ status: 409, code: 'series-under-way' });
    const series = await o.database.read(o.officeId, (queries) => numberSeries(queries, o.officeId));
    expect(series.find(({ year }) => year === 2028)).toMatchObject({
      codeWord: '宿外',
      word: '借',
      last: 38,
      byHand: 37,
      byHandSetBy: o.people.head.name,
      voided: [],
    });
  });

  it('belong to an issuer of the office', async () => {
    expect(await refusalOf(goOn(5, 2029, o.officeId))).toMatchObject({ status: 422, code: 'issuer-unknown' });
  });

  it('leave void numbers in sight', async () => {
    o.clock.set('2030-06-01T10:00:00+08:00');
    const id = await o.signed();
    await o.act(o.people.drafter, id, 'issue');
    await o.act(o.people.head, id, 'void', '数量有误');
    const series = await o.database.read(o.officeId, (queries) => numberSeries(queries, o.officeId));
    expect(series.find(({ year }) => year === 2030)?.voided).toEqual(['宿外借〔2030〕1号']);
  });
});
