import { describe, expect, test } from 'vitest';
import { member } from '../model/members.ts';
import { identityNumber, lawfulTraveller } from './fixtures.ts';
import { masked, unmasked } from './masks.ts';
import { memberFrom } from './member-from.ts';
import { personFile } from './model.ts';
import { initialsOf, spell } from './spelling.ts';

const unit = '0198a001-0000-7000-8000-0000000000aa';

describe('the spelling of a name', () => {
  test.each([
    ['吕', '晓明', 'LYU', 'XIAOMING'],
    ['单', '于', 'SHAN', 'YU'],
    ['仇', '一', 'QIU', 'YI'],
    ['解', '放', 'XIE', 'FANG'],
    ['尉迟', '敬', 'YUCHI', 'JING'],
    ['陈', '女', 'CHEN', 'NYU'],
    ['余', '绿', 'YU', 'LYU'],
  ])('of %s%s is %s %s in the passport', (surname, given, surnameLatin, givenNameLatin) => {
    expect(spell(surname, given)).toEqual({ surnameLatin, givenNameLatin });
  });

  test('is found by its first letters', () => {
    expect(initialsOf('陈', '守一')).toBe('csy');
    expect(initialsOf('单', '晓明')).toBe('sxm');
    expect(initialsOf('吕', '布')).toBe('lb');
  });
});

describe("a traveller's file", () => {
  const faults = (facts: Parameters<typeof lawfulTraveller>[1]) => {
    const result = personFile.safeParse(lawfulTraveller(unit, facts));
    return result.success ? [] : result.error.issues.map(({ path }) => path.join('/'));
  };

  test('that is lawful passes', () => {
    expect(faults({})).toEqual([]);
  });

  test.each([
    [
      'a wrong check sign',
      {
        identityNumber: `${identityNumber('19850307', '001').slice(0, 17)}${identityNumber('19850307', '001').endsWith('0') ? '1' : '0'}`,
      },
      ['identityNumber'],
    ],
    ['a birthday other than in the number', { birthDate: '1985-03-08' as never }, ['birthDate']],
    ['a sex other than in the number', { sex: 'female' as const }, ['sex']],
    ['a right of residence abroad without a note', { foreignResidence: true }, ['foreignResidenceNote']],
    ['a team without a role on it', { leadershipTeamOf: '市农业农村局' }, ['leadershipRole']],
    ['a document without its expiry', { passportExpiresOn: null }, ['passportExpiresOn']],
    ['a name in Latin letters', { givenName: 'Xiaoming' }, ['givenName']],
  ])('with %s does not', (_, facts, expected) => {
    expect(faults(facts)).toEqual(expected);
  });

  test('with an officer’s card is not measured by the resident number', () => {
    expect(
      faults({ identityType: 'military', identityNumber: '军字第0012345号', birthDate: '1980-01-01' as never }),
    ).toEqual([]);
  });

  test('shows no full number, and keeps what comes back masked', () => {
    const file = lawfulTraveller(unit);
    const shown = masked(file);
    expect(shown).toMatchObject({ phone: '138****0000', passportNumber: '*****4567', phoneAbroad: null });
    expect(shown.identityNumber).toBe(`3213**********${file.identityNumber.slice(-4)}`);
    expect(unmasked({ ...shown, post: '处长' }, file)).toEqual({ ...file, post: '处长' });
    expect(unmasked({ ...shown, phone: '13900000000' }, file)).toMatchObject({
      phone: '13900000000',
      identityNumber: file.identityNumber,
    });
  });

  test('fills a row of the member list that the form takes as it is', () => {
    const row = memberFrom({ id: unit, unitName: '市农业技术推广中心', file: lawfulTraveller(unit), earlier: [] });
    expect(member.safeParse(row).error).toBeUndefined();
    expect(row).toMatchObject({
      name: '吕晓明',
      partyMember: true,
      passportType: 'service-ordinary',
      groupRole: 'member',
    });
    expect(
      memberFrom({ id: unit, unitName: '中心', file: lawfulTraveller(unit, { politicalStatus: 'none' }), earlier: [] })
        .partyMember,
    ).toBe(false);
  });
});
