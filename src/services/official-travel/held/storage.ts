import { sql } from 'kysely';
import { regions } from '#kernel/places/regions.ts';
import { type Columns, coded, type HeldRecord, type HeldSource, recordOf, tableSource } from '#kernel/privacy/held.ts';
import type { Text } from '#kernel/text.ts';
import { fieldsOf } from '#kernel/ui/field.ts';
import { member } from '../model/members.ts';
import { personFile } from '../people/model.ts';
import { findPerson } from '../people/storage.ts';
import { missionOf, readVersions } from '../storage.ts';
import { officerStates } from '../units/model.ts';
import { words } from '../words.ts';

const labelsOf = (schema: Parameters<typeof fieldsOf>[0]): Columns =>
  Object.fromEntries(
    fieldsOf(schema).map(({ name, meta: { label, options } }) => [name, options ? coded(label, options) : label]),
  );

const regionNames = Object.fromEntries(regions.map(({ code, name }) => [code, name]));

const title = { zh: '团组', en: 'Mission' };
const reference = { zh: '编号', en: 'Reference' };

/** What missions and files of travellers hold on a person. Of a mission only the person's own row goes out. */
export const travelHeld: readonly HeldSource[] = [
  {
    key: 'official-travel.person-file',
    label: { zh: '出访人员档案', en: "Traveller's file" },
    covers: ['official_travel.people.person_id', 'official_travel.known_persons.person_id'],
    erase: async ({ queries, officeId, personId }) => {
      const own = sql`where office_id = ${officeId}::uuid and person_id = ${personId}::uuid`;
      await sql`delete from official_travel.people ${own}`.execute(queries);
      await sql`delete from official_travel.known_persons ${own}`.execute(queries);
    },
    gather: async ({ queries, crypto, officeId, personId }) => {
      const found = await findPerson(queries, crypto, officeId, personId);
      return found ? [recordOf({ zh: '出访人员档案', en: "Traveller's file" }, labelsOf(personFile), found.file)] : [];
    },
  },
  {
    key: 'official-travel.member',
    label: { zh: '团组中填报的信息', en: 'Entered in missions' },
    covers: ['official_travel.mission_sections.content'],
    gather: async ({ queries, crypto, officeId, personId }) => {
      const { rows } = await sql<{ id: string; number: string | null; title: string; version: number }>`
        select c.id, c.number, c.title, s.version from kernel.case_people r
        join kernel.cases c on c.office_id = r.office_id and c.id = r.case_id and c.service = 'official-travel'
        join official_travel.mission_sections s on s.office_id = c.office_id and s.case_id = c.id and s.section = 'members'
        where r.office_id = ${officeId}::uuid and r.person_id = ${personId}::uuid and r.relation = 'member'
        order by c.created_at, s.version`.execute(queries);
      const records: HeldRecord[] = [];
      for (const { id, number, title: name, version } of rows) {
        const { members } = missionOf(await readVersions(queries, crypto, officeId, id, { members: version }));
        const own = (members?.people ?? []).find((person) => person?.id === personId);
        if (!own) continue;
        const others = (members?.people ?? []).length - 1;
        // The family of a traveller are persons of their own.
        const family = own.family && own.family.length > 0 ? `${own.family.length} × ███` : null;
        const columns = {
          mission: title,
          version: { zh: '版本', en: 'Version' },
          ...labelsOf(member),
          others: blackedOut,
        };
        const row = {
          mission: [number, name].filter(Boolean).join(' '),
          version,
          ...own,
          family,
          others: `${others} × ███`,
        };
        records.push(recordOf(title, columns, row));
      }
      return records;
    },
  },
  {
    key: 'official-travel.trips',
    label: { zh: '出访经历', en: 'Journeys' },
    covers: ['official_travel.trip_people.person_id', 'official_travel.trip_records.people'],
    keeps: async ({ queries, officeId, personId }) => {
      const { rows } = await sql`select from official_travel.trip_people where office_id = ${officeId}::uuid
        and person_id = ${personId}::uuid limit 1`.execute(queries);
      if (rows.length === 0) return null;
      return { zh: '有出访记录，按档案规定保存', en: 'There are journeys on record, kept under the archive rules' };
    },
    gather: async ({ queries, officeId, personId }) => {
      const { rows } = await sql<
        Record<string, string | null>
      >`select t.reference, t.status, t.departure::text as departure,
          t.return::text as return, t.regions::text as regions, t.purpose_title, p.passport_returned_on::text as passport_returned_on
        from official_travel.trip_people p join official_travel.trips t on t.office_id = p.office_id and t.id = p.trip_id
        where p.office_id = ${officeId}::uuid and p.person_id = ${personId}::uuid order by t.departure`.execute(
        queries,
      );
      const columns = {
        reference,
        purpose_title: { zh: '任务', en: 'Task' },
        departure: { zh: '离境', en: 'Departure' },
        return: { zh: '抵境', en: 'Return' },
        regions: coded({ zh: '国家（地区）', en: 'Countries (regions)' }, regionNames),
        status: coded({ zh: '状态', en: 'State' }, words.otherMissionStatuses),
        passport_returned_on: { zh: '证照交回', en: 'Passport returned' },
      };
      return rows.map((row) => recordOf({ zh: '出访', en: 'Journey' }, columns, row));
    },
  },
  tableSource({
    key: 'official-travel.signatory',
    label: { zh: '单位签批人', en: 'Signatory of a unit' },
    table: 'official_travel.signatories',
    person: 'person_id',
    columns: {
      post: { zh: '职务', en: 'Post' },
      valid_from: { zh: '自', en: 'From' },
      valid_to: { zh: '至', en: 'To' },
    },
  }),
  tableSource({
    key: 'official-travel.liaison',
    label: { zh: '外事专办员', en: 'Liaison officer' },
    table: 'official_travel.liaison_officers',
    person: 'person_id',
    columns: {
      term_from: { zh: '自', en: 'From' },
      term_to: { zh: '至', en: 'To' },
      trained_on: { zh: '培训', en: 'Trained on' },
      state: coded({ zh: '状态', en: 'State' }, officerStates),
    },
  }),
  ...(['from_person_id', 'to_person_id'] as const).map((person) =>
    tableSource({
      key: `official-travel.hand-over-${person === 'from_person_id' ? 'given' : 'taken'}`,
      label:
        person === 'from_person_id'
          ? { zh: '工作移交', en: 'Work handed over' }
          : { zh: '工作接收', en: 'Work taken over' },
      table: 'official_travel.hand_overs',
      person,
      columns: {
        reason: { zh: '理由', en: 'Reason' },
        state: coded(
          { zh: '状态', en: 'State' },
          {
            open: { zh: '交接中', en: 'Open' },
            done: { zh: '已完成', en: 'Done' },
            cancelled: { zh: '已取消', en: 'Cancelled' },
          },
        ),
        opened_at: { zh: '时间', en: 'Time' },
      },
    }),
  ),
];

const blackedOut: Text = { zh: '同团其他人员（不向您提供）', en: 'Other members (blacked out)' };
