import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { missionStage } from '#apps/server/testing-missions.ts';
import { endNotices } from './jobs.ts';
import { code, opinions } from './testing-walk.ts';

/* What other parts of the office know of a mission: its working days, the unit's file, overdue duties, consents of other units. */

const { app, kernel, office, walk } = await missionStage();

const setFile = (state: string, firstReview: string | null = null) =>
  app.asOwner(
    `insert into official_travel.unit_files (office_id, unit_id, kind, tier, credit_code, first_review_unit_id, responsible_section, phone,
       state, state_reason, changed_by, changed_at)
     values ($1, $2, 'institution', 'city', '12321300MB0000000A', $3, '办公室', '0527-80000000', $4, '证照逾期未还', $5, $6)
     on conflict (office_id, unit_id) do update set state = excluded.state, first_review_unit_id = excluded.first_review_unit_id`,
    [app.officeId, office.units.centre, firstReview, state, office.id('reviewer'), app.clock.now()],
  );

it('a unit whose applications are stopped begins none; set right, it does', async () => {
  const id = await walk.draft(office.mission());
  for (const state of ['restricted', 'suspended', 'closed']) {
    await setFile(state);
    expect(await code(walk.act(id, 'liaison', 'submit', {}, 0))).toBe('409 unit-stood-down');
  }
  await setFile('normal');
  expect(await code(walk.act(id, 'liaison', 'submit', {}, 0))).toBe('done');
  await walk.act(id, 'officeHead', 'terminate', { reason: 'no-need' });
});

it('a member who owes a passport keeps the mission from being submitted, by name; once it is lifted, no longer', async () => {
  const id = await walk.draft(office.mission());
  const [obligation, lock] = [randomUUID(), randomUUID()];
  const { units } = office;
  await app.asOwner(
    `insert into kernel.obligations (office_id, id, kind, subject, unit_id, unit_path, person_id, clock, amount, started_by, started_on, due_on,
       due_at, provisional, source, state, created_at)
     values ($1, $2, 'kernel.promised-papers', 'person:x', $3, $4, $5, 'calendar-days', 7, 'test', '2026-01-01', '2026-01-08',
       '2026-01-09T00:00:00+08:00', false, '{"zh": "第七条", "en": "Article 7"}', 'overdue', $6)`,
    [
      app.officeId,
      obligation,
      units.centre,
      [units.office, units.bureau, units.centre],
      office.id('leader'),
      app.clock.now(),
    ],
  );
  await app.asOwner(
    `insert into kernel.obligation_locks (office_id, id, obligation_id, target, target_id, state, since)
     values ($1, $2, $3, 'person', $4, 'in-force', $5)`,
    [app.officeId, lock, obligation, office.id('leader'), app.clock.now()],
  );
  const refused = await walk.act(id, 'liaison', 'submit', {}, 0);
  expect(await code(refused)).toBe('409 locked');
  expect(refused.body).toContain('陈守一');
  await app.asOwner(`update kernel.obligation_locks set state = 'lifted', lifted_at = $2 where id = $1`, [
    lock,
    app.clock.now(),
  ]);
  expect(await code(walk.act(id, 'liaison', 'submit', {}, 0))).toBe('done');
  await walk.act(id, 'officeHead', 'terminate', { reason: 'no-need' });
});

it('first review goes where the file of the unit says, and terms are counted by the working days of the office', async () => {
  await setFile('normal', office.units.county);
  // The 14th is declared a day off: three working days from the 13th end on the 17th, not on the 16th.
  await app.asOwner(
    `insert into kernel.calendar_entries (office_id, id, day, working, name, source, recorded_on, recorded_by, recorded_at)
     values ($1, $2, '2026-04-14', false, '停工', '市政府通知', '2026-04-01', $3, $4)`,
    [app.officeId, randomUUID(), office.id('reviewer'), app.clock.now()],
  );
  const mission = office.mission();
  const id = await walk.draft(mission);
  await walk.act(id, 'liaison', 'submit', {}, 0);
  expect(await walk.stands(id)).toMatchObject({ due: '2026-04-17' });
  await walk.decide(id, 'unitHead', 'approve');
  await walk.save(id, 'unitFinance', 'finance', opinions.finance);
  await walk.decide(id, 'unitFinance', 'approve');
  await walk.save(id, 'unitPersonnel', 'filing', opinions.filing(mission));
  await walk.decide(id, 'unitPersonnel', 'approve');
  // 15, 16, 17 and 20 April are four working days; without the day off they would be five.
  await walk.save(id, 'liaison', 'publicity', opinions.notice(mission, '2026-04-13', '2026-04-20'));
  await office.on('2026-04-21');
  expect(await endNotices(kernel, randomUUID())).toEqual([]);
  await walk.save(id, 'liaison', 'publicity', opinions.notice(mission, '2026-04-13', '2026-04-21'));
  await office.on('2026-04-22');
  expect(await endNotices(kernel, randomUUID())).toEqual([id]);
  const [row] = await app.asOwner('select holders from kernel.cases where id = $1', [id]);
  expect(row!.holders).toMatchObject([{ role: 'first-reviewer', unitId: office.units.county }]);
});
