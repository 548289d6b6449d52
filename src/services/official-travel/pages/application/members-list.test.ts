import { describe, expect, test } from 'vitest';
import { blankMember, isListed, tripsBefore, unlinked, withPerson } from './members-list.ts';

const id = '0198a001-0000-7000-8000-000000000001';

describe('the list of members', () => {
  test('the first who is added leads, the next are members', () => {
    const one = withPerson([], null, { id, name: '陈守一', groupRole: 'member' }, '市农技中心');
    expect(one[0]).toMatchObject({ id, name: '陈守一', groupRole: 'leader', unit: '市农技中心' });
    expect(withPerson(one, null, { name: '李望舒' }, '市农技中心')[1]).toMatchObject({ groupRole: 'member' });
  });
  test("a typed row linked to a person keeps the part in the mission and takes the person's facts", () => {
    const typed = [{ ...blankMember('市农技中心', false), name: '陈守一', groupRole: 'interpreter', duty: '翻译' }];
    expect(
      withPerson(typed, 0, { id, name: '陈守一', rank: 'county-deputy', duty: '' }, '市农技中心')[0],
    ).toMatchObject({
      id,
      rank: 'county-deputy',
      groupRole: 'interpreter',
      duty: '翻译',
    });
  });
  test('what nobody has said about a person stays open', () => {
    expect(blankMember('市农技中心', false)).not.toHaveProperty('secrecy');
    expect(withPerson([], null, { id, rank: null }, '市农技中心')[0]).not.toHaveProperty('rank');
  });
  test('knows who is listed and which rows stand for nobody in the register', () => {
    const rows = [{ id, name: '陈守一' }, { name: '李望舒' }];
    expect(isListed(rows, id)).toBe(true);
    expect(isListed(rows, 'other')).toBe(false);
    expect(unlinked(rows)).toEqual([1]);
  });
});

describe('earlier missions', () => {
  const row = { earlier: [{ departure: '2025-03-09' }, { departure: '2024-03-08' }, { departure: '2027-01-01' }] };
  test('count those that began in the two years before the departure', () => {
    expect(tripsBefore(row, '2026-03-09')).toBe(1);
  });
  test('none and unknown differ', () => {
    expect(tripsBefore({ earlier: [] }, '2026-03-09')).toBe(0);
    expect(tripsBefore({}, '2026-03-09')).toBeNull();
  });
});
