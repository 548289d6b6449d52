import { describe, expect, test } from 'vitest';
import type { Day } from '../calendar/day.ts';
import { bannerCase, broughtTo, LivedCase, ordinaryRoute, people, seatOf, standingInFor } from './testing.ts';

const { applicant, head, bursar, clerk, reviewer, director, mayor, secretary, member, keeper } = people;
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

  test('the clerk who took the case in may not review it as well; another reviewer may', () => {
    const lived = broughtTo('review');
    expect(lived.refusal(clerk, { type: 'approve', ...seatOf('review') })).toBe('second-person-needed');
    expect(lived.refusal(reviewer, { type: 'approve', ...seatOf('review') })).toBeNull();
  });

  test('the head who travels himself does not sign; his deputy does', () => {
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

describe('transfer, added and removed signers', () => {
  test('transfer hands the seat over for good', () => {
    const lived = broughtTo('review').do(reviewer, { type: 'transfer', ...seatOf('review'), to: 'other' });
    expect(lived.refusal(reviewer, { type: 'approve', ...seatOf('review') })).toBe('not-signer');
    expect(
      lived.refusal({ ...reviewer, personId: 'other', posts: [] }, { type: 'approve', ...seatOf('review') }),
    ).toBeNull();
  });

  test('not to a member of the group, and not to who signed the other of two two-person steps', () => {
    const lived = broughtTo('review');
    expect(lived.refusal(reviewer, { type: 'transfer', ...seatOf('review'), to: 'member' })).toBe('own-case');
    expect(lived.refusal(reviewer, { type: 'transfer', ...seatOf('review'), to: 'clerk' })).toBe(
      'second-person-needed',
    );
  });

  test('a signer added before comes first; the first signer waits', () => {
    const lived = broughtTo('review').do(reviewer, {
      type: 'addSigner',
      ...seatOf('review'),
      person: 'expert',
      position: 'before',
    });
    const expert = { personId: 'expert', posts: [], actsFor: [] };
    expect(lived.refusal(reviewer, { type: 'approve', ...seatOf('review') })).toBe('waits-for-other');
    lived
      .do(expert, { type: 'approve', ...seatOf('review', 2) })
      .do(reviewer, { type: 'approve', ...seatOf('review') });
    expect(lived.state.state).toBe('noticed');
  });

  test('a signer added after comes when the first has signed, and the step waits for both', () => {
    const lived = broughtTo('review').do(reviewer, {
      type: 'addSigner',
      ...seatOf('review'),
      person: 'expert',
      position: 'after',
    });
    const expert = { personId: 'expert', posts: [], actsFor: [] };
    expect(lived.refusal(expert, { type: 'approve', ...seatOf('review', 2) })).toBe('waits-for-other');
    lived.do(reviewer, { type: 'approve', ...seatOf('review') });
    expect(lived.state.state).toBe('at-review');
    lived.do(expert, { type: 'approve', ...seatOf('review', 2) });
    expect(lived.state.state).toBe('noticed');
  });

  test('two of three stays two when one is added beside, and the event says so', () => {
    const nodes = ordinaryRoute.nodes.map((node) =>
      node.key === 'review'
        ? { ...node, signers: ['a', 'b', 'c'].map((one) => ({ person: one })), threshold: { atLeast: 2 } }
        : node,
    );
    const lived = broughtTo('review', new LivedCase({ ...bannerCase, route: { ...ordinaryRoute, nodes } }));
    const named = (personId: string) => ({ personId, posts: [], actsFor: [] });
    lived.do(named('a'), { type: 'addSigner', ...seatOf('review'), person: 'd', position: 'beside' });
    expect(lived.told('signer-added')).toMatchObject([
      { needed: { before: 2, after: 2 }, seats: { before: 3, after: 4 } },
    ]);
    lived.do(named('d'), { type: 'approve', ...seatOf('review', 4) });
    expect(lived.state.state).toBe('at-review');
    lived
      .do(named('b'), { type: 'refuse', ...seatOf('review', 2), text: 't' })
      .do(named('c'), { type: 'approve', ...seatOf('review', 3) });
    expect(lived.state.state).toBe('noticed');
  });

  test('all means one more when a signer is added beside', () => {
    const nodes = ordinaryRoute.nodes.map((node) =>
      node.key === 'review'
        ? { ...node, signers: [{ person: 'a' }, { person: 'b' }], threshold: 'all' as const }
        : node,
    );
    const lived = broughtTo('review', new LivedCase({ ...bannerCase, route: { ...ordinaryRoute, nodes } }));
    const a = { personId: 'a', posts: [], actsFor: [] };
    lived.do(a, { type: 'addSigner', ...seatOf('review'), person: 'c', position: 'beside' });
    expect(lived.told('signer-added')).toMatchObject([{ needed: { before: 2, after: 3 } }]);
  });

  test('an added signer is removed by who added him; a signer of the route by nobody; a member is not added', () => {
    const lived = broughtTo('review').do(reviewer, {
      type: 'addSigner',
      ...seatOf('review'),
      person: 'expert',
      position: 'before',
    });
    expect(lived.refusal(reviewer, { type: 'removeSigner', ...seatOf('review') })).toBe('not-added');
    expect(lived.refusal(clerk, { type: 'removeSigner', ...seatOf('review', 2) })).toBe('not-permitted');
    lived
      .do(reviewer, { type: 'removeSigner', ...seatOf('review', 2) })
      .do(reviewer, { type: 'approve', ...seatOf('review') });
    const again = broughtTo('review');
    const act = { type: 'addSigner', ...seatOf('review'), position: 'beside' } as const;
    expect(again.refusal(reviewer, { ...act, person: 'member' })).toBe('own-case');
  });
});

describe('delegation', () => {
  test('who acts for another puts both on record', () => {
    const standIn = standingInFor({ personId: 'deputy', posts: [], actsFor: [] }, mayor);
    const lived = broughtTo('mayor').do(standIn, { type: 'approve', ...seatOf('mayor') }, { actingFor: 'mayor' });
    expect(lived.told('decided').at(-1)).toMatchObject({ by: 'deputy', for: 'mayor' });
    expect(lived.state.rounds[0]?.nodes.mayor?.seats[0]?.people).toEqual(['deputy', 'mayor']);
  });

  test('not without a delegation, and not by a member who stands in for the leader', () => {
    const lived = broughtTo('mayor');
    expect(lived.refusal(keeper, { type: 'approve', ...seatOf('mayor') }, { actingFor: 'mayor' })).toBe(
      'not-delegated',
    );
    const travelling = standingInFor(member, mayor);
    expect(lived.refusal(travelling, { type: 'approve', ...seatOf('mayor') }, { actingFor: 'mayor' })).toBe('own-case');
  });

  test('the reviewer does not reach the leader’s two-person step by standing in for the leader', () => {
    const standIn = standingInFor(reviewer, mayor);
    expect(broughtTo('mayor').refusal(standIn, { type: 'approve', ...seatOf('mayor') }, { actingFor: 'mayor' })).toBe(
      'second-person-needed',
    );
  });
});

describe('urge and copy', () => {
  test('a reminder, and the next after 24 hours; not before', () => {
    const lived = broughtTo('review').do(applicant, { type: 'urge' });
    expect(lived.told('urged')).toMatchObject([{ node: 'review' }]);
    expect(lived.later(23).refusal(applicant, { type: 'urge' })).toBe('urged-lately');
    expect(lived.later(1).refusal(applicant, { type: 'urge' })).toBeNull();
  });

  test('a signer copies to others; a stranger does not', () => {
    const lived = broughtTo('review').do(reviewer, { type: 'copy', persons: ['x', 'y'] });
    expect(lived.state.copies).toEqual(['x', 'y']);
    expect(lived.refusal(keeper, { type: 'copy', persons: ['z'] })).toBe('not-permitted');
  });
});

describe('suspend and resume', () => {
  test('the clock stands, nobody decides, and the working days left come back', () => {
    const lived = broughtTo('review').later(48).do(director, { type: 'suspend', reason: 'inquiry' });
    expect(lived.state.state).toBe('suspended');
    expect(lived.told('suspended')).toMatchObject([{ left: { review: 3 } }]);
    expect(lived.refusal(reviewer, { type: 'approve', ...seatOf('review') })).toBe('suspended');
    lived.later(24 * 10).do(director, { type: 'resume' });
    expect(lived.state.rounds[0]?.nodes.review?.due).toBe('2026-03-17');
    expect(lived.refusal(reviewer, { type: 'approve', ...seatOf('review') })).toBeNull();
  });

  test('not by a signer, not without a listed reason, and nothing is resumed that runs', () => {
    const lived = broughtTo('review');
    expect(lived.refusal(reviewer, { type: 'suspend', reason: 'inquiry' })).toBe('not-permitted');
    expect(lived.refusal(director, { type: 'suspend', reason: 'weather' })).toBe('unknown-code');
    expect(lived.refusal(director, { type: 'resume' })).toBe('not-suspended');
  });
});

describe('amend', () => {
  const change = { type: 'amend', versions: { facts: 2 }, changes: ['dates'] } as const;

  test('a granted case gets a new round; when granted it takes the place of the first, and waits are not repeated', () => {
    const lived = broughtTo('back').do(applicant, change);
    expect(lived.state).toMatchObject({ state: 'amending' });
    expect(lived.state.rounds.map((round) => round.status)).toEqual(['parked', 'live']);
    lived
      .do(head, { type: 'approve', ...seatOf('club') })
      .do(bursar, { type: 'answer', ...seatOf('money'), opinion: 'agree' });
    lived.do(clerk, { type: 'approve', ...seatOf('intake') }).do(reviewer, { type: 'approve', ...seatOf('review') });
    lived.do('system', { type: 'completeWait', node: 'notice' }).do(mayor, { type: 'approve', ...seatOf('mayor') });
    expect(lived.state.rounds.map((round) => round.outcome ?? round.status)).toEqual(['superseded', 'live']);
    expect(lived.state.state).toBe('issuing');
    lived.do(keeper, { type: 'completeIssue', node: 'issue', document: 'doc-2' });
    expect(lived.state.state).toBe('lent');
  });

  test('a change that is refused, or withdrawn, leaves the approval as it was', () => {
    const refused = broughtTo('back')
      .do(applicant, change)
      .do(head, { type: 'refuse', ...seatOf('club'), text: 't' });
    expect(refused.state).toMatchObject({ phase: 'open', state: 'lent' });
    expect(refused.state.rounds.map((round) => round.outcome ?? round.status)).toEqual(['live', 'refused']);
    const withdrawn = broughtTo('back').do(applicant, change).do(applicant, { type: 'withdraw', outcome: 'end' });
    expect(withdrawn.state).toMatchObject({ phase: 'open', state: 'lent' });
  });

  test('not before the grant, not while another is under way, and only with a listed kind of change', () => {
    expect(broughtTo('mayor').refusal(applicant, change)).toBe('not-granted');
    const lived = broughtTo('back');
    expect(lived.refusal(applicant, { ...change, changes: ['weather'] })).toBe('unknown-code');
    lived.do(applicant, change);
    expect(lived.refusal(applicant, change)).toBe('live-round');
  });
});

describe('annul and terminate', () => {
  test('what was granted is revoked by the office, also while a change is under way', () => {
    const lived = broughtTo('back').do(director, { type: 'annul', reason: 'moot' });
    expect(lived.state).toMatchObject({ phase: 'ended', state: 'annulled' });
    const changing = broughtTo('back').do(applicant, { type: 'amend', versions: {}, changes: ['dates'] });
    changing.do(director, { type: 'annul', reason: 'moot' });
    expect(changing.state).toMatchObject({ phase: 'ended', state: 'annulled' });
  });

  test('what was not granted is terminated, not revoked', () => {
    const lived = broughtTo('review');
    expect(lived.refusal(director, { type: 'annul', reason: 'moot' })).toBe('not-granted');
    lived.do(director, { type: 'terminate', reason: 'moot' });
    expect(lived.state).toMatchObject({ phase: 'ended', state: 'terminated' });
    expect(broughtTo('back').refusal(director, { type: 'terminate', reason: 'moot' })).toBe('already-granted');
    expect(broughtTo('review').refusal(reviewer, { type: 'terminate', reason: 'moot' })).toBe('not-permitted');
  });

  test('an ended case takes no further act', () => {
    const lived = broughtTo('review').do(director, { type: 'terminate', reason: 'moot' });
    expect(lived.refusal(reviewer, { type: 'approve', ...seatOf('review') })).toBe('ended');
  });
});

describe('accept with a promise', () => {
  const promise = {
    type: 'acceptWithPromise',
    ...seatOf('intake'),
    papers: ['invitation'],
    due: '2026-03-06' as Day,
  } as const;

  test('missing papers stop intake; a dated promise of just these lets it pass, and is fulfilled when they are there', () => {
    const lived = broughtTo('intake').with({ missingPapers: ['invitation'] });
    expect(lived.refusal(clerk, { type: 'approve', ...seatOf('intake') })).toBe('papers-missing');
    lived.do(clerk, promise);
    expect(lived.state.promises).toMatchObject([{ papers: ['invitation'], due: '2026-03-06', fulfilled: false }]);
    expect(lived.state.rounds[0]?.nodes.review?.status).toBe('open');
    expect(lived.refusal(clerk, { type: 'fulfilPromise', promise: 'promise-1' })).toBe('papers-missing');
    lived.with({ missingPapers: [] }).do(clerk, { type: 'fulfilPromise', promise: 'promise-1' });
    expect(lived.state.promises[0]?.fulfilled).toBe(true);
  });

  test('not for today, not for part of what is missing, not when nothing is', () => {
    const lived = broughtTo('intake').with({ missingPapers: ['invitation', 'plan'] });
    expect(lived.refusal(clerk, promise)).toBe('papers-missing');
    lived.with({ missingPapers: ['invitation'] });
    expect(lived.refusal(clerk, { ...promise, due: '2026-03-02' as Day })).toBe('promise-not-dated');
    expect(lived.with({ missingPapers: [] }).refusal(clerk, promise)).toBe('nothing-missing');
  });
});

describe('decision on paper', () => {
  const record = {
    type: 'registerPaperApproval',
    ...seatOf('mayor'),
    decision: 'approve',
    signer: 'mayor',
    signedOn: '2026-03-01' as Day,
    file: 'scan-1',
  } as const;

  test('it counts when a second person has checked it, and names signer, recorder and checker', () => {
    const lived = broughtTo('mayor').do(secretary, record);
    expect(lived.state.state).toBe('at-mayor');
    expect(lived.refusal(secretary, { type: 'checkPaperApproval', paper: 'paper-1' })).toBe('second-person-needed');
    lived.do(reviewer, { type: 'checkPaperApproval', paper: 'paper-1' });
    expect(lived.told('decided').at(-1)).toMatchObject({ by: 'reviewer', for: 'mayor', paper: 'paper-1' });
    expect(lived.state.papers).toMatchObject([{ registeredBy: ['secretary'], status: 'checked' }]);
    expect(lived.state.state).toBe('issuing');
  });

  test('a paper record that is rejected leaves the seat open', () => {
    const lived = broughtTo('mayor').do(secretary, record);
    expect(lived.refusal(mayor, { type: 'approve', ...seatOf('mayor') })).toBe('paper-pending');
    lived.do(reviewer, { type: 'rejectPaperApproval', paper: 'paper-1', text: 't' });
    expect(lived.refusal(mayor, { type: 'approve', ...seatOf('mayor') })).toBeNull();
  });

  test('not where the step takes no paper, not dated in the future, not signed by a member', () => {
    const atReview = broughtTo('review');
    expect(atReview.refusal(secretary, { ...record, ...seatOf('review') })).toBe('paper-not-allowed');
    const lived = broughtTo('mayor');
    expect(lived.refusal(secretary, { ...record, signedOn: '2026-03-03' as Day })).toBe('paper-in-future');
    expect(lived.refusal(secretary, { ...record, signer: 'member' })).toBe('own-case');
    expect(lived.refusal(secretary, { ...record, signer: 'reviewer' })).toBe('second-person-needed');
    expect(lived.refusal(keeper, record)).toBe('not-permitted');
  });

  test('a record lapses when its step is no longer open', () => {
    const lived = broughtTo('mayor').do(secretary, record).do(applicant, { type: 'withdraw', outcome: 'end' });
    expect(lived.state.papers[0]?.status).toBe('lapsed');
  });
});

describe('escalate', () => {
  test('the seat opens to the unit above, step by step, and to the office’s own signer at the top', () => {
    const lived = broughtTo('club').do('system', { type: 'escalate', ...seatOf('club') });
    expect(lived.told('escalated')).toMatchObject([{ to: { role: 'unit-head', unitId: 'u-county' } }]);
    lived.do('system', { type: 'escalate', ...seatOf('club') }).do('system', { type: 'escalate', ...seatOf('club') });
    expect(lived.refusal('system', { type: 'escalate', ...seatOf('club') })).toBe('top-reached');
    lived.do(director, { type: 'approve', ...seatOf('club') });
    expect(lived.state.state).toBe('at-review');
  });

  test('not by the applicant', () => {
    expect(broughtTo('club').refusal(applicant, { type: 'escalate', ...seatOf('club') })).toBe('not-permitted');
  });
});

describe('waits and issue', () => {
  test('the system ends a wait, or a person whom the route names; nobody else', () => {
    const lived = broughtTo('notice');
    expect(lived.refusal(reviewer, { type: 'completeWait', node: 'notice' })).toBe('not-signer');
    lived.do('system', { type: 'completeWait', node: 'notice' });
    const away = broughtTo('back').do(applicant, { type: 'completeWait', node: 'back', evidence: 'e1' });
    expect(away.told('wait-completed').at(-1)).toMatchObject({ node: 'back', evidence: 'e1' });
  });

  test('a document is out when its id is recorded', () => {
    const lived = broughtTo('issue').do('system', { type: 'completeIssue', node: 'issue', document: 'doc-9' });
    expect(lived.told('issued')).toMatchObject([{ document: 'doc-9' }]);
    expect(broughtTo('issue').refusal(keeper, { type: 'completeWait', node: 'issue' })).toBe('wrong-kind');
  });
});

describe('grant an exception', () => {
  const finding = { id: 'f1', blocks: 'approve', exceptionBy: ['office-head'] } as const;
  const grant = { type: 'grantException', finding: 'f1', reason: 'need', text: 't' } as const;

  test('a finding blocks the review until an entitled person grants an exception with a reason', () => {
    const lived = broughtTo('review').with({ findings: [finding] });
    expect(lived.refusal(reviewer, { type: 'approve', ...seatOf('review') })).toBe('finding-blocks');
    expect(lived.refusal(reviewer, grant)).toBe('not-permitted');
    expect(lived.refusal(director, { ...grant, reason: 'mood' })).toBe('unknown-code');
    lived.do(director, grant);
    expect(lived.state.exceptions).toEqual([{ finding: 'f1', reason: 'need', by: 'director' }]);
    expect(lived.refusal(reviewer, { type: 'approve', ...seatOf('review') })).toBeNull();
  });

  test('what the rule does not leave open, nobody excepts; the closed act says what it lacks', () => {
    const lived = broughtTo('review').with({ findings: [{ ...finding, exceptionBy: [] }] });
    expect(lived.refusal(director, grant)).toBe('not-exceptionable');
    const { closed } = lived.actions(reviewer);
    expect(closed).toContainEqual(expect.objectContaining({ command: 'approve', reason: 'finding-blocks' }));
  });
});

test('parallel nodes of one group run at the same time and the route goes on when all are done', () => {
  const nodes = ordinaryRoute.nodes.map((node) =>
    node.key === 'money' || node.key === 'intake' ? { ...node, group: 'g' } : node,
  );
  const lived = broughtTo('money', new LivedCase({ ...bannerCase, route: { ...ordinaryRoute, nodes } }));
  expect(lived.state.rounds[0]?.nodes).toMatchObject({ money: { status: 'open' }, intake: { status: 'open' } });
  lived.do(clerk, { type: 'approve', ...seatOf('intake') });
  expect(lived.state.rounds[0]?.nodes).not.toHaveProperty('review');
  lived.do(bursar, { type: 'answer', ...seatOf('money'), opinion: 'agree' });
  expect(lived.state.rounds[0]?.nodes.review?.status).toBe('open');
});

test('a rule of the route that finds no unit leaves the step to the office’s own signer', () => {
  const nodes = ordinaryRoute.nodes.map((node) =>
    node.key === 'club'
      ? { ...node, signers: [{ role: 'first-reviewer' as const, at: 'first-review-unit' as const }] }
      : node,
  );
  const lived = new LivedCase({ ...bannerCase, route: { ...ordinaryRoute, nodes } });
  lived.with({ units: { ...lived.circumstances.facts.units, firstReview: null } }).do(applicant, submitAct);
  expect(lived.told('node-opened')).toMatchObject([
    { fallback: true, seats: [{ holders: [{ role: 'office-head' }] }] },
  ]);
});
