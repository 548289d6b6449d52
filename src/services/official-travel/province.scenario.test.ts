import { expect, it } from 'vitest';
import { missionStage } from '#apps/server/testing-missions.ts';
import { code } from './testing-walk.ts';

/* A mission of bureau rank: the city asks the province, and registers its reply. */

const { office, walk } = await missionStage();

it('goes to the province: the request is issued, the reply is registered, and only then it is granted', async () => {
  await office.on('2026-04-13');
  const line = await office.plan({ unit: 'centre', number: '2026-本级-09', title: '赴日本农业考察' });
  const mission = office.mission((one) => {
    one.basics.title = '赴韩国农业合作团';
    one.plan.lineId = line;
    one.members.people[0]!.rank = 'bureau-deputy';
    for (const entry of [...one.route.legs, ...one.programme.halfDays]) {
      entry.date = entry.date.replace('2026-06-', '2026-07-') as typeof entry.date;
    }
    for (const stop of one.route.stops) {
      stop.arrive = stop.arrive.replace('06', '07') as typeof stop.arrive;
      stop.leave = stop.leave.replace('06', '07') as typeof stop.leave;
    }
    one.route.departure = '2026-07-08' as typeof one.route.departure;
    one.route.return = '2026-07-12' as typeof one.route.return;
    for (const letter of one.invitations.letters) {
      letter.coversFrom = one.route.departure;
      letter.coversTo = one.route.return;
    }
  });
  const id = await walk.draft(mission);
  await walk.toOfficeHead(id, mission);
  expect(await code(walk.decide(id, 'officeHead', 'approve'))).toBe('done');
  expect(await code(walk.decide(id, 'cityLeader', 'approve'))).toBe('done');
  expect(await walk.stands(id)).toMatchObject({ state: 'issuing', nodes: ['issue-request'] });
  expect(
    await code(
      walk.act(id, 'reviewer', 'complete-issue', {
        node: 'issue-request',
        document: await walk.handedOut(id, 'request-to-province'),
      }),
    ),
  ).toBe('done');
  expect(await walk.stands(id)).toMatchObject({
    state: 'awaiting-superior',
    nodes: ['province'],
    trip: { status: 'applied' },
  });

  const reply = {
    number: '苏外〔2026〕12号',
    authority: '省外办',
    date: '2026-05-10',
    granted: false,
    note: '',
    fileId: null,
  };
  expect(await code(walk.act(id, 'reviewer', 'complete-wait', { node: 'province' }))).toBe('422 opinion-incomplete');
  expect(await code(walk.save(id, 'liaison', 'province-reply', reply))).toBe('403 section-not-writable');
  expect(await code(walk.save(id, 'reviewer', 'province-reply', reply))).toBe('done');
  expect(await code(walk.act(id, 'reviewer', 'complete-wait', { node: 'province' }))).toBe('409 province-refused');
  expect(await code(walk.save(id, 'reviewer', 'province-reply', { ...reply, granted: true }))).toBe('done');
  expect(await code(walk.act(id, 'reviewer', 'complete-wait', { node: 'province' }))).toBe('done');
  expect(await walk.stands(id)).toMatchObject({ state: 'granted', plan: 'granted', trip: { status: 'approved' } });
  expect(await code(walk.act(id, 'reviewer', 'annul', { reason: 'superior-order' }))).toBe('403 not-permitted');
  expect(await code(walk.act(id, 'officeHead', 'annul', { reason: 'superior-order', words: '上级要求' }))).toBe('done');
  expect(await walk.stands(id)).toMatchObject({
    state: 'annulled',
    tasks: [],
    plan: 'released',
    trip: { status: 'cancelled' },
  });
});
