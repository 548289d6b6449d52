import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { grouped, newVerificationCode } from './code.ts';
import { defineRenderJob, renderDocument } from './render-job.ts';
import { findDocument } from './storage.ts';
import { type DocumentOffice, documentOffice, loanPermit } from './testing.ts';
import { verifyCode } from './verify.ts';

let o: DocumentOffice;
let id: string;
let code: string;
beforeAll(async () => {
  o = await documentOffice();
  defineRenderJob(o.kernel, o.documents);
  await o.kernel.jobs.start({ work: false });
  id = await o.signed({ borrower: '刘𬭎', banners: 12 });
  code = (await o.act(o.people.drafter, id, 'issue')).code!;
  await renderDocument(o.kernel, o.documents, { id: 'render-first', data: { officeId: o.officeId, documentId: id } });
});
afterAll(() => o.close());

const parts = () => ({ database: o.database, crypto: o.kernel.crypto, kinds: o.documents.kinds });
const ask = (typed: string, fact: { key: string; value: string } | null = null, answers = true) =>
  verifyCode(parts(), typed, fact, async () => answers);

describe('a code of a document', () => {
  it('answers issuer, kind, number, day and pages, as it was typed from the paper', async () => {
    expect(await ask(grouped(code).toLowerCase())).toEqual({
      result: 'valid',
      issuer: '宿迁市人民政府外事办公室',
      kind: loanPermit.title,
      number: '宿外借〔2026〕1号',
      issuedOn: '2026-03-02',
      pages: 1,
      comparable: [{ key: 'banners', label: { zh: '彩旗数量', en: 'Number of banners' } }],
      matches: null,
    });
  });

  it('shows nothing personal and no value of a fact', async () => {
    const text = JSON.stringify(await ask(code, { key: 'banners', value: '99' }));
    expect(text).not.toContain('刘');
    expect(text).not.toContain('12');
  });

  it('tells whether the fact on the paper is the one on record', async () => {
    expect(await ask(code, { key: 'banners', value: ' １２ ' })).toMatchObject({ matches: true });
    expect(await ask(code, { key: 'banners', value: '13' })).toMatchObject({ matches: false });
    expect(await ask(code, { key: 'borrower', value: '刘𬭎' })).toMatchObject({ matches: false });
  });

  it('is not answered for a kind that the office keeps to itself', async () => {
    expect(await ask(code, null, false)).toEqual({ result: 'not-found' });
  });
});

describe('other codes', () => {
  it('unknown ones are not found, impossible ones are malformed', async () => {
    expect(await ask(newVerificationCode())).toEqual({ result: 'not-found' });
    expect(await ask(code.slice(1))).toEqual({ result: 'malformed' });
    expect(await ask("' or 1=1 --")).toEqual({ result: 'malformed' });
  });

  it('a draft has none', async () => {
    const draft = await o.draft();
    const stored = await o.database.read(o.officeId, (queries) => findDocument(queries, o.officeId, draft));
    expect(stored?.code).toBeNull();
  });
});

it('what ended says so: replaced, revoked, void', async () => {
  const distributed = async (more: { replaces?: string } = {}) => {
    const documentId = await o.signed({}, more);
    const issued = await o.act(o.people.drafter, documentId, 'issue');
    await renderDocument(o.kernel, o.documents, {
      id: `render-${documentId}`,
      data: { officeId: o.officeId, documentId },
    });
    await o.act(o.people.keeper, documentId, 'seal');
    await o.act(o.people.drafter, documentId, 'distribute');
    return { documentId, code: issued.code! };
  };
  const old = await distributed();
  const fresh = await distributed({ replaces: old.documentId });
  expect((await ask(old.code)).result).toBe('replaced');
  expect((await ask(fresh.code)).result).toBe('valid');
  await o.act(o.people.head, fresh.documentId, 'annul', '活动取消');
  expect((await ask(fresh.code)).result).toBe('annulled');
  await o.act(o.people.head, id, 'void', '数量有误');
  expect((await ask(code)).result).toBe('void');
});
