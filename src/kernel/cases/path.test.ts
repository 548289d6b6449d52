import { expect, test } from 'vitest';
import { broughtTo, LivedCase, seatOf } from './lived-case.ts';
import { pathOf, writableSections } from './path.ts';
import { bannerCase, people, plainFacts } from './testing.ts';

const statuses = (lived: LivedCase) =>
  Object.fromEntries(pathOf(bannerCase, lived.state).map((item) => [item.node, item.status]));

test('the path of a case shows done, current, still to come, and skipped with the reason', () => {
  const lived = broughtTo('notice').with({ values: { banners: 1, leader: false, purpose: 'x' } });
  expect(statuses(lived)).toMatchObject({ club: 'done', notice: 'current', mayor: 'to-come' });
  lived.do('system', { type: 'completeWait', node: 'notice' });
  expect(pathOf(bannerCase, lived.state).find((item) => item.node === 'mayor')).toMatchObject({
    status: 'skipped',
    why: 'condition',
  });
});

test('of an ended case the path stays as it was', () => {
  expect(statuses(broughtTo('end'))).toMatchObject({ club: 'done', mayor: 'done', back: 'done' });
});

const writes = (lived: LivedCase, doer: (typeof people)[keyof typeof people]) =>
  writableSections(bannerCase, lived.state, doer, plainFacts);

test('the applicant writes a draft and a returned case, by the table of the process; not what is under way', () => {
  expect(writes(new LivedCase(), people.applicant)).toEqual(['facts', 'budget']);
  expect(writes(broughtTo('review'), people.applicant)).toEqual([]);
  const returned = broughtTo('review').do(people.reviewer, {
    type: 'return',
    ...seatOf('review'),
    to: 'applicant',
    reason: 'incomplete',
    text: 't',
    way: 'come-back',
  });
  expect(writes(returned, people.applicant)).toEqual(['facts']);
  expect(writes(returned, people.member)).toEqual([]);
});

test('a signer writes the sections of the step while it is open, and nothing of an ended or suspended case (AZ-03)', () => {
  expect(writes(broughtTo('money'), people.bursar)).toEqual(['budget']);
  expect(writes(broughtTo('intake'), people.bursar)).toEqual([]);
  const suspended = broughtTo('money').do(people.director, { type: 'suspend', reason: 'inquiry' });
  expect(writes(suspended, people.bursar)).toEqual([]);
});
