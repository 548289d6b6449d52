import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { refusalOf } from '#kernel/cases/testing-database.ts';
import { defineRenderJob } from './render-job.ts';
import { findDocument, type StoredDocument } from './storage.ts';
import { type DocumentOffice, documentOffice } from './testing.ts';

let o: DocumentOffice;
beforeAll(async () => {
  o = await documentOffice();
  defineRenderJob(o.kernel, o.documents, { times: 2, firstAfterSeconds: 1 });
  await o.kernel.jobs.start();
});
afterAll(() => o.close());

const read = async (id: string): Promise<StoredDocument> =>
  (await o.database.read(o.officeId, (queries) => findDocument(queries, o.officeId, id)))!;

async function until(condition: () => Promise<boolean>, milliseconds: number): Promise<void> {
  const end = performance.now() + milliseconds;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error('waited in vain');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** The typesetting processes of this program: its children that run the script. */
function typesetters(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const parent = /^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
        return Number(parent) === process.pid && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('render.worker');
      } catch {
        // It has ended meanwhile.
        return false;
      }
    })
    .map(Number);
}

it('an issued document is typeset by the queue, without anybody asking', async () => {
  const id = await o.signed();
  await o.act(o.people.drafter, id, 'issue');
  await until(async () => (await read(id)).pdfFileId !== null, 20_000);
  expect(await read(id)).toMatchObject({ state: 'issued', pages: 1 });
});

it.runIf(process.platform === 'linux')(
  'a typesetter that is killed at work is started anew, and the document comes',
  async () => {
    const id = await o.signed({ borrower: '一'.repeat(60), banners: 7 });
    let killed = 0;
    const hunt = setInterval(() => {
      if (killed > 0) return;
      for (const pid of typesetters()) {
        process.kill(pid, 'SIGKILL');
        killed += 1;
      }
    }, 2);
    await o.act(o.people.drafter, id, 'issue');
    try {
      await until(async () => killed > 0, 10_000);
    } finally {
      clearInterval(hunt);
    }
    await until(async () => (await read(id)).pdfFileId !== null, 25_000);
    expect((await read(id)).state).toBe('issued');
  },
);

it('a document that cannot be typeset voids its number after the last attempt, with the reason on record', async () => {
  const id = await o.signed();
  const kind = o.documents.kinds[0]!;
  const template = kind.template;
  Object.assign(kind, { template: template.replace('document.typ', 'missing.typ') });
  // The digest of a template that is not there cannot be frozen: the number is not even taken.
  await expect(o.act(o.people.drafter, id, 'issue')).rejects.toThrow('missing.typ');
  expect((await read(id)).number).toBeNull();
  Object.assign(kind, { template });

  await o.act(o.people.drafter, id, 'issue');
  Object.assign(kind, { template: template.replace('document.typ', 'missing.typ') });
  try {
    await until(async () => (await read(id)).state === 'void', 90_000);
  } finally {
    Object.assign(kind, { template });
  }
  const document = await read(id);
  expect(document).toMatchObject({ pdfFileId: null, voidReason: '排版多次失败，文号作废' });
  expect(document.number).not.toBeNull();
  expect(await refusalOf(o.act(o.people.keeper, id, 'seal'))).toMatchObject({ status: 409, code: 'not-now' });
  const events = await o.asOwner(
    'select command, by_person from kernel.document_events where document_id = $1 order by sequence desc limit 1',
    [id],
  );
  expect(events).toEqual([{ command: 'render-failed', by_person: null }]);

  const next = await o.signed();
  const serial = (text: string | null) => Number(/(\d+)号$/.exec(text ?? '')?.[1]);
  expect(serial((await o.act(o.people.drafter, next, 'issue')).number)).toBe(serial(document.number) + 1);
}, 120_000);
