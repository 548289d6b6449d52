import { describe, expect, test } from 'vitest';
import type { Actor, Post } from './actor.ts';
import { may, mayAtAll, needsSubject, ownCase } from './may.ts';
import { allOf, anyOf, everybody, related, role, roleOverUnit, type Subject, signedIn } from './permission.ts';
import type { Role } from './roles.ts';

const post = (roles: Role[], unitId: string, subtree = false): Post => ({
  id: `post-${unitId}`,
  title: '',
  unitId,
  roles,
  subtree,
});
const someone = (facts: Partial<Actor> = {}): Actor => ({
  officeId: 'suqian',
  accountId: 'a',
  personId: 'wang',
  name: '王敏',
  posts: [],
  actsFor: [],
  sessionDigest: '',
  factorAt: null,
  address: '',
  ...facts,
});
const inShuyang: Subject = {
  officeId: 'suqian',
  unitPath: ['city', 'shuyang', 'school'],
  people: { applicant: ['wang'], holder: ['li'] },
};
const allowed = { allowed: true };
const refused = (reason: string) => ({ allowed: false, reason });

describe('a role over a unit', () => {
  const permission = roleOverUnit('reviewer');
  test('reaches the unit of the post; not the unit below without the subtree', () => {
    expect(may(someone({ posts: [post(['reviewer'], 'school')] }), permission, inShuyang)).toEqual(allowed);
    expect(may(someone({ posts: [post(['reviewer'], 'shuyang')] }), permission, inShuyang)).toEqual(
      refused('outside-scope'),
    );
  });
  test('reaches all units below with the subtree; not a unit beside', () => {
    expect(may(someone({ posts: [post(['reviewer'], 'shuyang', true)] }), permission, inShuyang)).toEqual(allowed);
    expect(may(someone({ posts: [post(['reviewer'], 'sihong', true)] }), permission, inShuyang)).toEqual(
      refused('outside-scope'),
    );
  });
  test('without the role the missing role is named, not the scope', () => {
    expect(may(someone({ posts: [post(['intake'], 'school')] }), permission, inShuyang)).toEqual(
      refused('role-missing'),
    );
  });
});

describe('a relation', () => {
  test('the applicant may, another person may not', () => {
    expect(may(someone(), related('applicant'), inShuyang)).toEqual(allowed);
    expect(may(someone({ personId: 'zhao' }), related('applicant'), inShuyang)).toEqual(refused('not-related'));
  });
  test('a stand-in takes the place of the holder, not of the applicant', () => {
    const forLi = someone({ personId: 'zhao', actsFor: [{ personId: 'li', name: '李静', posts: [] }] });
    const forWang = someone({ personId: 'zhao', actsFor: [{ personId: 'wang', name: '王敏', posts: [] }] });
    expect(may(forLi, related('holder'), inShuyang)).toEqual(allowed);
    expect(may(forWang, related('applicant'), inShuyang)).toEqual(refused('not-related'));
  });
});

describe('a delegation', () => {
  const chief = {
    personId: 'li',
    name: '李静',
    posts: [post(['reviewer', 'security-administrator'], 'shuyang', true)],
  };
  test('carries the duties of the post, never those of an administrator', () => {
    const actor = someone({ personId: 'zhao', actsFor: [chief] });
    expect(may(actor, roleOverUnit('reviewer'), inShuyang)).toEqual(allowed);
    expect(may(actor, role('security-administrator'))).toEqual(refused('role-missing'));
    expect(may(someone({ posts: chief.posts }), role('security-administrator'))).toEqual(allowed);
  });
  test("does not make the applicant's own case somebody else's", () => {
    expect(ownCase(someone(), inShuyang)).toBe(true);
    expect(
      ownCase(someone({ personId: 'zhao', actsFor: [{ personId: 'wang', name: '', posts: [] }] }), inShuyang),
    ).toBe(true);
    expect(ownCase(someone({ personId: 'li' }), inShuyang)).toBe(false);
  });
});

test('a subject of another office is refused even where everybody may', () => {
  const elsewhere = { ...inShuyang, officeId: 'nantong' };
  expect(may(someone(), everybody, elsewhere)).toEqual(refused('other-office'));
  expect(may(someone(), everybody, inShuyang)).toEqual(allowed);
  expect(may(null, everybody, elsewhere)).toEqual(allowed);
});

test('nobody may only what everybody may', () => {
  expect(may(null, signedIn)).toEqual(refused('not-signed-in'));
  expect(may(null, role('intake'))).toEqual(refused('not-signed-in'));
  expect(may(null, everybody)).toEqual(allowed);
});

test('of several ways one is enough, and of several refusals the most telling is named', () => {
  const permission = anyOf(related('holder'), roleOverUnit('reviewer'));
  expect(may(someone({ personId: 'li' }), permission, inShuyang)).toEqual(allowed);
  expect(may(someone({ personId: 'zhao', posts: [post(['reviewer'], 'sihong')] }), permission, inShuyang)).toEqual(
    refused('outside-scope'),
  );
});

test('of several conditions all must hold; of none, none is missing', () => {
  const permission = allOf(related('applicant'), role('traveller'));
  expect(may(someone({ posts: [post(['traveller'], 'school')] }), permission, inShuyang)).toEqual(allowed);
  expect(may(someone(), permission, inShuyang)).toEqual(refused('role-missing'));
  expect(may(someone(), allOf(), inShuyang)).toEqual(allowed);
  expect(may(someone(), anyOf(), inShuyang)).toEqual(refused('role-missing'));
});

test('a permission about a subject cannot be answered without one; before a list it is asked whether any could be', () => {
  expect(needsSubject(anyOf(signedIn, roleOverUnit('reviewer')))).toBe(true);
  expect(needsSubject(allOf(signedIn, role('reviewer')))).toBe(false);
  expect(() => may(someone({ posts: [post(['reviewer'], 'city')] }), roleOverUnit('reviewer'))).toThrow(TypeError);
  expect(mayAtAll(someone({ posts: [post(['reviewer'], 'sihong')] }), roleOverUnit('reviewer'))).toEqual(allowed);
  expect(mayAtAll(someone(), roleOverUnit('reviewer'))).toEqual(refused('role-missing'));
});
