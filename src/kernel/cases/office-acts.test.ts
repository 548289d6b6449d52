import { describe, expect, test } from 'vitest';
import type { Day } from '../calendar/day.ts';
import { broughtTo, LivedCase, seatOf } from './lived-case.ts';
import { bannerCase, ordinaryRoute, people } from './testing.ts';

const { applicant, head, bursar, clerk, reviewer, director, mayor, secretary, keeper } = people;
const submitAct = { type: 'submit', versions: { facts: 1 } } as const;

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
    expect(lived.refusal(clerk, { type: 'fulfilPromise', promise: 'promise-1' })).toBe('promised-papers-missing');
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
