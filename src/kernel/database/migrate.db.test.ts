import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { MigrationFailed, migrate, migrationSources, readMigrations, SchemaConflict, schemaState } from './migrate.ts';
import { type TestDatabase, testDatabase } from './testing.ts';

const own = migrationSources(fileURLToPath(new URL('../..', import.meta.url)));
let root: string;
let here: TestDatabase;

beforeAll(async () => {
  here = await testDatabase();
});
afterAll(() => here.close());

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'honglu-migrations-'));
});
afterEach(async () => {
  rmSync(root, { recursive: true, force: true });
  await here.asOwner(`delete from kernel.migrations where source like 'trial-%'; drop schema if exists trial cascade`);
});

function service(name: string, files: Record<string, string>) {
  const folder = join(root, name);
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  return { name, folder };
}

const first = { '0001-first.sql': 'create schema trial; create table trial.a (id int primary key);' };

test('new files are applied in order, and nothing the second time', async () => {
  const sources = [...own, service('trial-b', { ...first, '0002-second.sql': 'alter table trial.a add note text;' })];
  expect(await migrate({ url: here.url, sources })).toEqual(['trial-b/0001-first.sql', 'trial-b/0002-second.sql']);
  expect(await migrate({ url: here.url, sources })).toEqual([]);
});

test('services follow in the order of the list, not of their names', async () => {
  const maker = service('trial-z', first);
  const user = service('trial-a', { '0001-uses.sql': 'insert into trial.a values (1);' });
  expect(await migrate({ url: here.url, sources: [...own, maker, user] })).toEqual([
    'trial-z/0001-first.sql',
    'trial-a/0001-uses.sql',
  ]);
});

test('an applied file that changed stops everything, and nothing is applied', async () => {
  const sources = [...own, service('trial-b', first)];
  await migrate({ url: here.url, sources });
  service('trial-b', {
    '0001-first.sql': `${first['0001-first.sql']} -- improved`,
    '0002-later.sql': 'create table trial.b ();',
  });
  await expect(migrate({ url: here.url, sources })).rejects.toThrow(SchemaConflict);
  await expect(migrate({ url: here.url, sources })).rejects.toThrow(
    /trial-b\/0001-first\.sql was applied with other contents/,
  );
  expect(await here.asOwner(`select to_regclass('trial.b') as made`)).toEqual([{ made: null }]);
});

test('the same file checked out with other line ends has not changed', async () => {
  const sources = [...own, service('trial-b', { '0001-first.sql': 'create schema trial;\nselect 1;\n' })];
  await migrate({ url: here.url, sources });
  service('trial-b', { '0001-first.sql': 'create schema trial;\r\nselect 1;\r\n' });
  expect(await migrate({ url: here.url, sources })).toEqual([]);
});

test('an older program on a newer database refuses (OP-03)', async () => {
  await migrate({ url: here.url, sources: [...own, service('trial-b', first)] });
  await expect(migrate({ url: here.url, sources: own })).rejects.toThrow(/the database is newer than this program/);
});

test('whether the schema is current, behind or in conflict is told without changing it', async () => {
  const sources = [...own, service('trial-b', first)];
  const state = () => schemaState(here.database.unscoped, sources);
  expect(await state()).toBe('behind');
  await migrate({ url: here.url, sources });
  expect(await state()).toBe('current');
  service('trial-b', { '0001-first.sql': 'create schema trial; -- other' });
  expect(await state()).toBe('conflict');
  expect(await schemaState(here.database.unscoped, own)).toBe('conflict');
});

test('a file that fails is undone whole, names its line, and the files before it stay', async () => {
  const sources = [
    ...own,
    service('trial-b', { ...first, '0002-broken.sql': 'create table trial.half (id int);\nselect nonsense;\n' }),
  ];
  await expect(migrate({ url: here.url, sources })).rejects.toThrow(
    /trial-b\/0002-broken\.sql, line 2: column "nonsense"/,
  );
  expect(
    await here.asOwner(`select to_regclass('trial.half') as half, to_regclass('trial.a')::text as before`),
  ).toEqual([{ half: null, before: 'trial.a' }]);
});

test('of several programs that start at once exactly one migrates (OP-03)', async () => {
  const sources = [...own, service('trial-b', { ...first, '0002-slow.sql': 'select pg_sleep(0.3);' })];
  const done = await Promise.all(Array.from({ length: 4 }, () => migrate({ url: here.url, sources })));
  expect(done.map((files) => files.length).sort()).toEqual([0, 0, 0, 2]);
});

test('two files with one number, or a name without one, are refused', () => {
  const folder = service('trial-b', { '0001-a.sql': '', '0001-b.sql': '' });
  expect(() => readMigrations([folder])).toThrow(MigrationFailed);
  expect(() => readMigrations([service('trial-c', { 'first.sql': '' })])).toThrow(/NNNN-words/);
});

test('a folder given as root, as in a built program, holds kernel and services in the order given', () => {
  for (const name of ['kernel/database/migrations', 'services/b/migrations', 'services/a/migrations']) {
    mkdirSync(join(root, name), { recursive: true });
  }
  expect(migrationSources(root, ['b', 'a']).map((source) => source.name)).toEqual(['kernel', 'b', 'a']);
});
