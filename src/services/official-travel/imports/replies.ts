import { dayInBeijing } from '#kernel/calendar/day.ts';
import { refusal } from '#kernel/http/answers.ts';
import { hasRole } from '#kernel/identity/may.ts';
import { roleOverUnit } from '#kernel/identity/permission.ts';
import type { TableFault } from '#kernel/tables/table-fault.ts';
import { setPassport } from '../people/keep-person.ts';
import { personsByNumber } from '../people/storage.ts';
import { allowed } from '../units/scope.ts';
import { saveMissionSection } from '../use-cases/save-section.ts';
import { importer } from './importer.ts';
import { replySheets } from './sheets.ts';
import { casesByNumber } from './storage.ts';

const registers = roleOverUnit('reviewer', 'intake');

/**
 * What the higher authority's system gives back, by number: replies to missions that wait for them, and numbers of passports. Nothing
 * of it is typed a second time. The reply is registered; that the waiting step ends stays a reviewer's act.
 */
export const replyImporter = importer({
  kind: 'replies',
  sheets: replySheets,
  async prepare({ queries, actor, crypto, now }, { sheets: { replies, passports } }) {
    if (!hasRole(actor, 'reviewer', 'intake')) throw refusal('role-missing');
    const today = dayInBeijing(now);
    const { officeId } = actor;
    const faults: TableFault[] = [];
    const numbers = replies.rows.map(({ value }) => value.caseNumber);
    const cases = await casesByNumber(queries, officeId, numbers, 'province-reply');
    const seen = new Set<string>();
    for (const { row, value } of replies.rows) {
      const add = (field: keyof typeof value & string, code: string, zh: string, en: string) =>
        faults.push(replies.fault(row, field, code, { zh, en }));
      const found = cases.get(value.caseNumber);
      if (!found || !allowed(actor, registers, found.unitPath))
        add('caseNumber', 'case-unknown', '没有这个编号的团组。', 'There is no mission of this number.');
      else if (found.state !== 'awaiting-superior')
        add('caseNumber', 'not-waiting', '该团组不在等待上级批复的环节。', 'This mission does not wait for a reply.');
      if (seen.has(value.caseNumber))
        add('caseNumber', 'twice', '这个编号在表中出现了两次。', 'This number stands twice.');
      seen.add(value.caseNumber);
      if (value.date > today) add('date', 'future', '批复日期不能晚于今天。', 'The date may not lie in the future.');
    }
    const identities = passports.rows.map(({ value }) => value.identityNumber);
    const persons = await personsByNumber(queries, crypto, officeId, identities);
    for (const { row, value } of passports.rows) {
      if (persons.has(value.identityNumber)) continue;
      const message = { zh: '人员库中没有此人，请先登记。', en: 'This person is not on the list. Enter them first.' };
      faults.push(passports.fault(row, 'identityNumber', 'person-unknown', message));
    }
    return {
      rows: replies.rows.length + passports.rows.length,
      created: replies.rows.length,
      changed: passports.rows.length,
      faults,
      async write(work) {
        for (const { value } of replies.rows) {
          const { caseNumber, ...content } = value;
          const found = cases.get(caseNumber)!;
          await saveMissionSection(
            work,
            { crypto },
            {
              caseId: found.id,
              section: 'province-reply',
              expectedVersion: found.section,
              content: { ...content, fileId: null },
            },
          );
        }
        for (const { value } of passports.rows) {
          const { passportType, passportNumber, passportExpiresOn } = value;
          const id = persons.get(value.identityNumber)!;
          await setPassport(work, { crypto }, { id, passport: { passportType, passportNumber, passportExpiresOn } });
        }
      },
    };
  },
});
