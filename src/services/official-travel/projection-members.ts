import type { Draft, SectionContent } from './model.ts';

type Person = SectionContent<'members'>['people'][number];

/** One member as the file format has it: the travel document is one object, or null while it is still to be applied for. */
export function memberFields(person: Draft<Person>, idNumber: string | null): Record<string, unknown> {
  const { duty: _, family: _family, passportType, passportExpiresOn, endorsement, earlier, ...rest } = person;
  const passport =
    passportType && passportExpiresOn
      ? { type: passportType, expiresOn: passportExpiresOn, endorsement: endorsement ?? null }
      : null;
  return Object.fromEntries(
    Object.entries({
      ...rest,
      idNumber,
      leadershipTeamOf: person.leadershipTeamOf ?? null,
      leadershipRole: person.leadershipRole ?? null,
      partyMember: person.partyMember ?? null,
      relations: person.relations ?? [],
      documents: person.documents ?? [],
      passport,
      previous: earlier ?? null,
    }).filter(([, value]) => value !== undefined),
  );
}
