import type { Readable } from 'node:stream';
import type { z } from 'zod';
import { dayInBeijing } from '#kernel/calendar/day.ts';
import type { Queries } from '#kernel/database/database.ts';
import { Problem } from '#kernel/http/problem.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import { findRegion } from '#kernel/places/regions.ts';
import { type ExportColumn, exportTable } from '#kernel/tables/export-table.ts';
import type { Language } from '#kernel/text.ts';
import type { MissionRow } from '../answers.ts';
import type { missionQuery } from '../endpoints.ts';
import { missionProcess } from '../process.ts';
import { listMissions } from './list.ts';

/** Rows that go out at once; what is more is narrowed by a filter first. */
const mostRows = 10_000;
const pageOf = 200;

function columns(language: Language): readonly ExportColumn<MissionRow>[] {
  const text = (
    label: { zh: string; en: string },
    value: ExportColumn<MissionRow>['value'],
    width?: number,
  ): ExportColumn<MissionRow> => ({ label, kind: 'text', value, ...(width ? { width } : {}) });
  return [
    text({ zh: '编号', en: 'Number' }, ({ number }) => number, 20),
    text({ zh: '团组名称', en: 'Mission' }, ({ title }) => title, 36),
    text({ zh: '申报单位', en: 'Unit' }, ({ unit }) => unit.name, 26),
    text(
      { zh: '国家（地区）', en: 'Countries (regions)' },
      ({ regions }) => regions.map((code) => findRegion(code)?.name[language] ?? code).join('、'),
      24,
    ),
    { label: { zh: '人数', en: 'Members' }, kind: 'number', value: ({ members }) => members, width: 8 },
    { label: { zh: '在外天数', en: 'Days abroad' }, kind: 'number', value: ({ days }) => days, width: 10 },
    { label: { zh: '离境', en: 'Departure' }, kind: 'day', value: ({ departure }) => departure, width: 12 },
    { label: { zh: '抵境', en: 'Return' }, kind: 'day', value: (row) => row.return, width: 12 },
    text({ zh: '状态', en: 'State' }, ({ state }) => missionProcess.states[state]?.label[language] ?? state),
    text({ zh: '办理人', en: 'Holder' }, ({ holder }) => holder?.[language] ?? null, 24),
    { label: { zh: '应办日', en: 'Due' }, kind: 'day', value: ({ due }) => due, width: 12 },
  ];
}

/**
 * The list as it stands on the screen, as XLSX; every page of the print says who took it out and when.
 * @throws Problem 422 `export-too-large`
 */
export async function exportMissions(
  queries: Queries,
  actor: Actor,
  asked: z.infer<typeof missionQuery>,
  language: Language,
  now: Date,
): Promise<{ readonly name: string; readonly content: Readable }> {
  const rows: MissionRow[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listMissions>> = await listMissions(
      queries,
      actor,
      { ...asked, limit: pageOf, ...(cursor ? { cursor } : {}) },
      now,
    );
    rows.push(...page.rows);
    cursor = page.next;
  } while (cursor !== null && rows.length < mostRows);
  if (cursor !== null) {
    throw new Problem(422, 'export-too-large', {
      zh: `清单超过 ${mostRows} 件，没有导出。请先用筛选条件缩小范围。`,
      en: `The list is longer than ${mostRows} rows and was not exported. Narrow it by the filters first.`,
    });
  }
  const day = dayInBeijing(now);
  const name = { zh: '团组清单', en: 'Missions' };
  const content = exportTable({ name, columns: columns(language), rows, mark: `${actor.name} ${day}` }, language);
  return { name: `${name[language]}-${day}.xlsx`, content };
}
