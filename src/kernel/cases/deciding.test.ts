import { describe, expect, test } from 'vitest';
import { broughtTo, LivedCase, seatOf } from './lived-case.ts';
import { bannerCase, ordinaryRoute, people } from './testing.ts';

const { applicant, head, bursar, clerk, reviewer, mayor, member } = people;
const submitAct = { type: 'submit', versions: { facts: 1 } } as const;

describe('submit', () => {
  test('the applicant submits a draft; history begins and the first signer has it', () => {
    const lived = new LivedCase().do(applicant, submitAct);
    expect(lived.events.map((event) => event.type)).toEqual(['submitted', 'node-opened']);
    expect(lived.state).toMatchObject({ phase: 'open', state: 'at-club', versions: { facts: 1 } });
    expect(lived.state.rounds[0]?.nodes.club).toMatchObject({ status: 'open', due: '2026-03-05' });
  });

  test('a member may not submit for the applicant, and nobody submits twice', () => {
    const lived = new LivedCase();
    expect(lived.refusal(member, submitAct)).toBe('not-permitted');
    lived.do(applicant, submitAct);
    expect(lived.refusal(applicant, submitAct)).toBe('already-submitted');
  });

  test('a finding that blocks submission stops it; without the finding it goes', () => {
    const lived = new LivedCase().with({ findings: [{ id: 'f1', blocks: 'submit', exceptionBy: ['office-head'] }] });
    expect(lived.refusal(applicant, submitAct)).toBe('finding-blocks');
    expect(lived.with({ findings: [] }).refusal(applicant, submitAct)).toBeNull();
  });

  test('the same command sent twice is done once', () => {
    const lived = new LivedCase().do(applicant, submitAct, { key: 'same' });
    const again = lived.try(applicant, submitAct, { key: 'same' });
    expect(again).toMatchObject({ refused: false, events: [] });
    expect(lived.told('submitted')).toHaveLength(1);
  });
});

describe('approve and refuse', () => {
  test('the whole route is gone through and the case is closed', () => {
    const lived = broughtTo('end');
    expect(lived.state).toMatchObject({ phase: 'ended', state: 'completed' });
    expect(lived.told('granted')).toHaveLength(1);
  });

  test('a refusal ends the case; a step that offers no refusal refuses the refusal', () => {
    const atIntake = broughtTo('intake');
    expect(atIntake.refusal(clerk, { type: 'refuse', ...seatOf('intake'), text: 't' })).toBe('decision-not-offered');
    const atReview = broughtTo('review').do(reviewer, { type: 'refuse', ...seatOf('review'), text: 't' });
    expect(atReview.state).toMatchObject({ phase: 'ended', state: 'refused' });
  });

  test('who holds no seat of the step does not decide it; the refusal names the state and what is open', () => {
    const answer = broughtTo('review').try(mayor, { type: 'approve', ...seatOf('review') });
    expect(answer).toMatchObject({ refused: true, code: 'not-signer', state: 'at-review' });
    expect(answer.refused && answer.text.zh).toContain('当前状态：审核中');
    const head409 = broughtTo('review').try(reviewer, { type: 'completeWait', node: 'notice' });
    expect(head409.refused && head409.possible.map((one) => one.command)).toContain('approve');
  });

  test('the clerk who took the case in may not review it as well; another reviewer may (AZ-05)', () => {
    const lived = broughtTo('review');
    expect(lived.refusal(clerk, { type: 'approve', ...seatOf('review') })).toBe('second-person-needed');
    expect(lived.refusal(reviewer, { type: 'approve', ...seatOf('review') })).toBeNull();
  });

  test('the head who travels himself does not sign; his deputy does (AZ-05)', () => {
    const lived = new LivedCase().with({ members: ['head'] }).do(applicant, submitAct);
    expect(lived.refusal(head, { type: 'approve', ...seatOf('club') })).toBe('own-case');
    const deputy = { ...head, personId: 'deputy' };
    expect(lived.refusal(deputy, { type: 'approve', ...seatOf('club') })).toBeNull();
  });

  test('a step without city leader is skipped, and the skip is on record', () => {
    const lived = broughtTo('notice').with({ values: { banners: 4, leader: false, purpose: 'x' } });
    lived.do('system', { type: 'completeWait', node: 'notice' });
    expect(lived.told('node-skipped')).toMatchObject([{ node: 'mayor', why: 'condition' }]);
    expect(lived.told('granted')).toHaveLength(1);
    expect(lived.state.state).toBe('issuing');
  });

  test('a condition that cannot be computed runs its step rather than skipping it', () => {
    const lived = broughtTo('notice').with({ values: { purpose: 'x' } });
    lived.do('system', { type: 'completeWait', node: 'notice' });
    expect(lived.told('condition-set-aside')).toMatchObject([{ node: 'mayor', why: 'failed' }]);
    expect(lived.state.state).toBe('at-mayor');
  });

  test('a route whose conditions skip every decision is not granted by itself: the last decision runs', () => {
    const nodes = ordinaryRoute.nodes.map((node) => ({ ...node, when: 'false' }));
    const lived = new LivedCase({ ...bannerCase, route: { ...ordinaryRoute, nodes } }).do(applicant, submitAct);
    expect(lived.told('condition-set-aside')).toMatchObject([{ node: 'mayor', why: 'only-decision' }]);
    expect(lived.told('granted')).toEqual([]);
  });

  test('a case without a route is not submitted', () => {
    const lived = new LivedCase({ ...bannerCase, route: { ...ordinaryRoute, nodes: [] } });
    expect(lived.refusal(applicant, submitAct)).toBe('no-route');
  });

  test('a signer writes the sections of the step, and no others', () => {
    const lived = broughtTo('money');
    const opinion = { type: 'answer', ...seatOf('money'), opinion: 'agree' } as const;
    expect(lived.refusal(bursar, { ...opinion, versions: { facts: 2 } })).toBe('section-not-writable');
    lived.do(bursar, { ...opinion, versions: { budget: 2 } });
    expect(lived.state.versions).toMatchObject({ budget: 2 });
  });
});

describe('answer', () => {
  test('an opinion against has no veto', () => {
    const lived = broughtTo('money').do(bursar, { type: 'answer', ...seatOf('money'), opinion: 'disagree' });
    expect(lived.state.rounds[0]?.nodes).toMatchObject({ money: { status: 'passed' }, intake: { status: 'open' } });
  });

  test('an opinion is not given at a deciding step, nor a decision at a consulting one', () => {
    expect(broughtTo('club').refusal(head, { type: 'answer', ...seatOf('club'), opinion: 'agree' })).toBe('wrong-kind');
    expect(broughtTo('money').refusal(bursar, { type: 'approve', ...seatOf('money') })).toBe('wrong-kind');
  });
});

describe('retract', () => {
  test('a signer takes the decision back before the next person acts', () => {
    const lived = broughtTo('review').do(reviewer, { type: 'approve', ...seatOf('review') });
    lived.do(reviewer, { type: 'retract', ...seatOf('review') });
    expect(lived.state.rounds[0]?.nodes).toMatchObject({ review: { status: 'open' } });
    expect(lived.state.rounds[0]?.nodes).not.toHaveProperty('notice');
    lived.do(reviewer, { type: 'approve', ...seatOf('review') });
    expect(lived.state.state).toBe('noticed');
  });

  test('not after somebody acted on it, and not by another', () => {
    const lived = broughtTo('intake');
    expect(lived.refusal(head, { type: 'retract', ...seatOf('club') })).toBe('not-retractable');
    const fresh = broughtTo('review');
    expect(fresh.refusal(reviewer, { type: 'retract', ...seatOf('intake') })).toBe('not-signer');
  });

  test('a decision that granted the case takes the grant back with it', () => {
    const lived = broughtTo('issue').do(mayor, { type: 'retract', ...seatOf('mayor') });
    expect(lived.state.rounds[0]).toMatchObject({ granted: false });
    expect(lived.state.state).toBe('at-mayor');
  });
});
