import type { z } from 'zod';
import { dayInBeijing } from '#kernel/calendar/day.ts';
import { refusal } from '#kernel/http/answers.ts';
import { hasRole } from '#kernel/identity/may.ts';
import { readUnits } from '#kernel/identity/registry-read.ts';
import { addPerson } from '#kernel/parties/persons.ts';
import type { TableFault } from '#kernel/tables/table-fault.ts';
import { knownByNumber, personsByNumber, rememberNumber } from '../people/storage.ts';
import { pastTrips, recordTrip } from '../trips/storage.ts';
import { importer } from './importer.ts';
import { pastSheets } from './sheets.ts';

type Row = { readonly row: number; readonly value: z.infer<(typeof pastSheets)['past']['row']> };

/** Facts of a mission that every row of it must repeat. */
const repeated = [
  'purposeTitle',
  'kind',
  'category',
  'departure',
  'return',
  'regions',
  'inviter',
  'budgetCny',
  'grantedOn',
] as const;

/**
 * Journeys of the years before, one row for each traveller: what frequencies, overlaps and figures read. Travellers are found by their
 * number, or entered by name with the number remembered by its index only.
 */
export const pastImporter = importer({
  kind: 'past-missions',
  sheets: pastSheets,
  async prepare({ queries, actor, crypto, now }, { sheets: { past } }) {
    if (!hasRole(actor, 'intake', 'reviewer')) throw refusal('role-missing');
    const today = dayInBeijing(now);
    const { officeId } = actor;
    const units = new Map((await readUnits(queries, officeId)).map((unit) => [unit.name, unit]));
    const numbers = past.rows.map(({ value }) => value.identityNumber);
    const withFile = await personsByNumber(queries, crypto, officeId, numbers);
    const remembered = await knownByNumber(queries, crypto, officeId, numbers);
    const there = await pastTrips(queries, officeId, [...new Set(past.rows.map(({ value }) => value.reference))]);
    const faults: TableFault[] = [];
    const missions = new Map<string, Row[]>();
    for (const one of past.rows) {
      const { row, value } = one;
      const add = (field: keyof typeof value & string, code: string, zh: string, en: string) =>
        faults.push(past.fault(row, field, code, { zh, en }));
      const unit = units.get(value.unit);
      if (!unit) {
        add(
          'unit',
          'unit-unknown',
          '单位名录中没有这个单位，请核对全称。',
          'There is no such unit. Check its full name.',
        );
        continue;
      }
      if (value.return < value.departure)
        add('return', 'order', '抵境日早于离境日。', 'The return lies before the departure.');
      if (value.departure > today)
        add('departure', 'future', '历史团组不能晚于今天。', 'A past mission cannot lie in the future.');
      if ((value.leadershipTeamOf === null) !== (value.leadershipRole === null))
        add(
          'leadershipRole',
          'team-incomplete',
          '领导班子所在单位与班子职务须同时填写。',
          'Team and role on it go together.',
        );
      const key = `${unit.id} ${value.reference}`;
      const rows = missions.get(key) ?? [];
      const first = rows[0]?.value;
      const differs = first && repeated.find((field) => JSON.stringify(first[field]) !== JSON.stringify(value[field]));
      if (differs)
        add(
          differs,
          'mission-differs',
          `与同一团组第 ${rows[0]?.row} 行不一致。`,
          `Differs from row ${rows[0]?.row} of the same mission.`,
        );
      if (rows.some((other) => other.value.identityNumber === value.identityNumber))
        add('identityNumber', 'twice', '同一团组中此人出现了两次。', 'This person stands twice in the mission.');
      if (value.groupLeader && rows.some((other) => other.value.groupLeader))
        add('groupLeader', 'two-leaders', '同一团组有两名团长。', 'The mission has two leaders.');
      const stored = there.get(key);
      if (stored && (stored.departure !== value.departure || stored.return !== value.return))
        add(
          'departure',
          'trip-differs',
          '已有同号团组，日期不同，请核对批件号。',
          'A mission of this reference is recorded with other days.',
        );
      missions.set(key, [...rows, one]);
    }
    const fresh = [...missions].filter(([key]) => !there.has(key));
    return {
      rows: past.rows.length,
      created: fresh.length,
      changed: 0,
      faults,
      async write(work) {
        const persons = new Map([...remembered, ...withFile]);
        for (const [, rows] of fresh) {
          for (const { value } of rows) {
            if (persons.has(value.identityNumber)) continue;
            const { personId } = await addPerson(work, { name: value.name });
            await rememberNumber(work, crypto, personId, value.identityNumber);
            persons.set(value.identityNumber, personId);
          }
          const { value } = rows[0]!;
          const unit = units.get(value.unit)!;
          await recordTrip(work, {
            caseId: null,
            reference: value.reference,
            status: 'completed',
            kind: value.kind,
            category: value.category,
            unitId: unit.id,
            unitPath: unit.path,
            unitNames: [...new Set([unit.name, ...rows.map((one) => one.value.personUnit)])],
            departure: value.departure,
            return: value.return,
            regions: value.regions,
            inviters: value.inviter === '' ? [] : [value.inviter],
            purposeTitle: value.purposeTitle,
            budgetCny: value.budgetCny,
            grantedOn: value.grantedOn,
            people: rows.map((one) => ({
              personId: persons.get(one.value.identityNumber)!,
              leadershipTeamOf: one.value.leadershipTeamOf,
              leadershipRole: one.value.leadershipRole,
              groupLeader: one.value.groupLeader,
              passportReturnedOn: one.value.passportReturnedOn,
            })),
          });
        }
      },
    };
  },
});
