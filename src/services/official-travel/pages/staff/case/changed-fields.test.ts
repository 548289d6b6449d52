import { expect, test } from 'vitest';
import { lawfulMission } from '../../../fixtures.ts';
import { sections } from '../../../model.ts';
import { changedFields } from './changed-fields.ts';

const names = new Map<string, string>();
const of = (section: keyof typeof sections, before: unknown, after: unknown) =>
  changedFields(sections[section], before, after, 'zh', names).map(
    ({ path, before: was, after: is }) => `${path.join(' › ')}: ${was} → ${is}`,
  );
const { basics, members, invitations } = lawfulMission();

test('a changed field stands with its label, what it was and what it is', () => {
  expect(of('basics', basics, { ...basics, task: '推介本市苗木' })).toEqual([
    `出访任务: ${basics.task} → 推介本市苗木`,
  ]);
});

test('a choice is written in its words, what was empty as a dash', () => {
  expect(of('basics', { ...basics, conferenceRole: null }, { ...basics, conferenceRole: 'keynote' })[0]).toMatch(
    /^参会任务: — → \S+/,
  );
});

test('a row that kept its id is compared field by field and named by the person', () => {
  const people = members.people.map((one, index) => (index === 1 ? { ...one, post: '副处长' } : one));
  expect(of('members', members, { ...members, people })).toEqual([
    `成员名单 › ${members.people[1]!.name} › 职务: ${members.people[1]!.post} → 副处长`,
  ]);
});

test('a row that came or went is told as such', () => {
  const fewer = { ...members, people: members.people.slice(0, -1) };
  const gone = members.people.at(-1)!.name;
  expect(of('members', members, fewer)).toEqual([`成员名单 › ${gone}: 有 → 已删去`]);
  expect(of('members', fewer, members)).toEqual([`成员名单 › ${gone}: — → 新增`]);
});

test('rows without an id are compared by their place', () => {
  const letters = invitations.letters.map((letter) => ({ ...letter, signedOn: '2026-04-02' }));
  expect(of('invitations', invitations, { letters })).toEqual([
    `邀请函 › 第 1 项 › 签发日期: ${invitations.letters[0]!.signedOn} → 2026-04-02`,
  ]);
});

test('what stayed the same is not named, whatever the order of keys', () => {
  expect(of('basics', basics, Object.fromEntries(Object.entries(basics).toReversed()))).toEqual([]);
});
