import { buffer } from 'node:stream/consumers';
import { stringify } from 'csv-stringify/sync';
import { zipSync } from 'fflate';
import { dayInBeijing } from '#kernel/calendar/day.ts';
import { readCase } from '#kernel/cases/read.ts';
import type { Crypto } from '#kernel/crypto/crypto.ts';
import type { Queries } from '#kernel/database/database.ts';
import { Problem } from '#kernel/http/problem.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import { nameBesideCountries } from '#kernel/places/regions.ts';
import { readSetting } from '#kernel/settings/storage.ts';
import { csvText } from '#kernel/tables/cell-text.ts';
import { writeTables } from '#kernel/tables/write-tables.ts';
import type { Text } from '#kernel/text.ts';
import { knowsMission } from '../endpoints.ts';
import { findPerson, type StoredPerson } from '../people/storage.ts';
import { politicalStatuses, sexes } from '../people/words.ts';
import { missionProcess } from '../process.ts';
import { demand } from '../units/scope.ts';
import { type LoadedMission, loadMission } from '../use-cases/load.ts';
import { ownWords, words } from '../words.ts';
import { exportsExchange } from './endpoints.ts';
import {
  type ExchangeLayout,
  exchangeColumns,
  type legFields,
  type missionFields,
  type personFields,
} from './exchange-columns.ts';

type Cells<Fields extends readonly string[]> = Readonly<Record<Fields[number], string | number | null>>;

/** One mission as the systems of province and ministry take it: 团组信息、人员信息、行程, cells by name of field. */
export interface ExchangeTables {
  readonly mission: readonly Cells<typeof missionFields>[];
  readonly people: readonly Cells<typeof personFields>[];
  readonly journey: readonly Cells<typeof legFields>[];
}

const sheetNames: Readonly<Record<keyof ExchangeTables, string>> = {
  mission: '团组信息',
  people: '人员信息',
  journey: '行程',
};

/** The Chinese word of a code; systems of the authorities take Chinese only. */
function word(list: Readonly<Record<string, Text>>, code: string | null | undefined): string | null {
  return code === null || code === undefined ? null : (list[code]?.zh ?? code);
}

const regionName = (code: string) => nameBesideCountries(code).zh;

export function tablesOf(
  number: string,
  loaded: Pick<LoadedMission, 'mission' | 'check'> & { readonly unit: string },
  persons: ReadonlyMap<string, StoredPerson>,
): ExchangeTables {
  const { mission, check, unit } = loaded;
  const { basics, members, route, invitations, budget } = mission;
  const people = members?.people ?? [];
  return {
    mission: [
      {
        caseNumber: number,
        title: basics?.title ?? null,
        kind: word(words.missionKinds, basics?.kind),
        category: word(words.missionCategories, basics?.category),
        purposeType: word(words.purposeTypes, basics?.purposeType),
        arrangement: word(ownWords.arrangements, basics?.arrangement),
        task: basics?.task ?? null,
        necessity: basics?.necessity ?? null,
        outcome: basics?.outcome ?? null,
        unit,
        organiser: basics?.organiserUnit ?? null,
        leader: people.find(({ groupRole }) => groupRole === 'leader')?.name ?? null,
        members: people.length,
        departure: route?.departure ?? null,
        return: route?.return ?? null,
        days: check.facts.days,
        regions: (check.facts.visitedRegions ?? []).map(regionName).join('、'),
        inviters: (invitations?.letters ?? []).flatMap(({ inviter }) => (inviter ? [inviter] : [])).join('；'),
        budgetCny: check.facts.budgetCny,
        funding: (budget?.sources ?? []).map(({ kind }) => word(words.fundingKinds, kind) ?? '').join('、'),
        contactName: basics?.contactName ?? null,
        contactPhone: basics?.contactPhone ?? null,
      },
    ],
    people: people.map((person) => {
      const file = person.id ? persons.get(person.id)?.file : undefined;
      return {
        caseNumber: number,
        name: person.name ?? null,
        nameLatin: file ? `${file.surnameLatin} ${file.givenNameLatin}` : null,
        sex: word(sexes, file?.sex),
        birthDate: file?.birthDate ?? null,
        birthplace: file?.birthplace ?? null,
        identityNumber: file?.identityNumber ?? null,
        politicalStatus: word(politicalStatuses, file?.politicalStatus),
        unit: person.unit ?? null,
        post: person.post ?? null,
        rank: word(words.ranks, person.rank),
        groupRole: word(words.groupRoles, person.groupRole),
        passportType: word(words.passportTypes, file?.passportType ?? person.passportType),
        passportNumber: file?.passportNumber ?? null,
        passportExpiresOn: file?.passportExpiresOn ?? person.passportExpiresOn ?? null,
      };
    }),
    journey: (route?.legs ?? []).map((leg, index) => ({
      caseNumber: number,
      order: index + 1,
      date: leg.date ?? null,
      mode: word(words.legModes, leg.mode),
      from: place(leg.fromRegion, leg.fromCity),
      to: place(leg.toRegion, leg.toCity),
      number: leg.number ?? null,
    })),
  };
}

const place = (region: string | null | undefined, city: string | null | undefined): string =>
  `${region && region !== 'CN' ? regionName(region) : ''}${city ?? ''}`;

/** Heads and rows in the order that the layout says. */
function laidOut(tables: ExchangeTables, layout: ExchangeLayout) {
  return (Object.keys(sheetNames) as (keyof ExchangeTables)[]).map((key) => ({
    name: sheetNames[key],
    heads: layout[key].map(({ header }) => header),
    rows: tables[key].map((row) =>
      layout[key].map(({ field }) => (row as Readonly<Record<string, string | number | null>>)[field] ?? null),
    ),
  }));
}

export async function toXlsx(tables: ExchangeTables, layout: ExchangeLayout): Promise<Buffer> {
  return buffer(writeTables(laidOut(tables, layout)));
}

/** Three CSV files in one archive, UTF-8 with a byte-order mark, as spreadsheet programs of the offices expect it. */
export function toCsv(tables: ExchangeTables, layout: ExchangeLayout): Buffer {
  const files = laidOut(tables, layout).map(({ name, heads, rows }) => {
    const cells = [heads, ...rows].map((row) => row.map((cell) => (cell === null ? '' : csvText(String(cell)))));
    return [`${name}.csv`, Buffer.from(`\uFEFF${stringify(cells, { record_delimiter: 'windows' })}`)] as const;
  });
  return Buffer.from(zipSync(Object.fromEntries(files)));
}

/** What was submitted, with the numbers of the persons. @throws Problem 403, 404, 409 `not-submitted`: a draft has no number by which an answer could come back */
export async function exchangeOf(queries: Queries, crypto: Crypto, actor: Actor, caseId: string, now: Date) {
  const stored = await readCase(queries, actor, knowsMission, missionProcess, caseId);
  demand(actor, exportsExchange, stored.row.unit_path);
  const { number } = stored.row;
  if (number === null) {
    throw new Problem(409, 'not-submitted', {
      zh: '尚未提交，没有申报编号，不能导出上报表格。',
      en: 'It has not been submitted and has no number, so it cannot be exported.',
    });
  }
  const loaded = await loadMission(queries, { crypto }, stored, { now, latest: [] });
  const persons = new Map<string, StoredPerson>();
  for (const { id } of loaded.mission.members?.people ?? []) {
    const person = id ? await findPerson(queries, crypto, actor.officeId, id) : undefined;
    if (person) persons.set(person.id, person);
  }
  const unit = loaded.units.find(({ id }) => id === stored.row.unit_id)?.name ?? '';
  return {
    number,
    tables: tablesOf(number, { ...loaded, unit }, persons),
    layout: await readSetting(queries, actor.officeId, exchangeColumns, dayInBeijing(now)),
  };
}
