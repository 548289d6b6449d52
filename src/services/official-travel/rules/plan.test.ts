import { describe, expect, test } from 'vitest';
import type { MissionFile } from '../mission-file/model.ts';
import { all, type Change, member, standing, training } from './testing.ts';

const planned =
  (status: MissionFile['plan']['status']): Change =>
  (m) => {
    m.plan.status = status;
    m.plan.swapFor = status === 'swapped' ? '2026-本级-04' : null;
  };
const special: Change = (m) => {
  m.documents.push('urgent-special-approval');
};
const at = ['/plan/status'];

describe('annual plan (PLAN-01, PLAN-02)', () => {
  test.each([
    ['in the plan', planned('in-plan'), 'passed', 'condition'],
    ['swapped for another line: a reason is needed', planned('swapped'), 'passed', at],
    ['urgent with the special approval', all(planned('urgent'), special), 'passed', 'passed'],
    ['urgent without it', planned('urgent'), at, at],
    ['outside the plan', planned('out-of-plan'), at, at],
    [
      'outside the plan, for which the approval of urgent tasks is no help',
      all(planned('out-of-plan'), special),
      at,
      at,
    ],
  ] as const)('%s', (_, change, first, second) => {
    expect([standing('PLAN-01', change), standing('PLAN-02', change)]).toEqual([first, second]);
  });
  test('training is in a plan of its own', () => {
    const outside = all(training, planned('out-of-plan'));
    expect([standing('PLAN-01', outside), standing('PLAN-02', outside), standing('TRAIN-01', outside)]).toEqual([
      'category',
      'category',
      ['/plan'],
    ]);
  });
});

describe('purpose', () => {
  const purpose =
    (type: MissionFile['purpose']['type'], role: MissionFile['purpose']['role'] = null): Change =>
    (m) => {
      Object.assign(m.purpose, { type, role });
    };
  test.each(['study-tour', 'courtesy', 'empty-ceremony', 'staff-comfort'] as const)('PLAN-04: no %s', (type) => {
    expect(standing('PLAN-04', purpose(type))).toEqual(['/purpose/type']);
  });
  test('PLAN-04: an exhibition is allowed', () => {
    expect(standing('PLAN-04', purpose('exhibition'))).toBe('passed');
  });
  test('PLAN-06: a conference needs a part to play', () => {
    expect(standing('PLAN-06', purpose('conference', 'attendee'))).toEqual(['/purpose/role']);
    expect(standing('PLAN-06', purpose('conference', 'paper'))).toBe('passed');
    expect(standing('PLAN-06', purpose('conference'))).toBe('not-supplied');
    expect(standing('PLAN-06', purpose('research'))).toBe('condition');
  });
});

describe('personnel filing (APR-05)', () => {
  test('each member needs the form, a student does not', () => {
    expect(standing('APR-05', member(1, { documents: [] }))).toEqual(['/members/1/documents']);
    expect(standing('APR-05', member(1, { documents: [], staffKind: 'student' }))).toBe('passed');
    const students = all(...[0, 1, 2].map((i) => member(i, { documents: [], staffKind: 'student' })));
    expect(standing('APR-05', students)).toBe('exempt');
  });
});

describe('members from other units', () => {
  const sender =
    (facts: Partial<MissionFile['senders'][number]>): Change =>
    (m) => {
      const papers: MissionFile['senders'][number]['documents'] = ['task-notice', 'confirmation'];
      m.senders.push({ unit: '宿迁学院', inPlan: true, relation: 'none', documents: papers, ...facts });
    };
  test('CROSS-01: a unit without a leading relation has the mission in its own plan', () => {
    expect(standing('CROSS-01', sender({ inPlan: false }))).toEqual(['/senders/0']);
    expect(standing('CROSS-01', sender({}))).toBe('passed');
    expect(standing('CROSS-01', sender({ inPlan: false, relation: 'direct' }))).toBe('passed');
    expect(standing('CROSS-01')).toBe('condition');
  });
  test('CROSS-02: it has the task notice and the confirmation', () => {
    expect(standing('CROSS-02', sender({ documents: ['task-notice'] }))).toEqual(['/senders/0/documents']);
    expect(standing('CROSS-02', sender({ documents: ['confirmation'] }))).toEqual(['/senders/0/documents']);
    expect(standing('CROSS-02', sender({}))).toBe('passed');
    expect(standing('CROSS-02')).toBe('condition');
  });
  test('CROSS-03: a travel agency organises only with approval', () => {
    const agency: Change = (m) => {
      m.organiser.viaAgency = true;
    };
    expect(standing('CROSS-03', agency)).toEqual(['/organiser/viaAgency']);
    expect(
      standing(
        'CROSS-03',
        all(agency, (m) => m.documents.push('agency-approval')),
      ),
    ).toBe('passed');
    expect(standing('CROSS-03')).toBe('condition');
  });
});
