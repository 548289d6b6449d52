// npm test: types, lint, boundaries, dead code, then unit, property, database, scenario, fault and browser tests.
// A part can be run alone: npm test -- unit database
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureChromium } from './chromium.mjs';
import { build, install, requireNode, root, say } from './prepare.mjs';

requireNode();
install();

const bin = (name) => join(root, 'node_modules', '.bin', name);
const vitest = (project) => () => [bin('vitest'), ['run', '--project', project]];
const parts = {
  types: () => [bin('tsc'), ['--noEmit', '-p', '.']],
  lint: () => [bin('biome'), ['check', '--error-on-warnings', '.']],
  boundaries: () => [bin('depcruise'), ['src', '--config', '.dependency-cruiser.cjs', '--output-type', 'err']],
  'dead-code': () => [bin('knip'), ['--no-progress']],
  // Row types of the tables are generated from the migrated database and must be what stands in the tree.
  'row-types': () => [bin('tsx'), ['scripts/generate-tables.ts', '--check']],
  unit: vitest('unit'),
  database: vitest('database'),
  journeys: () => {
    if (!ensureChromium()) process.exit(1);
    build();
    return vitest('journeys')();
  },
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in parts));
if (unknown.length > 0) {
  say(`Unknown part: ${unknown.join(', ')}. Parts: ${Object.keys(parts).join(', ')}`);
  process.exit(2);
}
const failed = [];
for (const name of asked.length > 0 ? asked : Object.keys(parts)) {
  const started = performance.now();
  const [command, args] = parts[name]();
  const result = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  say(`${result.status === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`);
  if (result.status !== 0) failed.push(name);
}
if (failed.length > 0) {
  say(`\nFailed: ${failed.join(', ')}`);
  process.exit(1);
}
