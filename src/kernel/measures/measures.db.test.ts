import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { day } from '#kernel/calendar/day.ts';
import { type TestRunner, testRunner } from '#kernel/commands/testing.ts';
import { uuidv7 } from '#kernel/database/uuid.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import { role, roleOverUnit } from '#kernel/identity/permission.ts';
import type { Measure } from './measure.ts';
import { readFigure, readRecords } from './read.ts';

let base: TestRunner;
const own = uuidv7();
const other = uuidv7();

/** Three talks: two of the own unit, one of another; the second was corrected from 4 to 6 on 1 March. */
const talks: Measure = {
  id: 'club.talks',
  title: { zh: '讲座', en: 'Talks' },
  definition: { zh: '按举办日期计', en: 'By the day of the talk' },
  unit: 'times',
  figure: 'mean',
  dimensions: { topic: { label: { zh: '主题', en: 'Topic' }, words: { birds: { zh: '鸟', en: 'Birds' } } } },
  facts: (officeId) => sql`
    select f.record::uuid, null::uuid as id, ${officeId}::uuid as office_id, f.unit::uuid as unit_id, array[f.unit::uuid] as unit_path,
      'talk' as title, f.day::date as happened_on, f.since::timestamptz as recorded_at, f.until::timestamptz as superseded_at,
      f.n::numeric as quantity, jsonb_build_object('topic', f.topic) as dims
    from (values
      ('0198a001-0000-7000-8000-000000000001', ${own}, '2026-01-10', '2026-01-11T00:00:00Z', null, 2, 'birds'),
      ('0198a001-0000-7000-8000-000000000002', ${own}, '2026-02-10', '2026-02-11T00:00:00Z', '2026-03-01T00:00:00Z', 4, 'birds'),
      ('0198a001-0000-7000-8000-000000000002', ${own}, '2026-02-10', '2026-03-01T00:00:00Z', null, 6, null),
      ('0198a001-0000-7000-8000-000000000003', ${other}, '2026-02-20', '2026-02-21T00:00:00Z', null, 10, 'birds')
    ) as f (record, unit, day, since, until, n, topic)`,
  counted: role('office-head'),
  opened: roleOverUnit('office-head'),
  link: (caseId) => `/desk/club/${caseId}`,
};

beforeAll(async () => {
  base = await testRunner();
});
afterAll(async () => {
  await base?.close();
});

const reading = <Answer>(actor: Actor, read: (one: Parameters<typeof readFigure>[0]) => Promise<Answer>) =>
  base.database.read(base.officeId, (queries) =>
    read({ measure: talks, queries, actor, unitNames: new Map([[own, '本馆']]) }),
  );
const head = () => base.actor({ roles: ['office-head'], unitId: own });

it('a mean is the mean of its records, and of nothing it is nothing', async () => {
  expect((await reading(head(), (one) => readFigure(one, {}))).total).toEqual({ figure: 6, records: 3 });
  expect((await reading(head(), (one) => readFigure(one, { from: day('2027-01-01') }))).total).toEqual({
    figure: null,
    records: 0,
  });
});

it('as of the day before a correction, what was said then counts', async () => {
  const { total } = await reading(head(), (one) => readFigure(one, { asOf: day('2026-02-28'), to: day('2026-02-15') }));
  expect(total).toEqual({ figure: 3, records: 2 });
});

it('what has no code is a part of its own, so that none is lost', async () => {
  const { parts } = await reading(head(), (one) => readFigure(one, { by: 'topic' }));
  expect(parts.map(({ part, label, records }) => [part, label.zh, records])).toEqual([
    ['', '未注明', 1],
    ['birds', '鸟', 2],
  ]);
});

it('records that the reader may not open are counted as hidden, not shown', async () => {
  const list = await reading(head(), (one) => readRecords(one, {}));
  expect(list.total.records).toBe(3);
  expect(list.hidden).toBe(1);
  expect(list.rows.map(({ unit }) => unit.name)).toEqual(['本馆', '本馆']);
  const all = await reading(base.actor({ roles: ['office-head'], unitId: own, subtree: true }), (one) =>
    readRecords(one, { only: 'topic:birds' }),
  );
  expect(all.total.records).toBe(2);
});

it('who counts nothing gets nothing', async () => {
  const { total } = await reading(base.actor({ roles: ['traveller'] }), (one) => readFigure(one, {}));
  expect(total).toEqual({ figure: null, records: 0 });
});
