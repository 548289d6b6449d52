import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { day } from '#kernel/calendar/day.ts';
import { bannerOffice } from '#kernel/cases/testing-database.ts';
import type { Work } from '#kernel/commands/command.ts';
import { createCrypto } from '#kernel/crypto/crypto.ts';
import { masterKeyFrom } from '#kernel/crypto/master-key.ts';
import { localBlobs } from '#kernel/files/blobs.ts';
import { createFileStore } from '#kernel/files/store.ts';
import type { Kernel } from '#kernel/http/kernel.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import type { Role } from '#kernel/identity/roles.ts';
import { Jobs } from '#kernel/jobs/jobs.ts';
import { officialLetterDocx } from './docx/letter-docx.ts';
import { actOnDocument, type DocumentStep, draftDocument } from './issue.ts';
import type { DocumentKind } from './kind.ts';
import { dateOnPaper, type OfficialLetter, officialLetter } from './letter.ts';
import { addIssuer, addSeal } from './registers.ts';
import { markOfVerification } from './render/qr.ts';
import { createRenderer, type RendererOptions } from './render/render.ts';
import type { StoredDocument } from './storage.ts';
import { sampleLetter } from './testing-letter.ts';
import { filledIn, linesOf, wording } from './wording.ts';

export interface LoanContent {
  readonly borrower: string;
  readonly banners: number;
}

/** A kind that no service has: a club is lent banners. Declared as a service declares its own. */
export const loanPermit: DocumentKind<OfficialLetter> = {
  key: 'loan-permit',
  title: { zh: '借旗批复', en: 'Permit of a loan' },
  template: fileURLToPath(new URL('./typst/document.typ', import.meta.url)),
  data: officialLetter,
  wording: wording('loan-permit', { zh: '借旗批复用语', en: 'Words of the permit' }, '借', {
    closing: { label: { zh: '结语', en: 'Closing' }, default: '同意借用彩旗{数量}面，用后归还。', fills: ['数量'] },
    copies: { label: { zh: '抄送', en: 'Copies to' }, default: '', lines: true, optional: true },
  }),
  example: { borrower: '市示例协会', banners: 6 } satisfies LoanContent,
  imprint: (content, imprint) => {
    const { borrower, banners } = content as LoanContent;
    const date = dateOnPaper(imprint.issuedOn);
    return sampleLetter({
      issuer: imprint.issuer,
      number: imprint.number,
      title: `关于同意${borrower}借用彩旗的批复`,
      addressee: borrower,
      paragraphs: [filledIn(imprint.words.closing!, { 数量: String(banners) })],
      signatory: imprint.issuer,
      date,
      printedBy: imprint.issuer,
      printedOn: date,
      copies: linesOf(imprint.words.copies!),
      verification: markOfVerification(imprint.verification.code, imprint.verification.url),
      sample: imprint.sample,
    });
  },
  docx: officialLetterDocx,
  publicByDefault: true,
  facts: ({ paragraphs }) => [
    {
      key: 'banners',
      label: { zh: '彩旗数量', en: 'Number of banners' },
      value: /彩旗(\d+)面/.exec(paragraphs[0]!)?.[1] ?? '',
    },
  ],
};

/** An office with an issuer, its seal, a case, and everybody who takes a document on its way. Close it in `afterAll`. */
export async function documentOffice(options: RendererOptions = {}) {
  const office = await bannerOffice();
  const { t } = office;
  const folder = await mkdtemp(join(tmpdir(), 'honglu-documents-'));
  const crypto = createCrypto({ database: t.database, master: masterKeyFrom(Buffer.alloc(32, 5)) });
  await crypto.prepareOffice(t.officeId);
  const renderer = createRenderer(options);
  await renderer.ready();
  const jobs = new Jobs({ database: t.database, ownerUrl: t.url, clock: t.clock, pollMilliseconds: 50 });
  const kinds: readonly DocumentKind[] = [loanPermit as unknown as DocumentKind];
  const documents = { crypto, renderer, jobs, address: 'https://fao.example.gov.cn', kinds };
  const kernel: Kernel = {
    runner: t.runner,
    database: t.database,
    clock: t.clock,
    crypto,
    jobs,
    files: createFileStore({ database: t.database, clock: t.clock, crypto, blobs: localBlobs(folder) }),
    documents,
  };
  const person = (...roles: Role[]): Actor => office.cast(office.units.office, ...roles);
  const people = {
    drafter: person('reviewer'),
    checker: person('document-checker'),
    signer: person('document-signer'),
    keeper: person('seal-keeper'),
    head: person('office-head'),
  };
  for (const one of Object.values(people)) {
    await t.asOwner('insert into kernel.persons (office_id, id, name, created_at) values ($1, $2, $3, now())', [
      t.officeId,
      one.personId,
      one.name,
    ]);
  }
  const run = <Answer>(actor: Actor, work: (work: Work) => Promise<Answer>): Promise<Answer> =>
    t.runner.run(actor, { name: 'trial.documents', key: randomUUID(), input: null, run: work });
  const { issuerId } = await run(people.head, (work) =>
    addIssuer(work, { name: '宿迁市人民政府外事办公室', codeWord: '宿外', from: day('2020-01-01') }),
  );
  await run(people.head, (work) => addSeal(work, { issuerId, name: '市政府外办印章', from: day('2020-01-01') }));
  const caseId = (await office.submitted()).id;

  const draft = (
    content: Partial<LoanContent> = {},
    more: { readonly replaces?: string; readonly cosigners?: readonly string[] } = {},
  ): Promise<string> =>
    run(people.drafter, (work) =>
      draftDocument(work, documents, {
        caseId,
        kind: loanPermit.key,
        issuerId,
        content: { borrower: '市射箭协会', banners: 4, ...content },
        ...more,
      }),
    );
  const act = (
    actor: Actor,
    documentId: string,
    command: DocumentStep['command'],
    words?: string,
  ): Promise<StoredDocument> =>
    run(actor, (work) =>
      actOnDocument(work, documents, { documentId, command, words, roles: actor.posts.flatMap(({ roles }) => roles) }),
    );
  /** Drafted, checked and signed: only the number is missing. */
  const signed = async (...given: Parameters<typeof draft>): Promise<string> => {
    const id = await draft(...given);
    await act(people.drafter, id, 'submit');
    await act(people.checker, id, 'check');
    await act(people.signer, id, 'sign');
    return id;
  };
  return {
    ...t,
    kernel,
    documents,
    people,
    person,
    issuerId,
    caseId,
    run,
    draft,
    act,
    signed,
    close: async () => {
      await jobs.stop(2_000);
      await renderer.close();
      await t.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export type DocumentOffice = Awaited<ReturnType<typeof documentOffice>>;
