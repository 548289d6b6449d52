import { dayInBeijing } from '#kernel/calendar/day.ts';
import type { Crypto } from '#kernel/crypto/crypto.ts';
import type { Queries } from '#kernel/database/database.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import type { ReadWorkbook } from '#kernel/tables/read-workbook.ts';
import type { TableFault } from '#kernel/tables/table-fault.ts';
import { readsPeople } from '../people/endpoints.ts';
import { memberFrom } from '../people/member-from.ts';
import { findPerson, personsByNumber } from '../people/storage.ts';
import { earlierMissions } from '../trips/storage.ts';
import { allowed } from '../units/scope.ts';
import type { membersSheets } from './sheets.ts';

/**
 * Members of a filled workbook as rows of the form. Persons are found by number in the list of travellers, within the reader's view;
 * nothing is saved here, and no number comes back.
 */
export async function previewMembers(
  queries: Queries,
  crypto: Crypto,
  actor: Actor,
  workbook: ReadWorkbook<typeof membersSheets>,
  departure: string | undefined,
  now: Date,
) {
  const { officeId } = actor;
  const { members } = workbook.sheets;
  const faults: TableFault[] = [...workbook.faults];
  const numbers = members.rows.map(({ value }) => value.identityNumber);
  const known = await personsByNumber(queries, crypto, officeId, numbers);
  const earlier = await earlierMissions(queries, officeId, [...known.values()], departure ?? dayInBeijing(now), null);
  const rows: ReturnType<typeof memberFrom>[] = [];
  for (const { row, value } of members.rows) {
    const id = known.get(value.identityNumber);
    const person = id ? await findPerson(queries, crypto, officeId, id) : undefined;
    if (person?.state !== 'active' || !allowed(actor, readsPeople, person.unitPath)) {
      const message = {
        zh: '人员库中没有此人，请先登记；外单位人员由派员单位登记。',
        en: 'This person is not on the list. Enter them first; those of other units are entered there.',
      };
      faults.push(members.fault(row, 'identityNumber', 'person-unknown', message));
      continue;
    }
    if (person.name !== value.name) {
      const message = {
        zh: '姓名与人员库中此号码的姓名不一致。',
        en: 'The name differs from the one under this number.',
      };
      faults.push(members.fault(row, 'name', 'name-differs', message));
      continue;
    }
    if (rows.some((one) => one.id === person.id)) {
      const message = { zh: '此人在表中出现了两次。', en: 'This person stands twice in the table.' };
      faults.push(members.fault(row, 'identityNumber', 'twice', message));
      continue;
    }
    rows.push({
      ...memberFrom({ ...person, earlier: earlier.get(person.id) ?? [] }),
      groupRole: value.groupRole,
      duty: value.duty,
    });
  }
  return { rows, faults };
}
