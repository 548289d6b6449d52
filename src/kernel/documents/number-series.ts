import { sql } from 'kysely';
import type { Work } from '../commands/command.ts';
import type { Queries } from '../database/database.ts';
import { Problem } from '../http/problem.ts';

export interface NumberSeries {
  readonly issuerId: string;
  readonly issuer: string;
  readonly codeWord: string;
  readonly word: string;
  readonly year: number;
  readonly last: number;
  readonly byHand: number;
  readonly byHandReason: string | null;
  readonly byHandSetBy: string | null;
  readonly voided: readonly string[];
}

/** Every series with its last number and the numbers voided in it, the latest year first. */
export async function numberSeries(queries: Queries, officeId: string): Promise<readonly NumberSeries[]> {
  const { rows } =
    await sql<NumberSeries>`select s.issuer_id as "issuerId", i.name as issuer, i.code_word as "codeWord",
      s.series as word, s.year, s.last, s.by_hand as "byHand", s.by_hand_reason as "byHandReason", p.name as "byHandSetBy",
      coalesce((select array_agg(d.number order by d.number_serial) from kernel.documents d
        where d.office_id = s.office_id and d.issuer_id = s.issuer_id and d.number_year = s.year and d.state = 'void'
          and starts_with(d.number, i.code_word || s.series || '〔')), '{}') as voided
    from kernel.number_series s
    join kernel.issuers i on i.office_id = s.office_id and i.id = s.issuer_id
    left join kernel.persons p on p.office_id = s.office_id and p.id = s.by_hand_set_by
    where s.office_id = ${officeId}::uuid order by s.year desc, i.name, s.series`.execute(queries);
  return rows;
}

/** How many documents of each kind have a number, and how many of these were set by each template. */
export async function numberedByTemplate(
  queries: Queries,
  officeId: string,
): Promise<readonly { readonly kind: string; readonly digest: string; readonly count: number }[]> {
  const { rows } = await sql<{ kind: string; digest: string; count: number }>`select kind, template_digest as digest,
      count(*)::int as count from kernel.documents where office_id = ${officeId}::uuid and number is not null
    group by kind, template_digest`.execute(queries);
  return rows;
}

/**
 * The office has numbered by hand in this year: the program goes on after it. Once the program has given a number of the series,
 * nothing can be put before it.
 * @throws Problem 409 `series-under-way`, 422 `issuer-unknown`
 */
export async function continueSeries(
  work: Work,
  given: {
    readonly issuerId: string;
    readonly word: string;
    readonly year: number;
    readonly byHand: number;
    readonly reason: string;
  },
): Promise<void> {
  const { queries, actor } = work;
  const known = await sql`select from kernel.issuers where office_id = ${actor.officeId}::uuid
    and id = ${given.issuerId}::uuid`.execute(queries);
  if (known.rows.length === 0) {
    throw new Problem(422, 'issuer-unknown', {
      zh: '没有这个发文机关，请先登记发文机关，再接续文号。',
      en: 'There is no such issuer. Register it first, then continue its numbers.',
    });
  }
  const { numAffectedRows } = await sql`insert into kernel.number_series
      (office_id, issuer_id, series, year, last, by_hand, by_hand_reason, by_hand_set_by)
    values (${actor.officeId}::uuid, ${given.issuerId}::uuid, ${given.word}, ${given.year}, ${given.byHand}, ${given.byHand},
      ${given.reason}, ${actor.personId}::uuid)
    on conflict (office_id, issuer_id, series, year) do update set last = excluded.last, by_hand = excluded.by_hand,
      by_hand_reason = excluded.by_hand_reason, by_hand_set_by = excluded.by_hand_set_by
    where kernel.number_series.last = kernel.number_series.by_hand`.execute(queries);
  if (numAffectedRows !== 1n) {
    throw new Problem(409, 'series-under-way', {
      zh: '这一列文号已由程序编过号，不能再改起点，以免重号、跳号。手工发出的文书请在登记簿中注明。',
      en: 'The program has already given numbers of this series; its beginning stays, so that none is given twice or left out.',
    });
  }
  work.audit({
    event: 'documents.series-begun',
    object: `issuer:${given.issuerId}`,
    result: 'done',
    details: { word: given.word, year: given.year, byHand: given.byHand },
  });
}
