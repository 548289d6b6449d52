import type { Work } from '#kernel/commands/command.ts';
import { type Call, type Handler, handle } from '#kernel/http/handler.ts';
import type { Kernel } from '#kernel/http/kernel.ts';
import type { Subject } from '#kernel/identity/permission.ts';
import { ofUnit } from '../units/scope.ts';
import * as endpoints from './endpoints.ts';
import { addPersonFile, changePersonFile, revealPersonNumber, setPersonLeft, verifyPerson } from './keep-person.ts';
import { memberRow, personPage, searchPeople } from './read-people.ts';
import { spell } from './spelling.ts';
import { findPerson, type StoredPerson } from './storage.ts';

interface PersonSubject extends Subject {
  readonly person: StoredPerson;
}

const command = <Answer>(
  { runner, actor, key, params, body, version }: Call,
  name: string,
  run: (work: Work) => Promise<Answer>,
): Promise<Answer> => runner.run(actor, { name, key, input: { params, body, version }, run });

/** Endpoint → use case; nothing else. */
export function peopleHandlers({ crypto }: Kernel): readonly Handler[] {
  const parts = { crypto };
  const subject = async ({ database, actor, params }: Call<{ readonly id: string }>): Promise<PersonSubject | null> => {
    const person = await database.read(actor.officeId, (queries) =>
      findPerson(queries, crypto, actor.officeId, params.id),
    );
    return person ? { ...ofUnit(actor.officeId, person.unitPath), person } : null;
  };
  const object = ({ params }: Call<{ readonly id: string }>) => `person:${params.id}`;
  return [
    handle(endpoints.searchPeople, {
      filtered: true,
      run: ({ database, actor, query, now }) =>
        database.read(actor.officeId, (queries) => searchPeople(queries, parts, actor, query, now)),
    }),
    handle(endpoints.spellName, { filtered: true, run: async ({ query }) => spell(query.surname, query.givenName) }),
    handle(endpoints.readPerson, {
      subject,
      object,
      run: ({ database, actor, now }, { person }) =>
        database.read(actor.officeId, (queries) => personPage(queries, actor, person, now)),
    }),
    handle(endpoints.memberOfPerson, {
      subject,
      object,
      run: ({ database, actor, query, now }, { person }) =>
        database.read(actor.officeId, (queries) => memberRow(queries, person, actor.officeId, now, query.departure)),
    }),
    handle(endpoints.createPersonFile, {
      filtered: true,
      run: (call) => command(call, endpoints.createPersonFile.id, (work) => addPersonFile(work, parts, call.body)),
    }),
    handle(endpoints.changePersonFile, {
      filtered: true,
      run: (call) =>
        command(call, endpoints.changePersonFile.id, (work) =>
          changePersonFile(work, parts, { ...call.params, ...call.body, expectedVersion: call.version ?? 0 }),
        ),
    }),
    handle(endpoints.verifyPersonFile, {
      filtered: true,
      run: (call) =>
        command(call, endpoints.verifyPersonFile.id, (work) =>
          verifyPerson(work, parts, { ...call.params, ...call.body, expectedVersion: call.version ?? 0 }),
        ),
    }),
    handle(endpoints.leavePersonFile, {
      filtered: true,
      run: (call) =>
        command(call, endpoints.leavePersonFile.id, (work) =>
          setPersonLeft(work, parts, { ...call.params, ...call.body, expectedVersion: call.version ?? 0 }),
        ),
    }),
    handle(endpoints.revealNumber, {
      filtered: true,
      run: (call) =>
        command(call, endpoints.revealNumber.id, (work) =>
          revealPersonNumber(work, parts, { ...call.params, ...call.body }),
        ),
    }),
  ];
}
