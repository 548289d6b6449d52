import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { subscribersOf } from '#apps/server/desk-side.ts';
import { deleteDraft, saveSection } from '#kernel/cases/drafts.ts';
import { listCases } from '#kernel/cases/lists.ts';
import { bannerLoan } from '#kernel/cases/testing.ts';
import { type TestRunner, testRunner } from '#kernel/commands/testing.ts';
import { createCrypto } from '#kernel/crypto/crypto.ts';
import { masterKeyFrom } from '#kernel/crypto/master-key.ts';
import { CaseKinds } from '#kernel/desk/case-kinds.ts';
import { knowsLoan, loanKind, type Town, town } from '#kernel/desk/testing.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import { role, roleOverUnit } from '#kernel/identity/permission.ts';
import { deliverRound } from '#kernel/notifications/jobs.ts';
import { nothingLeaves } from '#kernel/notifications/outgoing.ts';
import { findEntries, type SearchKind } from './find.ts';
import { indexObject, removeEntry } from './index-entries.ts';
import { lexemesOf } from './words.ts';

let t: TestRunner;
let place: Town;
let applicant: Actor;
let clerk: Actor;
let stranger: Actor;
let head: Actor;

const people: SearchKind = {
  kind: 'person',
  label: { zh: '人', en: 'People' },
  knownTo: roleOverUnit('unit-head', 'unit-personnel'),
  link: ({ id }) => `/desk/people/${id}`,
};
const papers: SearchKind = {
  kind: 'document',
  label: { zh: '文书', en: 'Documents' },
  knownTo: role('intake', 'reviewer'),
  link: ({ id }) => `/desk/documents/${id}`,
};
const known = { cases: new CaseKinds([loanKind]), kinds: [people, papers] };

beforeAll(async () => {
  t = await testRunner({ start: '2026-03-02T09:00:00+08:00' });
  place = await town(t);
  applicant = await place.person('单雄信', place.club, 'liaison-officer');
  head = await place.person('王强', place.club, 'unit-head');
  clerk = await place.person('周敏', place.root, 'intake');
  stranger = await place.person('赵六', place.otherClub, 'liaison-officer');
});
afterAll(() => t.close());

const round = () => {
  const crypto = createCrypto({ database: t.database, master: masterKeyFrom(randomBytes(32)) });
  const subscribers = subscribersOf([{ name: 'banner-loans', cases: [loanKind] }]);
  return deliverRound({ runner: t.runner, crypto }, { subscribers, outgoing: nothingLeaves }, t.officeId);
};
const find = (actor: Actor, q: string, kind?: string) =>
  t.database.read(t.officeId, (queries) => findEntries(queries, actor, known, { q, kind }));
const titles = async (actor: Actor, q: string) =>
  (await find(actor, q)).flatMap((group) => group.hits.map((hit) => hit.title));
const inOffice = <Answer>(change: Parameters<typeof place.run<Answer>>[1]) => place.run(clerk, change);

describe('a case', () => {
  test('is found as a draft, and by its number as soon as it has one', async () => {
    const id = await place.draft(applicant, '赴日本友好城市射箭交流');
    await round();
    expect(await find(applicant, '日本')).toMatchObject([
      { kind: 'case', label: { zh: '办件' }, hits: [{ id, link: `/desk/banner-loans/${id}`, note: '射箭协会' }] },
    ]);
    const { number } = await place.act(applicant, id, 0, { type: 'submit', versions: {} });
    await round();
    for (const q of [String(number), String(number).slice(-4), '321300-2026', `日本 ${String(number).slice(-4)}`]) {
      expect(await titles(clerk, q)).toContain('赴日本友好城市射箭交流');
    }
    expect((await find(clerk, '射箭交流'))[0]?.hits[0]?.note).toBe(`${number} · 射箭协会`);
  });
  test.each([
    ['words of the title', '友好城市'],
    ['two characters across words', '市射'],
    ['one character', '赴'],
    ['pinyin initials of the title', 'frbyhcs'],
    ['initials of a word in the middle', 'sjjl'],
    ['the unit', '射箭协会'],
    ['the name of the applicant', '单雄信'],
    ['its initials, the surname read as one', 'sxx'],
    ['capitals and full width', 'ＳＸＸ'],
  ])('is found by %s: %s', async (_, q) => {
    expect(await titles(applicant, q)).toContain('赴日本友好城市射箭交流');
  });
  test.each(['韩国', '日本 韩国', '9999', 'zzz', '！', "'", "') | ('", '\\', 'o:', 'p', '@n:', '@o:'])(
    'is not found by %s',
    async (q) => {
      expect(await find(applicant, q)).toEqual([]);
    },
  );
  test('is found by its new title after a change and no longer by the old one', async () => {
    const id = await place.draft(applicant, '蓝旗');
    await place.run(applicant, (work) =>
      saveSection(work, { process: bannerLoan, caseId: id, section: 'facts', expectedVersion: 0, title: '绿色横幅' }),
    );
    await round();
    expect([await titles(applicant, '绿色横幅'), await titles(applicant, '蓝旗')]).toEqual([['绿色横幅'], []]);
  });
  test('goes with its draft', async () => {
    const id = await place.draft(applicant, '删除的旗帜');
    await round();
    expect(await titles(applicant, '删除的旗帜')).toEqual(['删除的旗帜']);
    await place.run(applicant, (work) => deleteDraft(work, bannerLoan, id));
    await round();
    expect(await titles(applicant, '删除的旗帜')).toEqual([]);
    expect(await t.asOwner('select from kernel.search_entries where object_id = $1', [id])).toEqual([]);
  });
});

describe('who finds what', () => {
  test('a hit that one may not open is not shown, nor counted', async () => {
    const one = await place.submitted(applicant, '紫色帷幔');
    await round();
    expect((await find(head, '紫色帷幔'))[0]?.total).toEqual({ count: 1, exact: true });
    expect(await find(stranger, '紫色帷幔')).toEqual([]);
    await place.act(applicant, one.id, one.version, { type: 'copy', persons: [stranger.personId] });
    expect(await titles(stranger, '紫色帷幔')).toEqual(['紫色帷幔']);
  });
  test('search and list show the same cases to everybody (AZ-04)', async () => {
    for (let n = 0; n < 12; n += 1) {
      const by = n % 3 === 0 ? stranger : applicant;
      const id = await place.draft(by, `彩带 ${n}`, { unit: n % 3 === 0 ? place.otherClub : place.club });
      if (n % 2 === 0) await place.act(by, id, 0, { type: 'submit', versions: {} });
    }
    await round();
    for (const actor of [applicant, head, clerk, stranger]) {
      const found = await t.database.read(t.officeId, (queries) =>
        findEntries(queries, actor, known, { q: '彩带', limit: 50 }),
      );
      const listed = await t.database.read(t.officeId, (queries) =>
        listCases(queries, actor, knowsLoan, { filter: { text: '彩带' }, limit: 100 }),
      );
      const ids = found.flatMap((group) => group.hits.map((hit) => hit.id));
      expect(ids.toSorted()).toEqual(listed.items.map((item) => item.id).toSorted());
      expect(found[0]?.total.count ?? 0).toBe(listed.total.count);
    }
  });
  test('another office finds nothing, even of the same words', async () => {
    const other = await t.office('huaian');
    const theirs = t.actor({ officeId: other, roles: ['intake', 'office-head'] });
    const found = await t.database.read(other, (queries) => findEntries(queries, theirs, known, { q: '彩带' }));
    expect(found).toEqual([]);
  });
  test('a document of a case needs both: the case and its own permission', async () => {
    const one = await place.submitted(applicant, '文书所在的借旗');
    await inOffice((work) =>
      indexObject(work.queries, t.officeId, {
        kind: 'document',
        id: randomUUID(),
        caseId: one.id,
        title: '借旗批件',
        numbers: ['宿外办〔2026〕17号'],
        at: t.clock.now(),
      }).then(() => null),
    );
    expect(await titles(clerk, '借旗批件')).toEqual(['借旗批件']);
    expect(await titles(clerk, '〔2026〕17号')).toContain('借旗批件');
    expect(await titles(head, '借旗批件')).toEqual([]);
    expect(await titles(stranger, '借旗批件')).toEqual([]);
  });
  test('a person is found over the unit, in a group apart, until the entry is removed', async () => {
    const id = randomUUID();
    await inOffice((work) =>
      indexObject(work.queries, t.officeId, {
        kind: 'person',
        id,
        title: '仇英',
        isName: true,
        unitPath: place.path(place.club),
        at: t.clock.now(),
      }).then(() => null),
    );
    expect(await find(head, 'qy')).toMatchObject([
      { kind: 'person', hits: [{ title: '仇英', link: `/desk/people/${id}` }] },
    ]);
    expect(await find(applicant, '仇英')).toEqual([]);
    await inOffice((work) => removeEntry(work.queries, t.officeId, { kind: 'person', id }).then(() => null));
    expect(await find(head, '仇英')).toEqual([]);
  });
  test('asked for one kind, only that kind is answered', async () => {
    expect((await find(clerk, '借旗', 'document')).map((group) => group.kind)).toEqual(['document']);
  });
});

describe('with many entries', () => {
  const titleParts = ['友城', '交流', '访问', '展会', '培训', '谈判', '日本', '韩国', '德国', '射箭', '龙舟', '机械'];
  beforeAll(async () => {
    const rows = Array.from({ length: 20_000 }, (_, n) => {
      const pick = (step: number) => titleParts[(n * step + Math.floor(n / titleParts.length)) % titleParts.length]!;
      const title = `${pick(1)}${pick(5)}${pick(7)}第${n}团`;
      return { id: randomUUID(), title, words: lexemesOf(t.officeId, { title, numbers: [`321300-2025-${n}`] }) };
    });
    for (let from = 0; from < rows.length; from += 2000) {
      await t.asOwner(
        `insert into kernel.search_entries (office_id, kind, object_id, unit_path, title, words, updated_at)
         select $1, 'person', r.id, array[$2::uuid], r.title, array_to_tsvector(array(select jsonb_array_elements_text(r.words))), now()
         from jsonb_to_recordset($3::jsonb) as r (id uuid, title text, words jsonb)`,
        [t.officeId, place.root, JSON.stringify(rows.slice(from, from + 2000))],
      );
    }
    await t.asOwner('vacuum analyze kernel.search_entries');
  }, 120_000);

  const scans = async () =>
    (
      await t.asOwner(
        `select s.seq_scan::int as seq, w.idx_scan::int as words, l.idx_scan::int as latest
         from pg_stat_user_tables s
           join pg_stat_user_indexes w on w.relid = s.relid and w.indexrelname = 'search_entries_words'
           join pg_stat_user_indexes l on l.relid = s.relid and l.indexrelname = 'search_entries_latest'
         where s.relname = 'search_entries'`,
      )
    )[0] as { seq: number; words: number; latest: number };
  /** Counters reach the view a moment after the statement. */
  const settled = async (enough: (now: Awaited<ReturnType<typeof scans>>) => boolean) => {
    for (let waited = 0; !enough(await scans()) && waited < 10_000; waited += 200) {
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    return scans();
  };

  test('rare words are looked up in the index of words, frequent ones among the latest; the table is never read whole', async () => {
    const own = t.actor({ roles: ['unit-head'], unitId: place.root });
    const before = await scans();
    // An end of a number, a number, a unit that no entry of these has.
    for (const q of ['0147', '12345', '射箭协会']) await find(own, q);
    const rare = await settled((now) => now.words >= before.words + 3);
    expect(rare.words - before.words).toBeGreaterThanOrEqual(3);
    for (const q of ['日本', '射箭', '龙']) expect((await find(own, q))[0]?.total.count).toBeGreaterThan(500);
    const frequent = await settled((now) => now.latest >= rare.latest + 6);
    expect(frequent.latest - rare.latest).toBeGreaterThanOrEqual(6);
    expect(frequent.words).toBe(rare.words);
    expect(frequent.seq).toBe(before.seq);
  });

  test('of matches without number the latest are looked through: the total is no exact one, and a kind asked for is not crowded out', async () => {
    const own = t.actor({ roles: ['unit-head', 'intake'], unitId: place.root });
    const frequent = await find(own, '团');
    expect(frequent.find(({ kind }) => kind === 'person')?.total).toEqual({ count: 1000, exact: false });
    const one = await place.submitted(applicant, '团旗');
    const at = new Date('2020-01-01T00:00:00Z');
    await inOffice((work) =>
      indexObject(work.queries, t.officeId, {
        kind: 'document',
        id: randomUUID(),
        caseId: one.id,
        title: '团旗批件',
        at,
      }).then(() => null),
    );
    expect((await find(clerk, '团', 'document'))[0]?.hits.map(({ title }) => title)).toEqual(['团旗批件']);
  });
});
