// Installs and builds what is missing or out of date. Everything is told on standard error, so that commands keep
// standard output to themselves.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
export const say = (text) => process.stderr.write(`${text}\n`);

/** Runs a command in the project folder; ends the program with its status if it fails. */
export function run(command, args, options = {}) {
  const result = spawnSync(command, args, { cwd: root, stdio: ['inherit', 2, 2], ...options });
  if (result.error) throw result.error;
  if (result.status !== 0) {
    say(`\n${command} ${args.join(' ')}: ended with status ${result.status ?? result.signal}`);
    process.exit(result.status ?? 1);
  }
}

export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 20)) {
    say(`Honglu needs Node.js 20.20 or newer; this is ${process.versions.node}.`);
    process.exit(1);
  }
}

/** The program as a newcomer has it: `npm install` has not been run yet. */
export function install() {
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  const mark = join(root, 'node_modules', '.honglu-lock');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return;
  say('Installing packages (a minute or two, once)…');
  run('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error']);
  const now = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  writeFileSync(mark, now);
}

function* filesBelow(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else yield path;
  }
}

/** Changes whenever a source file, a pin or the build itself changes: name, size and time of each. */
export function sourceDigest() {
  const hash = createHash('sha256');
  for (const path of [
    ...filesBelow(join(root, 'src')),
    ...filesBelow(join(root, 'scripts')),
    join(root, 'package.json'),
  ]) {
    if (/\.test\.tsx?$/.test(path)) continue;
    const { size, mtimeMs } = statSync(path);
    hash.update(`${path.slice(root.length)}\0${size}\0${Math.floor(mtimeMs)}\n`);
  }
  return hash.digest('hex');
}

export function build({ only } = {}) {
  const mark = join(root, 'dist', only ? `.built-${only}` : '.built');
  const wanted = sourceDigest();
  if ([mark, join(root, 'dist', '.built')].some((path) => existsSync(path) && readFileSync(path, 'utf8') === wanted))
    return;
  run(process.execPath, [join(root, 'scripts', 'build.mjs'), ...(only ? [`--only=${only}`] : [])]);
  mkdirSync(dirname(mark), { recursive: true });
  writeFileSync(mark, wanted);
}
