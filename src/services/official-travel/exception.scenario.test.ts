import { expect, it } from 'vitest';
import { missionStage } from '#apps/server/testing-missions.ts';
import { code } from './testing-walk.ts';

/* A broken rule that the head of the office may except, by name and with a reason. */

const { office, walk } = await missionStage();

it('is asked for by the unit and granted by name by the head of the office, who cannot approve over it before', async () => {
  await office.on('2026-04-13');
  const line = await office.plan({ unit: 'centre', number: '2026-本级-10', title: '赴韩国技术洽谈' });
  const mission = office.mission((one) => {
    one.basics.title = '赴韩国技术洽谈团';
    one.plan.lineId = line;
    one.members.people = one.members.people
      .slice(1)
      .map((person, index) => ({ ...person, groupRole: index === 0 ? 'leader' : 'member' }));
    one.invitations.letters[0]!.invitees = one.members.people.map(({ id }) => id);
    for (const l of one.budget.lines) l.amount = l.item === 'international-travel' ? 10800 : l.unit * l.quantity * 3;
    one.route.return = '2026-06-13' as typeof one.route.return;
    one.route.stops[0]!.leave = '2026-06-13' as typeof one.route.return;
    one.route.legs[1]!.date = '2026-06-13' as typeof one.route.return;
    one.invitations.letters[0]!.coversTo = '2026-06-13' as typeof one.route.return;
    const last = one.programme.halfDays.slice(-2).map((half) => ({ ...half, date: '2026-06-13' as typeof half.date }));
    for (const half of one.programme.halfDays.slice(-2))
      Object.assign(half, { activity: 'official', content: '洽谈', host: '公社' });
    one.programme.halfDays.push(...last);
    one.attachments.documents.push('over-days-request');
    one.statements.exceptions.push({
      rule: 'DAY-01',
      code: 'flight-schedule',
      text: '返程航班隔日一班，只能次日返回。',
    });
  });
  const id = await walk.draft(mission);
  await walk.toOfficeHead(id, mission);
  const before = await walk.page(id, 'officeHead');
  expect(before.check.findings.find(({ rule }) => rule === 'DAY-01')).toMatchObject({
    blocks: 'approve',
    exception: { state: 'asked' },
    mayGrant: true,
  });
  expect(await code(walk.act(id, 'officeHead', 'approve', { node: 'office-head', seat: 'office-head.1' }))).toBe(
    '409 finding-blocks',
  );
  const grant = { finding: 'DAY-01', reason: 'flight-schedule', words: '航班所限，同意多留一天。' };
  expect(await code(walk.act(id, 'reviewer', 'grant-exception', grant))).toBe('403 not-permitted');
  expect(await code(walk.act(id, 'officeHead', 'grant-exception', { ...grant, reason: 'unheard-of' }))).toBe(
    '422 unknown-code',
  );
  expect(await code(walk.act(id, 'officeHead', 'grant-exception', grant))).toBe('done');
  expect((await walk.page(id, 'reviewer')).check.findings.find(({ rule }) => rule === 'DAY-01')).toMatchObject({
    blocks: 'nothing',
    exception: { state: 'granted' },
  });
  expect(await code(walk.decide(id, 'officeHead', 'approve'))).toBe('done');
  // Below county rank the office decides itself.
  expect(await walk.stands(id)).toMatchObject({ state: 'issuing', nodes: ['issue-approval'] });
  expect(await code(walk.act(id, 'liaison', 'withdraw', { outcome: 'end' }))).toBe('done');
  expect(await walk.stands(id)).toMatchObject({ state: 'withdrawn', plan: 'released', trip: { status: 'cancelled' } });
});
