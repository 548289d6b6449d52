import { sql } from 'kysely';
import type { Database } from '#kernel/database/database.ts';
import { Refused } from './command.ts';

export interface Office {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly demonstration: boolean;
}

export async function listOffices(database: Database): Promise<Office[]> {
  const { rows } = await sql<Office>`
    select office_id as id, code, name_zh as name, demonstration from kernel.all_offices()`.execute(database.unscoped);
  return rows;
}

/**
 * The office of that code; without one the only office, a demonstration counting only where it is alone.
 * @throws Refused naming the codes to choose from
 */
export async function chooseOffice(database: Database, code: string | undefined): Promise<Office> {
  const offices = await listOffices(database);
  const own = offices.filter((office) => !office.demonstration);
  const fitting = code === undefined ? (own.length > 0 ? own : offices) : offices.filter((one) => one.code === code);
  const [only] = fitting;
  if (only && fitting.length === 1) return only;
  const codes = offices.map((office) => office.code).join(', ');
  if (offices.length === 0) {
    throw new Refused('no-office', 4, {
      zh: '还没有设立单位。请先启动程序，用设置码完成首次设置（honglu user set-up-code）。',
      en: 'There is no office yet. Start the program and set up the first one with the code of honglu user set-up-code.',
    });
  }
  throw new Refused('which-office', 2, {
    zh: code === undefined ? `有几个单位，请用 --office 指明：${codes}` : `没有代码为 ${code} 的单位。现有：${codes}`,
    en:
      code === undefined
        ? `There are several offices; name one with --office: ${codes}`
        : `There is no office ${code}. There are: ${codes}`,
  });
}
