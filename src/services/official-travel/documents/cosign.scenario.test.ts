import { randomUUID } from 'node:crypto';
import { beforeAll, expect, it } from 'vitest';
import { missionStage } from '#apps/server/testing-missions.ts';
import { CaseKinds } from '#kernel/desk/case-kinds.ts';
import { cosignAsked, documentNotices } from '#kernel/documents/notices.ts';
import type { CastName } from '../testing.ts';
import { code } from '../testing-walk.ts';

const { app, office, walk } = await missionStage();
let id: string;
let checker: CastName;
let issuer: string;

beforeAll(async () => {
  checker = 'intake';
  // Before the first request: a session remembers for half a second what its holder may do.
  await app.asOwner(`update kernel.posts set roles = roles || '{document-checker}' where person_id = $1`, [
    office.id(checker),
  ]);
  const mission = office.mission();
  id = await walk.draft(mission);
  await walk.toOfficeHead(id, mission);
  await walk.done(walk.decide(id, 'officeHead', 'approve'));
  await walk.done(walk.decide(id, 'cityLeader', 'approve'));
  issuer = randomUUID();
  await app.asOwner(
    `insert into kernel.issuers (office_id, id, name, code_word, valid_from) values ($1, $2, '市外办', '宿外', '2020-01-01')`,
    [app.officeId, issuer],
  );
});

const draft = (body: object) =>
  office.as('reviewer', 'POST', `${id}/documents`, { body: { kind: 'mission-approval', issuer, ...body } });
const act = (who: CastName, document: string, command: string) =>
  code(office.as(who, 'POST', `${id}/documents/${document}/act`, { body: { command } }));

it('a co-signer of another unit, without any duty for documents, finds the case and signs; nobody else does it for him', async () => {
  const reply = await draft({ cosigners: [office.id('otherHead')] });
  expect(await code(reply)).toBe('done');
  const { id: document } = reply.json() as unknown as { id: string };
  // Not asked before the text was checked.
  expect(await act('otherHead', document, 'countersign')).toBe('404 case-unknown');
  expect(await act('reviewer', document, 'submit')).toBe('done');
  expect(await act(checker, document, 'check')).toBe('done');
  // Who is asked is told, once, where it waits.
  const sent = await app.asOwner(`select id, topic, body from kernel.outbox where topic = $1`, [cosignAsked]);
  expect(sent.map(({ body }) => body)).toEqual([{ caseId: id, documentId: document }]);
  const { topic, body } = sent[0] as { topic: string; body: Record<string, unknown> };
  const told = () =>
    app.database.transaction(app.officeId, (queries) =>
      documentNotices.notices(
        { id: randomUUID(), topic, about: null, body, sentAt: app.clock.now() },
        { queries, officeId: app.officeId, kinds: new CaseKinds([]), now: app.clock.now() },
      ),
    );
  expect(await told()).toMatchObject([{ to: [office.id('otherHead')], link: expect.stringContaining(id) }]);
  expect(await act('unitHead', document, 'countersign')).toBe('403 not-asked');
  expect(await act('otherLiaison', document, 'countersign')).toBe('404 case-unknown');
  expect(await act('otherHead', document, 'sign')).toBe('409 not-now');
  const page = await office.done<{
    documents: { actions: { command: string }[]; cosigners: object[]; stateLabel: { zh: string } }[];
  }>('otherHead', 'GET', id);
  expect(page.documents[0]).toMatchObject({
    actions: [{ command: 'countersign' }],
    cosigners: [{ name: '别首', signed: false }],
  });
  expect(await act('otherHead', document, 'countersign')).toBe('done');
  expect(await told()).toEqual([]);
  expect(await act('otherHead', document, 'countersign')).toBe('409 not-now');
});

it('whoever drafts may not co-sign, and nobody without a post is named', async () => {
  expect(await code(draft({ cosigners: [office.id('reviewer')] }))).toBe('422 cosigner-drafts');
  expect(await code(draft({ cosigners: [randomUUID()] }))).toBe('422 cosigner-unknown');
});

it('a changed document names one of its own case and kind that is in force', async () => {
  const old = await walk.handedOut(id);
  const [row] = await app.asOwner('select issuer_id from kernel.documents where id = $1', [old]);
  const same = { issuer: String(row!.issuer_id), replaces: old };
  expect(await code(draft({ replaces: old }))).toBe('409 not-replaceable');
  expect(await code(draft({ ...same, kind: 'request-to-province' }))).toBe('409 not-at-issue');
  expect(await code(draft({ ...same, replaces: randomUUID() }))).toBe('422 replaces-another');
  expect(await code(draft({ ...same, replaces: await walk.handedOut(id, 'request-to-province') }))).toBe(
    '422 replaces-another',
  );
  expect(await code(draft(same))).toBe('done');
});
