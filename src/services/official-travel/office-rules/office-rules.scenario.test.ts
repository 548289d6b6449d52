import { describe, expect, it } from 'vitest';
import { missionStage } from '#apps/server/testing-missions.ts';
import type { MissionOffice } from '../testing.ts';
import type { OfficeRuleRow } from './endpoints.ts';

const { office, walk } = await missionStage();
const at = '/api/official-travel/rules';

const ruleNow = async (id: string, day?: string) => {
  const { rules } = await office.done<{ rules: OfficeRuleRow[] }>('reviewer', 'GET', day ? `${at}?day=${day}` : at);
  return rules.find((rule) => rule.id === id)!;
};
const three = { applies: true, maxMembers: 3 };
const set = (name: Parameters<MissionOffice['as']>[0], rule: string, value: unknown, validFrom = '2026-04-13') =>
  office.as(name, 'PUT', `${at}/${rule}`, { body: { value, validFrom, reason: '市外办核定' } });
const rulesFound = async (id: string) => {
  const page = await office.done<{ check: { findings: { rule: string }[] } }>(
    'liaison',
    'GET',
    `/api/official-travel/missions/${id}`,
  );
  return page.check.findings.map(({ rule }) => rule);
};

describe('what the office lays down', () => {
  it('shows every rule with its sources, and says which figures nobody has confirmed', async () => {
    const { rules } = await office.done<{ rules: OfficeRuleRow[] }>('liaison', 'GET', at);
    expect(rules).toHaveLength(128);
    expect(rules.find(({ id }) => id === 'TEAM-01')).toMatchObject({
      value: { applies: true, maxMembers: 6 },
      unconfirmed: false,
      decidedBy: 'data',
    });
    expect(rules.find(({ id }) => id === 'LEAD-04')).toMatchObject({ unconfirmed: true, verified: '1 source' });
    expect(rules.find(({ id }) => id === 'TEAM-04')).toMatchObject({ value: null, decidedBy: 'person' });
  });

  it('the head of the office sets figures; a reviewer and a liaison officer may not; what does not fit is refused', async () => {
    expect((await set('reviewer', 'TEAM-01', three)).statusCode).toBe(403);
    expect((await set('liaison', 'TEAM-01', three)).statusCode).toBe(403);
    const wrong = await set('officeHead', 'TEAM-01', { applies: true, maxMembers: 0 });
    expect(wrong.statusCode).toBe(422);
    expect(wrong.json()).toMatchObject({ faults: [{ at: '/value/maxMembers' }] });
    expect((await set('officeHead', 'TEAM-04', { applies: true })).statusCode).toBe(404);
  });

  it('a mission of four is within the table; tried with three it would break the rule, and nothing is changed by the trial', async () => {
    const id = await walk.draft(office.mission());
    expect(await rulesFound(id)).not.toContain('TEAM-01');
    const trial = await office.done<Record<string, unknown>>('reviewer', 'POST', `${at}/TEAM-01/trial`, {
      body: { value: three },
    });
    expect(trial).toMatchObject({
      brokenBefore: 0,
      brokenAfter: 1,
      changed: [{ id, before: 'kept', after: 'broken' }],
    });
    expect((await office.as('liaison', 'POST', `${at}/TEAM-01/trial`, { body: { value: three } })).statusCode).toBe(
      403,
    );
    expect(await rulesFound(id)).not.toContain('TEAM-01');
  });

  it('from its day on the new figure is what missions are checked by; the day before keeps the former one', async () => {
    const id = await walk.draft(office.mission());
    expect((await set('officeHead', 'TEAM-01', three, '2026-04-14')).statusCode).toBe(204);
    expect(await rulesFound(id)).not.toContain('TEAM-01');
    await office.on('2026-04-14');
    expect(await rulesFound(id)).toContain('TEAM-01');
    expect((await ruleNow('TEAM-01', '2026-04-13')).value).toEqual({ applies: true, maxMembers: 6 });
    expect(await ruleNow('TEAM-01')).toMatchObject({
      value: three,
      history: [{ value: three, validFrom: '2026-04-14', setBy: '主一', reason: '市外办核定' }],
    });
    expect((await set('officeHead', 'TEAM-01', { applies: false, maxMembers: 3 }, '2026-04-14')).statusCode).toBe(204);
    expect(await rulesFound(id)).not.toContain('TEAM-01');
  });

  it('confirming a figure as it stands is an act of its own', async () => {
    const { value } = await ruleNow('LEAD-04');
    expect((await set('officeHead', 'LEAD-04', value, '2026-04-14')).statusCode).toBe(204);
    expect((await ruleNow('LEAD-04')).unconfirmed).toBe(false);
  });
});
