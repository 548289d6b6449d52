import { describe, expect, test } from 'vitest';
import { broughtTo, LivedCase, seatOf } from './lived-case.ts';
import { writableSections } from './path.ts';
import { bannerCase, bannerLoan, ordinaryRoute, people, plainFacts } from './testing.ts';

const { applicant, head, bursar, clerk, reviewer, member } = people;
const submitAct = { type: 'submit', versions: { facts: 1 } } as const;

describe('return and resubmit', () => {
  const back = { type: 'return', reason: 'incomplete', text: 't' } as const;

  test('to the applicant, come back to me: only that step is open again after mending', () => {
    const lived = broughtTo('review').do(reviewer, { ...back, ...seatOf('review'), to: 'applicant', way: 'come-back' });
    expect(lived.state).toMatchObject({ state: 'returned', correction: { from: 'review', due: '2026-03-12' } });
    lived.do(applicant, { type: 'resubmit', versions: { facts: 2 } });
    expect(lived.state).toMatchObject({ state: 'at-review', versions: { facts: 2 } });
    expect(lived.state.rounds[0]?.nodes).toMatchObject({ club: { status: 'passed' }, review: { status: 'open' } });
  });

  test('to the applicant, run again: the route begins at its beginning', () => {
    const lived = broughtTo('review').do(reviewer, { ...back, ...seatOf('review'), to: 'applicant', way: 'run-again' });
    lived.do(applicant, { type: 'resubmit', versions: { facts: 2 } });
    expect(lived.state.state).toBe('at-club');
    expect(lived.state.rounds[0]?.nodes).toMatchObject({ club: { status: 'open' }, review: { status: 'void' } });
  });

  test('with the sections that are wrong named, only these are open for mending', () => {
    const again = { ...back, ...seatOf('review'), to: 'applicant', way: 'come-back' } as const;
    const writes = (lived: LivedCase) => writableSections(bannerCase, lived.state, applicant, plainFacts);
    const both = {
      ...bannerLoan,
      writable: [{ state: 'returned', sections: ['facts', 'budget'], by: [{ relation: 'applicant' as const }] }],
    };
    const whole = broughtTo('review').do(reviewer, again);
    expect(writableSections({ ...bannerCase, process: both }, whole.state, applicant, plainFacts)).toEqual([
      'facts',
      'budget',
    ]);
    const named = broughtTo('review').do(reviewer, { ...again, reopens: ['budget'] });
    expect(writableSections({ ...bannerCase, process: both }, named.state, applicant, plainFacts)).toEqual(['budget']);
    expect(writes(named)).toEqual([]);
    named.do(applicant, { type: 'resubmit', versions: { facts: 2 } });
    expect(named.state.correction).toBeNull();
    const lived = broughtTo('review');
    expect(lived.refusal(reviewer, { ...again, reopens: ['weather'] })).toBe('unknown-code');
    expect(lived.refusal(reviewer, { ...again, to: { node: 'club' }, reopens: ['facts'] })).toBe('unknown-code');
  });

  test('to an earlier step, come back to me: the steps between are not run again', () => {
    const lived = broughtTo('review').do(reviewer, {
      ...back,
      ...seatOf('review'),
      to: { node: 'club' },
      way: 'come-back',
    });
    expect(lived.state.state).toBe('at-club');
    lived.do(head, { type: 'approve', ...seatOf('club') });
    expect(lived.state.rounds[0]?.nodes.review).toMatchObject({ status: 'open' });
    expect(lived.told('node-opened').filter((event) => event.node === 'money')).toHaveLength(1);
  });

  test('to an earlier step, run again: the steps between are run again', () => {
    const lived = broughtTo('review').do(reviewer, {
      ...back,
      ...seatOf('review'),
      to: { node: 'club' },
      way: 'run-again',
    });
    lived.do(head, { type: 'approve', ...seatOf('club') });
    expect(lived.state.rounds[0]?.nodes).toMatchObject({ money: { status: 'open' }, review: { status: 'void' } });
  });

  test('not with an unknown reason, not to a later step, not to one that was not run', () => {
    const lived = broughtTo('review');
    const act = { ...back, ...seatOf('review'), way: 'come-back' } as const;
    expect(lived.refusal(reviewer, { ...act, to: 'applicant', reason: 'mood' })).toBe('unknown-code');
    expect(lived.refusal(reviewer, { ...act, to: { node: 'mayor' } })).toBe('not-earlier');
    expect(lived.refusal(reviewer, { ...act, to: { node: 'review' } })).toBe('not-earlier');
  });

  test('what was not returned is not submitted again, and others than the applicant do not', () => {
    const lived = broughtTo('review');
    expect(lived.refusal(applicant, { type: 'resubmit', versions: {} })).toBe('not-returned');
    lived.do(reviewer, { ...back, ...seatOf('review'), to: 'applicant', way: 'come-back' });
    expect(lived.refusal(member, { type: 'resubmit', versions: {} })).toBe('not-permitted');
  });

  test('a step that was skipped is looked at again with the mended facts', () => {
    const route = {
      ...ordinaryRoute,
      nodes: ordinaryRoute.nodes.map((node) => (node.key === 'club' ? { ...node, when: 'banners > 5' } : node)),
    };
    const lived = new LivedCase({ ...bannerCase, route }).do(applicant, submitAct);
    lived.do(bursar, { type: 'answer', ...seatOf('money'), opinion: 'agree' });
    lived.do(clerk, { ...back, ...seatOf('intake'), to: 'applicant', way: 'come-back' });
    lived
      .with({ values: { banners: 9, leader: false, purpose: 'x' } })
      .do(applicant, { type: 'resubmit', versions: {} });
    expect(lived.state.state).toBe('at-club');
  });
});

describe('withdraw', () => {
  test('to mend, before anybody acted; then the route begins anew', () => {
    const lived = broughtTo('club').do(applicant, { type: 'withdraw', outcome: 'correct' });
    expect(lived.state.state).toBe('withdrawn');
    lived.do(applicant, { type: 'resubmit', versions: { facts: 2 } });
    expect(lived.state.state).toBe('at-club');
  });

  test('not to mend after somebody acted, but to give up', () => {
    const lived = broughtTo('intake');
    expect(lived.refusal(applicant, { type: 'withdraw', outcome: 'correct' })).toBe('someone-acted');
    lived.do(applicant, { type: 'withdraw', outcome: 'end' });
    expect(lived.state).toMatchObject({ phase: 'ended', state: 'withdrawn' });
  });

  test('not after it was granted, and not by a signer', () => {
    expect(broughtTo('issue').refusal(applicant, { type: 'withdraw', outcome: 'end' })).toBe('already-granted');
    expect(broughtTo('review').refusal(reviewer, { type: 'withdraw', outcome: 'end' })).toBe('not-permitted');
  });
});
