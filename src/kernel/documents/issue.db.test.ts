import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { refusalOf } from '#kernel/cases/testing-database.ts';
import { actOnDocument, draftDocument } from './issue.ts';
import { defineRenderJob, renderDocument } from './render-job.ts';
import { findDocument, type StoredDocument } from './storage.ts';
import { type DocumentOffice, documentOffice } from './testing.ts';
import { plainText, readPages } from './testing-pdf.ts';

let o: DocumentOffice;
beforeAll(async () => {
  o = await documentOffice();
  defineRenderJob(o.kernel, o.documents);
  // Nothing is taken from the queue by itself here: the tests say when.
  await o.kernel.jobs.start({ work: false });
});
afterAll(() => o.close());
beforeEach(() => o.clock.set('2026-11-18T10:00:00+08:00'));

const issue = (id: string) => o.act(o.people.drafter, id, 'issue');
const read = async (id: string): Promise<StoredDocument> =>
  (await o.database.read(o.officeId, (queries) => findDocument(queries, o.officeId, id)))!;
const render = (id: string) =>
  renderDocument(o.kernel, o.documents, { id: `render-${id}`, data: { officeId: o.officeId, documentId: id } });
const serials = async (year: number) =>
  (
    await o.asOwner('select number_serial from kernel.documents where number_year = $1 order by number_serial', [year])
  ).map((row) => row.number_serial as number);
async function bytesOf(stream: Readable): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

describe('numbers', () => {
  it('fifty issued at the same moment are numbered one to fifty, each once', async () => {
    o.clock.set('2031-03-03T10:00:00+08:00');
    const ids: string[] = [];
    for (let index = 0; index < 50; index += 1) ids.push(await o.signed({ banners: index + 1 }));
    const issued = await Promise.all(ids.map(issue));
    expect(await serials(2031)).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
    expect(new Set(issued.map(({ number }) => number)).size).toBe(50);
    expect(new Set(issued.map(({ code }) => code)).size).toBe(50);
  }, 60_000);

  it('one in five rolled back leaves no gap', async () => {
    o.clock.set('2032-03-03T10:00:00+08:00');
    const ids: string[] = [];
    for (let index = 0; index < 20; index += 1) ids.push(await o.signed());
    const broken = await Promise.allSettled(
      ids.map((id, index) =>
        o.run(o.people.drafter, async (work) => {
          await actOnDocument(work, o.documents, { documentId: id, command: 'issue', roles: ['reviewer'] });
          if (index % 5 === 0) throw new Error('the program fails after the number was taken');
          return {};
        }),
      ),
    );
    expect(broken.filter(({ status }) => status === 'rejected')).toHaveLength(4);
    expect(await serials(2032)).toEqual(Array.from({ length: 16 }, (_, index) => index + 1));
  }, 60_000);

  it('the year changes at midnight in Beijing, and the new series begins at one', async () => {
    const [before, after] = [await o.signed(), await o.signed()];
    o.clock.set('2033-12-31T15:59:59Z');
    expect(await issue(before)).toMatchObject({ number: '宿外借〔2033〕1号', issuedOn: '2033-12-31' });
    o.clock.set('2033-12-31T16:00:00Z');
    expect(await issue(after)).toMatchObject({ number: '宿外借〔2034〕1号', issuedOn: '2034-01-01' });
  });

  it('a voided number stays in the series with its reason and is not given again', async () => {
    o.clock.set('2035-01-05T10:00:00+08:00');
    const first = await o.signed();
    await issue(first);
    await refusalOf(o.act(o.people.head, first, 'void')).then(({ code }) => expect(code).toBe('words-missing'));
    expect(await o.act(o.people.head, first, 'void', '数量有误')).toMatchObject({
      state: 'void',
      voidReason: '数量有误',
    });
    expect((await issue(await o.signed())).number).toBe('宿外借〔2035〕2号');
    expect(await serials(2035)).toEqual([1, 2]);
  });

  it('a character that no font draws stops the issue by name, and no number is taken', async () => {
    o.clock.set('2036-01-05T10:00:00+08:00');
    const id = await o.signed({ borrower: '张\u{e123}的协会' });
    const problem = await refusalOf(issue(id));
    expect(problem).toMatchObject({ status: 422, code: 'characters-missing' });
    expect(problem.text.zh).toContain('U+E123');
    expect(problem.details.faults?.map(({ at }) => at)).toContain('/addressee');
    expect((await read(id)).state).toBe('signed');
    expect(await serials(2036)).toEqual([]);
  });

  it('what was issued is frozen: data, code and digests of template and fonts are on record, nothing in the clear', async () => {
    const id = await o.signed({ borrower: '市龙舟协会' });
    await issue(id);
    const [row] = await o.asOwner('select * from kernel.documents where id = $1', [id]);
    expect(row!.template_digest).toMatch(/^[0-9a-f]{64}$/);
    expect(row!.fonts_digest).toBe(o.documents.renderer.fontsDigest());
    expect(JSON.stringify(row)).not.toContain('龙舟');
    await expect(o.asOwner('update kernel.documents set number = null where id = $1', [id])).rejects.toThrow();
  });
});

describe('the order of a document', () => {
  it('one person may not draft and check, nor check and sign', async () => {
    const all = o.person('reviewer', 'document-checker', 'document-signer');
    const id = await o.run(all, (work) =>
      draftDocument(work, o.documents, {
        caseId: o.caseId,
        kind: 'loan-permit',
        issuerId: o.issuerId,
        content: { borrower: '甲', banners: 1 },
      }),
    );
    await o.act(all, id, 'submit');
    expect(await refusalOf(o.act(all, id, 'check'))).toMatchObject({ status: 403, code: 'second-person-needed' });
    await o.act(o.people.checker, id, 'check');
    expect(await refusalOf(o.act(all, id, 'sign'))).toMatchObject({ status: 403, code: 'second-person-needed' });
    expect((await o.act(o.people.signer, id, 'sign')).state).toBe('signed');
  });

  it('co-signers are waited for; sent back, they are asked anew', async () => {
    const [finance, police] = [o.person('unit-finance'), o.person('unit-head')];
    expect(await refusalOf(o.draft({}, { cosigners: [finance.personId] }))).toMatchObject({ code: 'cosigner-unknown' });
    const unit = randomUUID();
    await o.asOwner(
      `insert into kernel.units (office_id, id, name, name_en, kind, path, valid_from)
       values ($1, $2, '市财政局', 'Finance bureau', 'bureau', $3, '2020-01-01')`,
      [o.officeId, unit, [unit]],
    );
    for (const one of [finance, police]) {
      await o.asOwner('insert into kernel.persons (office_id, id, name, created_at) values ($1, $2, $3, now())', [
        o.officeId,
        one.personId,
        one.name,
      ]);
      await o.asOwner(
        `insert into kernel.posts (office_id, id, person_id, unit_id, title, roles, valid_from)
         values ($1, $2, $3, $4, '会签人', $5, '2020-01-01')`,
        [o.officeId, randomUUID(), one.personId, unit, one.posts[0]!.roles],
      );
    }
    const id = await o.draft({}, { cosigners: [finance.personId, police.personId] });
    await o.act(o.people.drafter, id, 'submit');
    expect((await o.act(o.people.checker, id, 'check')).state).toBe('countersigning');
    expect(await refusalOf(o.act(o.people.signer, id, 'countersign'))).toMatchObject({
      status: 403,
      code: 'not-asked',
    });
    expect((await o.act(finance, id, 'countersign')).state).toBe('countersigning');
    expect((await o.act(police, id, 'countersign')).state).toBe('signing');
    await o.act(o.people.signer, id, 'return', '请补充归还日期');
    await o.act(o.people.drafter, id, 'submit');
    expect((await o.act(o.people.checker, id, 'check')).state).toBe('countersigning');
  });

  it('every step is on record, in order, with who and when', async () => {
    const id = await o.signed();
    await issue(id);
    const rows = await o.asOwner(
      'select command, by_person from kernel.document_events where document_id = $1 order by sequence',
      [id],
    );
    expect(rows.map(({ command }) => command)).toEqual(['draft', 'submit', 'check', 'sign', 'issue']);
    expect(rows.map(({ by_person }) => by_person)).toEqual([
      o.people.drafter.personId,
      o.people.drafter.personId,
      o.people.checker.personId,
      o.people.signer.personId,
      o.people.drafter.personId,
    ]);
  });

  it('a document that is replaced names the new one, and only what is in force can be replaced', async () => {
    const old = await o.signed({ banners: 4 });
    expect(await refusalOf(o.draft({ banners: 6 }, { replaces: old }))).toMatchObject({
      status: 409,
      code: 'not-replaceable',
    });
    await issue(old);
    await render(old);
    await o.act(o.people.keeper, old, 'seal');
    await o.act(o.people.drafter, old, 'distribute');
    const fresh = await o.signed({ banners: 6 }, { replaces: old });
    const second = await o.signed({ banners: 7 }, { replaces: old });
    for (const id of [fresh, second]) {
      await issue(id);
      await render(id);
      await o.act(o.people.keeper, id, 'seal');
    }
    expect((await read(old)).state).toBe('distributed');
    await o.act(o.people.drafter, fresh, 'distribute');
    expect(await read(old)).toMatchObject({ state: 'replaced', replacedBy: fresh });
    expect(await refusalOf(o.act(o.people.drafter, second, 'distribute'))).toMatchObject({ code: 'not-replaceable' });
  }, 60_000);
});

describe('typesetting', () => {
  it('nothing is sealed before the digest is on record; then pages, digest and both files are', async () => {
    const id = await o.signed({ borrower: '刘𬭎书画社', banners: 12 });
    const { number } = await issue(id);
    expect(await refusalOf(o.act(o.people.keeper, id, 'seal'))).toMatchObject({ status: 409, code: 'still-rendering' });
    await render(id);
    const document = await read(id);
    expect(document).toMatchObject({ pages: 1, state: 'issued' });
    const { content } = await o.kernel.files.read(o.people.drafter, document.pdfFileId!);
    const pdf = await bytesOf(content);
    expect(plainText(await readPages(pdf))).toContain('刘𬭎书画社');
    expect(plainText(await readPages(pdf))).toContain(number);
    expect(document.docxFileId).not.toBeNull();
    expect((await o.act(o.people.keeper, id, 'seal')).state).toBe('sealed');
    const uses = await o.asOwner('select copies, by_person from kernel.seal_uses where document_id = $1', [id]);
    expect(uses).toEqual([{ copies: 1, by_person: o.people.keeper.personId }]);
  });

  it('a job that runs twice at once has one effect', async () => {
    const id = await o.signed();
    await issue(id);
    await Promise.allSettled([render(id), render(id)]);
    const rendered = await o.asOwner(
      "select 1 from kernel.document_events where document_id = $1 and command = 'render'",
      [id],
    );
    expect(rendered).toHaveLength(1);
  });
});

describe('a demonstration office', () => {
  beforeAll(() => o.asOwner('update kernel.offices set demonstration = true where office_id = $1', [o.officeId]));
  afterAll(() => o.asOwner('update kernel.offices set demonstration = false where office_id = $1', [o.officeId]));

  it('its documents are marked 样张, never sealed, and handed out as they are', async () => {
    const id = await o.signed({ borrower: '演示协会' });
    await issue(id);
    await render(id);
    const document = await read(id);
    expect(document.sample).toBe(true);
    const { content } = await o.kernel.files.read(o.people.drafter, document.pdfFileId!);
    for (const page of await readPages(await bytesOf(content))) expect(plainText([page])).toContain('样');
    expect(await refusalOf(o.act(o.people.keeper, id, 'seal'))).toMatchObject({ status: 409, code: 'sample-unsealed' });
    expect((await o.act(o.people.drafter, id, 'distribute')).state).toBe('distributed');
  });
});
