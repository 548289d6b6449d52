import { refusal } from '#kernel/http/answers.ts';
import { faultsOf } from '#kernel/http/faults.ts';
import { Problem } from '#kernel/http/problem.ts';
import { may } from '#kernel/identity/may.ts';
import { addUnit, keepsUnits } from '#kernel/identity/registry.ts';
import { readUnits } from '#kernel/identity/registry-read.ts';
import type { TableFault } from '#kernel/tables/table-fault.ts';
import { keepsPeople } from '../people/endpoints.ts';
import { addPersonFile, changePersonFile, differentSpelling } from '../people/keep-person.ts';
import { type PersonFile, personFile } from '../people/model.ts';
import { lockPerson, pathOfPerson, personsByNumber } from '../people/storage.ts';
import { draftsPlan } from '../plan/endpoints.ts';
import { insertLine, titlesOf } from '../plan/storage.ts';
import { refuseClosedYear } from '../plan/years/close-year.ts';
import { allowed, demand, pathOfUnit } from '../units/scope.ts';
import { importer } from './importer.ts';
import { peopleSheets, planSheets, unitSheets } from './sheets.ts';

/** Draft lines of one unit and year. */
export const planImporter = importer({
  kind: 'plan-lines',
  sheets: planSheets,
  async prepare({ queries, actor, query }, { sheets: { lines } }) {
    const { year, unit } = query;
    if (year === undefined || unit === undefined) {
      throw new Problem(422, 'import-where', {
        zh: '请先选择年度和单位。',
        en: 'Choose the year and the unit first.',
      });
    }
    const path = await pathOfUnit(queries, actor.officeId, unit);
    demand(actor, draftsPlan, path);
    const titles = new Set(await titlesOf(queries, actor.officeId, year, unit));
    const faults: TableFault[] = [];
    for (const { row, value } of lines.rows) {
      if (!value.month.startsWith(`${year}-`)) {
        const message = { zh: `拟出访时间须在 ${year} 年内。`, en: `The month must lie within ${year}.` };
        faults.push(lines.fault(row, 'month', 'other-year', message));
      }
      if (titles.has(value.title)) {
        const message = { zh: '本单位同年度已有同名计划项。', en: 'The unit has a line of this name this year.' };
        faults.push(lines.fault(row, 'title', 'plan-title-taken', message));
      }
      titles.add(value.title);
    }
    return {
      rows: lines.rows.length,
      created: lines.rows.length,
      changed: 0,
      faults,
      async write(work) {
        await refuseClosedYear(work, year);
        for (const { value } of lines.rows) {
          const id = await insertLine(work, { year, unitId: unit, unitPath: path, line: value });
          work.audit({ event: 'official-travel.plan-line-added', object: `plan-line:${id}`, result: 'done' });
        }
      },
    };
  },
});

/** Units of the tree; what is there already stays, and a row may name a unit above it in the same table. */
export const unitImporter = importer({
  kind: 'units',
  sheets: unitSheets,
  async prepare({ queries, actor }, { sheets: { units } }) {
    const verdict = may(actor, keepsUnits);
    if (!verdict.allowed) throw refusal(verdict.reason);
    const known = new Map((await readUnits(queries, actor.officeId)).map((unit) => [unit.name, unit]));
    const parents = new Map([...known.values()].map(({ id, name }) => [id, name]));
    const seen = new Set<string>();
    const faults: TableFault[] = [];
    const fresh: (typeof units.rows)[number]['value'][] = [];
    for (const { row, value } of units.rows) {
      const there = known.get(value.name);
      if (seen.has(value.name)) {
        const message = { zh: '这个单位在表中出现了两次。', en: 'This unit stands twice in the table.' };
        faults.push(units.fault(row, 'name', 'twice', message));
      } else if (there && (there.kind !== value.kind || parents.get(there.parentId ?? '') !== value.parent)) {
        const message = {
          zh: '已有同名单位，类别或上级不同。',
          en: 'A unit of this name exists with another kind or parent.',
        };
        faults.push(units.fault(row, 'name', 'unit-differs', message));
      } else if (!known.has(value.parent) && !seen.has(value.parent)) {
        const message = { zh: '没有这个上级单位，须先列在前面。', en: 'There is no such unit above; list it first.' };
        faults.push(units.fault(row, 'parent', 'unit-unknown', message));
      } else if (!there) fresh.push(value);
      seen.add(value.name);
    }
    return {
      rows: units.rows.length,
      created: fresh.length,
      changed: 0,
      faults,
      async write(work) {
        const ids = new Map([...known].map(([name, { id }]) => [name, id]));
        for (const { name, nameEnglish, shortName, kind, parent } of fresh) {
          const parentId = ids.get(parent)!;
          const { unitId } = await addUnit(work, {
            parentId,
            name,
            nameEnglish,
            kind,
            ...(shortName === null ? {} : { shortName }),
          });
          ids.set(name, unitId);
        }
      },
    };
  },
});

/** Travellers by identity number: new ones are entered, known ones brought up to date. */
export const peopleImporter = importer({
  kind: 'people',
  sheets: peopleSheets,
  async prepare({ queries, actor, crypto }, { sheets: { people } }) {
    const units = new Map((await readUnits(queries, actor.officeId)).map((unit) => [unit.name, unit]));
    const numbers = people.rows.map(({ value }) => value.identityNumber);
    const known = await personsByNumber(queries, crypto, actor.officeId, numbers);
    const seen = new Set<string>();
    const faults: TableFault[] = [];
    const files: { readonly file: PersonFile; readonly id: string | undefined }[] = [];
    for (const { row, value } of people.rows) {
      const add = (field: keyof typeof value & string, code: string, zh: string, en: string) =>
        faults.push(people.fault(row, field, code, { zh, en }));
      const { unit: unitName, ...facts } = value;
      const unit = units.get(unitName);
      const id = known.get(value.identityNumber);
      if (!unit) {
        add(
          'unit',
          'unit-unknown',
          '单位名录中没有这个单位，请核对全称。',
          'There is no such unit. Check its full name.',
        );
        continue;
      }
      if (!allowed(actor, keepsPeople, unit.path))
        add('unit', 'outside-scope', '这个单位不在您的办理范围内。', 'This unit lies outside your post.');
      if (seen.has(value.identityNumber))
        add('identityNumber', 'twice', '这个证件号码在表中出现了两次。', 'This number stands twice in the table.');
      seen.add(value.identityNumber);
      if (id) {
        const path = await pathOfPerson(queries, actor.officeId, id);
        if (!path || !allowed(actor, keepsPeople, path))
          add(
            'identityNumber',
            'identity-taken',
            '人员库中已有此号码，且不在您的办理范围内。',
            'The number is on the list, outside your post.',
          );
      }
      const result = personFile.safeParse({ ...facts, unitId: unit.id }, { reportInput: true });
      if (!result.success) {
        for (const { at, code, message } of faultsOf(result.error, personFile))
          faults.push(people.fault(row, (at.split('/')[1] ?? 'surname') as 'surname', code, message));
        continue;
      }
      const spelling = differentSpelling(result.data);
      if (spelling) faults.push(people.fault(row, 'surnameLatin', 'spelling-differs', spelling.text));
      files.push({ file: result.data, id });
    }
    const changed = files.filter(({ id }) => id !== undefined).length;
    return {
      rows: people.rows.length,
      created: files.length - changed,
      changed,
      faults,
      async write(work) {
        for (const { file, id } of files) {
          if (!id) await addPersonFile(work, { crypto }, { file, source: 'imported' });
          else {
            const stored = await lockPerson(work, crypto, id);
            await changePersonFile(work, { crypto }, { id, expectedVersion: stored?.version ?? 0, file });
          }
        }
      },
    };
  },
});
