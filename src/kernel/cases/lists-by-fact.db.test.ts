import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { day } from '#kernel/calendar/day.ts';
import { listCases } from './lists.ts';
import { seatOf } from './lived-case.ts';
import { type BannerOffice, bannerOffice, know } from './testing-database.ts';

let made: BannerOffice;
let unit: string;

beforeAll(async () => {
  made = await bannerOffice();
  unit = randomUUID();
  const facts = [{ day: '2026-05-01' }, { day: '2026-03-01' }, { day: '2026-04-01' }, {}];
  for (const [index, fact] of facts.entries()) {
    await made.t.asOwner(
      `insert into kernel.cases (office_id, id, service, kind, title, phase, state, unit_id, unit_path, applicant_id, facts, created_at, updated_at)
       values ($1, gen_random_uuid(), 'banner-loans', 'loan', $2, 'draft', 'draft', $3, array[$3::uuid], $4, $5, now(), now())`,
      [made.t.officeId, `第${index}件`, unit, made.people.applicant.personId, JSON.stringify(fact)],
    );
  }
});
afterAll(() => made?.t.close());

const titles = async (asked: Parameters<typeof listCases>[3]) => {
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page: Awaited<ReturnType<typeof listCases>> = await made.read((queries) =>
      listCases(queries, made.cast(made.units.office, 'office-head'), know, {
        ...asked,
        filter: { unitId: unit, ...asked?.filter },
        limit: 1,
        ...(cursor ? { cursor } : {}),
      }),
    );
    seen.push(...page.items.map(({ title }) => title));
    cursor = page.next ?? undefined;
  } while (cursor);
  return seen;
};

test('sorted by the day of the matter, rows without it come last; reversed, first', async () => {
  const byDay = { sort: 'day' } as const;
  expect(await titles(byDay)).toEqual(['第1件', '第2件', '第0件', '第3件']);
  expect(await titles({ ...byDay, reversed: true })).toEqual(['第3件', '第0件', '第2件', '第1件']);
});

test('within bounds that both count; a row without the fact is in none', async () => {
  const range = (from?: string, to?: string) =>
    ({
      sort: 'day',
      filter: { day: { ...(from ? { from: day(from) } : {}), ...(to ? { to: day(to) } : {}) } },
    }) as const;
  expect(await titles(range('2026-03-01', '2026-04-01'))).toEqual(['第1件', '第2件']);
  expect(await titles(range('2026-04-02'))).toEqual(['第0件']);
});

test('the to-do view holds what waits for the reader, and not what was done', async () => {
  const { people, submitted, act, read } = made;
  const one = await submitted();
  const mine = async (who: typeof people.head) =>
    (await read((queries) => listCases(queries, who, know, { filter: { toDo: true } }))).items.map(({ id }) => id);
  expect(await mine(people.head)).toEqual([one.id]);
  expect(await mine(people.applicant)).toEqual([]);
  await act(people.head, one.id, one.version, { type: 'approve', ...seatOf('club') });
  expect(await mine(people.head)).toEqual([]);
});
