import { describe, expect, test } from 'vitest';
import { broughtTo, LivedCase, seatOf } from './lived-case.ts';
import { bannerCase, ordinaryRoute, people, standingInFor } from './testing.ts';

const { applicant, bursar, clerk, reviewer, director, mayor, member, keeper } = people;

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

  test('the reviewer does not reach the leader’s two-person step by standing in for the leader (AZ-05)', () => {
    const standIn = standingInFor(reviewer, mayor);
    expect(broughtTo('mayor').refusal(standIn, { type: 'approve', ...seatOf('mayor') }, { actingFor: 'mayor' })).toBe(
      'second-person-needed',
    );
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
