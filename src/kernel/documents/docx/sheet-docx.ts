import { AlignmentType, Document, Packer } from 'docx';
import { sql } from 'kysely';
import type { Queries } from '#kernel/database/database.ts';
import type { LetterTable } from '../letter.ts';
import { body, paragraph, table } from './letter-docx.ts';
import { faces, officialSection, run, sizes } from './page.ts';

/** A sheet for use within the office: no red head, no number, no seal. */
export interface WorkSheet {
  readonly issuer: string;
  readonly title: string;
  /** Below the title, such as 2026年11月23日至11月29日. */
  readonly period: string;
  readonly paragraphs: readonly string[];
  readonly tables: readonly LetterTable[];
  /** Written under a table that has no rows is left to the caller; what stands here ends the sheet. */
  readonly closing: readonly string[];
  readonly date: string;
  /** Of a demonstration. */
  readonly sample: boolean;
}

export const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** Whose sheet it is; a demonstration's is marked. */
export async function officeOfSheet(
  queries: Queries,
  officeId: string,
): Promise<{ readonly name: string; readonly sample: boolean }> {
  const { rows } = await sql<{ name: string; sample: boolean }>`
    select name_zh as name, demonstration as sample from kernel.offices where office_id = ${officeId}::uuid`.execute(
    queries,
  );
  return rows[0]!;
}

/** 工作安排、简报: title, text and tables on the measures of GB/T 9704, to be edited further. */
export async function workSheetDocx(sheet: WorkSheet): Promise<Buffer> {
  const blank = () => paragraph([run('')]);
  const document = new Document({
    title: sheet.title,
    creator: sheet.issuer,
    evenAndOddHeaderAndFooters: true,
    styles: { default: { document: { run: { font: faces.fangsong, size: sizes.three } } } },
    sections: [
      officialSection([
        ...(sheet.sample
          ? [paragraph([run('样　张', { face: 'hei', color: '808080' })], { alignment: AlignmentType.RIGHT })]
          : []),
        paragraph([run(sheet.title, { face: 'title', size: sizes.two })], {
          alignment: AlignmentType.CENTER,
          pitch: 700,
        }),
        paragraph([run(`（${sheet.period}）`, { face: 'kai' })], { alignment: AlignmentType.CENTER }),
        blank(),
        ...sheet.paragraphs.map(body),
        ...sheet.tables.flatMap(table),
        ...sheet.closing.map(body),
        blank(),
        paragraph([run(`${sheet.issuer}　`)], { alignment: AlignmentType.RIGHT }),
        paragraph([run(`${sheet.date}　`)], { alignment: AlignmentType.RIGHT }),
      ]),
    ],
  });
  return Packer.toBuffer(document);
}
