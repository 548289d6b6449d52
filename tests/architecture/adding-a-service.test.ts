import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { services } from '#services';

const page = readFileSync('docs/adding-a-service.md', 'utf8');
const folder = 'src/services';

interface Part {
  readonly path: string;
  readonly when: string;
}

/** The table of parts, as the page has it. */
const parts: readonly Part[] = [...page.matchAll(/^\| `([^`]+)` \| ([\w ]+) \| .+ \|$/gm)].map(([, path, when]) => ({
  path: path!,
  when: when!,
}));

const names = readdirSync(folder).filter((name) => statSync(join(folder, name)).isDirectory());

/** Parts that a service must have and neither has nor gives a reason for. */
function missing(name: string, readme: string, has: (path: string) => boolean): readonly string[] {
  return parts
    .filter(({ when }) => when === 'always')
    .map(({ path }) => path.replace('<service>', name))
    .filter(
      (path) => !has(path) && !new RegExp(`^Without \`?${path.replaceAll('.', '\\.')}\`?: \\S`, 'm').test(readme),
    );
}

test('the page lists the parts, and most of them are needed by every service', () => {
  expect(parts.length).toBeGreaterThan(15);
  expect(parts.filter(({ when }) => when === 'always').length).toBeGreaterThan(8);
  expect([...new Set(parts.map(({ when }) => when))].sort()).toEqual(
    ['always', 'cases', 'documents', 'figures', 'others', 'public', 'screens'].sort(),
  );
});

describe('every service has the parts', () => {
  test.each(names)('%s', (name) => {
    const readme = join(folder, name, 'README.md');
    const said = existsSync(readme) ? readFileSync(readme, 'utf8') : '';
    expect(missing(name, said, (path) => existsSync(join(folder, name, path)))).toEqual([]);
  });

  test('one without storage is named, unless its README says why', () => {
    const has = (path: string) => path !== 'storage.ts';
    expect(missing('notices', '', has)).toEqual(['storage.ts']);
    expect(missing('notices', 'Without storage.ts: all of it is kept by the kernel.', has)).toEqual([]);
    expect(missing('notices', 'Without storage.ts:', has)).toEqual(['storage.ts']);
  });
});

test('official-travel has the parts of what it does: cases, documents, figures, screens', () => {
  for (const { path, when } of parts) {
    if (['public', 'others'].includes(when)) continue;
    const own = join(folder, 'official-travel', path.replace('<service>', 'official-travel'));
    expect(existsSync(own), own).toBe(true);
  }
});

test('what stands in the list of services is what lies in the folder', () => {
  expect(services.map(({ name }) => name).sort()).toEqual([...names].sort());
});

test('a service whose folder holds what it answers for gives it to the program', () => {
  for (const service of services) {
    const has = (path: string) => existsSync(join(folder, service.name, path));
    if (has('process.ts')) expect(service.cases?.length, `${service.name}: cases`).toBeGreaterThan(0);
    if (has('measures.ts')) expect(service.measures?.length, `${service.name}: measures`).toBeGreaterThan(0);
    if (has('documents')) expect(service.documents?.length, `${service.name}: documents`).toBeGreaterThan(0);
    expect(service.handlers, `${service.name}: handlers`).toBeTypeOf('function');
  }
});

test('migrations are numbered, in one row, each table protected', () => {
  for (const name of names) {
    const files = readdirSync(join(folder, name, 'migrations')).sort();
    expect(files.map((file) => Number(file.slice(0, 4)))).toEqual(files.map((_, index) => index + 1));
    for (const file of files) {
      const sql = readFileSync(join(folder, name, 'migrations', file), 'utf8');
      const tables = [...sql.matchAll(/^create table (\S+)/gm)].map(([, table]) => table!);
      for (const table of tables) {
        expect(table.startsWith(`${name.replaceAll('-', '_')}.`), `${file}: ${table}`).toBe(true);
        expect(sql, `${file}: ${table}`).toMatch(new RegExp(`kernel\\.protect\\w*\\('${table.replace('.', '\\.')}'`));
      }
    }
  }
});

describe('the examples of the page', () => {
  const blocks = [...page.matchAll(/^ *```ts\n([\s\S]*?)^ *```$/gm)].map(([, code]) => code!);
  const imported = blocks.flatMap((code) =>
    [...code.matchAll(/import (?:type )?\{ ([^}]+) \} from '(#[^']+)'/g)].flatMap(([, list, from]) =>
      list!.split(', ').map((one) => [one, from!] as const),
    ),
  );

  test('there are some, with names of the kernel', () => expect(imported.length).toBeGreaterThan(6));

  test.each(imported)('%s is exported by %s', (name, from) => {
    const file = from.replace('#', 'src/');
    const code = readFileSync(file, 'utf8');
    expect(code).toMatch(
      new RegExp(`^export (?:abstract )?(?:async )?(?:const|function|class|interface|type) ${name}\\b`, 'm'),
    );
  });

  test('members of the endpoint and of the service are those of their types', () => {
    const endpoint = readFileSync('src/kernel/http/endpoint.ts', 'utf8');
    for (const member of ['id', 'method', 'path', 'summary', 'permission', 'audit', 'answer']) {
      expect(blocks.join('\n')).toContain(`${member}:`);
      expect(endpoint).toMatch(new RegExp(`readonly ${member}\\??:`));
    }
    const served = readFileSync('src/kernel/http/kernel.ts', 'utf8');
    for (const member of ['name', 'handlers']) expect(served).toMatch(new RegExp(`readonly ${member}\\??:`));
  });

  test('the line of registration is the one that stands in src/services.ts', () => {
    const registered = readFileSync('src/services.ts', 'utf8');
    const lines = blocks
      .flatMap((code) => code.split('\n'))
      .map((line) => line.trim())
      .filter((line) => line.includes('officialTravel'));
    expect(lines).toHaveLength(2);
    for (const line of lines) expect(registered).toContain(line);
  });
});

test('commands and files that the page names are there', () => {
  for (const file of ['scripts/generate-tables.ts', 'scripts/baseline.mjs', 'src/services.ts']) {
    expect(page).toContain(file);
    expect(existsSync(file)).toBe(true);
  }
});
