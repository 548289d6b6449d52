import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { expect, test } from 'vitest';

/** Files of the tree below the paths: those that git tracks; all but what is installed or built where there is no git. */
function tracked(...paths: string[]): readonly string[] {
  const listed = spawnSync('git', ['ls-files', '--', ...paths], { encoding: 'utf8' });
  // A file that somebody just removed is still listed until the commit.
  if (listed.status === 0) return listed.stdout.split('\n').filter(isFile);
  return readdirSync('.', { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => !/^(node_modules|dist|data|test-output|\.)/.test(file))
    .filter((file) => paths.length === 0 || paths.some((path) => file === path || file.startsWith(`${path}/`)))
    .filter(isFile);
}

const isFile = (file: string) => file !== '' && existsSync(file) && statSync(file).isFile();

const text = (file: string) => readFileSync(file, 'utf8');
const binary = /\.(png|jpe?g|webp|woff2?|otf|ttf|pdf|docx|xlsx|zip|ico)$/;

/** Files longer than 400 lines, each with the reason. */
const long: Readonly<Record<string, string>> = {
  'src/services/official-travel/data/per-diem.ts': 'generated from the tables of the two circulars; lines are data',
  'src/kernel/http/mount.db.test.ts': 'one server and one table of endpoints for all that every request goes through',
  'src/services/official-travel/imports/imports.scenario.test.ts': 'one office lived through from sheet to sheet',
};

// Names of hosts and folders are put together here, so that this file does not hold what it looks for.
const developerPaths = ['work', 'home', 'Users', 'root'].map(
  (folder) => new RegExp(`(^|[\\s'"\`(=:])/${folder}/[\\w.]`),
);
const registryHosts = [
  ['registry', 'npmjs'],
  ['registry', 'yarnpkg'],
  ['npmmirror', 'com'],
].map((parts) => parts.join('.'));

test('the lock file names no address that packages come from', () => {
  const lock = JSON.parse(text('package-lock.json')) as { packages: Record<string, Record<string, unknown>> };
  expect(Object.keys(lock.packages).length).toBeGreaterThan(100);
  const addressed = Object.entries(lock.packages).filter(([, entry]) => 'resolved' in entry && !entry.link);
  expect(addressed.map(([name]) => name)).toEqual([]);
});

test('every package that the program runs with has one exact version (OP-06)', () => {
  const { dependencies } = JSON.parse(text('package.json')) as { dependencies: Record<string, string> };
  const loose = Object.entries(dependencies).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version));
  expect(loose).toEqual([]);
});

test('no file holds a path of a developer’s machine or the host of a package registry', () => {
  const found: string[] = [];
  for (const file of tracked().filter((one) => !binary.test(one))) {
    for (const [index, line] of text(file).split('\n').entries()) {
      if (developerPaths.some((path) => path.test(line)) || registryHosts.some((host) => line.includes(host))) {
        found.push(`${file}:${index + 1}`);
      }
    }
  }
  expect(found).toEqual([]);
});

test('a path of a developer’s machine would be found, a public address with such a part would not', () => {
  const matches = (line: string) => developerPaths.some((path) => path.test(line));
  expect(matches(`read('${['', 'home', 'li', 'x.ts'].join('/')}')`)).toBe(true);
  expect(matches('https://wb.example.gov.cn/home/wswm/crjxx')).toBe(false);
});

test('no source file is longer than 400 lines, except those named here with a reason', () => {
  const lengths = tracked('src')
    .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.gen.ts'))
    .map((file) => [file, text(file).split('\n').length - 1] as const);
  const over = lengths.filter(([, lines]) => lines > 400).map(([file]) => file);
  expect(over.filter((file) => !(file in long))).toEqual([]);
  for (const file of Object.keys(long)) expect(over, `${file} is short again: take it off the list`).toContain(file);
});

test('pictures of the guide are small, and each is shown somewhere', () => {
  const pages = ['README.md', 'README.zh-CN.md', ...tracked('docs').filter((file) => file.endsWith('.md'))]
    .map(text)
    .join('\n');
  for (const file of tracked('docs/pictures')) {
    expect(statSync(file).size, file).toBeLessThan(120_000);
    expect(pages, file).toContain(file.split('/').at(-1));
  }
});

test('links between pages lead to files that are there', () => {
  const broken: string[] = [];
  for (const page of tracked('README.md', 'README.zh-CN.md', 'docs', 'src').filter((file) => file.endsWith('.md'))) {
    for (const [, target] of text(page).matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)(?:#[^)]*)?\)/g)) {
      const folder = page.split('/').slice(0, -1).join('/');
      if (!existsSync(folder === '' ? target! : `${folder}/${target}`)) broken.push(`${page}: ${target}`);
    }
  }
  expect(broken).toEqual([]);
});

test('every decision stands in the index, by its own title', () => {
  const index = text('docs/decisions/README.md');
  for (const file of tracked('docs/decisions').filter((one) => /\/\d{4}-/.test(one))) {
    const title = /^# (\d{4}) · (.+)$/m.exec(text(file));
    expect(title, file).not.toBeNull();
    expect(index).toContain(`| [${title![1]}](${file.split('/').at(-1)}) | ${title![2]} |`);
  }
});
