import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { missionStage } from '#apps/server/testing-missions.ts';
import type { MissionPage } from './answers.ts';
import { endNotices } from './jobs.ts';
import { code, opinions, type Page, type TestMission } from './testing-walk.ts';

/*
 * A mission of county rank lived through from the draft to its close-out, over HTTP and PostgreSQL. The order follows sections 8.1
 * and 8.4 of the field catalogue.
 */

const { app, kernel, office, walk } = await missionStage();

let id: string;
let mission: TestMission;

it('is drafted section by section, and the rules answer while it is typed', async () => {
  await office.on('2026-04-13');
  mission = office.mission();
  id = await walk.draft(mission);
  const seen = await walk.page(id, 'liaison');
  expect(seen.check.gaps).toEqual([]);
  // The notice comes after the unit has signed; until then the finding only holds up the approval.
  expect(seen.check.findings.map(({ rule, blocks }) => [rule, blocks])).toEqual([['PUB-01', 'approve']]);
  expect(seen.missingPapers).toEqual([
    'invitation',
    'commitment',
    'request-letter',
    'inviter-note',
    'invitation-translation',
  ]);
  expect(seen.plan).toMatchObject({ given: 1, granted: 0, held: 0, free: 1 });
  expect(seen.actions.map(({ command }) => command)).toContain('submit');
});

it('the draft tells who would decide, in which order and until when; once submitted, the path does', async () => {
  const { forecast } = await office.done<MissionPage>('liaison', 'GET', id);
  const steps = forecast!.steps.map(({ node, runs, holder, due }) => [node, runs ? holder!.zh : null, due]);
  expect(steps).toEqual([
    ['unit-sign', '市农业技术推广中心 单位负责人', '2026-04-16'],
    ['finance', '市农业技术推广中心 单位财务', '2026-04-21'],
    ['personnel', '市农业技术推广中心 单位组织人事', '2026-04-23'],
    ['publicity', '市农业技术推广中心 外事专办员', '2026-05-08'],
    ['first-review', '市农业农村局 初审经办', '2026-05-12'],
    ['intake', '市外办 市外办受理', '2026-05-14'],
    ['review', '市外办 市外办审核', '2026-05-19'],
    ['office-head', '市外办 市外办负责人', '2026-05-21'],
    ['city-leader', '市外办 市领导', '2026-05-28'],
    ['issue-approval', '市外办 市外办审核', '2026-06-02'],
    ['issue-request', null, null],
    ['province', null, null],
  ]);
});

it('six days in one country: the submission names the finding and its field; mended, it is gone', async () => {
  const six = office.mission((one) => {
    one.route.return = '2026-06-13' as typeof one.route.return;
  });
  const saved = (await walk.save(id, 'liaison', 'route', six.route)).json() as unknown as Page;
  expect(saved.check.findings.map(({ rule, at, blocks }) => [rule, at, blocks])).toContainEqual([
    'DAY-01',
    '/return',
    'submit',
  ]);
  const refused = await walk.act(id, 'liaison', 'submit', {}, 0);
  expect(refused.statusCode).toBe(409);
  const { type, faults } = refused.json() as unknown as { type: string; faults: { at: string; code: string }[] };
  expect(type).toContain('findings-stand');
  expect(faults).toContainEqual(expect.objectContaining({ at: '/route/return', code: 'DAY-01' }));
  expect(await code(walk.save(id, 'liaison', 'route', mission.route))).toBe('done');
});

it('a gap stops the submission with its field named', async () => {
  await walk.save(id, 'liaison', 'basics', { ...mission.basics, task: '' });
  const refused = await walk.act(id, 'liaison', 'submit', {}, 0);
  expect(refused.statusCode).toBe(422);
  const { faults } = refused.json() as unknown as { faults: { at: string }[] };
  expect(faults.map(({ at }) => at)).toEqual(['/basics/task']);
  await walk.save(id, 'liaison', 'basics', mission.basics);
});

it('only who applies may submit, and nobody outside the unit knows of the draft', async () => {
  expect(await code(office.as('otherLiaison', 'GET', id))).toBe('404 case-unknown');
  expect(await code(office.as('otherHead', 'POST', `${id}/submit`, { body: {}, version: 0 }))).toBe('404 case-unknown');
  expect(await code(office.as('unitHead', 'POST', `${id}/submit`, { body: {}, version: 0 }))).toBe('403 not-permitted');
  expect(await code(office.as('otherLiaison', 'DELETE', id))).toBe('404 case-unknown');
  expect(await code(office.as('unitHead', 'DELETE', id))).toBe('404 case-unknown');
});

it('submission freezes it under a number; without the version it is refused, and sent twice it is one', async () => {
  expect(await code(office.as('liaison', 'POST', `${id}/submit`, { body: {} }))).toBe('428 version-missing');
  expect(await code(office.as('liaison', 'POST', `${id}/submit`, { body: {}, version: 3 }))).toBe('409 stale-version');
  const key = randomUUID();
  const first = await office.as('liaison', 'POST', `${id}/submit`, { body: {}, version: 0, key });
  const again = await office.as('liaison', 'POST', `${id}/submit`, { body: {}, version: 0, key });
  expect(first.statusCode).toBe(200);
  expect(again.body).toBe(first.body);
  expect(await walk.stands(id)).toEqual({
    number: '321300-2026-0001',
    state: 'awaiting-unit',
    nodes: ['unit-sign'],
    due: '2026-04-16',
    events: ['submitted', 'node-opened'],
    tasks: ['decide unit-sign'],
    audit: 'official-travel.submit',
    plan: 'held',
    trip: { status: 'applied', departure: '2026-06-08', grantedOn: null, people: 4 },
    version: 2,
  });
  expect((await walk.page(id, 'liaison')).plan).toMatchObject({ held: 1, free: 0 });
  const frozen = await app.asOwner(
    'select count(*)::int as n from official_travel.mission_sections where case_id = $1 and frozen',
    [id],
  );
  expect(frozen[0]!.n).toBe(10);
});

it('what was submitted cannot be changed; the refusal says what helps', async () => {
  expect(await code(walk.save(id, 'liaison', 'basics', mission.basics))).toBe('403 section-not-writable');
  expect(await code(office.as('liaison', 'DELETE', id))).toBe('404 case-unknown');
});

it('the head of the unit signs; the liaison officer, members and another unit do not', async () => {
  const { version } = await walk.page(id);
  const seat = { node: 'unit-sign', seat: 'unit-sign.1' };
  expect(await code(walk.act(id, 'liaison', 'approve', seat))).toBe('403 not-signer');
  expect(await code(walk.act(id, 'leader', 'approve', seat))).toBe('403 not-signer');
  expect(await code(office.as('otherHead', 'POST', `${id}/approve`, { body: seat, version }))).toBe('404 case-unknown');
  expect(await code(walk.decide(id, 'unitHead', 'approve', { words: '同意' }))).toBe('done');
  const now = await walk.stands(id);
  expect(now).toMatchObject({
    state: 'finance-review',
    nodes: ['finance', 'personnel'],
    due: '2026-04-16',
    tasks: ['decide finance', 'decide personnel'],
    audit: 'official-travel.approve',
  });
  const stale = await office.as('unitFinance', 'POST', `${id}/approve`, {
    body: { node: 'finance', seat: 'finance.1' },
    version,
  });
  expect(stale.statusCode).toBe(409);
  const { actions } = stale.json() as unknown as { actions: { command: string }[] };
  expect(actions.map(({ command }) => command)).toContain('approve');
});

it('money is cleared with its opinion filled in, not before, and only by the finance side', async () => {
  expect(await code(walk.decide(id, 'unitFinance', 'approve'))).toBe('422 opinion-incomplete');
  expect(await code(walk.save(id, 'unitHead', 'finance', opinions.finance))).toBe('403 section-not-writable');
  expect(await code(walk.save(id, 'unitFinance', 'finance', opinions.finance))).toBe('done');
  // Nobody else sees the opinion before it was given.
  expect((await walk.page(id, 'unitHead')).content.finance).toBeNull();
  expect(await code(walk.decide(id, 'unitFinance', 'approve'))).toBe('done');
  expect((await walk.page(id, 'unitHead')).content.finance).toEqual(opinions.finance);
});

it('personnel files every member before it signs', async () => {
  const whole = opinions.filing(mission);
  await walk.save(id, 'unitPersonnel', 'filing', { ...whole, people: whole.people.slice(1) });
  expect(await code(walk.decide(id, 'unitPersonnel', 'approve'))).toBe('422 opinion-incomplete');
  await walk.save(id, 'unitPersonnel', 'filing', whole);
  expect(await code(walk.decide(id, 'unitPersonnel', 'approve'))).toBe('done');
  expect(await walk.stands(id)).toMatchObject({ state: 'publicity', nodes: ['publicity'], tasks: ['wait publicity'] });
});

it('the notice ends by itself after five working days, not before', async () => {
  expect(await code(walk.save(id, 'liaison', 'publicity', opinions.notice(mission, '2026-04-14', '2026-04-21')))).toBe(
    'done',
  );
  expect(await code(walk.act(id, 'liaison', 'complete-wait', { node: 'publicity' }))).toBe('409 publicity-not-over');
  expect(await endNotices(kernel, randomUUID())).toEqual([]);
  await office.on('2026-04-21');
  expect(await endNotices(kernel, randomUUID())).toEqual([]);
  await office.on('2026-04-22');
  expect(await endNotices(kernel, randomUUID())).toEqual([id]);
  const now = await walk.stands(id);
  expect(now).toMatchObject({
    state: 'awaiting-first-review',
    nodes: ['first-review'],
    due: '2026-04-27',
    audit: 'official-travel.complete-wait',
  });
  expect(now.events.slice(-3)).toEqual(['wait-completed', 'node-completed', 'node-opened']);
  const { content } = await walk.page(id, 'reviewer');
  expect(content.publicity).toMatchObject({ from: '2026-04-14', to: '2026-04-21' });
});

it('the bureau reviews first; another county does not know of it', async () => {
  expect(await code(office.as('countyReviewer', 'GET', id))).toBe('404 case-unknown');
  await walk.save(id, 'firstReviewer', 'first-review', { opinion: '材料属实，同意上报。' });
  expect(await code(walk.decide(id, 'firstReviewer', 'approve'))).toBe('done');
  expect(await walk.stands(id)).toMatchObject({ state: 'awaiting-intake', nodes: ['intake'], due: '2026-04-24' });
});

it('intake takes it only with its papers, or against a dated promise; promised papers are added and recorded', async () => {
  const { version } = await walk.page(id);
  const seat = { node: 'intake', seat: 'intake.1' };
  expect(await code(walk.act(id, 'intake', 'approve', seat))).toBe('409 papers-missing');
  const missing = (await walk.page(id, 'intake')).missingPapers;
  expect(
    await code(walk.act(id, 'intake', 'accept-with-promise', { ...seat, papers: missing, due: '2026-04-22' })),
  ).toBe('422 promise-not-dated');
  expect(
    await code(walk.act(id, 'intake', 'accept-with-promise', { ...seat, papers: missing.slice(1), due: '2026-04-30' })),
  ).toBe('409 papers-missing');
  expect(
    await code(
      office.as('intake', 'POST', `${id}/accept-with-promise`, {
        body: { ...seat, papers: missing, due: '2026-04-30', words: '先予受理' },
        version,
      }),
    ),
  ).toBe('done');
  expect(await walk.stands(id)).toMatchObject({
    state: 'under-review',
    nodes: ['review'],
    audit: 'official-travel.accept-with-promise',
  });

  expect(await code(walk.act(id, 'intake', 'fulfil-promise', { promise: 'promise-1' }))).toBe(
    '409 promised-papers-missing',
  );
  const files = [];
  for (const purpose of missing) {
    const { fileId, name } = (
      await walk.upload(id, 'liaison', purpose, { name: `${purpose}.pdf` })
    ).json() as unknown as {
      fileId: string;
      name: string;
    };
    files.push({ fileId, purpose, name });
  }
  expect(await code(walk.save(id, 'liaison', 'attachments', { ...mission.attachments, files }))).toBe('done');
  expect(await code(walk.save(id, 'liaison', 'attachments', { ...mission.attachments, files: files.slice(1) }))).toBe(
    '409 papers-only-added',
  );
  expect(await code(walk.save(id, 'liaison', 'basics', mission.basics))).toBe('403 section-not-writable');
  expect((await walk.page(id, 'intake')).missingPapers).toEqual([]);
  expect(await code(walk.act(id, 'intake', 'fulfil-promise', { promise: 'promise-1' }))).toBe('done');
  expect(await code(walk.save(id, 'liaison', 'attachments', { ...mission.attachments, files }))).toBe(
    '403 section-not-writable',
  );
});

it('whoever took it in does not review it; the reviewer returns it for the invitation, to come back (AZ-05)', async () => {
  expect(await code(walk.act(id, 'intake', 'approve', { node: 'review', seat: 'review.1' }))).toBe('403 not-signer');
  expect(
    await code(
      walk.decide(id, 'reviewer', 'return', { to: 'applicant', reason: 'unheard-of', words: '请补', way: 'come-back' }),
    ),
  ).toBe('422 unknown-code');
  expect(
    await code(
      walk.decide(id, 'reviewer', 'return', {
        to: 'applicant',
        reason: 'invitation',
        words: '邀请函缺签字',
        way: 'come-back',
        reopens: ['invitations', 'attachments'],
      }),
    ),
  ).toBe('done');
  expect(await walk.stands(id)).toMatchObject({
    state: 'returned',
    nodes: [],
    due: '2026-04-29',
    tasks: ['correct'],
    audit: 'official-travel.return',
    plan: 'held',
  });
  const seen = await office.done<{ correction: object; holder: { zh: string } }>('liaison', 'GET', id);
  expect(seen.correction).toMatchObject({
    reason: { zh: '邀请函问题' },
    words: '邀请函缺签字',
    due: '2026-04-29',
    way: 'come-back',
    reopens: ['invitations', 'attachments'],
  });
  expect((await walk.page(id, 'liaison')).writable.toSorted()).toEqual(['attachments', 'invitations']);
  expect(await code(walk.save(id, 'liaison', 'basics', mission.basics))).toBe('403 section-not-writable');
  expect(seen.holder.zh).toBe('周可心');
});

it('while it is mended, the office sees what was submitted; sent again, it comes back to the reviewer', async () => {
  const mended = {
    letters: mission.invitations.letters.map((letter) => ({ ...letter, contact: 'Kim Min-su, Director (signed)' })),
  };
  expect(await code(walk.save(id, 'liaison', 'invitations', mended))).toBe('done');
  expect((await walk.page(id, 'reviewer')).content.invitations).toEqual(mission.invitations);
  expect((await walk.page(id, 'liaison')).content.invitations).toEqual(mended);
  expect(await code(walk.act(id, 'liaison', 'resubmit'))).toBe('done');
  expect(await walk.stands(id)).toMatchObject({
    state: 'under-review',
    nodes: ['review'],
    audit: 'official-travel.resubmit',
    plan: 'held',
  });
  expect((await walk.page(id, 'reviewer')).content.invitations).toEqual(mended);
  const back = await office.done<MissionPage>('reviewer', 'GET', id);
  expect(back.mended).toMatchObject({ before: { invitations: mission.invitations } });
  expect(Object.keys(back.mended!.before)).toEqual(['invitations']);
});

it('review, head of the office, and the city leader on paper, checked by a second person (AZ-05)', async () => {
  expect(await code(walk.save(id, 'reviewer', 'review', { opinion: '符合规定，拟同意。', judged: [] }))).toBe('done');
  expect(await code(walk.decide(id, 'reviewer', 'approve'))).toBe('done');
  expect(await code(walk.act(id, 'reviewer', 'approve', { node: 'office-head', seat: 'office-head.1' }))).toBe(
    '403 not-signer',
  );
  expect(await code(walk.decide(id, 'officeHead', 'approve', { words: '同意，报市领导' }))).toBe('done');
  expect(await walk.stands(id)).toMatchObject({
    state: 'awaiting-leader',
    nodes: ['city-leader'],
    tasks: ['decide city-leader'],
  });

  const paper = {
    node: 'city-leader',
    seat: 'city-leader.1',
    decision: 'approve',
    signer: office.id('cityLeader'),
    signedOn: '2026-04-22',
  };
  expect(await code(walk.act(id, 'secretary', 'register-paper-approval', { ...paper, file: randomUUID() }))).toBe(
    '422 file-of-another-case',
  );
  const scan = (await walk.upload(id, 'secretary', 'paper-decision', { name: '批示.pdf' })).json() as unknown as {
    fileId: string;
  };
  expect(
    await code(
      walk.act(id, 'secretary', 'register-paper-approval', { ...paper, signedOn: '2026-04-23', file: scan.fileId }),
    ),
  ).toBe('422 paper-in-future');
  expect(await code(walk.act(id, 'intake', 'register-paper-approval', { ...paper, file: scan.fileId }))).toBe(
    '403 not-permitted',
  );
  expect(await code(walk.act(id, 'secretary', 'register-paper-approval', { ...paper, file: scan.fileId }))).toBe(
    'done',
  );
  expect(await walk.stands(id)).toMatchObject({ state: 'awaiting-leader', tasks: ['check-paper city-leader'] });
  expect(await code(walk.act(id, 'secretary', 'check-paper-approval', { paper: 'paper-1' }))).toBe(
    '403 second-person-needed',
  );
  expect(await code(walk.act(id, 'intake', 'check-paper-approval', { paper: 'paper-1' }))).toBe('done');
  expect(await walk.stands(id)).toMatchObject({ state: 'issuing', nodes: ['issue-approval'] });
});

it('the paper is issued, and the mission is granted; the plan line is used', async () => {
  expect(
    await code(walk.act(id, 'liaison', 'complete-issue', { node: 'issue-approval', document: randomUUID() })),
  ).toBe('403 not-signer');
  const issue = (document: string) =>
    code(walk.act(id, 'reviewer', 'complete-issue', { node: 'issue-approval', document }));
  expect(await issue(randomUUID())).toBe('422 document-not-issued');
  const other = await walk.draft(office.mission());
  expect(await issue(await walk.handedOut(other))).toBe('422 document-not-issued');
  expect(await issue(await walk.handedOut(id, 'request-to-province'))).toBe('422 document-not-issued');
  expect(await issue(await walk.handedOut(id, 'mission-approval', 'sealed'))).toBe('422 document-not-issued');
  expect(await issue(await walk.handedOut(id, 'mission-approval', 'void'))).toBe('422 document-not-issued');
  expect(await walk.stands(id)).toMatchObject({ state: 'issuing' });
  expect(await issue(await walk.handedOut(id))).toBe('done');
  expect(await walk.stands(id)).toMatchObject({
    state: 'granted',
    nodes: ['journey'],
    due: null,
    plan: 'granted',
    trip: { status: 'approved', departure: '2026-06-08', grantedOn: '2026-04-22', people: 4 },
  });
  expect((await walk.page(id, 'liaison')).plan).toMatchObject({ granted: 1, held: 0, free: 0 });
});
