import type { PreviousMission } from '../mission-file/model.ts';
import type { SectionContent } from '../model.ts';
import type { PersonFile } from './model.ts';

type Member = SectionContent<'members'>['people'][number];

/**
 * The row of the member list that a traveller's file gives. Role in the mission and duty belong to the journey and are left to the
 * form; relations and papers are declared anew each time.
 */
export function memberFrom(person: {
  readonly id: string;
  readonly unitName: string;
  readonly file: PersonFile;
  readonly earlier: readonly PreviousMission[];
}): Member {
  const { file } = person;
  return {
    id: person.id,
    name: file.surname + file.givenName,
    unit: person.unitName,
    post: file.post,
    rank: file.rank,
    office: file.office,
    leadershipTeamOf: file.leadershipTeamOf,
    leadershipRole: file.leadershipRole,
    groupRole: 'member',
    duty: '',
    staffKind: file.staffKind,
    employment: file.employment,
    portfolio: file.portfolio,
    partyMember: file.politicalStatus === 'party' || file.politicalStatus === 'candidate',
    secrecy: file.secrecy,
    passportType: file.passportType,
    passportExpiresOn: file.passportExpiresOn,
    endorsement: null,
    documents: [],
    relations: [],
    earlier: person.earlier.map((one) => ({ ...one })) as Member['earlier'],
  };
}
