import { checkCharacter } from '../mission-file/id-number.ts';
import type { PersonFile } from './model.ts';

/** An invented resident identity number: area, birthday `YYYYMMDD`, serial of three digits (odd: male). */
export function identityNumber(birthday: string, serial: string, area = '321302'): string {
  const digits = `${area}${birthday}${serial}`;
  return digits + checkCharacter(digits);
}

/** One lawful, invented traveller of the unit; change one fact. */
export function lawfulTraveller(unitId: string, facts: Partial<PersonFile> = {}): PersonFile {
  return {
    unitId,
    surname: '吕',
    givenName: '晓明',
    surnameLatin: 'LYU',
    givenNameLatin: 'XIAOMING',
    latinReason: null,
    sex: 'male',
    birthDate: '1985-03-07' as PersonFile['birthDate'],
    birthplace: '江苏',
    household: '江苏',
    ethnicity: '01',
    identityType: 'resident',
    identityNumber: identityNumber('19850307', '001'),
    nationality: 'CN',
    foreignResidence: false,
    foreignResidenceNote: null,
    politicalStatus: 'party',
    section: '农技科',
    post: '科长',
    professionalTitle: null,
    rank: 'section',
    office: 'other',
    leadershipTeamOf: null,
    leadershipRole: null,
    cadreAuthority: 'unit',
    staffKind: 'civil-servant',
    employment: 'in-post',
    portfolio: 'none',
    secrecy: 'none',
    declassifiedUntil: null,
    identityAbroad: null,
    phone: '13800000000',
    phoneAbroad: null,
    passportType: 'service-ordinary',
    passportNumber: 'PE1234567',
    passportExpiresOn: '2029-06-30' as PersonFile['passportExpiresOn'],
    ...facts,
  };
}
